import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataKeyFrom, loadDataKey } from '../../src/store/data-key.ts';
import { openDatabase } from '../../src/store/dialect.ts';
import { MIGRATIONS, migrate, migrateDatabase, NEWEST } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { sortableIds } from '../../src/store/sortable-ids.ts';
import { StoreRefused } from '../../src/store/store-refused.ts';
import { describeOnBothDatabases, testKey } from '../support/databases.ts';
import { at, fact, who } from './samples.ts';

const timer = { ms: () => 0 };
const ids = sortableIds(timer);
const base64 = Buffer.alloc(32, 9).toString('base64');

describeOnBothDatabases('opening a store', (open) => {
  it('keeps everything when it is closed and opened again', async () => {
    const store = await open();
    await store.write((unit) => unit.journal.append('case:1', 0, [fact(1)], who));
    await store.close();
    const again = await open({ url: store.url });
    expect(await again.read((unit) => unit.journal.load('case:1'))).toHaveLength(1);
  });

  it('refuses a wrong key with a sentence, and the right one still fits', async () => {
    const store = await open();
    await store.close();
    const wrong = open({ url: store.url, dataKey: testKey(2) });
    await expect(wrong).rejects.toBeInstanceOf(StoreRefused);
    await expect(wrong).rejects.toThrow(/data key does not fit.*Set ACCORD_DATA_KEY/);
    await open({ url: store.url });
  });

  it('refuses an empty database instead of setting it up in passing', async () => {
    const url = await open.fresh({ empty: true });
    await expect(open({ url })).rejects.toThrow(/never been set up.*accord migrate/);
    await expect(open({ url })).rejects.toBeInstanceOf(StoreRefused);
    expect(await migrate({ url })).toHaveLength(MIGRATIONS.length);
    expect(await migrate({ url })).toEqual([]);
    await open({ url });
  });

  it('refuses a database that is behind, and says what to run', async () => {
    const url = await open.fresh();
    await open.raw(url, `delete from schema_migrations where number = ${NEWEST}`);
    await expect(open({ url })).rejects.toThrow(/at schema \d+.*backup.*accord migrate/);
  });

  it('refuses a database that a later version has changed', async () => {
    const url = await open.fresh();
    await open.raw(url, `insert into schema_migrations (number, name) values (99, 'from-the-future')`);
    await expect(open({ url })).rejects.toThrow(/schema 99.*later one/);
    await expect(migrate({ url })).rejects.toThrow(/nothing was changed/);
  });

  it('leaves nothing of a migration that fails half way', async () => {
    const url = await open.fresh();
    const database = openDatabase(url, { create: false });
    try {
      const broken = {
        number: NEWEST + 1,
        name: 'broken',
        statements: () => ['create table half_way (id integer)', 'create nonsense'],
      };
      await expect(migrateDatabase(database, [...MIGRATIONS, broken])).rejects.toThrow();
    } finally {
      await database.close();
    }
    await expect(open.raw(url, 'select * from half_way')).rejects.toThrow();
    expect(await migrate({ url })).toEqual([]);
  });

  it('sets up one database once when two processes start together', async () => {
    const url = await open.fresh({ empty: true });
    const done = await Promise.all([migrate({ url }), migrate({ url })]);
    expect(done.flat()).toHaveLength(MIGRATIONS.length);
  });

  it('never forgets what it was begun for', async () => {
    const store = await open();
    expect(await store.purpose()).toBeNull();
    expect(await store.setPurpose('playground')).toBe('playground');
    expect(await store.setPurpose('school')).toBe('playground');
    const other = await open({ url: store.url });
    expect(await other.purpose()).toBe('playground');
    expect(other.database).toBe(open.kind);
  });

  it('queues writes that start at once, and shows no reader what is not committed', async () => {
    const store = await open();
    const seen: number[] = [];
    await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        await store.write(async (unit) => {
          await unit.journal.append(`case:${n}`, 0, [fact(1)], who);
          seen.push((await store.read((other) => other.journal.load(`case:${n}`))).length);
        });
      }),
    );
    expect(seen).toEqual(Array.from({ length: 20 }, () => 0));
    expect(await store.read((unit) => unit.journal.streams('case'))).toHaveLength(20);
  });

  it('shows one reading one moment, whatever is written meanwhile', async () => {
    const store = await open();
    await store.read(async (unit) => {
      expect(await unit.journal.streams('case')).toEqual([]);
      await store.write((other) => other.journal.append('case:1', 0, [fact(1)], who));
      expect(await unit.journal.load('case:1')).toEqual([]);
    });
  });

  it('writes nothing in a reading', async () => {
    const store = await open();
    await expect(store.read((unit) => unit.journal.append('case:1', 0, [fact(1)], who))).rejects.toThrow();
  });

  it('lets two stores in one process write to one database in turn', async () => {
    const one = await open();
    const two = await open({ url: one.url });
    await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        (n % 2 ? one : two).write(async (unit) => {
          await unit.journal.append(`case:${n}`, 0, [fact(1)], who);
          await unit.owed.counts();
        }),
      ),
    );
    expect(await one.read((unit) => unit.journal.streams('case'))).toHaveLength(30);
  });

  it('shares a database with another process that writes at the same time', async () => {
    const store = await open();
    const program = `
      import { openStore } from './src/store/open.ts';
      import { dataKeyFrom } from './src/store/data-key.ts';
      import { sortableIds } from './src/store/sortable-ids.ts';
      const timer = { ms: () => Date.now() };
      const store = await openStore({ url: process.argv[1], dataKey: dataKeyFrom(process.argv[2]), ids: sortableIds(timer), timer });
      for (let n = 0; n < 40; n++)
        await store.write((unit) => unit.journal.append('case:other-' + n, 0, [{ type: 'A', version: 1, data: { type: 'A' } }],
          { school: 'school-a', at: '${at}', by: 'clock' }));
      await store.close();`;
    const key = Buffer.alloc(32, 1).toString('base64');
    const child = promisify(execFile)(process.execPath, [
      ...['--import', 'tsx', '--input-type=module', '--eval', program],
      ...[store.url, key],
    ]);
    let mine = 0;
    let running = true;
    const ended = child.finally(() => {
      running = false;
    });
    while (running) {
      const stream = `case:mine-${mine}` as const;
      const result = await store.write((unit) => unit.journal.append(stream, 0, [fact(1)], who));
      expect(result.ok).toBe(true);
      mine += 1;
      await new Promise(setImmediate);
    }
    await ended;
    expect(await store.read((unit) => unit.journal.streams('case'))).toHaveLength(mine + 40);
  });
});

