import type { Sent } from '../../src/surface.ts';
import { ConnectorFailed } from './connector-http.ts';

/** Not installed for somebody, or blocked by them: it can be mended, so what is owed waits. Milliseconds. */
const NOT_LET_IN_MS = 10 * 60_000;
const AGAIN_MS = 5000;
/** The connection with Microsoft itself, which an administrator may have to mend. Milliseconds. */
const STANDING_MS = 60_000;

const held = (afterMs: number, reason: string): Extract<Sent, { ok: false }> => ({
  ok: false,
  why: 'later',
  afterMs,
  reason,
  held: true,
});
const later = (reason: string): Extract<Sent, { ok: false }> => ({
  ok: false,
  why: 'later',
  afterMs: AGAIN_MS,
  reason,
});

/** What a failed call means for what is owed. The reason is Microsoft's word for it, never the message. */
export function sentOf(cause: unknown): Extract<Sent, { ok: false }> {
  if (!(cause instanceof ConnectorFailed)) return later('Teams did not answer');
  const { status, code, retryAfterMs } = cause;
  const reason = `Teams answers ${status}${code ? ` ${code}` : ''}`;
  if (retryAfterMs !== null) return held(retryAfterMs, reason);
  switch (status) {
    case 400:
    case 404:
    case 410:
    case 413:
      return { ok: false, why: 'never', reason };
    case 401:
      return held(STANDING_MS, reason);
    case 403:
      return held(NOT_LET_IN_MS, reason);
    case 429:
      return held(AGAIN_MS, reason);
    default:
      return later(reason);
  }
}
