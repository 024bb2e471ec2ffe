import type { Timer } from '../ports.ts';
import type { Io } from './io.ts';

/** Nothing is said of work that is done within a second. Milliseconds, all three. */
const PATIENCE_MS = 1000;
const SCREEN_MS = 200;
const LINES_MS = 5000;

export interface Progress {
  readonly at: (done: number, of?: number) => void;
  /** Leaves the screen clean for what comes next. */
  readonly end: () => void;
}

/** `what` says what is counted: "1,200 of 3,000 cases". */
export function progressOn(io: Io, timer: Timer, what: string): Progress {
  const began = timer.ms();
  let last: number | null = null;
  return {
    at(done, of) {
      const now = timer.ms();
      if (now - began < PATIENCE_MS) return;
      if (last !== null && now - last < (io.watched ? SCREEN_MS : LINES_MS)) return;
      last = now;
      const words = `${count(done)}${of === undefined ? '' : ` of ${count(of)}`} ${what}`;
      io.err(io.watched ? `\r${words}\u001b[K` : `${words}\n`);
    },
    end() {
      if (last !== null && io.watched) io.err('\r\u001b[K');
    },
  };
}

export const count = (n: number): string => n.toLocaleString('en-GB');

/** "1 row", "1,200 rows". */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${count(n)} ${n === 1 ? one : many}`;
