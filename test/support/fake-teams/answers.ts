import type { FakeClock } from '../fake-slack/fake-clock.ts';
import type { Misbehaviour } from './misbehave.ts';

/** What Microsoft answers. */
export interface Answer {
  readonly status: number;
  readonly body: object | string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export const yes = (body: object | Buffer = {}, status = 200): Answer => ({ status, body });

/** In the form of the connector. */
export const no = (
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Answer => ({
  status,
  body: { error: { code, message } },
  headers,
});

const cut = (): Error => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

/** Answers as told: `apply` does what was asked for and hands back what is said of it. */
export async function behave(
  how: Misbehaviour | null,
  clock: FakeClock,
  stopped: Promise<void>,
  apply: () => Answer,
): Promise<Answer> {
  if (!how) return apply();
  const gone = (): Promise<never> => stopped.then(() => Promise.reject(cut()));
  switch (how.do) {
    case 'hang':
      if (how.applied) apply();
      return gone();
    case 'late': {
      const answer = apply();
      await Promise.race([gone(), new Promise<void>((resolve) => clock.in(how.ms, resolve))]);
      return answer;
    }
    case 'until': {
      const before = how.applied === 'after' ? null : apply();
      await Promise.race([gone(), how.gate]);
      return before ?? apply();
    }
    case 'drop':
      if (how.applied) apply();
      throw cut();
    case 'http':
      if (how.applied) apply();
      return no(
        how.status,
        how.code ?? 'Misbehaving',
        'A test asked for this.',
        how.retryAfter === undefined ? {} : { 'retry-after': String(how.retryAfter) },
      );
    case 'garbled':
      apply();
      return { status: 200, body: '{"id":"17', headers: { 'content-type': 'application/json' } };
    default:
      return how satisfies never;
  }
}
