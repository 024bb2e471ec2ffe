import type { Kysely } from 'kysely';
import type { Ids, Store, Timer, Unit } from '../ports.ts';
import { agreementsOf } from './agreements.ts';
import { anchorsOf } from './anchors.ts';
import { casesOf } from './cases.ts';
import type { DataKey } from './data-key.ts';
import { deadlinesOf } from './deadlines.ts';
import { type Database, openDatabase, sqlitePath } from './dialect.ts';
import { draftsOf } from './drafts.ts';
import { fetchesOf } from './fetches.ts';
import { filesOf } from './files.ts';
import { intentsOf } from './intents.ts';
import { journalOf } from './journal.ts';
import { checkDataKey, isBegun } from './key-check.ts';
import { linksOf } from './links.ts';
import { membersOf } from './members.ts';
import { migrateDatabase, refuseOtherSchema, schemaNumber } from './migrate.ts';
import type { NameIndex } from './name-index.ts';
import { owedOf } from './owed.ts';
import { particularsOf } from './particulars.ts';
import { peopleOf, renewNames } from './people.ts';
import { readRowsOf } from './read-rows.ts';
import { restrictionsOf } from './restrictions.ts';
import { renewSchools, type SchoolIndex } from './school-rows.ts';
import { schoolsOf } from './schools.ts';
import type { Session } from './session.ts';
import { type StoreAdmin, storeAdminOf } from './store-admin.ts';
import { StoreRefused } from './store-refused.ts';
import type { Tables } from './tables.ts';
import { vaultOf } from './vault.ts';

/** A transaction that the database stopped for another's sake is run again, this many times in all. */
const TRIES = 5;

export interface StoreOptions {
  /** `file:path`, `postgres://...`, or `:memory:` for one that lasts as long as it is open. */
  readonly url: string;
  /** The key, or how to come by it once the database is known to be there, and to have been `begun` or not. */
  readonly dataKey: DataKey | ((begun: boolean) => DataKey);
  readonly ids: Ids;
  readonly timer: Timer;
}

export async function openStore(options: StoreOptions): Promise<Store & StoreAdmin> {
  const database = openDatabase(options.url, { create: false });
  try {
    // A database in memory is always new, and nothing in it can be harmed.
    if (sqlitePath(options.url) === ':memory:') await migrateDatabase(database);
    refuseOtherSchema(await schemaNumber(database));
    const { dataKey } = options;
    const vault = vaultOf(typeof dataKey === 'function' ? dataKey(await isBegun(database)) : dataKey);
    await checkDataKey(database, vault);
    const names: NameIndex = new Map();
    const schools: SchoolIndex = new Map();
    const sessionOn = (db: Kysely<Tables>, still: boolean): Session => ({
      db,
      dialect: database.dialect,
      vault,
      ids: options.ids,
      names,
      touched: new Set(),
      schools,
      changed: new Set(),
      still,
      seen: new Map(),
      counters: database.counters ?? db,
    });
    return { ...storeOn(database, sessionOn), ...storeAdminOf(database, (db) => sessionOn(db, true)) };
  } catch (cause) {
    await database.close();
    throw reasonForOpening(cause, database);
  }
}

function reasonForOpening(cause: unknown, { dialect }: Database): unknown {
  if (cause instanceof StoreRefused) return cause;
  return new StoreRefused(
    dialect.name === 'sqlite'
      ? 'The database file could not be opened. Check that DATABASE_URL names an Accord database, that it can be written, and that its disk is not full.'
      : 'The PostgreSQL database could not be opened. Check the host, name, user and password in DATABASE_URL, and that the server is running.',
    { cause },
  );
}

function storeOn(database: Database, sessionOn: (db: Kysely<Tables>, still: boolean) => Session): Store {
  const { dialect, reader } = database;
  return {
    async write(work) {
      for (let tries = 1; ; tries++) {
        try {
          return await database.write(async (trx) => {
            // SQLite has one writer: nobody else commits while this one writes.
            const session = sessionOn(trx, !dialect.writersRace);
            const result = await work(unitOf(session));
            // Last of all: on PostgreSQL whoever changes the same school next waits from here to the commit.
            await renewSchools(session);
            await renewNames(session);
            return result;
          });
        } catch (cause) {
          if (tries >= TRIES || !dialect.mayRunAgain(cause)) throw cause;
        }
      }
    },
    // Repeatable read: all that one reading sees is of one moment. SQLite's transactions always are.
    read: (work) =>
      reader
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((trx) => work(unitOf(sessionOn(trx, true)))),
    close: () => database.close(),
  };
}

const unitOf = (session: Session): Unit => ({
  journal: journalOf(session),
  particulars: particularsOf(session),
  files: filesOf(session),
  readRows: readRowsOf(session),
  cases: casesOf(session),
  restrictions: restrictionsOf(session),
  deadlines: deadlinesOf(session),
  people: peopleOf(session),
  agreements: agreementsOf(session),
  members: membersOf(session),
  schools: schoolsOf(session),
  intents: intentsOf(session),
  drafts: draftsOf(session),
  links: linksOf(session),
  owed: owedOf(session),
  fetches: fetchesOf(session),
  anchors: anchorsOf(session),
});
