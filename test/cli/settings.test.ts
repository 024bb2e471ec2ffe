import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Config } from '../../src/config.ts';
import { SETTLE_FIRST } from '../../src/domain/settle-first.ts';
import { joinApp, silentLog } from '../../src/main.ts';
import type { Store } from '../../src/ports.ts';
import { newPlace, type Place, type Ran } from '../support/run-accord.ts';

let place: Place;
async function settle(): Promise<void> {
  place = newPlace();
  await place.here('migrate');
  await place.here('school', 'add', 'Larkfield Primary', '--pack', 'robert-miles-junior');
  for (const [name, role, user] of [
    ['Ada Invented', 'head', 'U0000ADA1'],
    ['Ben Invented', 'staff', 'U0000BEN1'],
    ['Ben Invented', 'staff', 'U0000BEN2'],
  ] as const)
    await place.here(
      ...['members', 'add', 'Larkfield Primary', '--name', name, '--role', role, '--slack', user],
    );
}

const settings = (...more: string[]): Promise<Ran> =>
  place.here('school', 'settings', 'Larkfield Primary', ...more);
const printed = async (): Promise<string> => (await settings()).out;

function handing(text: string, ...more: string[]): Promise<Ran> {
  const file = join(place.folder, 'larkfield.yaml');
  writeFileSync(file, text);
  return settings(file, ...more);
}

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
const recorded = () =>
  inStore((store) =>
    store.read(async (unit) => {
      const [school] = await unit.schools.all();
      return school ? await unit.journal.load(`school:${school.id}`) : [];
    }),
  );

const EVERYTHING = `
calendar:
  terms:
    - { name: autumn, year: 2026, half: 1, first: 2026-09-02, last: 2026-10-23 }
    - { name: autumn, year: 2026, half: 2, first: 2026-11-02, last: 2026-12-18 }
  inset: [2026-11-02]
provider: academy
letterhead: { address: "1 Invented Lane\\nLarkfield", phone: "01234 567890" }
letters: { handover: { where: the side gate }, parents_evening: video }
absences:
  - { member: ada invented, deputy: slack U0000BEN2, from: 2026-11-23, to: 2026-11-27 }
bodies: { police: "Invented # Police: \\"north\\"" }
answers: { dpia: "Made in October 2026", trust: yes }
dutiesDone: { share_complaints_policy: 2026-09-14 }
`;

