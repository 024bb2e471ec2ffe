import { createCipheriv, randomBytes } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import pg from 'pg';

export type Row = Readonly<Record<string, unknown>>;
export interface Written {
  readonly table: string;
  readonly row: Row;
}

const TABLES = [
  'journal',
  'particulars',
  'people',
  'people_versions',
  'cases',
  'restrictions',
  'deadlines',
  'counters',
  'intents',
  'posts',
  'conversations',
] as const;

export interface RawDatabase {
  readonly kind: 'sqlite' | 'postgres';
  rows(table: string): Promise<Row[]>;
  /** A writer of exactly these rows, made new each time: prepared statements in one transaction, nothing else. */
  handWriter(written: readonly Written[]): (n: number) => Promise<void>;
  close(): Promise<void>;
}

/** Rows that are there now and were not, or not so, before. */
async function newRows(
  db: RawDatabase,
  before: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Written[]> {
  const all: Written[] = [];
  for (const table of TABLES)
    for (const row of await db.rows(table))
      if (!before.get(table)?.has(JSON.stringify(row))) all.push({ table, row });
  return all;
}

async function snapshot(db: RawDatabase): Promise<Map<string, Set<string>>> {
  const seen = new Map<string, Set<string>>();
  for (const table of TABLES)
    seen.set(table, new Set((await db.rows(table)).map((row) => JSON.stringify(row))));
  return seen;
}

/** What one report leaves in the tables: the yardstick writes the same rows with nothing else. */
export async function rowsOf(db: RawDatabase, work: () => Promise<void>): Promise<Written[]> {
  const before = await snapshot(db);
  await work();
  return newRows(db, before);
}

/** Two texts sealed, as a report seals a name and a story. */
export function sealTwo(text: string): void {
  for (let i = 0; i < 2; i += 1) {
    const cipher = createCipheriv('aes-256-gcm', KEY, randomBytes(12));
    cipher.update(text);
    cipher.final();
    cipher.getAuthTag();
  }
}
const KEY = randomBytes(32);

/** Columns that make a row unique get the number of the writing; everything else is written as it was. */
const UNIQUE = new Set(['id', 'key', 'stream', 'ref', 'school', 'case_id', 'conversation']);
const fresh = (column: string, value: unknown, n: number): unknown =>
  UNIQUE.has(column) && typeof value === 'string' ? `${value}-${n}` : value;
const values = (row: Row, n: number): unknown[] =>
  Object.entries(row).map(([column, value]) => fresh(column, value, n));

export function rawSqlite(path: string): RawDatabase {
  const db = new Sqlite(path);
  db.pragma('journal_mode = wal');
  db.pragma('synchronous = full');
  return {
    kind: 'sqlite',
    rows: async (table) => db.prepare<[], Record<string, unknown>>(`select * from ${table}`).all(),
    handWriter(written) {
      const statements = written.map(({ table, row }) => {
        const columns = Object.keys(row);
        return db.prepare(
          `insert into ${table} (${columns.map((name) => `"${name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
        );
      });
      const write = db.transaction((n: number) => {
        for (const [index, statement] of statements.entries())
          statement.run(...values(written[index]?.row ?? {}, n));
      });
      return async (n) => void write.immediate(n);
    },
    close: async () => void db.close(),
  };
}

export function rawPostgres(url: string): RawDatabase {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  return {
    kind: 'postgres',
    rows: async (table) => (await pool.query<Record<string, unknown>>(`select * from ${table}`)).rows,
    handWriter(written) {
      return async (n) => {
        const client = await pool.connect();
        try {
          await client.query('begin');
          for (const [index, { table, row }] of written.entries()) {
            const columns = Object.keys(row);
            const text = `insert into ${table} (${columns.map((name) => `"${name}"`).join(', ')}) values (${columns.map((_, at) => `$${at + 1}`).join(', ')})`;
            await client.query({
              name: `hand-${table}-${columns.length}-${index}`,
              text,
              values: values(row, n),
            });
          }
          await client.query('commit');
        } finally {
          client.release();
        }
      };
    },
    close: () => pool.end(),
  };
}
