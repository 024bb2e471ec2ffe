import type { Database } from './dialect.ts';
import { StoreRefused } from './store-refused.ts';
import type { Vault } from './vault.ts';

const NAME = 'data_key_check';
const KNOWN = Buffer.from('accord');

/** Whether something has been written under a key: whoever opens the database must then have that key. */
export async function isBegun({ reader }: Database): Promise<boolean> {
  const row = await reader
    .selectFrom('store_settings')
    .select('value')
    .where('name', '=', NAME)
    .executeTakeFirst();
  return row !== undefined;
}

/** Refuses a key other than the one the database was begun with, before anything is read or written under it. */
export async function checkDataKey({ writer, reader }: Database, vault: Vault): Promise<void> {
  const read = () =>
    reader.selectFrom('store_settings').select('value').where('name', '=', NAME).executeTakeFirst();
  let row = await read();
  if (!row) {
    const value = `${vault.keyId} ${vault.seal(['key_check'], KNOWN).toString('base64')}`;
    await writer.transaction().execute((trx) =>
      trx
        .insertInto('store_settings')
        .values({ name: NAME, value })
        // Of two processes that open a new database at once, the first decides the key.
        .onConflict((known) => known.doNothing())
        .execute(),
    );
    row = await read();
  }
  const [keyId = '', sealed = ''] = row?.value.split(' ') ?? [];
  let fits = keyId === vault.keyId;
  try {
    fits &&= vault.open(['key_check'], Buffer.from(sealed, 'base64'), keyId).equals(KNOWN);
  } catch {
    fits = false;
  }
  if (fits) return;
  throw new StoreRefused(
    `The data key does not fit this database, which was begun with the key ${keyId}; this one is ${vault.keyId}. Set ACCORD_DATA_KEY to the key it was begun with, or point DATABASE_URL at the right database. Nothing was changed.`,
  );
}
