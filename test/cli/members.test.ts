import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newPlace, type Place, type Ran } from '../support/run-accord.ts';

let place: Place;
beforeEach(async () => {
  place = newPlace();
  await place.here('migrate');
  await place.here('school', 'add', 'Larkfield Primary', '--pack', 'all-saints-mat');
});
afterEach(() => place.remove());

function importing(text: string | Uint8Array, ...more: string[]): Promise<Ran> {
  const file = join(place.folder, 'staff.csv');
  writeFileSync(file, text);
  return place.here('members', 'import', 'Larkfield Primary', file, ...more);
}
const list = async (): Promise<string> => (await place.here('members', 'list', 'Larkfield Primary')).out;
const rows = async (): Promise<string> => (await place.here('audit', 'verify')).out;

const GOOD = `\uFEFFname,roles,slack,teams\r
"Invented, Ada",exec_head;staff,U0000ADA1,00000000-0000-0000-0000-0000000000AD\r
Ben Invented,staff,U0000BEN1,\r
Cy Invented,Vice chair,,00000000-0000-0000-0000-0000000000c1\r
`;

describe('importing members', () => {
  it('adds them once: the same file again changes nothing, in the record either', async () => {
    expect((await importing(GOOD)).out).toBe('"Larkfield Primary": 3 added, 0 changed, 0 as they were.\n');
    const [listed, record] = [await list(), await rows()];
    expect((await importing(GOOD)).out).toBe('"Larkfield Primary": 0 added, 0 changed, 3 as they were.\n');
    expect(await list()).toBe(listed);
    expect(await rows()).toBe(record);
    expect(listed).toMatch(/^Cy Invented +vice_chair +teams 00000000-0000-0000-0000-0000000000c1 +yes$/m);
    expect(listed).toMatch(/^Invented, Ada +exec_head;staff +slack U0000ADA1, teams [0-]+ad +yes$/m);
  });

  it('changes whoever has the account, and keeps an account that the file does not name', async () => {
    await importing(GOOD);
    const ran = await importing('slack,name,roles\nU0000ADA1,Ada New-Name,head\n');
    expect(ran.out).toBe('"Larkfield Primary": 0 added, 1 changed, 0 as they were.\n');
    const listed = await list();
    expect(listed).toMatch(/^Ada New-Name +head +slack U0000ADA1, teams 0/m);
    expect(listed.trim().split('\n')).toHaveLength(4);
  });

  it('only looks on a dry run, and says the same as the import then does', async () => {
    const trial = await importing(GOOD, '--dry-run');
    expect(trial.out).toContain(
      '3 would be added, 0 would be changed, 0 as they were.\nNothing was changed.',
    );
    expect(await list()).toContain('Nobody is a member');
    expect((await place.here('owed', 'list')).out).toContain('Waiting to be sent: 0 messages');
    expect((await importing(GOOD)).out).toContain('3 added');
  });

  it('takes nobody when one row is wrong, and names every row that is', async () => {
    const ran = await importing(`name,roles,slack
Ada Invented,staff,U0000ADA1

,staff,U0000BEN1
Cy Invented,,U0000CYI1
Di Invented,staff,di@example.org
Ed Invented,staff,
Flo Invented,staff
"Gus ""G"" Invented",staff,U0000ADA1
`);
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(
      ran.err
        .split('\n')
        .filter((line) => line.startsWith('  '))
        .map((line) => line.slice(2, 8)),
    ).toEqual(['Row 4:', 'Row 5:', 'Row 6:', 'Row 7:', 'Row 8:', 'Row 9:']);
    expect(ran.err).toContain('Row 9: the account slack U0000ADA1 is in row 2 too');
    expect(await list()).toContain('Nobody is a member');
  });

  it('takes nobody when only the policy can tell that a role is wrong', async () => {
    const ran = await importing(
      'name,roles,slack\nAda Invented,staff,U0000ADA1\nBen Invented,wizard,U0000BEN1\n',
    );
    expect(ran.exit).toBe(1);
    expect(ran.err).toContain('Row 3: "wizard" is not a role.');
    expect(await list()).toContain('Nobody is a member');
  });

  it('does not join two members whose accounts one row names together', async () => {
    await importing(
      'name,roles,slack,teams\nAda,staff,U0000ADA1,\nBen,staff,,00000000-0000-0000-0000-0000000000b1\n',
    );
    const ran = await importing(
      'name,roles,slack,teams\nAda,staff,U0000ADA1,00000000-0000-0000-0000-0000000000b1\n',
    );
    expect(ran.exit).toBe(1);
    expect(ran.err).toContain('Row 2: these accounts belong to two different members');
  });

  it.each([
    ['', 'The file is empty'],
    ['name,roles,slack\n', 'nobody under them'],
    ['name;roles;slack\nAda;staff;U0000ADA1\n', 'Save the file with commas'],
    ['name,role,slack\nAda,staff,U0000ADA1\n', 'Row 1: there is no column "role": write "roles".'],
    ['name,roles,name,slack\nA,staff,A,U0000ADA1\n', 'Row 1: the column "name" is there 2 times'],
    ['name,slack\nAda,U0000ADA1\n', 'Row 1: the column "roles" is missing'],
    ['name,roles\nAda,staff\n', 'no column "slack", "teams" or "email"'],
    ['name,roles,slack\nAda "A" Invented,staff,U0000ADA1\n', 'Row 2 has a quotation mark in the middle'],
    ['name,roles,slack\n"Ada" Invented,staff,U0000ADA1\n', 'Row 2 goes on after a closing quotation mark'],
    ['name,roles,slack\nA,staff,U0000ADA1\n"Ben,staff,U0000BEN1\n', 'Row 3 opens a quotation mark'],
    ['name,roles,slack\nA\u0000da,staff,U0000ADA1\n', 'not a CSV file'],
  ])('refuses %j with the row and the reason', async (text, reason) => {
    const ran = await importing(text);
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(ran.err).toContain(reason);
  });

  it('says how to save it when Excel wrote it in another encoding', async () => {
    const ran = await importing(Buffer.from('name,roles,slack\nZo\u00eb,staff,U0000ZOE1\n', 'latin1'));
    expect(ran.err).toContain('CSV UTF-8');
  });

  it('says so when there is no such file', async () => {
    const ran = await place.here('members', 'import', 'Larkfield Primary', join(place.folder, 'stafff.csv'));
    expect(ran.exit).toBe(1);
    expect(ran.err).toContain('There is no file at');
  });

  it('keeps a cell with a line end in it to one row', async () => {
    expect((await importing('name,roles,slack\n"Ada\nInvented",staff,U0000ADA1\nBen,oops,\n')).err).toContain(
      'Row 3:',
    );
  });
});

