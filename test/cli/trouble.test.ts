import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { whyItFailed } from '../../src/cli/why-it-failed.ts';
import { newPlace, type Place } from '../support/run-accord.ts';

let place: Place;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.remove());

const NEEDS_DATABASE = [
  ['school', 'list'],
  ['school', 'adopt'],
  ['members', 'list', 'Larkfield Primary'],
  ['audit', 'verify'],
  ['owed', 'list'],
  ['rebuild'],
];

describe('when the database cannot be used', () => {
  it.each(NEEDS_DATABASE.map((words) => [words.join(' '), words] as const))(
    'says "run accord migrate" when there is none, to "%s"',
    async (_, words) => {
      const ran = await place.here(...words);
      expect(ran).toMatchObject({ exit: 1, out: '' });
      expect(ran.err).toMatch(/^There is no database at .*accord\.db yet\. Run `accord migrate`/);
    },
  );

  it('says which way the versions differ', async () => {
    await place.here('migrate');
    const db = new Sqlite(join(place.folder, 'data', 'accord.db'));
    db.exec(`insert into schema_migrations (number, name) values (99, 'tomorrow')`);
    const newer = await place.here('school', 'list');
    const again = await place.here('migrate');
    db.exec('delete from schema_migrations where number > 2');
    const older = await place.here('school', 'list');
    db.close();
    expect(newer.err).toContain('at schema 99');
    expect(newer.err).toContain('Start the version that made it, or a later one');
    expect(again).toMatchObject({ exit: 1, err: newer.err });
    expect(older).toMatchObject({ exit: 1, out: '' });
    expect(older.err).toContain('Make a backup, then run `accord migrate`');
  });

  it('refuses another key, and prints neither', async () => {
    await place.here('migrate');
    await place.here('school', 'list');
    const key = Buffer.alloc(32, 9).toString('base64');
    const other = newPlace({ databaseUrl: place.databaseUrl, environment: { ACCORD_DATA_KEY: key } });
    const ran = await other.here('school', 'list');
    other.remove();
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(ran.err).toContain('The data key does not fit this database');
    expect(ran.err).not.toContain(key);
  });

  it('leaves nothing behind in a folder that was mistyped', async () => {
    const mistyped = join(place.folder, 'dtaa');
    for (const words of [
      ['school', 'list'],
      ['members', 'list', 'Larkfield Primary'],
    ]) {
      const alone = await place.inShell(...words, '--data-dir', mistyped);
      expect(alone).toMatchObject({ exit: 1, out: '' });
      expect(alone.err).toContain('There is no database at');
    }
    expect(existsSync(mistyped)).toBe(false);

    await place.here('migrate');
    await place.here('school', 'list');
    const other = await place.here('school', 'list', '--data-dir', mistyped);
    expect(other).toMatchObject({ exit: 1, out: '' });
    expect(other.err).toContain('There is no key at');
    expect(existsSync(mistyped)).toBe(false);
    expect((await place.here('school', 'list')).exit).toBe(0);
  });

  it('makes no key of its own in production', async () => {
    await place.here('migrate');
    const production = newPlace({ databaseUrl: place.databaseUrl, environment: { NODE_ENV: 'production' } });
    const ran = await production.here('school', 'list');
    production.remove();
    expect(ran.err).toContain('ACCORD_DATA_KEY is not set');
  });

  it('says so when a folder cannot be made or written', async () => {
    writeFileSync(join(place.folder, 'a-file'), '');
    for (const words of [['migrate'], ['school', 'list']]) {
      const ran = await place.here(
        ...words,
        ...['--database-url', `file:${place.folder}/a-file/under/accord.db`],
        ...['--data-dir', `${place.folder}/a-file/under`],
      );
      expect(ran).toMatchObject({ exit: 1, out: '' });
      expect(ran.err).toMatch(/could not read or write its folder|There is no database at/);
      expect(ran.err).not.toContain('mistake in Accord');
    }
  });

  it('says so when the file is no database, or a folder', async () => {
    writeFileSync(join(place.folder, 'data', 'accord.db'), 'This is a letter, not a database. '.repeat(100));
    for (const words of [['migrate'], ['school', 'list']]) {
      const ran = await place.here(...words);
      expect(ran.exit).toBe(1);
      expect(ran.err).toMatch(/not a database|could not be opened/);
    }
    mkdirSync(join(place.folder, 'folder.db'));
    const ran = await place.here('migrate', '--database-url', `file:${place.folder}/folder.db`);
    expect(ran.err).toContain('could not read or write its folder or database file');
  });

  it('says so when PostgreSQL does not answer, and does not print the password', async () => {
    const url = 'postgres://accord:hunter2@127.0.0.1:1/accord';
    const key = Buffer.alloc(32, 9).toString('base64');
    const there = newPlace({ environment: { ACCORD_DATA_KEY: key } });
    for (const words of [['migrate'], ['school', 'list']]) {
      const ran = await there.here(...words, '--database-url', url);
      expect(ran).toMatchObject({ exit: 1, out: '' });
      expect(ran.err).toMatch(/PostgreSQL (server does not answer|database could not be opened)/);
      expect(ran.err).not.toContain('hunter2');
    }
    there.remove();
  });
});

describe('settings', () => {
  it('are all named when they cannot be used, and not their values', async () => {
    const wrong = newPlace({
      databaseUrl: 'mysql://secret',
      environment: { ACCORD_DATA_KEY: 'too short', NODE_ENV: 'live' },
    });
    for (const words of [['migrate'], ['school', 'list']]) {
      const ran = await wrong.here(...words);
      expect(ran).toMatchObject({ exit: 1, out: '' });
      for (const name of ['DATABASE_URL', 'ACCORD_DATA_KEY', 'NODE_ENV'])
        expect(ran.err).toContain(`${name} cannot be used: `);
      expect(ran.err).not.toMatch(/secret|too short/);
    }
    wrong.remove();
  });

  it('put the flag before the environment, and the environment before .env', async () => {
    // The child is started in the folder, so it finds the file as an administrator's shell would.
    const file = (name: string) => `file:${join(place.folder, name)}`;
    writeFileSync(join(place.folder, '.env'), `DATABASE_URL=${file('from-env-file.db')}\n`);
    expect((await place.inShell('school', 'list')).err).toContain('from-env-file.db');
    expect((await place.inShell('school', 'list', '--database-url', file('from-flag.db'))).err).toContain(
      'from-flag.db',
    );
    expect((await place.here('school', 'list', '--database-url', file('from-flag.db'))).err).toContain(
      'from-flag.db',
    );
  });

  it('find the database in the data folder when only that is named', async () => {
    const elsewhere = join(place.folder, 'elsewhere');
    const ran = await place.inShell('school', 'list', '--data-dir', elsewhere);
    expect(ran.err).toContain(join(elsewhere, 'accord.db'));
  });
});

describe('what nobody foresaw', () => {
  it('is told by where it happened, never by a message that may hold what people typed', () => {
    const told = whyItFailed(new TypeError('Cannot read "Jordan Vale"'));
    expect(told).toContain('It is a mistake in Accord');
    expect(told).toContain('TypeError');
    expect(told).toContain('trouble.test.ts');
    expect(told).not.toContain('Jordan');
  });

  it('is told in words when the disk is full, wherever that was wrapped', () => {
    const full = Object.assign(new Error('SQLITE_FULL: insert "Jordan Vale"'), { code: 'SQLITE_FULL' });
    expect(whyItFailed(new Error('outer', { cause: full }))).toMatch(/^The disk is full/);
  });
});
