import type { FakeClock } from '../fake-slack/fake-clock.ts';

/** Where a test may make it misbehave; `*` is whatever is asked for next. */
export type Place =
  | 'openid'
  | 'keys'
  | 'token'
  | 'create'
  | 'post'
  | 'update'
  | 'delete'
  | 'members'
  | 'teams'
  | 'image'
  | 'download'
  | 'upload'
  | '*';

export type Misbehaviour =
  /** Never answers. */
  | { readonly do: 'hang'; readonly applied?: boolean }
  /** Does it at once and answers once the fake's clock has moved so far. */
  | { readonly do: 'late'; readonly ms: number }
  /** Answers when the gate opens; does it before (unless told) or after that. */
  | { readonly do: 'until'; readonly gate: Promise<void>; readonly applied?: 'before' | 'after' }
  /** Cuts the connection, having done it or not. */
  | { readonly do: 'drop'; readonly applied: boolean }
  /** Answers with this status, having done it only where told so. Seconds for Retry-After; without it where none. */
  | {
      readonly do: 'http';
      readonly status: number;
      readonly code?: string;
      readonly retryAfter?: number;
      readonly applied?: boolean;
    }
  /** Does it and answers half a sentence. */
  | { readonly do: 'garbled' };

interface Planned {
  readonly place: Place;
  readonly how: Misbehaviour;
  readonly conversation: string | null;
  left: number;
}

/** Messages a second that a conversation takes (learn.microsoft.com, "Optimize your bot with rate limiting"). */
const PER_SECOND = 7;

export function fakeMisbehaviour(clock: FakeClock) {
  let planned: Planned[] = [];
  let isThrottled = false;
  let posts: { readonly conversation: string; readonly at: number }[] = [];
  return {
    /** In one conversation alone where it is named. */
    next(place: Place, how: Misbehaviour, times = 1, conversation: string | null = null): void {
      planned.push({ place, how, conversation, left: times });
    },
    always(place: Place, how: Misbehaviour, conversation: string | null = null): void {
      planned.push({ place, how, conversation, left: Number.POSITIVE_INFINITY });
    },
    clear(): void {
      planned = [];
    },
    /** Seven messages a second and conversation, by the fake's clock. */
    throttled(isOn: boolean): void {
      isThrottled = isOn;
      posts = [];
    },
    take(place: Place, conversation: string | null): Misbehaviour | null {
      const found = planned.find(
        (one) =>
          one.left > 0 &&
          (one.place === place || one.place === '*') &&
          (one.conversation === null || one.conversation === conversation),
      );
      if (!found) return null;
      found.left -= 1;
      return found.how;
    },
    /** Whether this conversation has had its share of the second; counts the message where it has not. */
    isTooSoon(conversation: string): boolean {
      if (!isThrottled) return false;
      posts = posts.filter(({ at }) => at > clock.now() - 1000);
      if (posts.filter((one) => one.conversation === conversation).length >= PER_SECOND) return true;
      posts.push({ conversation, at: clock.now() });
      return false;
    },
  };
}

export type FakeMisbehaviour = ReturnType<typeof fakeMisbehaviour>;
