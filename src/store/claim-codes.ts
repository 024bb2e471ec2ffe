import { createHash, randomBytes } from 'node:crypto';
import type { Codes } from '../ports.ts';

/** Thirty-two letters and digits, none of which looks like another. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Twenty of them are 100 bits, in groups of five to be read aloud. */
const LENGTH = 20;

export const claimCodes: Codes = {
  make: () =>
    [...randomBytes(LENGTH)]
      .map(
        (byte, index) => (index > 0 && index % 5 === 0 ? '-' : '') + (LETTERS[byte % LETTERS.length] ?? ''),
      )
      .join(''),
  digest: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
  hash: (code) => createHash('sha256').update(code.trim().toUpperCase()).digest('hex'),
};
