import { readFileSync, statSync } from 'node:fs';
import type { NewMember } from '../app/school-setup.ts';
import { readCsv } from '../csv/read-csv.ts';
import type { CsvRow } from '../domain/contacts/read-contacts.ts';
import { nearest } from '../domain/policy/nearest.ts';
import { readMember } from './read-member.ts';
import { shown } from './table.ts';

/** Bytes. A school of a thousand is a tenth of that. */
const LARGEST = 2_000_000;

const COLUMNS = ['name', 'roles', 'slack', 'teams', 'email'] as const;
type Column = (typeof COLUMNS)[number];
const isColumn = (text: string): text is Column => COLUMNS.some((column) => column === text);

export interface RowOf<T> {
  readonly row: number;
  readonly is: T;
}
export type FileRead =
  | { readonly ok: true; readonly members: readonly RowOf<NewMember>[] }
  | { readonly ok: false; readonly problems: readonly string[] };

const no = (...problems: string[]): FileRead => ({ ok: false, problems });

/** Reads the file whole and says everything that is wrong with it, row by row as a spreadsheet numbers them. */
export function readMembersFile(path: string): FileRead {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) return no(`There is no file at ${shown(path)}. Check the name and the folder.`);
  if (stat.size > LARGEST)
    return no(`${shown(path)} has more than ${LARGEST / 1_000_000} MB, so it is not a list of members.`);
  const read = readCsv(readFileSync(path));
  if (!read.ok) return no(read.says);
  // A name with a wrong letter in it is not noticed in a list of accounts.
  if (read.encoding === 'windows-1252')
    return no('The file is not in UTF-8. In Excel, save it as "CSV UTF-8 (comma delimited)".');
  const [header, ...rows] = read.rows;
  if (!header) return no('The file is empty. Its first row names the columns: name,roles,slack,teams.');
  const columns = header.cells.map((cell) => cell.trim().toLowerCase());
  const wrong = wrongWith(columns);
  if (wrong.length > 0) return no(...wrong.map((problem) => `Row ${header.row}: ${problem}.`));
  if (rows.length === 0) return no('The file names its columns and nobody under them.');
  return readRows(columns, rows);
}

function wrongWith(columns: readonly string[]): string[] {
  const problems: string[] = [];
  const [only] = columns;
  if (columns.length === 1 && only?.includes(';'))
    return ['the columns are divided by semicolons. Save the file with commas'];
  for (const column of columns)
    if (!isColumn(column)) {
      const near = nearest(column, COLUMNS);
      problems.push(
        `there is no column "${shown(column)}": write ${near === null ? `one of ${COLUMNS.join(', ')}` : `"${near}"`}`,
      );
    }
  for (const column of COLUMNS) {
    const times = columns.filter((other) => other === column).length;
    if (times > 1) problems.push(`the column "${column}" is there ${times} times`);
  }
  for (const column of ['name', 'roles'])
    if (!columns.includes(column)) problems.push(`the column "${column}" is missing`);
  if (!['slack', 'teams', 'email'].some((column) => columns.includes(column)))
    problems.push('there is no column "slack", "teams" or "email"');
  return problems;
}

/** What a row says who somebody is by: accounts, or the address of whoever has none. */
const namedBy = ({ identities, email }: NewMember): readonly string[] =>
  identities.length === 0 && email !== undefined
    ? [`email ${email.toLowerCase()}`]
    : identities.map(({ platform, user }) => `${platform} ${user}`);

function readRows(columns: readonly string[], rows: readonly CsvRow[]): FileRead {
  const problems: string[] = [];
  const members: RowOf<NewMember>[] = [];
  const seen = new Map<string, number>();
  for (const { row, cells } of rows) {
    if (cells.length !== columns.length) {
      problems.push(
        `Row ${row}: it has ${cells.length} cells and the header has ${columns.length}. A comma inside a cell needs quotation marks round the cell.`,
      );
      continue;
    }
    const cell = (column: Column): string => cells[columns.indexOf(column)] ?? '';
    const read = readMember({
      name: cell('name'),
      roles: cell('roles').split(';'),
      accounts: { slack: cell('slack'), teams: cell('teams') },
      email: cell('email'),
    });
    if (!read.ok) {
      problems.push(`Row ${row}: ${read.says.join('; ')}.`);
      continue;
    }
    for (const account of namedBy(read.member)) {
      const before = seen.get(account);
      if (before !== undefined)
        problems.push(`Row ${row}: the account ${account} is in row ${before} too. Each row is one person.`);
      else seen.set(account, row);
    }
    members.push({ row, is: read.member });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, members };
}
