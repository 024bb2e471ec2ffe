import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { claimSchool } from '../../src/app/school-setup.ts';
import { Config } from '../../src/config.ts';
import { joinApp, silentLog } from '../../src/main.ts';
import type { Purpose } from '../../src/store/store-admin.ts';
import { newPlace, type Place, type PlaceOptions } from '../support/run-accord.ts';

const places: Place[] = [];
afterEach(() => {
  for (const place of places.splice(0)) place.remove();
});
function aPlace(options?: PlaceOptions): Place {
  const place = newPlace(options);
  places.push(place);
  return place;
}

const CODE = /([A-Z2-9]{5}-){3}[A-Z2-9]{5}/;
const codeIn = (text: string): string => CODE.exec(text)?.[0] ?? '';

/** The first administrator uses the code, as they will from chat. */
async function claim(place: Place, code: string): Promise<boolean> {
  const config = Config.parse({
    DATABASE_URL: place.databaseUrl,
    ACCORD_DATA_DIR: join(place.folder, 'data'),
  });
  const { app, store } = await joinApp(config, { log: silentLog });
  try {
    const identities = [{ platform: 'slack' as const, user: 'U0FIRST1' }];
    return (await claimSchool(app, code, { name: 'Ada Invented', identities })).ok;
  } finally {
    await store.close();
  }
}

async function purposeAt(place: Place, mark?: Purpose): Promise<Purpose | null> {
  const config = Config.parse({
    DATABASE_URL: place.databaseUrl,
    ACCORD_DATA_DIR: join(place.folder, 'data'),
  });
  const { store } = await joinApp(config, { log: silentLog });
  try {
    if (mark) await store.setPurpose(mark);
    return await store.purpose();
  } finally {
    await store.close();
  }
}

async function withSchool(options?: PlaceOptions): Promise<{ place: Place; code: string }> {
  const place = aPlace(options);
  await place.here('migrate');
  const added = await place.here('school', 'add', 'Larkfield Primary', '--pack', 'stockham-primary');
  expect(added.exit).toBe(0);
  return { place, code: codeIn(added.out) };
}

describe('setting a school up in a shell', () => {
  it('goes from an empty folder to a school with members, and the record fits', async () => {
    const place = aPlace();
    const shell = async (...args: string[]) => {
      const ran = await place.inShell(...args);
      expect({ args, ...ran }).toMatchObject({ exit: 0, err: '' });
      return ran.out;
    };
    expect(await shell('migrate')).toContain('The database is ready');
    const added = await shell('school', 'add', 'Larkfield Primary', '--pack', 'stockham-primary');
    expect(added).toMatch(CODE);
    await shell(
      ...['members', 'add', 'larkfield primary', '--name', 'Ben Invented'],
      ...['--role', 'staff', '--slack', 'U024BE7LH'],
    );
    const listed = await shell('members', 'list', 'Larkfield Primary');
    expect(listed).toMatch(/^Ben Invented +staff +slack U024BE7LH +yes$/m);
    expect(await shell('audit', 'verify')).toContain('Everything fits: 3 rows in 1 stream');
    expect(readdirSync(join(place.folder, 'data')).sort()).toEqual(['accord.db', 'data.key']);
    expect(statSync(join(place.folder, 'data', 'data.key')).mode & 0o777).toBe(0o600);
  });

  it('makes one database when ten people run migrate at once', async () => {
    const place = aPlace();
    const ten = await Promise.all(Array.from({ length: 10 }, () => place.inShell('migrate')));
    expect(ten.map((ran) => `${ran.exit} ${ran.err}`)).toEqual(Array(10).fill('0 '));
    const steps = ten.flatMap((ran) => [...ran.out.matchAll(/^ {2}(\d+) /gm)].map((step) => Number(step[1])));
    expect(steps.sort((a, b) => a - b)).toEqual(steps.map((_, index) => index + 1));
    expect(steps.length).toBeGreaterThan(3);
    expect((await place.here('school', 'list')).exit).toBe(0);
  });
});

describe('the code of the first administrator', () => {
  it('is shown once, works once, and is kept nowhere that it could be read', async () => {
    const { place, code } = await withSchool();
    for (const words of [
      ['school', 'list'],
      ['audit', 'verify'],
      ['owed', 'list'],
    ])
      expect((await place.here(...words)).out).not.toContain(code);
    expect(await claim(place, code)).toBe(true);
    expect(await claim(place, code)).toBe(false);
  });

  it('stops working when a new one was made', async () => {
    const { place, code } = await withSchool();
    const again = await place.here('school', 'code', 'Larkfield Primary');
    expect(again.exit).toBe(0);
    expect(codeIn(again.out)).not.toBe(code);
    expect(await claim(place, code)).toBe(false);
    expect(await claim(place, codeIn(again.out))).toBe(true);
  });

  it('is not made anew for a school that somebody has claimed', async () => {
    const { place, code } = await withSchool();
    expect((await place.here('school', 'list')).out).toMatch(/as on disk +not yet$/m);
    await claim(place, code);
    const again = await place.here('school', 'code', 'Larkfield Primary');
    expect(again).toMatchObject({ exit: 1, out: '' });
    expect(again.err).toContain('has been claimed by its first administrator');
    expect((await place.here('school', 'list')).out).toMatch(/as on disk +yes$/m);
  });
});

