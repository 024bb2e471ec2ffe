import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Codes } from '../ports.ts';

/** Thirty-two letters and digits, none of which looks like another. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Twenty of them are 100 bits, in groups of five to be read aloud. */
const LENGTH = 20;

/** Of one length whatever went in, so that they can be compared. */
const sha256 = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

export const claimCodes: Codes = {
  make: () =>
    [...randomBytes(LENGTH)]
      .map(
        (byte, index) => (index > 0 && index % 5 === 0 ? '-' : '') + (LETTERS[byte % LETTERS.length] ?? ''),
      )
      .join(''),
  secret: () => randomBytes(32).toString('base64url'),
  same: (one, other) => timingSafeEqual(sha256(one), sha256(other)),
  digest: (text) => sha256(text).toString('hex'),
  hash: (code) => createHash('sha256').update(code.trim().toUpperCase()).digest('hex'),
};