describe('one member', () => {
  it('is added, changed and left alone by the same words', async () => {
    const add = (...role: string[]) =>
      place.here(
        ...['members', 'add', 'Larkfield Primary', '--name', 'Ada Invented', '--slack', 'U0000ADA1'],
        ...role.flatMap((one) => ['--role', one]),
      );
    expect((await add('staff', 'dsl')).out).toBe(
      'Added "Ada Invented" (staff, dsl) at "Larkfield Primary".\n',
    );
    expect((await add('staff')).out).toMatch(/^Changed /);
    expect((await add('staff')).out).toMatch(/^Nothing to change for /);
  });

  it.each([
    [['--role', 'staff'], 'there is no account'],
    [['--role', 'wizard', '--slack', 'U0000ADA1'], '"wizard" is not a role'],
    [['--role', 'staff', '--slack', '@ada'], '"@ada" is not a Slack member ID'],
    [['--role', 'staff', '--teams', 'ada@example.org'], 'is not a Microsoft Entra object ID'],
  ])('is not added with %j', async (words, reason) => {
    const ran = await place.here('members', 'add', 'Larkfield Primary', '--name', 'Ada Invented', ...words);
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(ran.err).toContain(reason);
    expect(await list()).toContain('Nobody is a member');
  });
});

describe('a leaver', () => {
  const remove = (...account: string[]) => place.here('members', 'remove', 'Larkfield Primary', ...account);
  const facts = async (): Promise<string> => (await place.here('audit', 'verify')).out;

  it('is taken out once, keeps nothing but a name, and comes back as the same person', async () => {
    await importing(GOOD);
    const gone = await remove('--slack', 'U0000ADA1');
    expect(gone).toMatchObject({ exit: 0, err: '' });
    expect(gone.out).toContain('Removed "Invented, Ada" at "Larkfield Primary"');
    expect(gone.out).toContain('Nobody is "Executive Headteacher" (exec_head) now.');
    expect(await list()).toMatch(/^Invented, Ada {2,}slack U0000ADA1, teams [0-]+ad +no$/m);
    const record = await facts();
    expect((await remove('--teams', '00000000-0000-0000-0000-0000000000AD')).out).toContain(
      'has been removed before',
    );
    expect(await facts()).toBe(record);

    const back = await place.here(
      ...['members', 'add', 'Larkfield Primary', '--name', 'Ada Invented', '--role', 'staff'],
      ...['--slack', 'U0000ADA1'],
    );
    expect(back.out).toMatch(/^Changed /);
    expect(await list()).toMatch(/^Ada Invented +staff +slack U0000ADA1, teams [0-]+ad +yes$/m);
    expect((await list()).trim().split('\n')).toHaveLength(4);
  });

  it.each([
    [['--slack', 'U0000ZZZ1'], 'has the account slack U0000ZZZ1'],
    [['--slack', 'ada@example.org'], 'is not a Slack member ID'],
    [[], 'no account is named'],
    [['--slack', 'U0000ADA1', '--playground', 'ada'], 'two accounts are named'],
  ])('is not guessed from %j', async (account, reason) => {
    await importing(GOOD);
    const ran = await remove(...account);
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(ran.err).toContain(reason);
    expect(await list()).not.toMatch(/ no$/m);
  });

  it('of one school stays in another', async () => {
    await place.here('school', 'add', 'Another Primary', '--pack', 'stockham-primary');
    for (const school of ['Larkfield Primary', 'Another Primary'])
      await place.here(
        ...['members', 'add', school, '--name', 'Ada Invented', '--role', 'staff', '--slack', 'U0000ADA1'],
      );
    await remove('--slack', 'U0000ADA1');
    expect(await list()).toMatch(/^Ada Invented .* no$/m);
    expect((await place.here('members', 'list', 'Another Primary')).out).toMatch(/^Ada Invented .* yes$/m);
  });
});

