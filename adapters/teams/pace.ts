import type { Timer } from '../../src/ports.ts';
import type { Sent } from '../../src/surface.ts';

/** Seven messages a second in a conversation. Milliseconds. */
export const PACE_MS = 150;
/** What one conversation takes in an hour, cards that are drawn again included. */
export const MOST_AN_HOUR = 1800;
const HOUR_MS = 3_600_000;

type Waits = Extract<Sent, { ok: false }>;

export interface Pace {
  /** Why nothing may be written there now; null where it may, and then it is counted. */
  take(conversation: string, what: 'message' | 'redraw'): Waits | null;
  /** Teams itself asked to wait there, or refused: nothing is written there for so long. Milliseconds. */
  shut(conversation: string, forMs: number): void;
  /** What stood in the way there is gone. */
  forget(conversation: string): void;
}

/**
 * When a conversation may be written to: what Teams takes a second and an hour, kept to before it has to say so. In
 * memory: after a restart Teams' own word is heard soon enough.
 */
export function conversationPace(timer: Timer, paceMs: number): Pace {
  const free = new Map<string, number>();
  const shutUntil = new Map<string, number>();
  /** When something was written there within the last hour, the oldest first. */
  const written = new Map<string, number[]>();

  const waits = (afterMs: number, reason: string): Waits => ({
    ok: false,
    why: 'later',
    afterMs,
    reason,
    held: true,
  });

  function ofTheHour(conversation: string, now: number): number[] {
    const before = written.get(conversation) ?? [];
    const from = before.findIndex((at) => at > now - HOUR_MS);
    const left = from === -1 ? [] : from === 0 ? before : before.slice(from);
    written.set(conversation, left);
    return left;
  }

  return {
    take(conversation, what) {
      const now = timer.ms();
      const shutFor = (shutUntil.get(conversation) ?? 0) - now;
      if (shutFor > 0) return waits(shutFor, 'Teams asked to wait in this conversation');
      const pause = (free.get(conversation) ?? 0) - now;
      if (what === 'message' && pause > 0)
        return waits(pause, 'the conversation was written to a moment ago');
      const hour = ofTheHour(conversation, now);
      const [oldest] = hour;
      if (hour.length >= MOST_AN_HOUR && oldest !== undefined)
        return waits(oldest + HOUR_MS - now, 'the conversation was written to as often as an hour allows');
      hour.push(now);
      free.set(conversation, now + paceMs);
      return null;
    },
    shut: (conversation, forMs) => void shutUntil.set(conversation, timer.ms() + forMs),
    forget: (conversation) => void shutUntil.delete(conversation),
  };
}
