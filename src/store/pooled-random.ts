import { randomFillSync } from 'node:crypto';

/** Bytes drawn from the system at once. One call for many salts and nonces, since each call costs more than its bytes. */
const POOL_BYTES = 4096;

const pool = Buffer.allocUnsafe(POOL_BYTES);
let used = POOL_BYTES;

/** Random bytes of the system's own generator, each given out once and forgotten. At most `POOL_BYTES`. */
export function pooledRandom(bytes: number): Buffer {
  if (used + bytes > POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  const taken = Buffer.from(pool.subarray(used, used + bytes));
  pool.fill(0, used, used + bytes);
  used += bytes;
  return taken;
}
