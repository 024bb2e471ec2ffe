import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../../src/ports.ts';
import { fileHeaders, findFile, takeUpload } from './files.ts';
import { HEADERS, readBody, refuseChange, refuseElsewhere, refuseHost, refuseUpload } from './guards.ts';
import type { Playground } from './playground.ts';
import { type Answer, answerChange, answerLook } from './routes.ts';
import { indexPage, staticFiles } from './static-files.ts';
import { stream } from './stream.ts';

export interface PlaygroundServer {
  /** The port it listens on. Rejects with the system's error where it cannot. */
  listen(port: number): Promise<number>;
  /** Takes nothing new, lets what is under way finish, and lets go of every page. */
  close(): Promise<void>;
}

export function playgroundServer(playground: Playground, log: Log): PlaygroundServer {
  const files = staticFiles();
  const pages = stream();
  playground.onChange(() => pages.tell('changed'));
  let port = 0;

  const send = (response: ServerResponse, status: number, type: string, body: string | Buffer) => {
    response.writeHead(status, { ...HEADERS, 'content-type': type });
    response.end(body);
  };
  const json = (response: ServerResponse, { status, body }: Answer) =>
    send(response, status, 'application/json; charset=utf-8', JSON.stringify(body));
  const refuse = (response: ServerResponse, { status, words }: { status: number; words: string }) =>
    json(response, { status, body: { words } });

  async function get(url: URL, response: ServerResponse): Promise<void> {
    if (url.pathname === '/') {
      const page = indexPage(await playground.use(async (open) => open.token));
      return send(response, 200, 'text/html; charset=utf-8', page);
    }
    if (url.pathname === '/healthz') return send(response, 200, 'text/plain; charset=utf-8', 'ok\n');
    if (url.pathname === '/favicon.ico') return send(response, 204, 'image/x-icon', '');
    if (url.pathname === '/api/stream') return pages.join(response);
    if (url.pathname === '/api/file') {
      const found = await findFile(playground, url);
      if (!found.ok) return refuse(response, found.refused);
      response.writeHead(200, fileHeaders(found.file.name));
      response.end(found.file.bytes);
      return;
    }
    const file = files.get(url.pathname);
    if (file) return send(response, 200, file.type, file.bytes);
    return json(response, await answerLook(playground, url));
  }

  async function post(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = await playground.use(async (open) => open.token);
    const isUpload = url.pathname === '/api/upload';
    const refused = (isUpload ? refuseUpload : refuseChange)(request.headers, token);
    if (refused) {
      request.resume();
      return refuse(response, refused);
    }
    if (isUpload) {
      const taken = await takeUpload(playground, url, request);
      if (taken.ok) return json(response, { status: 200, body: { handle: taken.handle } });
      request.resume();
      return refuse(response, taken.refused);
    }
    const body = await readBody(request);
    if (!body.ok) return refuse(response, body.refused);
    const answer = await answerChange(playground, url.pathname, body.json);
    json(response, answer);
    if (answer.afresh) pages.tell('afresh');
    else if (answer.settle) void playground.settle();
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { headers } = request;
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    // They have guards of their own, and are opened from anywhere.
    if (url.pathname.startsWith(playground.pages.path)) return playground.pages.handle(request, response);
    const refused = refuseHost(headers, port) ?? refuseElsewhere(headers, url.pathname);
    if (refused) return refuse(response, refused);
    if (request.method === 'GET' || request.method === 'HEAD') return get(url, response);
    if (request.method === 'POST') return post(url, request, response);
    return refuse(response, { status: 405, words: 'Only GET and POST are known here.' });
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((cause) => {
      log.error('The playground could not answer a request.', cause, {
        path: request.url?.split('?')[0] ?? '',
      });
      if (!response.headersSent)
        refuse(response, {
          status: 500,
          words: 'Accord could not do that just now. Nothing you typed is lost: try again in a moment.',
        });
      else response.end();
    });
  });
  server.requestTimeout = 30_000;

  return {
    listen: (wanted) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(wanted, '127.0.0.1', () => {
          port = (server.address() as AddressInfo).port;
          server.off('error', reject);
          playground.pages.listensAt(`http://127.0.0.1:${port}`);
          resolve(port);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        pages.close();
        server.closeIdleConnections();
      }),
  };
}
