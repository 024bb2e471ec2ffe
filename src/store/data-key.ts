import { createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreRefused } from './store-refused.ts';

const KEY_BYTES = 32;
const KEY_FILE = 'data.key';

/** The key under which everything about people is encrypted. Its id says which key a row needs, not what it is. */
export interface DataKey {
  readonly id: string;
  readonly secret: KeyObject;
}

/** A key from base64 text; null where that does not hold exactly 32 bytes. */
export function dataKeyFrom(base64: string): DataKey | null {
  const bytes = Buffer.from(base64.trim(), 'base64');
  // Buffer.from skips what it cannot read, so what it read is written out again and compared.
  const readInFull = bytes.toString('base64').replace(/=+$/, '') === base64.trim().replace(/=+$/, '');
  if (bytes.length !== KEY_BYTES || !readInFull) return null;
  const id = createHash('sha256').update('accord data key id').update(bytes).digest('hex').slice(0, 12);
  return { id, secret: createSecretKey(bytes) };
}

export function loadDataKey(options: {
  readonly fromEnv: string | undefined;
  readonly dataDir: string;
  readonly production: boolean;
  readonly isSqlite: boolean;
  /** A database that was begun has its key somewhere: a new one would not open it, and is not made. */
  readonly begun?: boolean;
}): DataKey {
  if (options.fromEnv !== undefined && options.fromEnv.trim() !== '') {
    const key = dataKeyFrom(options.fromEnv);
    if (key) return key;
    throw new StoreRefused(
      'ACCORD_DATA_KEY is not a key: it must be 32 bytes written in base64. Make one with `openssl rand -base64 32`, and keep a copy away from the database.',
    );
  }
  if (options.production || !options.isSqlite) {
    throw new StoreRefused(
      `ACCORD_DATA_KEY is not set, and ${options.production ? 'in production' : 'with PostgreSQL'} Accord does not make a key of its own: a key beside the data protects nothing. Make one with \`openssl rand -base64 32\` and set it.`,
    );
  }
  try {
    return keyFile(options.dataDir, options.begun === true);
  } catch (cause) {
    if (cause instanceof StoreRefused) throw cause;
    throw new StoreRefused(
      `The key in the folder ${options.dataDir} could not be read or made. Check that ACCORD_DATA_DIR names a folder that the account you are using may write to.`,
      { cause },
    );
  }
}

function keyFile(dataDir: string, begun: boolean): DataKey {
  const path = join(dataDir, KEY_FILE);
  if (existsSync(path)) return readKey(path);
  if (begun)
    throw new StoreRefused(
      `There is no key at ${path}, and this database was begun with one. Set ACCORD_DATA_DIR to the folder that holds ${KEY_FILE}, or ACCORD_DATA_KEY to the key itself. Nothing was changed.`,
    );
  mkdirSync(dataDir, { recursive: true });
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    // Written aside and linked into place: of two processes that start together one gives the key, and
    // neither reads a file that is half written.
    writeFileSync(aside, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
    linkSync(aside, path);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause;
  } finally {
    rmSync(aside, { force: true });
  }
  return readKey(path);
}

function readKey(path: string): DataKey {
  const key = dataKeyFrom(readFileSync(path, 'utf8'));
  if (key) return key;
  throw new StoreRefused(
    `The key file ${path} does not hold 32 bytes in base64, so nothing encrypted can be read. Put the right key back from a copy; a new key would not open what is there.`,
  );
}
