import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { postgresPool } from './postgres-pool.ts';
import { SqliteDriver } from './sqlite-driver.ts';
import { sqliteWrites } from './sqlite-writes.ts';
import { StoreRefused } from './store-refused.ts';
import type { Tables } from './tables.ts';

/** Every difference between the two databases is in this file, with what follows from it. */
export interface Dialect {
  readonly name: 'sqlite' | 'postgres';
  /**
   * PostgreSQL lets two writers append to one stream at a time, so the first row goes alone and the unique key
   * decides; SQLite has one writer, and a conflict has already shown when the stream's end was read.
   */
  readonly writersRace: boolean;
  /** Types of columns. SQLite's are strict, or it would keep whatever was written under any type. */
  readonly text: string;
  readonly integer: string;
  /** Milliseconds do not fit PostgreSQL's integer; its bigint is read back as a number. */
  readonly big: string;
  readonly bytes: string;
  readonly tableEnd: string;
  /** Rows kept in the order of their key: SQLite must be told so, PostgreSQL has no such table. */
  readonly keyedTableEnd: string;
  /** Statements after which the table takes rows and gives none up. Shipped migrations use it: never change it. */
  appendOnly(table: string, key: readonly string[]): string[];
  /**
   * Run first in a migration's transaction, so that of two processes one waits. SQLite's transactions begin by
   * taking the file; PostgreSQL is asked for a lock that nobody else uses, and gives it up with the transaction.
   */
  readonly migrateAlone: string | null;
  /** The question whether a table is there. */
  readonly findTable: string;
  /** The transaction was stopped for another's sake, left nothing, and may be run again. */
  mayRunAgain(cause: unknown): boolean;
}

export interface Database {
  readonly dialect: Dialect;
  readonly writer: Kysely<Tables>;
  readonly reader: Kysely<Tables>;
  /** One write transaction, with nothing of it left where `work` throws. */
  write<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /**
   * PostgreSQL counts beside the transaction: within it, every report of a school would wait for the one before
   * to commit. A number whose transaction then fails is lost, and a gap is harmless. Null: count within it.
   */
  readonly counters: Kysely<Tables> | null;
  close(): Promise<void>;
}

const POOL_SIZE = 10;
const COUNTING = 2;
const READERS = 4;
const BUSY_MS = 5000;

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : '';

// ---------------------------------------------------------------- SQLite

const sqlite: Dialect = {
  name: 'sqlite',
  writersRace: false,
  text: 'text',
  integer: 'integer',
  big: 'integer',
  bytes: 'blob',
  tableEnd: 'strict',
  keyedTableEnd: 'strict, without rowid',
  // `insert or replace` deletes without asking a delete trigger, so the insert itself is looked at too.
  appendOnly: (table, key) => [
    ...['update', 'delete'].map(
      (verb) =>
        `create trigger ${table}_no_${verb} before ${verb} on ${table} begin
           select raise(abort, 'rows of ${table} are never changed or deleted'); end`,
    ),
    `create trigger ${table}_no_replace before insert on ${table}
       when exists (select 1 from ${table} where ${key.map((name) => `${name} = new.${name}`).join(' and ')})
       begin select raise(abort, 'rows of ${table} are never replaced'); end`,
  ],
  migrateAlone: null,
  findTable: `select count(*) as found from sqlite_master where type = 'table' and name = 'schema_migrations'`,
  mayRunAgain: () => false,
};

function kyselyOnSqlite(open: () => Sqlite.Database, most: number, begin: 'begin' | 'begin immediate') {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new SqliteDriver(open, most, begin),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
}

