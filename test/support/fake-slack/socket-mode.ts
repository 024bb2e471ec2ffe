import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { z } from 'zod';
import { type Core, refuse } from './core.ts';
import { method } from './method.ts';
import { acceptWebSocket, type FakeWebSocket } from './websocket.ts';

const Acknowledged = z.strictObject({ envelope_id: z.string(), payload: z.unknown().optional() });

/** Real milliseconds. */
const CLOSING_MS = 500;

export type EnvelopeKind = 'slash_commands' | 'interactive' | 'events_api';

export interface Retry {
  readonly num: number;
  readonly reason: 'http_timeout' | 'http_error' | 'connection_failed';
}

/** Socket mode: a ticket by `apps.connections.open`, a hello, and envelopes that want an acknowledgement. */
export function fakeSocketMode(it: Core) {
  const tickets = new Set<string>();
  const lines = new Set<FakeWebSocket>();
  const waiting = new Map<string, (body: string) => void>();
  let arrivals: { readonly count: number; readonly tell: () => void }[] = [];
  let tickets_given = 0;
  let envelopes = 0;
  let connections = 0;

  const heard = (text: string) => {
    const read = Acknowledged.safeParse(JSON.parse(text));
    if (!read.success) return refuse(it, 'socket mode', 'bad acknowledgement', [text]);
    const { envelope_id, payload } = read.data;
    const tell = waiting.get(envelope_id);
    waiting.delete(envelope_id);
    // Bolt sends an empty object where there is nothing to say.
    const isEmpty = payload === undefined || payload === null || JSON.stringify(payload) === '{}';
    tell?.(isEmpty ? '' : JSON.stringify(payload));
  };

  return {
    open: method(z.strictObject({}), () => {
      const ticket = `ticket-${++tickets_given}`;
      tickets.add(ticket);
      return {
        ok: true,
        url: `${it.url.replace('http:', 'ws:')}/link/?ticket=${ticket}&app_id=${it.names.appId}`,
      };
    }),
    upgrade(req: IncomingMessage, line: Duplex): void {
      const ticket = new URL(req.url ?? '/', it.url).searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket)) {
        refuse(it, 'socket mode', 'a ticket that is not good, or not any more');
        line.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
        return;
      }
      const socket = acceptWebSocket(req, line, { text: heard, gone: () => lines.delete(socket) });
      lines.add(socket);
      connections += 1;
      socket.send(
        JSON.stringify({
          type: 'hello',
          num_connections: lines.size,
          debug_info: { host: 'fake', build_number: 1, approximate_connection_time: 18_060 },
          connection_info: { app_id: it.names.appId },
        }),
      );
      for (const one of arrivals.filter(({ count }) => count <= connections)) one.tell();
      arrivals = arrivals.filter(({ count }) => count > connections);
    },
    /** Over the newest connection. Null where nothing is connected or no answer came in time. */
    async send(
      kind: EnvelopeKind,
      payload: unknown,
      ms: number,
      retry: Retry | null,
    ): Promise<string | null> {
      const line = [...lines].at(-1);
      if (!line) return null;
      const envelope_id = `envelope-${++envelopes}`;
      const answered = new Promise<string | null>((resolve) => {
        const late = setTimeout(() => {
          waiting.delete(envelope_id);
          resolve(null);
        }, ms);
        waiting.set(envelope_id, (body) => {
          clearTimeout(late);
          resolve(body);
        });
      });
      line.send(
        JSON.stringify({
          envelope_id,
          type: kind,
          payload,
          accepts_response_payload: kind !== 'events_api',
          ...(kind === 'events_api'
            ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' }
            : {}),
        }),
      );
      return answered;
    },
    connected: (): number => lines.size,
    /** When the app has connected so often since the start. */
    whenConnected: (count = 1): Promise<void> =>
      connections >= count
        ? Promise.resolve()
        : new Promise((tell) => {
            arrivals.push({ count, tell });
          }),
    /** With a closing handshake, for as long as an app needs for one. */
    async close(): Promise<void> {
      for (const line of lines) line.close();
      const until = performance.now() + CLOSING_MS;
      while (lines.size > 0 && performance.now() < until) await new Promise((next) => setImmediate(next));
      for (const line of lines) line.cut();
    },
    /** Cuts every line without a word. */
    drop(): void {
      for (const line of lines) line.cut();
    },
    /** Asks the app to connect anew, as Slack does every few hours. */
    refresh(): void {
      for (const line of lines)
        line.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    },
  };
}

export type FakeSocketMode = ReturnType<typeof fakeSocketMode>;