describe('a school', () => {
  it('is not added twice under one name', async () => {
    const { place } = await withSchool();
    const twice = await place.here('school', 'add', 'LARKFIELD primary', '--pack', 'all-saints-mat');
    expect(twice).toMatchObject({ exit: 1, out: '' });
    expect(twice.err).toContain('There is a school called "Larkfield Primary" already');
  });

  it('is asked for again by the nearest name when its name is mistyped', async () => {
    const { place } = await withSchool();
    expect((await place.here('members', 'list', 'Larkfeild Primary')).err).toBe(
      'There is no school called "Larkfeild Primary" here. Did you mean "Larkfield Primary"?\n',
    );
    expect((await place.here('members', 'list', 'Quarry Bank')).err).toContain('"accord school list" shows');
  });

  it('marks its database as real, so that no playground touches it', async () => {
    const { place } = await withSchool();
    expect(await purposeAt(place)).toBe('school');
  });

  it('is not added to a playground with invented people', async () => {
    const place = aPlace();
    await place.here('migrate');
    expect(await purposeAt(place, 'playground')).toBe('playground');
    const ran = await place.here('school', 'add', 'Larkfield Primary', '--pack', 'stockham-primary');
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(ran.err).toContain('This database is a playground with invented people');
    expect((await place.here('school', 'list')).out).toContain('There is no school');
  });

  it('is not added under a pack that does not exist, and the nearest is named', async () => {
    const { place } = await withSchool();
    const ran = await place.here('school', 'add', 'Another', '--pack', 'all-saints-nat');
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(ran.err).toContain('Did you mean "all-saints-mat"?');
    expect((await place.here('school', 'list')).out).not.toContain('Another');
  });

  it('is not added under a base that other packs build on', async () => {
    const { place } = await withSchool();
    expect((await place.here('school', 'add', 'Another', '--pack', 'common')).exit).toBe(1);
  });

  it('cannot write over the screen of whoever lists it', async () => {
    const { place } = await withSchool();
    await place.here('school', 'add', 'Red\u001b[31m\r School\u202e', '--pack', 'stockham-primary');
    const { out } = await place.here('school', 'list');
    expect(out).toContain('Red [31m  School');
    expect([...'\u001b\r\u202e'].filter((letter) => out.includes(letter))).toEqual([]);
  });

  it('follows the pack on disk: nothing to do when it does already', async () => {
    const { place } = await withSchool();
    for (const words of [
      ['school', 'adopt'],
      ['school', 'adopt', 'Larkfield Primary'],
    ])
      expect(await place.here(...words)).toEqual({
        exit: 0,
        out: '"Larkfield Primary" follows stockham-primary as it is on disk already.\n',
        err: '',
      });
  });

  it('follows the pack on disk again where the database holds an earlier text', async () => {
    const { place } = await withSchool();
    const config = Config.parse({
      DATABASE_URL: place.databaseUrl,
      ACCORD_DATA_DIR: join(place.folder, 'data'),
    });
    const { store } = await joinApp(config, { log: silentLog });
    await store.write(async (unit) => {
      const [school] = await unit.schools.all();
      if (school) await unit.schools.put({ ...school, adopted: 'an-earlier-text' });
    });
    await store.close();
    expect((await place.here('school', 'list')).out).toContain('older than on disk');
    expect((await place.here('school', 'adopt')).out).toContain('as it is on disk now');
    expect((await place.here('school', 'list')).out).toContain('as on disk');
    expect((await place.here('audit', 'verify')).exit).toBe(0);
  });
});

describe('a trust on PostgreSQL', () => {
  it('is set up by the same commands', async () => {
    const server = inject('postgresServer');
    const name = `accord_cli_${process.pid}`;
    const { default: pg } = await import('pg');
    const admin = new pg.Client({ connectionString: `${server}postgres` });
    await admin.connect();
    await admin.query(`create database ${name} template template0`);
    try {
      const { place, code } = await withSchool({
        databaseUrl: server + name,
        environment: { ACCORD_DATA_KEY: Buffer.alloc(32, 3).toString('base64') },
      });
      expect(code).toMatch(CODE);
      expect((await place.here('school', 'list')).out).toContain('Larkfield Primary');
      expect((await place.here('audit', 'verify')).out).toContain('Everything fits');
    } finally {
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    }
  });
});
