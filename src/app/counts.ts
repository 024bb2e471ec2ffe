import type { Counts } from '../ports.ts';

/** Kept in memory: what is counted says whether somebody knocks, and is no record. */
export function memoryCounts(): Counts {
  const counted = new Map<string, number>();
  return {
    count: (what) => void counted.set(what, (counted.get(what) ?? 0) + 1),
    all: () => Object.fromEntries(counted),
  };
}