describe('the settings of a school', () => {
  beforeEach(settle);
  afterEach(() => place.remove());

  it('are printed as a file that changes nothing when it is handed back', async () => {
    const before = await recorded();
    expect((await handing(await printed())).out).toBe(
      'Nothing to change: "Larkfield Primary" has these settings already.\n',
    );
    expect(await recorded()).toEqual(before);
  });

  it('say which channel and which groups of a platform there are, and take others', async () => {
    expect(await printed()).toMatch(/^channels:\n {2}slack:\n {2}teams:\n/m);
    expect(await printed()).toMatch(/^groups: \[\]$/m);
    const places = `
channels: { slack: C024BE91L }
groups:
  - { platform: slack, group: S024BE7LD }
  - { platform: teams, group: 00000000-0000-0000-0000-000000000001 }
`;
    expect((await handing(places)).out).toContain('changed channels, groups');
    const after = await printed();
    expect(after).toContain('  slack: "C024BE91L"');
    expect(after).toContain('  - { platform: slack, group: "S024BE7LD" }');
    expect((await handing(after)).out).toContain('Nothing to change');
    expect((await handing('channels: { slack: }\n')).out).toContain('changed channels');
    expect(await printed()).toMatch(/^ {2}slack:$/m);
    expect((await handing('channels: { slak: C1 }\n')).err).toContain('slak');
    expect((await handing('groups: [{ platform: email, group: G1 }]\n')).exit).toBe(1);
  });

  it('come back word for word, whatever was written in them', async () => {
    expect(await handing(EVERYTHING)).toMatchObject({ exit: 0, err: '' });
    const after = await printed();
    expect(after).toContain('address: "1 Invented Lane\\nLarkfield"');
    expect(after).toContain('- { member: "Ada Invented", deputy: "slack U0000BEN2", from: 2026-11-23');
    expect(after).toContain('where: "the side gate"');
    expect((await handing(after)).out).toContain('Nothing to change');
    expect((await handing(EVERYTHING)).out).toContain('Nothing to change');
  });

  it('keep what the file does not name, and lose what it names with nothing behind', async () => {
    await handing('letterhead: { address: 1 Invented Lane, phone: "01234 567890" }\nprovider: academy\n');
    await handing('letterhead:\n  phone:\nanswers:\n');
    expect(await printed()).toMatch(/address: "1 Invented Lane"\n {2}phone:\n/);
    expect(await printed()).toContain('provider: "academy"');
    await handing('provider:\n');
    expect(await printed()).toMatch(/^provider:$/m);
  });

  it('ask everything that every school settles and that the policy leaves open, with the question', async () => {
    const page = await printed();
    const text = page.replace(/\n {2}# /g, ' ');
    for (const { id, ask } of SETTLE_FIRST) {
      expect(text).toContain(ask);
      expect(page).toMatch(new RegExp(`^ {2}${id}:$`, 'm'));
    }
    expect(text).toContain('Which trust is it, and which of its schools use this policy?');
    expect(text).toContain('The policy says: ');
  });

  it('are recorded by name and never by value, a deputy by id and days', async () => {
    await handing(EVERYTHING);
    const facts = await recorded();
    expect(facts.at(-3)).toMatchObject({
      type: 'settings_changed',
      by: 'command_line',
      data: { what: expect.arrayContaining(['calendar', 'provider', 'absences', 'answers']) },
    });
    expect(facts.at(-2)).toMatchObject({
      type: 'deputy_named',
      data: { from: '2026-11-23', to: '2026-11-27' },
    });
    expect(facts.at(-1)).toMatchObject({ type: 'duty_done', data: { on: '2026-09-14' } });
    expect(JSON.stringify(facts)).not.toMatch(/Invented|01234|October/);
    await handing('letterhead: { phone: "01234 111111" }\n');
    expect((await recorded()).filter((fact) => fact.type === 'deputy_named')).toHaveLength(1);
    expect((await place.here('audit', 'verify')).exit).toBe(0);
  });

  it('are only looked at on a dry run', async () => {
    const before = [await printed(), await recorded()];
    const ran = await handing('provider: academy\nanswers: { dpia: Made }\n', '--dry-run');
    expect(ran).toEqual({
      exit: 0,
      out: '"Larkfield Primary": these would change: answers, provider.\nNothing was changed. Leave out --dry-run to change them.\n',
      err: '',
    });
    expect([await printed(), await recorded()]).toEqual(before);
  });

  it('are saved into a new file, and never over one that is there', async () => {
    const file = join(place.folder, 'new.yaml');
    expect((await settings('--save', file)).exit).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(await printed());
    writeFileSync(file, 'mine');
    const again = await settings('--save', file);
    expect(again).toMatchObject({ exit: 1, out: '' });
    expect(again.err).toContain('it was left as it is');
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect((await settings('--save', join(place.folder, 'no', 'such', 'folder.yaml'))).err).toContain(
      'could not be written',
    );
  });

  it('let an absence stand that names a leaver, and no new one', async () => {
    const row = (days: string) => `absences:\n  - { member: Ada Invented, deputy: U0000BEN1, ${days} }\n`;
    await handing(row('from: 2026-11-23, to: 2099-11-27'));
    const gone = await place.here('members', 'remove', 'Larkfield Primary', '--slack', 'U0000BEN1');
    expect(gone.out).toContain('They were to stand in for "Ada Invented" until 2099-11-27.');
    expect((await handing(await printed())).out).toContain('Nothing to change');
    expect((await handing(row('from: 2099-12-01, to: 2099-12-02'))).err).toContain('has been removed');
  });
});

describe('a settings file with a mistake', () => {
  beforeAll(settle);
  afterAll(() => place.remove());

  it('changes nothing when a deputy is nobody, or one of two with the same name', async () => {
    const before = await printed();
    const ran = await handing(`letterhead: { phone: "01234 567890" }
absences:
  - { member: Ada Invented, deputy: Ben Invented, from: 2026-11-23, to: 2026-11-27 }
  - { member: Ada Invnted, deputy: U0000BEN1, from: 2026-11-23, to: 2026-11-27 }
`);
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(ran.err).toMatch(/larkfield\.yaml:3: several members are called "Ben Invented"/);
    expect(ran.err).toMatch(/larkfield\.yaml:4: nobody in this school is called "Ada Invnted"/);
    expect(ran.err).toContain('Did you mean "Ada Invented"?');
    expect(ran.err).toContain('Nothing was changed: 2 mistakes in the file.');
    expect(await printed()).toBe(before);
  });

  it.each([
    ['', 1, 'the file is empty or holds no settings'],
    ['- a\n', 1, 'the file is empty or holds no settings'],
    ['provider: academy\nprovider: college\n', 2, 'the same word stands on the left of a colon twice'],
    ['letterhead:\n\tphone: "1"\n', 2, 'indented with a tab'],
    ['jurisdicton: wales\n', 1, '"jurisdicton" is not a word that Accord knows here'],
    ['calendar:\n  term: []\n', 2, 'Did you mean "terms"?'],
    ['letters:\n  handover:\n    were: x\n', 3, 'Did you mean "where"?'],
    ['provider: acadamy\n', 1, 'Did you mean "academy"?'],
    ['letterhead:\n  phone: 01234567890\n', 2, 'Put it in quotation marks'],
    ['letterhead: Invented Lane\n', 1, '"letterhead" should be a group of words'],
    ['calendar:\n  zone: Europe/Lodnon\n', 2, 'There is no time zone of that name'],
    ['calendar:\n  inset: [2026-02-30]\n', 2, 'There is no such day in the calendar'],
    [
      'calendar:\n  terms:\n    - { name: autumn, year: 2026, half: 1, first: 2026-10-23, last: 2026-09-02 }\n',
      3,
      'before it begins',
    ],
    ['absences: nobody\n', 1, '"absences" should be a list'],
    ['absences:\n  - { member: Ada Invented, deputy: U0000BEN1, from: 2026-11-23 }\n', 2, '"to" is missing'],
    [
      'absences:\n  - member: Ada Invented\n    deputy: Ada Invented\n    from: 2026-11-23\n    to: 2026-11-24\n',
      3,
      'nobody stands in for themselves',
    ],
    [
      'absences:\n  - member: Ada Invented\n    deputy: U0000BEN1\n    from: 2026-11-23\n    to: 2026-11-22\n',
      5,
      'before it begins on 2026-11-23',
    ],
    ['answers:\n  dpai: Made\n', 2, 'Did you mean "dpia"?'],
    ['bodies:\n  wizards: Them\n', 2, 'has nothing called "wizards" here'],
    ['dutiesDone:\n  tea: 2026-09-14\n', 2, 'has nothing called "tea" here'],
  ])('is refused as a whole with line and reason: %j', async (text, line, reason) => {
    const before = await printed();
    const ran = await handing(text);
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(ran.err.replace(/\n +/g, ' ')).toMatch(new RegExp(`larkfield\\.yaml:${line}: `));
    expect(ran.err.replace(/\s+/g, ' ')).toContain(reason);
    expect(await printed()).toBe(before);
  });

  it('does not take a yearly duty as done on a day that is still to come', async () => {
    const ran = await handing('dutiesDone:\n  share_complaints_policy: 2099-09-14\n');
    expect(ran.err).toContain('2099-09-14 is still to come');
  });

  it('says so when there is no such file, or it is no plain text', async () => {
    expect((await settings(join(place.folder, 'larkfeild.yaml'))).err).toContain('there is no such file');
    writeFileSync(join(place.folder, 'utf16.yaml'), Buffer.from('\ufeffprovider: academy\n', 'utf16le'));
    expect((await settings(join(place.folder, 'utf16.yaml'))).err).toContain('UTF-8');
  });
});