function openSqlite(path: string): Database {
  // A database in memory belongs to its connection, so there reads wait in line with the writes.
  const shared = path === ':memory:';
  const open = (reads: boolean) => {
    const db = new Sqlite(path, { timeout: BUSY_MS });
    db.pragma('journal_mode = WAL');
    // FULL: what was answered with "saved" survives a power cut.
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    // Erased text is overwritten in the file instead of lying in a free page.
    db.pragma('secure_delete = ON');
    // What a savepoint would put back is else written to a file of its own whenever a transaction grows.
    db.pragma('temp_store = MEMORY');
    if (reads) db.pragma('query_only = ON');
    // From here on the driver waits for a busy file without blocking the thread.
    else db.pragma('busy_timeout = 0');
    return db;
  };
  // Immediately: a write that begins by reading is refused at once when another process wrote meanwhile.
  const writer = kyselyOnSqlite(() => open(false), 1, 'begin immediate');
  const reader = shared ? writer : kyselyOnSqlite(() => open(true), READERS, 'begin');
  return {
    dialect: sqlite,
    writer,
    reader,
    write: sqliteWrites(writer),
    counters: null,
    async close() {
      if (reader !== writer) await reader.destroy();
      await writer.destroy();
    },
  };
}

// ---------------------------------------------------------------- PostgreSQL

const postgres: Dialect = {
  name: 'postgres',
  writersRace: true,
  // Bytewise order, as on SQLite: ids sort by time under every locale.
  text: 'text collate "C"',
  integer: 'integer',
  big: 'bigint',
  bytes: 'bytea',
  tableEnd: '',
  keyedTableEnd: '',
  // Truncate passes by the triggers for rows, so it has one of its own.
  appendOnly: (table) => [
    `create function ${table}_refuses() returns trigger language plpgsql as
       $$ begin raise exception 'rows of ${table} are never changed or deleted'; end $$`,
    `create trigger ${table}_append_only before update or delete on ${table}
       for each row execute function ${table}_refuses()`,
    `create trigger ${table}_no_truncate before truncate on ${table}
       for each statement execute function ${table}_refuses()`,
  ],
  migrateAlone: 'select pg_advisory_xact_lock(7261001)',
  findTable: `select count(*) as found from information_schema.tables
    where table_schema = current_schema() and table_name = 'schema_migrations'`,
  // 40P01 deadlock, 40001 serialisation: PostgreSQL's own advice is to run the transaction again.
  mayRunAgain: (cause) => ['40P01', '40001'].includes(codeOf(cause)),
};

function kyselyOnPostgres(url: string, max: number): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: postgresPool(url, max) }) });
}

function openPostgres(url: string): Database {
  // Pools apart, or writes that each read beside their transaction could hold every connection and wait for one.
  const writer = kyselyOnPostgres(url, POOL_SIZE);
  const reader = kyselyOnPostgres(url, POOL_SIZE);
  const counters = kyselyOnPostgres(url, COUNTING);
  return {
    dialect: postgres,
    writer,
    reader,
    write: (work) => writer.transaction().execute(work),
    counters,
    async close() {
      await counters.destroy();
      await reader.destroy();
      await writer.destroy();
    },
  };
}

// ---------------------------------------------------------------- which of the two

export const isPostgresUrl = (url: string): boolean => /^postgres(ql)?:\/\//.test(url);

/** The path of a SQLite database: `file:data/accord.db`, `file:///var/accord.db` or `:memory:`. */
export function sqlitePath(url: string): string | null {
  if (url === ':memory:' || url === 'file::memory:') return ':memory:';
  if (url.startsWith('file://')) return fileURLToPath(url);
  return url.startsWith('file:') && url.length > 'file:'.length ? resolve(url.slice('file:'.length)) : null;
}

export function openDatabase(url: string, options: { readonly create: boolean }): Database {
  if (isPostgresUrl(url)) return openPostgres(url);
  const path = sqlitePath(url);
  if (path === null) {
    throw new StoreRefused(
      'DATABASE_URL names neither kind of database that Accord can use. Write file:data/accord.db for one file, or postgres://user@host/name for PostgreSQL.',
    );
  }
  if (path !== ':memory:' && !existsSync(path)) {
    if (!options.create) {
      throw new StoreRefused(
        `There is no database at ${path} yet. Run \`accord migrate\` to make one, or correct DATABASE_URL.`,
      );
    }
    mkdirSync(dirname(path), { recursive: true });
  }
  return openSqlite(path);
}
