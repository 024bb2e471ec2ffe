import { writeFileSync } from 'node:fs';
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
  const file = join(place.folder, 'parents.csv');
  writeFileSync(file, text);
  return place.here('people', 'import', 'Larkfield Primary', file, ...more);
}
const sums = (ran: Ran): string => /"Larkfield Primary": .*/.exec(ran.out)?.[0] ?? ran.err;
const record = async (): Promise<string> => (await place.here('audit', 'verify')).out;

const HEADINGS =
  'Person ID,Title,Forename,Surname,Relationship,Priority,Parental Responsibility,House Number,Street,Postcode,Home Email,Language,Pupil Forename,Pupil Surname,Reg,UPN';
const row = (id: string, forename: string, more = '', child = 'Maya,Vale,Oak'): string =>
  `${id},Mr,${forename},Vale,Father,1,Yes,${more || '1'},Invented Road,ZZ1 1ZZ,${forename.toLowerCase()}@school.example,English,${child},U0000000001`;
const file = (...rows: string[]): string => `\uFEFF${[HEADINGS, ...rows].join('\r\n')}\r\n`;

describe('importing parents and carers', () => {
  it('adds them once: the same file again changes nothing, in the record either', async () => {
    const text = file(row('11', 'Jordan'), row('12', 'Sam', '7'));
    const first = await importing(text);
    expect(sums(first)).toBe('"Larkfield Primary": 2 added, 0 changed, 0 as they were.');
    const before = await record();
    expect(sums(await importing(text))).toBe('"Larkfield Primary": 0 added, 0 changed, 2 as they were.');
    expect(await record()).toBe(before);
  });

  it('says what it took each column for, and what it left out', async () => {
    const { out } = await importing(file(row('11', 'Jordan')), '--dry-run');
    expect(out).toContain('  Name: Forename + Surname\n');
    expect(out).toContain('  Address: House Number + Street + Postcode\n');
    expect(out).toContain('  Name of the child: Pupil Forename + Pupil Surname\n');
    expect(out).toContain('  The id your system has for the person: Person ID\n');
    expect(out).toContain('  Not used: Priority, Parental Responsibility, UPN\n');
  });

  it('reads the curly apostrophes, dashes and euros that Excel writes on Windows', async () => {
    const text = file(row('11', 'Jordan', '1 O\x92Brien Way \x96 5\x80')).slice(1);
    expect((await importing(Buffer.from(text, 'latin1'))).out).toContain('was read as Windows-1252');
    const again = file(row('11', 'Jordan', '1 O’Brien Way – 5€'));
    expect(sums(await importing(again))).toContain('0 added, 0 changed, 1 as they were');
    const unused = file(row('12', 'Sam', '\x81')).slice(1);
    expect((await importing(Buffer.from(unused, 'latin1'))).err).toContain(
      'in no encoding that Accord knows',
    );
  });

  it('renames nobody to a forename where no column was understood as the surname', async () => {
    await importing(file(row('11', 'Jordan')));
    const ran = await importing('Person ID,Forename,Known by,Street\r\n11,Jordan,Vale,Invented Road\r\n');
    expect(ran.exit).toBe(1);
    expect(ran.err).toContain('call it "Name", or "Forename" and "Surname"');
    expect(sums(await importing(file(row('11', 'Jordan'))))).toContain('0 added, 0 changed, 1 as they were');
  });

  it('only looks on a dry run, and says the same as the import then does', async () => {
    const text = file(row('11', 'Jordan'));
    const before = await record();
    expect((await importing(text, '--dry-run')).out).toContain(
      '1 would be added, 0 would be changed, 0 as they were.\nNothing was changed.',
    );
    expect(await record()).toBe(before);
    expect(sums(await importing(text))).toContain('1 added');
  });

  it('knows somebody again by id when name and address change, and by name and child without one', async () => {
    await importing(file(row('11', 'Jordan'), row('', 'Sam', '7')));
    expect(sums(await importing(file(row('11', 'Jordan-Lee', '22'), row('', 'Sam', '8'))))).toBe(
      '"Larkfield Primary": 0 added, 2 changed, 0 as they were.',
    );
  });

  it('reads rows of one parent, one for each child, as one person', async () => {
    const text = file(row('11', 'Jordan'), row('11', 'Jordan', '', 'Leo,Vale,Ash'));
    expect(sums(await importing(text))).toContain('1 added');
    expect(sums(await importing(text))).toContain('0 added, 0 changed, 1 as they were');
  });

  it('asks rather than guesses where only the name is the same', async () => {
    await importing('Name,Address\nJordan Vale,1 Invented Road\n');
    const ran = await importing('Name,Address\nJordan Vale,9 Other Road\n');
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(ran.err).toContain('Row 2: somebody of that name is on the list');
    expect(sums(await importing('Name,Address\nJordan Vale,1 Invented Road\n'))).toContain('1 as they were');
  });

  it('marks nobody as having left unless it is asked to, and takes back who returns', async () => {
    await importing(file(row('11', 'Jordan'), row('12', 'Sam')));
    const stays = await importing(file(row('11', 'Jordan')));
    expect(stays.out).toContain('1 person on the list is not in the file, and stays on it.');
    const leaves = await importing(file(row('11', 'Jordan')), '--leavers');
    expect(leaves.out).toContain('1 person marked as having left.');
    expect((await importing(file(row('11', 'Jordan')), '--leavers')).out).not.toContain('left');
    expect(sums(await importing(file(row('11', 'Jordan'), row('12', 'Sam'))))).toContain('1 changed');
  });

  it('takes nobody when one row is wrong, names every row that is, and repeats nothing of it', async () => {
    const ran = await importing(
      file(
        row('11', 'Jordan'),
        row('12', '=HYPERLINK(evil)'),
        row('13', 'Sam', '', 'Maya,Vale'),
        row('14', 'x'.repeat(400)),
        row('11', 'Quentin'),
        row('15', '@SUM(1)'),
        row('16', 'Kim').replace('Kim,Vale,', ',,'),
      ),
    );
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(ran.err.match(/^ {2}Row \d+/gm)).toEqual([3, 4, 5, 6, 7, 8].map((n) => `  Row ${n}`));
    expect(ran.err).toContain('Row 6 and row 2: they are the same person, with a different name');
    expect(ran.err).toContain('Row 3: the cell under "Forename" begins like a formula');
    expect(ran.err).toContain('Row 8: there is no name');
    expect(ran.err).not.toMatch(/evil|Quentin|SUM/);
    expect(sums(await importing(file(row('11', 'Jordan'))))).toContain('1 added');
  });

  it('does not take a row that says the same person and child again', async () => {
    const ran = await importing(file(row('11', 'Jordan'), row('12', 'Sam'), row('11', 'Jordan')));
    expect(ran.err).toContain('Row 4 and row 2: it says the same person again');
  });

  it.each([
    ['', 'The file is empty'],
    ['Name,Address\n', 'nobody under them'],
    ['Name;Address\nJordan Vale;1 Road\n', 'Save the file with commas'],
    ['Colour,Shape\nred,round\n', 'Row 1: no column holds the name'],
    ['Name,Address\nJordan "J" Vale,1 Road\n', 'Row 2 has a quotation mark in the middle'],
    ['Name,Address\nJordan Vale,1 Road\n"Sam,2 Road\n', 'Row 3 opens a quotation mark'],
    ['Name,Address\nJordan\u0000 Vale,1 Road\n', 'Row 2 holds a character that no text holds'],
    ['PK\u0003\u0004rest', 'This is an Excel workbook'],
    [
      'Name,Address,Address\nJordan Vale,1 Road,2 Road\n',
      'Row 1: the column "Address" is there more than once',
    ],
    ['Name,Address\nSam Vale,\nSam Vale,\n', 'neither an id nor an address'],
    ['Name,Address\n\uff1dcmd,1 Road\n', 'Row 2: the cell under "Name" begins like a formula'],
  ])('refuses %j with the row and the reason', async (text, reason) => {
    const ran = await importing(text);
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(ran.err).toContain(reason);
  });

  it('says how large a file may be', async () => {
    const ran = await importing(new Uint8Array(10 * 1024 * 1024 + 1));
    expect(ran.err).toContain('parents.csv has more than 10 MB.');
  });

  it('reads what Excel writes: UTF-16 as it is, and Windows-1252 with a word about it', async () => {
    const text = 'Name,Address\r\nZoë Invented,1 Road\r\n';
    const utf16 = await importing(Buffer.from(`\uFEFF${text}`, 'utf16le'));
    expect(sums(utf16)).toContain('1 added');
    const windows = await importing(Buffer.from(text, 'latin1'));
    expect(windows.out).toContain('was read as Windows-1252');
    expect(sums(windows)).toContain('0 added, 0 changed, 1 as they were');
  });

  it('goes by the columns that the school has settled, where the file has them', async () => {
    const settings = join(place.folder, 'columns.yaml');
    writeFileSync(settings, 'contactColumns:\n  name: ["Whom"]\n  address: ["Where"]\n');
    expect((await place.here('school', 'settings', 'Larkfield Primary', settings)).exit).toBe(0);
    const ran = await importing('Whom,Where,Name\nJordan Vale,1 Road,Fluffy\n');
    expect(ran.out).toContain('  Name: Whom\n');
    expect(ran.out).toContain('  Not used: Name\n');
    expect((await place.here('school', 'settings', 'Larkfield Primary')).out).toContain('  name: ["Whom"]');
  });
});
