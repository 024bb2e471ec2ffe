import type { Kysely } from 'kysely';
import type { Database } from './dialect.ts';
import type { Session } from './session.ts';
import type { AnchorsTable, JournalTable, Tables } from './tables.ts';

/** What a database was begun for. One for trying things out is refused once credentials are present. */
export type Purpose = 'playground' | 'school';

/** The journal as it is stored, page by page, all from one snapshot. */
export interface StoredChains {
  readonly session: Session;
  anchors(): Promise<AnchorsTable[]>;
  /** At most `limit` rows after the given one, or from the first, by stream and position. */
  rowsAfter(last: Pick<JournalTable, 'stream' | 'position'> | null, limit: number): Promise<JournalTable[]>;
}

/** What the command line and the start need beside the ports. */
export interface StoreAdmin {
  readonly database: 'sqlite' | 'postgres';
  purpose(): Promise<Purpose | null>;
  /** Marks a database that has no mark yet; says what it is marked as. */
  setPurpose(purpose: Purpose): Promise<Purpose>;
  readChains<T>(work: (chains: StoredChains) => Promise<T>): Promise<T>;
}

const PURPOSE = 'purpose';

export function storeAdminOf(database: Database, sessionOn: (db: Kysely<Tables>) => Session): StoreAdmin {
  const { reader, writer } = database;
  const purpose = async (): Promise<Purpose | null> => {
    const row = await reader
      .selectFrom('store_settings')
      .select('value')
      .where('name', '=', PURPOSE)
      .executeTakeFirst();
    if (!row) return null;
    return row.value === 'playground' ? 'playground' : 'school';
  };
  return {
    database: database.dialect.name,
    purpose,
    async setPurpose(wanted) {
      // In a transaction, because only there does a busy SQLite file wait its turn.
      await writer.transaction().execute((trx) =>
        trx
          .insertInto('store_settings')
          .values({ name: PURPOSE, value: wanted })
          .onConflict((known) => known.doNothing())
          .execute(),
      );
      return (await purpose()) ?? wanted;
    },
    readChains: (work) =>
      reader
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((trx) => work(chainsOn(trx, sessionOn(trx)))),
  };
}

const chainsOn = (db: Kysely<Tables>, session: Session): StoredChains => ({
  session,
  anchors: () => db.selectFrom('anchors').selectAll().execute(),
  rowsAfter: (last, limit) => {
    const rows = db.selectFrom('journal').selectAll().orderBy('stream').orderBy('position').limit(limit);
    if (!last) return rows.execute();
    return rows
      .where((row) => row(row.refTuple('stream', 'position'), '>', row.tuple(last.stream, last.position)))
      .execute();
  },
});
