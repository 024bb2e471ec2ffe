import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { DataKey } from './data-key.ts';
import { pooledRandom } from './pooled-random.ts';
import { StoreRefused } from './store-refused.ts';

const CIPHER = 'aes-256-gcm';
const LAYOUT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const START = 1 + NONCE_BYTES + TAG_BYTES;

/** Where a sealed value belongs: kind, school, id and whatever else must match for it to open. */
export type Place = readonly [kind: string, ...rest: string[]];

/** One byte of layout, the nonce, the tag, then the text. */
export interface Vault {
  readonly keyId: string;
  seal(place: Place, plain: Buffer): Buffer;
  open(place: Place, sealed: Buffer, keyId: string): Buffer;
}

// The place is authenticated with the text, so that a row copied to another school or person does not open.
const associated = (place: Place) => Buffer.from(JSON.stringify(place));

export function vaultOf(key: DataKey): Vault {
  return {
    keyId: key.id,
    seal(place, plain) {
      const nonce = pooledRandom(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key.secret, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(associated(place));
      const text = cipher.update(plain);
      const rest = cipher.final();
      return Buffer.concat([Buffer.of(LAYOUT), nonce, cipher.getAuthTag(), text, rest]);
    },
    open(place, sealed, keyId) {
      if (keyId !== key.id) {
        throw new StoreRefused(
          `A row of kind ${place[0]} was encrypted under the key ${keyId}, and this process has ${key.id}. Start it with the key that wrote the row.`,
        );
      }
      if (sealed[0] !== LAYOUT || sealed.length < START) throw damaged(place);
      const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
      const decipher = createDecipheriv(CIPHER, key.secret, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(associated(place));
      decipher.setAuthTag(sealed.subarray(1 + NONCE_BYTES, START));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(START)), decipher.final()]);
      } catch {
        throw damaged(place);
      }
    },
  };
}

const damaged = (place: Place) =>
  new StoreRefused(
    `An encrypted row of kind ${place[0]} does not open: it was changed, or moved from another place. Run \`accord audit verify\`, and restore the row from a backup.`,
  );
