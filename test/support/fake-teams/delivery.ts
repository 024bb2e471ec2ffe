import type { Core } from './core.ts';
import { type Json, parsedJson, wordsOf } from './json.ts';
import { goodToken } from './tokens.ts';

/** What the app answered. Status 0: nothing in time, or the connection was cut or refused. */
export interface Ack {
  readonly status: number;
  readonly body: string;
  /** Real milliseconds. */
  readonly ms: number;
}

export interface Delivered {
  readonly activity: Json;
  readonly ack: Ack;
}

export interface Sending {
  /** Another proof than the good one; null for none. */
  readonly token?: string | null;
}

export const isGood = (ack: Ack): boolean => ack.status >= 200 && ack.status < 300;

export const jsonOf = (ack: Ack): unknown => parsedJson(ack.body);

export interface Deadlines {
  readonly invokeMs: number;
  readonly messageMs: number;
}

/** How what people do reaches the app, and what goes wrong on the way. */
export function fakeDelivery(it: Core, deadlines: Deadlines) {
  const log: Delivered[] = [];
  const flying = new Set<Promise<unknown>>();
  let url: string | null = null;
  let isHeld = false;
  let held: (() => Promise<void>)[] = [];
  let twice = 0;

  async function asked(to: string, activity: Json, token: string | null) {
    const isInvoke = activity.type === 'invoke';
    try {
      const answer = await fetch(to, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(activity),
        signal: AbortSignal.timeout(isInvoke ? deadlines.invokeMs : deadlines.messageMs),
      });
      return { status: answer.status, body: await answer.text() };
    } catch {
      return { status: 0, body: '' };
    }
  }

  async function once(activity: Json, how: Sending): Promise<Ack> {
    if (url === null) throw new Error('The fake Teams knows no app yet: say where it is with appAt.');
    const began = performance.now();
    const token = how.token === undefined ? goodToken(it.names, wordsOf(activity.serviceUrl)) : how.token;
    const ack = { ...(await asked(url, activity, token)), ms: performance.now() - began };
    log.push({ activity, ack });
    return ack;
  }

  const tracked = <T>(work: Promise<T>): Promise<T> => {
    flying.add(work);
    void work.finally(() => flying.delete(work)).catch(() => {});
    return work;
  };

  async function now(activity: Json, how: Sending): Promise<Ack> {
    const isTwice = twice > 0;
    if (isTwice) twice -= 1;
    const first = tracked(once(activity, how));
    if (isTwice) void tracked(once(activity, how));
    return first;
  }

  return {
    log,
    toHttp(to: string): void {
      url = to;
    },
    send: (activity: Json, how: Sending = {}): Promise<Ack> =>
      isHeld
        ? new Promise((resolve, reject) => {
            held.push(() => now(activity, how).then(resolve, reject));
          })
        : now(activity, how),
    /** The next so many activities arrive twice at once. */
    twice(times = 1): void {
      twice = times;
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
    /** When nothing is under way any more, second copies included. */
    async settled(): Promise<void> {
      while (flying.size > 0) await Promise.allSettled(flying);
    },
  };
}

export type FakeDelivery = ReturnType<typeof fakeDelivery>;
