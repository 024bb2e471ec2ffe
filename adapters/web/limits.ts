import type { Timer } from '../../src/ports.ts';

/** Tries are counted afresh after this long. Milliseconds. */
const WINDOW_MS = 600_000;
/** Links that open nothing, tried from one address before it has to wait. */
export const MOST_FROM_ONE = 20;
/** From everywhere together: above it an address waits after its first. */
export const MOST_FROM_ALL = 300;
/** Addresses that are remembered at once. */
const MOST_KNOWN = 10_000;

export interface Limits {
  mayTry(from: string): boolean;
  opensNothing(from: string): void;
}

/**
 * Holds back whoever tries links that open nothing. No number of tries would find one of 256 random bits; the point is
 * that trying costs the school's database nothing. Whoever has a good link is not held back by strangers elsewhere.
 */
export function linkLimits(timer: Timer): Limits {
  let until = 0;
  let all = 0;
  let bad = new Map<string, number>();
  const turn = () => {
    const now = timer.ms();
    if (now < until) return;
    until = now + WINDOW_MS;
    all = 0;
    bad = new Map();
  };
  return {
    mayTry(from) {
      turn();
      return (bad.get(from) ?? 0) < (all < MOST_FROM_ALL ? MOST_FROM_ONE : 1);
    },
    opensNothing(from) {
      turn();
      all += 1;
      const known = bad.get(from);
      if (known !== undefined || bad.size < MOST_KNOWN) bad.set(from, (known ?? 0) + 1);
    },
  };
}
