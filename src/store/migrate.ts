import { CompiledQuery, type Kysely } from 'kysely';
import { journal } from '../../migrations/0001-journal.ts';
import { particulars } from '../../migrations/0002-particulars.ts';
import { readRows } from '../../migrations/0003-read-rows.ts';
import { peopleAndSchools } from '../../migrations/0004-people-and-schools.ts';
import { onceAndOwed } from '../../migrations/0005-once-and-owed.ts';
import { fetches } from '../../migrations/0006-fetches.ts';
import { membersVia } from '../../migrations/0007-members-via.ts';
import { schoolVersions } from '../../migrations/0008-school-versions.ts';
import { agreements } from '../../migrations/0009-agreements.ts';
import { links } from '../../migrations/0010-links.ts';
import { found } from '../../migrations/0011-found.ts';
import { handedOver } from '../../migrations/0012-handed-over.ts';
import { type Database, type Dialect, openDatabase } from './dialect.ts';
import type { Migration } from './migration.ts';
import { StoreRefused } from './store-refused.ts';
import type { Tables } from './tables.ts';

export const MIGRATIONS: readonly Migration[] = [
  journal,
  particulars,
  readRows,
  peopleAndSchools,
  onceAndOwed,
  fetches,
  membersVia,
  schoolVersions,
  agreements,
  links,
  found,
  handedOver,
];

const newestOf = (migrations: readonly Migration[]): number => migrations.at(-1)?.number ?? 0;

export const NEWEST = newestOf(MIGRATIONS);

/** The number of the last migration a database has had; 0 for one that is empty. */
export async function schemaNumber({ dialect, reader }: Database): Promise<number> {
  const there = await reader.executeQuery<{ found: number }>(CompiledQuery.raw(dialect.findTable));
  if (!there.rows[0]?.found) return 0;
  const last = await reader
    .selectFrom('schema_migrations')
    .select((all) => all.fn.max('number').as('number'))
    .executeTakeFirst();
  return last?.number ?? 0;
}

/** Brings the database up to this version of Accord; says what was done. */
export async function migrate(options: { readonly url: string }): Promise<string[]> {
  const database = openDatabase(options.url, { create: true });
  try {
    return await migrateDatabase(database);
  } finally {
    await database.close();
  }
}

export async function migrateDatabase(
  database: Database,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<string[]> {
  const { dialect, writer } = database;
  const done: string[] = [];
  await writer.transaction().execute(async (trx) => {
    await waitForOthers(trx, dialect);
    const table = `create table if not exists schema_migrations (number ${dialect.integer} primary key, name ${dialect.text} not null)`;
    await trx.executeQuery(CompiledQuery.raw(table));
  });
  const had = await schemaNumber({ ...database, reader: writer });
  if (had > newestOf(migrations)) throw newer(had, newestOf(migrations));
  for (const migration of migrations) {
    // Each in a transaction of its own, which on SQLite nobody opens for us: one that fails leaves nothing.
    const ran = await writer.transaction().execute(async (trx) => {
      await waitForOthers(trx, dialect);
      const taken = await trx
        .selectFrom('schema_migrations')
        .select('number')
        .where('number', '=', migration.number)
        .executeTakeFirst();
      if (taken) return false;
      for (const statement of migration.statements(dialect)) {
        await trx.executeQuery(CompiledQuery.raw(statement));
      }
      await trx
        .insertInto('schema_migrations')
        .values({ number: migration.number, name: migration.name })
        .execute();
      return true;
    });
    if (ran) done.push(`${migration.number} ${migration.name}`);
  }
  return done;
}

/** Of two processes that migrate at once the second waits, and then finds the number taken. */
async function waitForOthers(trx: Kysely<Tables>, { migrateAlone }: Dialect): Promise<void> {
  if (migrateAlone !== null) await trx.executeQuery(CompiledQuery.raw(migrateAlone));
}

const newer = (had: number, newest: number) =>
  new StoreRefused(
    `This database is at schema ${had}, and this version of Accord knows only up to ${newest}. Start the version that made it, or a later one; nothing was changed.`,
  );

export function refuseOtherSchema(had: number): void {
  if (had > NEWEST) throw newer(had, NEWEST);
  if (had < NEWEST) {
    throw new StoreRefused(
      had === 0
        ? 'This database is empty: it has never been set up for Accord. Run `accord migrate` first.'
        : `This database is at schema ${had}, and this version of Accord needs ${NEWEST}. Make a backup, then run \`accord migrate\`.`,
    );
  }
}
