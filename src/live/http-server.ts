import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from '../app/app.ts';

/** How often connections that fell idle are let go of during a stop. Milliseconds. */
const SWEEP_MS = 50;

/** Answers by itself, always. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpServer {
  /** The port it listens on. Rejects with the system's error where it cannot. */
  listen(port: number, host: string): Promise<number>;
  /** Takes nothing new; resolves when what is under way has been answered. */
  close(): Promise<void>;
}

/** For Prometheus: numbers of messages and refusals, and nobody's name. */
async function metrics(app: App): Promise<string> {
  const owed = await app.store.read((unit) => unit.owed.counts());
  return [
    '# HELP accord_messages Messages owed, set aside, and cards to be drawn again.',
    '# TYPE accord_messages gauge',
    ...Object.entries(owed).map(([state, n]) => `accord_messages{state="${state}"} ${n}`),
    '# HELP accord_refused_total Requests of people and programs that are not let in, since the start.',
    '# TYPE accord_refused_total counter',
    ...Object.entries(app.counts.all()).map(([what, n]) => `accord_refused_total{what="${what}"} ${n}`),
    '',
  ].join('\n');
}

/** Everything below one path, such as Accord's own pages. */
export interface Below {
  readonly path: string;
  readonly handle: Handler;
}

/** The one port: health, readiness and figures, a path for each platform, and Accord's own pages. */
export function httpServer(
  app: App,
  paths: ReadonlyMap<string, Handler>,
  pages: Below,
  ready: () => boolean,
): HttpServer {
  const send = (response: ServerResponse, status: number, body: string) => {
    response.writeHead(status, {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    response.end(body);
  };

  async function readiness(response: ServerResponse): Promise<void> {
    await app.store.read((unit) => unit.owed.counts());
    return ready() ? send(response, 200, 'ready\n') : send(response, 503, 'not connected yet\n');
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const handler = paths.get(path);
    if (handler)
      return request.method === 'POST'
        ? handler(request, response)
        : send(response, 405, 'Only POST is known here.\n');
    if (path.startsWith(pages.path)) return pages.handle(request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return send(response, 404, 'There is nothing at this address.\n');
    switch (path) {
      case '/healthz':
        return send(response, 200, 'ok\n');
      case '/readyz':
        return readiness(response);
      case '/metrics':
        return send(response, 200, await metrics(app));
      default:
        return send(response, 404, 'There is nothing at this address.\n');
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((cause) => {
      // Of Accord's own pages no address is logged: it may hold a secret.
      const path = (request.url ?? '').split('?')[0] ?? '';
      app.log.error('A request could not be answered.', cause, {
        path: path.startsWith(pages.path) ? pages.path : path,
      });
      if (response.headersSent) response.end();
      else send(response, 500, 'Accord could not do that just now.\n');
    });
  });
  server.requestTimeout = 30_000;
  server.headersTimeout = 15_000;

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve((server.address() as AddressInfo).port);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        // A connection whose request is answered meanwhile would otherwise be kept for the next one, for seconds.
        const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
        server.close(() => {
          clearInterval(sweep);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
