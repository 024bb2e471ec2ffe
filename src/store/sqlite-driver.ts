import { setTimeout as pause } from 'node:timers/promises';
import type SqliteDatabase from 'better-sqlite3';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';

/** How long a write waits for another process that holds the file, in ms. */
const BUSY_LIMIT_MS = 5000;
const LONGEST_PAUSE_MS = 25;

const isBusy = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_BUSY');

class SqliteConnection implements DatabaseConnection {
  readonly #db: SqliteDatabase.Database;
  readonly #statements = new Map<string, SqliteDatabase.Statement<unknown[]>>();

  constructor(db: SqliteDatabase.Database) {
    this.#db = db;
  }

  run(text: string, parameters: readonly unknown[] = []): unknown[] {
    let statement = this.#statements.get(text);
    if (!statement) {
      statement = this.#db.prepare<unknown[]>(text);
      this.#statements.set(text, statement);
    }
    if (statement.reader) return statement.all(...parameters);
    statement.run(...parameters);
    return [];
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    // Kysely knows the type of the rows from the statement; nothing else here could.
    return { rows: this.run(query.sql, query.parameters) as R[] };
  }

  // biome-ignore lint/correctness/useYield: the interface asks for a generator, and nothing here streams.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('The store does not stream from SQLite; read page by page instead.');
  }

  close(): void {
    this.#db.close();
  }
}

/**
 * better-sqlite3 under Kysely, with what Kysely's own driver lacks: statements are prepared once, the way a
 * transaction begins is chosen, and several connections may read.
 */
export class SqliteDriver implements Driver {
  readonly #open: () => SqliteDatabase.Database;
  readonly #most: number;
  readonly #begin: string;
  readonly #all: SqliteConnection[] = [];
  readonly #free: SqliteConnection[] = [];
  readonly #waiting: ((connection: SqliteConnection) => void)[] = [];

  constructor(open: () => SqliteDatabase.Database, most: number, begin: 'begin' | 'begin immediate') {
    this.#open = open;
    this.#most = most;
    this.#begin = begin;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<SqliteConnection> {
    const free = this.#free.pop();
    if (free) return free;
    if (this.#all.length < this.#most) {
      const connection = new SqliteConnection(this.#open());
      this.#all.push(connection);
      return connection;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async releaseConnection(connection: SqliteConnection): Promise<void> {
    const next = this.#waiting.shift();
    if (next) next(connection);
    else this.#free.push(connection);
  }

  async beginTransaction(connection: SqliteConnection): Promise<void> {
    // SQLite's own busy timeout blocks the thread, and with it whoever in this process holds the file.
    let waited = 0;
    for (let wait = 1; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      try {
        connection.run(this.#begin);
        return;
      } catch (cause) {
        if (!isBusy(cause) || waited >= BUSY_LIMIT_MS) throw cause;
      }
      await pause(wait);
      waited += wait;
    }
  }

  async commitTransaction(connection: SqliteConnection): Promise<void> {
    connection.run('commit');
  }

  async rollbackTransaction(connection: SqliteConnection): Promise<void> {
    connection.run('rollback');
  }

  async destroy(): Promise<void> {
    for (const connection of this.#all.splice(0)) connection.close();
    this.#free.length = 0;
  }
}
