import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, inject } from 'vitest';
import type { Store } from '../../src/ports.ts';
import { type DataKey, dataKeyFrom } from '../../src/store/data-key.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { sortableIds } from '../../src/store/sortable-ids.ts';
import type { StoreAdmin } from '../../src/store/store-admin.ts';
import { TEMPLATE } from './postgres-server.ts';

export function testKey(fill: number): DataKey {
  const key = dataKeyFrom(Buffer.alloc(32, fill).toString('base64'));
  if (!key) throw new Error('The key for tests is not a key.');
  return key;
}

export interface OpenedStore extends Store, StoreAdmin {
  readonly url: string;
}

export interface OpenOptions {
  /** A database of an earlier `open`, to share or to open again; a fresh one otherwise. */
  readonly url?: string;
  readonly dataKey?: DataKey;
}

export interface TestDatabases {
  readonly kind: 'sqlite' | 'postgres';
  /** A migrated database of its own, opened. Closed after the test, if the test has not. */
  (options?: OpenOptions): Promise<OpenedStore>;
  /** The url of a migrated database that nobody has opened yet, or of an empty one. */
  fresh(options?: { readonly empty?: boolean }): Promise<string>;
  /** SQL past the store, as someone with the database's own tools would run it. */
  raw(url: string, sql: string): Promise<Record<string, unknown>[]>;
}

const timer = { ms: () => Date.now() };
const ids = sortableIds(timer);

interface Backend {
  readonly kind: TestDatabases['kind'];
  prepare(): Promise<void>;
  fresh(empty: boolean): Promise<string>;
  raw: TestDatabases['raw'];
  remove(): Promise<void>;
}

function onSqlite(): Backend {
  const folder = mkdtempSync(join(tmpdir(), 'accord-store-'));
  const template = join(folder, 'template.db');
  return {
    kind: 'sqlite',
    prepare: async () => void (await migrate({ url: `file:${template}` })),
    async fresh(empty) {
      const path = join(folder, `${randomBytes(6).toString('hex')}.db`);
      if (empty) new Sqlite(path).close();
      else copyFileSync(template, path);
      return `file:${path}`;
    },
    async raw(url, sql) {
      const db = new Sqlite(url.slice('file:'.length));
      try {
        const statement = db.prepare<[], Record<string, unknown>>(sql);
        if (statement.reader) return statement.all();
        statement.run();
        return [];
      } finally {
        db.close();
      }
    },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

function onPostgres(): Backend {
  const server = inject('postgresServer');
  const admin = `${server}postgres`;
  const made: string[] = [];
  const clients = new Map<string, pg.Client>();
  const raw: TestDatabases['raw'] = async (url, sql) => {
    let client = clients.get(url);
    if (!client) {
      client = new pg.Client({ connectionString: url });
      clients.set(url, client);
      await client.connect();
    }
    return (await client.query<Record<string, unknown>>(sql)).rows;
  };
  return {
    kind: 'postgres',
    prepare: async () => {},
    async fresh(empty) {
      const name = `accord_${randomBytes(6).toString('hex')}`;
      await raw(admin, `create database ${name} template ${empty ? 'template0' : TEMPLATE}`);
      made.push(name);
      return server + name;
    },
    raw,
    async remove() {
      for (const [url, client] of clients) if (url !== admin) await client.end();
      for (const name of made) await raw(admin, `drop database ${name} with (force)`);
      await clients.get(admin)?.end();
    },
  };
}

type Tests = (open: TestDatabases) => void;

function describeOn(start: () => Backend, name: string, tests: Tests): void {
  describe(`${name}, on ${start === onSqlite ? 'SQLite' : 'PostgreSQL'}`, () => {
    const backend = start();
    const opened: OpenedStore[] = [];
    beforeAll(() => backend.prepare());
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
    });
    afterAll(() => backend.remove());

    const open = async (options: OpenOptions = {}): Promise<OpenedStore> => {
      const url = options.url ?? (await backend.fresh(false));
      const store = await openStore({ url, dataKey: options.dataKey ?? testKey(1), ids, timer });
      const both = { ...store, url };
      opened.push(both);
      return both;
    };
    tests(
      Object.assign(open, {
        kind: backend.kind,
        fresh: (of: { readonly empty?: boolean } = {}) => backend.fresh(of.empty ?? false),
        raw: backend.raw,
      }),
    );
  });
}

/** Every test of the store runs on both databases, on PostgreSQL for real. */
export function describeOnBothDatabases(name: string, tests: Tests): void {
  for (const start of [onSqlite, onPostgres]) describeOn(start, name, tests);
}

/** For what stands between a platform and the door, and knows no database: once is enough. */
export const describeOnSqlite = (name: string, tests: Tests): void => describeOn(onSqlite, name, tests);
