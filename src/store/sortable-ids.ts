import type { Ids, Timer } from '../ports.ts';
import { pooledRandom } from './pooled-random.ts';

// Crockford's alphabet in small letters: no i, l, o or u, and its order is that of the bytes.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const HALF = 2 ** 40;

function inLetters(value: number, length: number): string {
  let rest = value;
  let text = '';
  for (let place = 0; place < length; place++) {
    text = ALPHABET.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/**
 * Ids of 26 letters: 50 bits of milliseconds, then 80 random bits. Within one process each is greater than
 * the one before it, also when the timer stands still or goes back.
 */
export function sortableIds(timer: Timer, random: (bytes: number) => Uint8Array = pooledRandom): Ids {
  let lastMs = -1;
  let prefix = '';
  let high = 0;
  let low = 0;

  const restart = (ms: number) => {
    lastMs = ms;
    const bytes = Buffer.from(random(10));
    high = bytes.readUIntBE(0, 5);
    low = bytes.readUIntBE(5, 5);
    prefix = inLetters(ms, 10);
  };

  return {
    next() {
      const ms = Math.floor(timer.ms());
      if (ms > lastMs) {
        restart(ms);
      } else {
        low += 1;
        if (low === HALF) {
          low = 0;
          high += 1;
          if (high === HALF) restart(lastMs + 1);
        }
      }
      return prefix + inLetters(high, 8) + inLetters(low, 8);
    },
  };
}
