import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import type { SignedRequest } from '../test/support/fake-slack/signed.ts';

/** Connections that Slack would have open at once. */
const CONNECTIONS = 16;

export interface WebApi {
  readonly url: string;
  /** The view that was opened with a trigger, once it is; kept for that one alone. */
  opened(trigger: string): Promise<void>;
  /** The last view that came, as it was sent. */
  lastView(): string;
  /** Calls answered so far. */
  calls(): number;
  /** From now on calls wait without an answer, or are answered again. */
  hang(on: boolean): void;
  stop(): Promise<void>;
}

const TRIGGER = /(?:^|&)trigger_id=([^&]*)/;
const VIEW = /(?:^|&)view=([^&]*)/;

/** Slack's Web API, as small as it can be: it reads the trigger of what is opened and says that all is well. */
export async function startWebApi(): Promise<WebApi> {
  const waiting = new Map<string, () => void>();
  let view = '';
  let calls = 0;
  let hangs = false;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('latin1');
      calls += 1;
      if (hangs) return;
      const trigger = TRIGGER.exec(body)?.[1];
      if (trigger !== undefined) {
        if (view === '') view = decodeURIComponent((VIEW.exec(body)?.[1] ?? '').replaceAll('+', ' '));
        waiting.get(decodeURIComponent(trigger))?.();
      }
      const answer = JSON.stringify({
        ok: true,
        team_id: 'T0000001',
        view: { id: 'V1' },
        channel: { id: 'D1' },
        ts: `1700000000.${calls}`,
        usergroups: [],
        members: [],
      });
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
      response.end(answer);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    opened: (trigger) =>
      new Promise((resolve) =>
        waiting.set(trigger, () => {
          waiting.delete(trigger);
          resolve();
        }),
      ),
    lastView: () => view,
    calls: () => calls,
    hang(on) {
      hangs = on;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

export interface Sender {
  /** The body of the answer. Rejects unless it is a 200. */
  send(request: SignedRequest): Promise<string>;
  close(): Promise<void>;
}

export function senderTo(port: number): Sender {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: CONNECTIONS });
  return {
    async send({ method, headers, body }) {
      const answer = await pool.request({ path: '/slack/events', method, headers, body });
      const text = await answer.body.text();
      if (answer.statusCode !== 200) throw new Error(`Answered with ${answer.statusCode}.`);
      return text;
    },
    close: () => pool.close(),
  };
}