describe('a database in one file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'accord-opening-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is not made in passing where the path was mistyped', async () => {
    const path = join(folder, 'mistyped.db');
    const opening = openStore({ url: `file:${path}`, dataKey: testKey(1), ids, timer });
    await expect(opening).rejects.toThrow(/no database at .*mistyped\.db yet/);
    expect(existsSync(path)).toBe(false);
  });

  it('is made with its folder by the command that sets it up', async () => {
    const url = `file:${join(folder, 'deep', 'accord.db')}`;
    await migrate({ url });
    const store = await openStore({ url, dataKey: testKey(1), ids, timer });
    await store.close();
  });

  it('is refused with a sentence where the file is something else', async () => {
    const path = join(folder, 'letter.db');
    writeFileSync(path, 'Dear parents, this is not a database at all. '.repeat(100));
    const opening = openStore({ url: `file:${path}`, dataKey: testKey(1), ids, timer });
    await expect(opening).rejects.toThrow(/could not be opened.*DATABASE_URL/);
    expect(readFileSync(path, 'utf8')).toMatch(/^Dear parents/);
  });

  it.each(['mysql://host/name', 'data/accord.db', '', 'file:'])('is not looked for at "%s"', async (url) => {
    await expect(openStore({ url, dataKey: testKey(1), ids, timer })).rejects.toThrow(
      /neither kind of database/,
    );
  });

  it('works in memory for as long as it is open', async () => {
    const store = await openStore({ url: ':memory:', dataKey: testKey(1), ids, timer });
    await store.write((unit) => unit.journal.append('case:1', 0, [fact(1)], who));
    expect(await store.read((unit) => unit.journal.load('case:1'))).toHaveLength(1);
    await store.close();
  });

  describe('and its key', () => {
    const load = (more: Partial<Parameters<typeof loadDataKey>[0]> = {}) =>
      loadDataKey({ fromEnv: undefined, dataDir: folder, production: false, isSqlite: true, ...more });

    it('is made once, readable by its owner alone', () => {
      const first = load();
      expect(load().id).toBe(first.id);
      expect(statSync(join(folder, 'data.key')).mode & 0o777).toBe(0o600);
    });

    it('comes from the environment where it is set, and no file is made', () => {
      expect(load({ fromEnv: `${base64}\n`, production: true }).id).toBe(dataKeyFrom(base64)?.id);
      expect(existsSync(join(folder, 'data.key'))).toBe(false);
    });

    it.each([
      ['in production', { production: true }],
      ['with PostgreSQL', { isSqlite: false }],
      ['in production, set to nothing', { production: true, fromEnv: ' ' }],
    ])('is never made by itself %s', (_, more) => {
      expect(() => load(more)).toThrow(/ACCORD_DATA_KEY is not set/);
      expect(existsSync(join(folder, 'data.key'))).toBe(false);
    });

    it.each(['short', `${base64}AAAA`, base64.replace('C', '*'), Buffer.alloc(16).toString('base64')])(
      'is refused where the environment holds "%s"',
      (fromEnv) => {
        expect(() => load({ fromEnv })).toThrow(/ACCORD_DATA_KEY is not a key/);
      },
    );

    it('is not replaced by a new one where its file is damaged', () => {
      load();
      writeFileSync(join(folder, 'data.key'), 'gone');
      expect(() => load()).toThrow(/does not hold 32 bytes/);
      expect(readFileSync(join(folder, 'data.key'), 'utf8')).toBe('gone');
    });
  });
});
