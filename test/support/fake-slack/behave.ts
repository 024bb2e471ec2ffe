import type { ServerResponse } from 'node:http';
import type { FakeClock } from './fake-clock.ts';
import { answerJson } from './http-body.ts';
import type { Misbehaviour } from './misbehave.ts';

/**
 * Answers as told: `apply` does what was asked for and hands back how to answer it. What hangs is let go when the
 * fake stops.
 */
export async function behave(
  how: Misbehaviour | null,
  res: ServerResponse,
  clock: FakeClock,
  apply: () => () => void,
): Promise<void> {
  if (!how) return apply()();
  switch (how.do) {
    case 'hang':
      if (how.applied) apply();
      return;
    case 'late': {
      const answer = apply();
      await new Promise<void>((resolve) => clock.in(how.ms, resolve));
      return answer();
    }
    case 'until': {
      const before = how.applied === 'after' ? null : apply();
      await how.gate;
      return (before ?? apply())();
    }
    case 'drop':
      if (how.applied) apply();
      res.destroy();
      return;
    case 'ratelimited':
      return answerJson(
        res,
        429,
        { ok: false, error: 'ratelimited' },
        how.retryAfter === undefined ? {} : { 'retry-after': String(how.retryAfter) },
      );
    case 'http':
      return answerJson(res, how.status, { ok: false, error: 'internal_error' });
    case 'garbled':
      apply();
      res.writeHead(200, { 'content-type': 'application/json' });
      res.end('{"ok":tru');
      return;
    case 'error':
      return answerJson(res, 200, { ok: false, error: how.code });
    default:
      return how satisfies never;
  }
}
