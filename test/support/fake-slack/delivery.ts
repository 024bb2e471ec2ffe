import type { Core } from './core.ts';
import { LIMITED_TO } from './lifetimes.ts';
import { signedRequest } from './signed.ts';
import type { EnvelopeKind, FakeSocketMode, Retry } from './socket-mode.ts';

/** What the app answered. Status 0: nothing in time, or the connection was cut or refused. */
export interface Ack {
  readonly status: number;
  readonly body: string;
  /** Real milliseconds. */
  readonly ms: number;
}

export interface Delivered {
  readonly kind: EnvelopeKind;
  readonly retry: Retry | null;
  readonly ack: Ack;
}

type Payload = Readonly<Record<string, unknown>>;

export const isGood = (ack: Ack): boolean => ack.status >= 200 && ack.status < 300;

const formOf = (fields: Payload): string =>
  new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();

function bodyOf(kind: EnvelopeKind, payload: Payload): string {
  if (kind === 'events_api') return JSON.stringify(payload);
  return formOf(kind === 'interactive' ? { payload: JSON.stringify(payload) } : payload);
}

/** How what people do reaches the app, and what goes wrong on the way. */
export function fakeDelivery(it: Core, socket: FakeSocketMode, ackMs: number) {
  const log: Delivered[] = [];
  const flying = new Set<Promise<unknown>>();
  let url: string | null = null;
  let isHeld = false;
  let held: (() => Promise<void>)[] = [];
  let twice = 0;
  let last: { readonly kind: EnvelopeKind; readonly payload: Payload } | null = null;

  async function overHttp(to: string, kind: EnvelopeKind, payload: Payload, retry: Retry | null) {
    const request = signedRequest(bodyOf(kind, payload), { secret: it.names.signingSecret, retry });
    try {
      const answer = await fetch(to, { ...request, signal: AbortSignal.timeout(ackMs) });
      return { status: answer.status, body: await answer.text() };
    } catch {
      return { status: 0, body: '' };
    }
  }

  async function overSocket(kind: EnvelopeKind, payload: Payload, retry: Retry | null) {
    const body = await socket.send(kind, payload, ackMs, retry);
    return body === null ? { status: 0, body: '' } : { status: 200, body };
  }

  async function once(kind: EnvelopeKind, payload: Payload, retry: Retry | null): Promise<Ack> {
    const began = performance.now();
    const answer = url ? await overHttp(url, kind, payload, retry) : await overSocket(kind, payload, retry);
    const ack = { ...answer, ms: performance.now() - began };
    log.push({ kind, retry, ack });
    return ack;
  }

  const tracked = <T>(work: Promise<T>): Promise<T> => {
    flying.add(work);
    void work.finally(() => flying.delete(work)).catch(() => {});
    return work;
  };

  /** Slack tries an event again where nobody acknowledged it: at once, after a minute, after five. */
  function again(payload: Payload, num: number, ack: Ack): void {
    const wait = LIMITED_TO.retriesMs[num - 1];
    if (isGood(ack) || wait === undefined) return;
    const reason = ack.status === 0 ? 'http_timeout' : 'http_error';
    it.clock.in(wait, () => {
      void tracked(
        once('events_api', payload, { num, reason }).then((next) => again(payload, num + 1, next)),
      );
    });
  }

  async function now(kind: EnvelopeKind, payload: Payload): Promise<Ack> {
    last = { kind, payload };
    const isTwice = twice > 0;
    if (isTwice) twice -= 1;
    const first = tracked(once(kind, payload, null));
    if (isTwice) void tracked(once(kind, payload, { num: 1, reason: 'http_timeout' }));
    const ack = await first;
    if (kind === 'events_api') again(payload, 1, ack);
    return ack;
  }

  const send = (kind: EnvelopeKind, payload: Payload): Promise<Ack> =>
    isHeld
      ? new Promise((resolve) => {
          held.push(() => now(kind, payload).then(resolve));
        })
      : now(kind, payload);

  return {
    log,
    /** One address for commands, interactions and events. */
    toHttp(to: string): void {
      url = to;
    },
    toSocket(): void {
      url = null;
    },
    command: (form: Payload) => send('slash_commands', form),
    interactive: (payload: Payload) => send('interactive', payload),
    event: (body: Payload) => send('events_api', body),
    /** The next so many deliveries arrive twice at once, the second marked as a retry. */
    twice(times = 1): void {
      twice = times;
    },
    /** The same as was delivered last, once more: its answer was lost on the way. */
    async repeat(): Promise<Ack> {
      if (!last) throw new Error('Nothing was delivered yet.');
      return tracked(once(last.kind, last.payload, { num: 1, reason: 'http_timeout' }));
    },
    /** Keeps everything back, to let it go in another order. */
    hold(): void {
      isHeld = true;
    },
    /** One after the other, each once the one before it was answered. */
    async release(order: 'as sent' | 'reversed' = 'as sent'): Promise<void> {
      isHeld = false;
      const go = order === 'reversed' ? held.reverse() : held;
      held = [];
      for (const one of go) await one();
    },
    /** When nothing is under way any more, second copies and retries included. */
    async settled(): Promise<void> {
      while (flying.size > 0) await Promise.allSettled(flying);
    },
  };
}

export type FakeDelivery = ReturnType<typeof fakeDelivery>;
