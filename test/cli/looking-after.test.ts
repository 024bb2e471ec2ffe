import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { progressOn } from '../../src/cli/progress.ts';
import { Config } from '../../src/config.ts';
import { SchoolId } from '../../src/domain/ids.ts';
import { joinApp, silentLog } from '../../src/main.ts';
import type { Store } from '../../src/ports.ts';
import { at, caseRow, teacher } from '../store/samples.ts';
import { newPlace, type Place } from '../support/run-accord.ts';

let place: Place;
beforeAll(async () => {
  place = newPlace();
  await place.here('migrate');
  await place.here('school', 'add', 'Larkfield Primary', '--pack', 'stockham-primary');
  await place.here(
    ...['members', 'add', 'Larkfield Primary', '--name', 'Ada Invented'],
    ...['--role', 'staff', '--slack', 'U0000ADA1'],
  );
});
afterAll(() => place.remove());

async function inStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const config = Config.parse({
    DATABASE_URL: place.databaseUrl,
    ACCORD_DATA_DIR: join(place.folder, 'data'),
  });
  const { store } = await joinApp(config, { log: silentLog });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

describe('messages that could not be sent', () => {
  it('are listed with the reason, put back in line, and not listed any more', async () => {
    expect((await place.here('owed', 'list')).out).toBe(
      'Waiting to be sent: 1 message; to be drawn again: 0 cards.\nNothing was set aside.\n',
    );
    const id = await inStore((store) =>
      store.write(async ({ owed }) => {
        const [post] = await owed.claimPosts('test', 1, 1000, 1);
        await owed.setAside(post?.id ?? '', 'the account was closed');
        return post?.id ?? '';
      }),
    );
    const listed = (await place.here('owed', 'list')).out;
    expect(listed).toContain('Set aside: 1 message.');
    expect(listed).toMatch(new RegExp(`^${id} +1 +welcome/\\S+ +the account was closed$`, 'm'));
    expect(listed).not.toContain('Ada');

    const wrong = await place.here('owed', 'retry', 'not-an-id');
    expect(wrong).toMatchObject({ exit: 1, out: '' });
    expect(wrong.err).toContain('No message or file with the id "not-an-id" was set aside');

    expect((await place.here('owed', 'retry', id)).out).toBe('Back in line: 1 message.\n');
    expect((await place.here('owed', 'retry')).out).toContain('Nothing was set aside');
    expect((await place.here('owed', 'list')).out).toContain('Waiting to be sent: 1 message;');
  });
});

describe('files that could not be fetched', () => {
  it('are listed by the reference of their case, and put back in line', async () => {
    const id = await inStore((store) =>
      store.write(async (unit) => {
        const [first] = await unit.schools.all();
        const school = SchoolId.parse(first?.id);
        await unit.cases.put(caseRow(1, { school }));
        const file = {
          school,
          about: { case: caseRow(1).id },
          member: teacher,
          platform: 'slack' as const,
          originalOf: null,
        };
        await unit.fetches.owe(
          [
            { ...file, handle: 'F1' },
            { ...file, handle: 'F2' },
          ],
          at,
        );
        const [fetch] = await unit.fetches.claim('test', 'slack', 1, 1000, 1);
        await unit.fetches.setAside(fetch?.id ?? '', 'the file was deleted');
        return fetch?.id ?? '';
      }),
    );
    const listed = (await place.here('owed', 'list')).out;
    expect(listed).toContain('; to be fetched: 1 file.');
    expect(listed).toContain('Set aside: 1 file.');
    expect(listed).toMatch(new RegExp(`^${id} +1 +AC-26-0001/file +the file was deleted$`, 'm'));
    expect((await place.here('owed', 'retry', id)).out).toBe('Back in line: 1 file.\n');
    expect((await place.here('owed', 'list')).out).toContain('; to be fetched: 2 files.');
  });
});

describe('rebuild', () => {
  it('drops what the journal does not know', async () => {
    const school = await inStore(async (store) => {
      const [first] = await store.read((unit) => unit.schools.all());
      const id = SchoolId.parse(first?.id);
      await store.write((unit) => unit.cases.put(caseRow(1, { school: id })));
      return id;
    });
    const ran = await place.here('rebuild');
    expect(ran).toEqual({
      exit: 0,
      out: 'Made again from the journal: 0 cases, 0 restrictions, 0 deadlines.\n',
      err: '',
    });
    expect(await inStore((store) => store.read((unit) => unit.cases.open(school)))).toEqual([]);
  });
});

describe('audit verify', () => {
  it('takes the code of an anchor, and refuses one that was never taken', async () => {
    const code = await inStore((store) => store.write((unit) => unit.anchors.take('2026-11-16', at)));
    const good = await place.here('audit', 'verify', '--anchor', code ?? '');
    expect(good).toMatchObject({ exit: 0, err: '' });
    expect(good.out).toContain('The last anchor is of 2026-11-16.');
    const wrong = await place.here('audit', 'verify', '--anchor', 'f'.repeat(64));
    expect(wrong).toMatchObject({ exit: 1, out: '' });
    expect(wrong.err).toContain('no anchor here has the code');
  });

  it('ends with 1 and names the row when somebody has altered the database', async () => {
    const db = new Sqlite(join(place.folder, 'data', 'accord.db'));
    const [row] = db
      .prepare<[], { stream: string }>(`select stream from journal where type = 'member_added'`)
      .all();
    for (const { name } of db
      .prepare<[], { name: string }>(`select name from sqlite_master where type = 'trigger'`)
      .all())
      db.exec(`drop trigger ${name}`);
    db.exec(`update journal set data = replace(data, 'staff', 'admin') where type = 'member_added'`);
    db.close();
    const ran = await place.inShell('audit', 'verify');
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(ran.err).toContain(`Row 3 of ${row?.stream}: its hash does not follow from its text`);
  });
});

describe('progress', () => {
  const said = (watched: boolean, everyMs: number, times: number): string => {
    const written: string[] = [];
    let now = 0;
    const io = { out: () => {}, err: (text: string) => void written.push(text), watched };
    const progress = progressOn(io, { ms: () => now }, 'rows');
    for (let done = 1; done <= times; done += 1) {
      now += everyMs;
      progress.at(done * 1000, 20_000);
    }
    progress.end();
    return written.join('');
  };

  it('says nothing of what is done within a second', () => {
    expect(said(true, 99, 10)).toBe('');
    expect(said(false, 99, 10)).toBe('');
  });

  it('writes over one line on a screen, and leaves the line clean', () => {
    expect(said(true, 600, 3)).toBe('\r2,000 of 20,000 rows\u001b[K\r3,000 of 20,000 rows\u001b[K\r\u001b[K');
  });

  it('does not fill a file with lines', () => {
    expect(said(false, 1000, 12)).toBe('1,000 of 20,000 rows\n6,000 of 20,000 rows\n11,000 of 20,000 rows\n');
  });
});
