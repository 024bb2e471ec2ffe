import type { FakeClock } from './fake-clock.ts';
import { LIMITED_TO } from './lifetimes.ts';
import type { MethodName } from './scopes.ts';

/** Where a test may make it misbehave; `*` is whatever is called next. */
export type Place = MethodName | 'files.upload' | 'files.download' | 'response_url' | '*';

export type Misbehaviour =
  /** Never answers. */
  | { readonly do: 'hang'; readonly applied?: boolean }
  /** Does it at once and answers once the fake's clock has moved so far. */
  | { readonly do: 'late'; readonly ms: number }
  /** Answers when the gate opens; does it before or after that. */
  | { readonly do: 'until'; readonly gate: Promise<void>; readonly applied?: 'before' | 'after' }
  /** Cuts the connection, having done it or not. */
  | { readonly do: 'drop'; readonly applied: boolean }
  /** Seconds; without the header where none are given. */
  | { readonly do: 'ratelimited'; readonly retryAfter?: number }
  | { readonly do: 'http'; readonly status: number }
  /** Does it and answers half a sentence. */
  | { readonly do: 'garbled' }
  | { readonly do: 'error'; readonly code: string };

export function fakeMisbehaviour(clock: FakeClock) {
  let planned: { readonly place: Place; readonly how: Misbehaviour; left: number }[] = [];
  let isOnePerSecond = false;
  const lastPost = new Map<string, number>();
  return {
    next: (place: Place, how: Misbehaviour, times = 1): void =>
      void planned.push({ place, how, left: times }),
    always: (place: Place, how: Misbehaviour): void =>
      void planned.push({ place, how, left: Number.POSITIVE_INFINITY }),
    clear(): void {
      planned = [];
    },
    onePerSecond(isOn: boolean): void {
      isOnePerSecond = isOn;
      lastPost.clear();
    },
    take(place: string): Misbehaviour | null {
      const found = planned.find((one) => one.left > 0 && (one.place === place || one.place === '*'));
      if (!found) return null;
      found.left -= 1;
      return found.how;
    },
    /** Seconds to wait before this channel takes another message; null where it may come now. */
    tooSoon(channel: string): number | null {
      if (!isOnePerSecond) return null;
      const next = (lastPost.get(channel) ?? Number.NEGATIVE_INFINITY) + LIMITED_TO.channelMs;
      if (clock.now() < next) return Math.ceil((next - clock.now()) / 1000);
      lastPost.set(channel, clock.now());
      return null;
    },
  };
}

export type FakeMisbehaviour = ReturnType<typeof fakeMisbehaviour>;