describe('somebody without an account', () => {
  const add = (...more: string[]) =>
    place.here(
      'members',
      'add',
      'Larkfield Primary',
      '--name',
      'Gil Invented',
      '--role',
      'governor',
      ...more,
    );

  it('is known by an email address, which is kept encrypted', async () => {
    expect((await add('--email', 'gil@example.org')).out).toContain('Added "Gil Invented" (governor)');
    expect(await list()).toMatch(/^Gil Invented +governor +email gil@example.org +yes$/m);
    expect((await add('--email', 'GIL@example.org')).out).toContain('Changed "Gil Invented"');
    expect((await list()).trim().split('\n')).toHaveLength(2);
    const file = readFileSync(join(place.folder, 'data', 'accord.db')).toString('latin1');
    expect(file.toLowerCase()).not.toContain('gil@example.org');
  });

  it('keeps what they are when an account is added later', async () => {
    await add('--email', 'gil@example.org');
    const ran = await add('--email', 'gil@example.org', '--slack', 'U0000GIL1');
    expect(ran.out).toContain('Changed "Gil Invented"');
    expect(await list()).toMatch(/^Gil Invented +governor +slack U0000GIL1, email gil@example.org +yes$/m);
    expect((await list()).trim().split('\n')).toHaveLength(2);
  });

  it('is imported by the address once, and two rows of one address are refused', async () => {
    const file = 'name,roles,slack,email\nGil Invented,governor,,gil@example.org\nAda,staff,U0000ADA1,\n';
    expect((await importing(file)).out).toContain('2 added');
    expect((await importing(file)).out).toContain('0 added, 0 changed, 2 as they were');
    const twice = 'name,roles,email\nGil,governor,gil@example.org\nGil,chair,Gil@Example.org\n';
    expect((await importing(twice)).err).toContain(
      'Row 3: the account email gil@example.org is in row 2 too',
    );
    expect((await importing('name,roles,email\nGil,governor,gil at example\n')).err).toContain(
      'is not an email address',
    );
  });

  it('is taken out by the address', async () => {
    await add('--email', 'gil@example.org');
    const remove = (email: string) => place.here('members', 'remove', 'Larkfield Primary', '--email', email);
    expect((await remove('other@example.org')).err).toContain(
      'nobody at "Larkfield Primary" has no account and',
    );
    expect((await remove('Gil@example.org')).exit).toBe(0);
    expect(await list()).toMatch(/^Gil Invented +email gil@example.org +no$/m);
    expect((await add()).err).toContain('or an email address for somebody who has none');
  });
});
