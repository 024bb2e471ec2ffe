import { type ColumnUse, type ContactColumns, LONGEST_HEADING, MOST_COLUMNS, SEVERAL } from './columns.ts';
import { type Child, type Contact, sameAs, withoutUnseen } from './contact.ts';

export interface CsvRow {
  /** As a spreadsheet numbers it: the headings are row 1, and an empty row counts. */
  readonly row: number;
  readonly cells: readonly string[];
}

export interface ContactRow {
  /** The first row of the file that names them. */
  readonly row: number;
  readonly contact: Contact;
}

export interface ContactRead extends ContactRow {
  /** Every row that names them, one for each child. */
  readonly rows: readonly number[];
}

export type ContactsRead =
  | { readonly ok: true; readonly contacts: readonly ContactRead[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/** People in one file. The largest schools have some 4,000 parents and carers. */
export const MOST_ROWS = 20_000;
/** Characters in one cell, in a whole address, and in a name. */
const LONGEST_CELL = 300;
const LONGEST_ADDRESS = 300;
const LONGEST_NAME = 160;

const no = (...problems: string[]): ContactsRead => ({ ok: false, problems });

/** What a spreadsheet would run in place of showing it, in full width too. A dash alone stands for nothing. */
const FORMULA = /^(?:[=@+\t\r\uff1d\uff20\uff0b\uff0d]|-(?!$))/;

/** Why a cell that holds a formula is not taken; null where it holds none. Nothing of the cell is repeated. */
export const formulaIn = (cell: string, heading: string): string | null =>
  FORMULA.test(cell) ? `the cell under "${heading}" begins like a formula. Take the first sign out` : null;

/** A cell without blanks round it, and without marks that cannot be seen. */
export const clean = (cell: string): string => {
  const text = withoutUnseen(cell).trim();
  return text === '-' ? '' : text;
};
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
const lines = (text: string): string[] =>
  text
    .split(/[\r\n]+/)
    .map(oneLine)
    .filter((line) => line !== '');

const HOUSE_NUMBER = /^\d+ ?[a-z]?$/i;

/** `1 Invented Road, ZZ1 1ZZ`: a number goes with the street, and each other part on a line of its own. */
const addressOf = (parts: readonly string[]): string =>
  parts.reduce(
    (address, part, at) =>
      at === 0 ? part : `${address}${HOUSE_NUMBER.test(parts[at - 1] ?? '') ? ' ' : ', '}${part}`,
    '',
  );

const ENGLISH = new Set(['english', 'en', 'eng', 'not known', 'unknown', 'not obtained']);

function childrenIn(cells: readonly string[], school: string): Child[] {
  const [only = '', ...more] = cells;
  // Forename and surname in two cells are one child; one cell may name several.
  const names = more.length > 0 ? [oneLine(cells.join(' '))] : only.split(/[;\r\n]+/).map(oneLine);
  return names.filter((name) => name !== '').map((name) => ({ name, class: oneLine(school) }));
}

/** The row's cells by what they are used for, in the order of the file. */
type Cells = (use: ColumnUse) => readonly string[];

function toContact(cells: Cells): Contact {
  const one = (use: ColumnUse): string => oneLine(cells(use)[0] ?? '');
  const language = one('language');
  return {
    externalId: one('id'),
    title: one('title'),
    name: oneLine(cells('name').join(' ')),
    address: addressOf(cells('address').flatMap(lines)),
    email: one('email'),
    language: ENGLISH.has(language.toLowerCase()) ? '' : language,
    relationship: one('relationship').toLowerCase(),
    children: childrenIn(
      cells('child').filter((cell) => cell !== ''),
      cells('class')[0] ?? '',
    ),
  };
}

const who = (contact: Contact): string =>
  contact.externalId === ''
    ? JSON.stringify([sameAs(contact.name), sameAs(contact.address)])
    : `id ${contact.externalId}`;

const sameChild = (a: Child, b: Child): boolean => sameAs(a.name) === sameAs(b.name);

/** Rows of one person, one for each child, are one contact; what else they say has to agree. */
function joined(first: Contact, second: Contact): Contact | string {
  for (const [part, words] of [
    ['name', 'name'],
    ['address', 'address'],
    ['email', 'email address'],
    ['language', 'language'],
  ] as const)
    if (first[part] !== '' && second[part] !== '' && sameAs(first[part]) !== sameAs(second[part]))
      return `they are the same person, with a different ${words}`;
  const more = second.children.filter((child) => first.children.every((known) => !sameChild(known, child)));
  if (more.length === 0) return 'it says the same person again';
  return {
    ...first,
    address: first.address || second.address,
    email: first.email || second.email,
    language: first.language || second.language,
    relationship: first.relationship || second.relationship,
    children: [...first.children, ...more],
  };
}

/** Everything that is wrong with one row, without a word of what stands in it: it may be read over a shoulder. */
function wrongIn(
  cells: readonly string[],
  headings: readonly string[],
  used: ReadonlySet<number>,
  contact: Contact,
): string[] {
  return [
    ...cells.flatMap((cell, at) => {
      if (!used.has(at)) return [];
      const heading = headings[at] ?? '';
      const text = clean(cell);
      const formula = formulaIn(text, heading);
      if (formula !== null) return [formula];
      return [...text].length > LONGEST_CELL
        ? [`the cell under "${heading}" has more than ${LONGEST_CELL} characters`]
        : [];
    }),
    ...(contact.name === '' ? ['there is no name'] : []),
    ...([...contact.address].length > LONGEST_ADDRESS
      ? [`the address has more than ${LONGEST_ADDRESS} characters`]
      : []),
    ...([...contact.name].length > LONGEST_NAME ? [`the name has more than ${LONGEST_NAME} characters`] : []),
  ];
}

function wrongWithHeadings(headings: readonly string[], columns: ContactColumns): string[] {
  const [only] = headings;
  if (headings.length === 1 && only !== undefined && /[;\t]/.test(only))
    return [
      'Row 1: the columns are divided by semicolons or tabs. Save the file with commas, as "CSV UTF-8".',
    ];
  const wanted = Object.values(columns).flat();
  return [
    ...wanted
      .filter((heading) => heading.length > LONGEST_HEADING)
      .map(
        (heading) =>
          `Row 1: the heading of column ${headings.indexOf(heading) + 1} has more than ${LONGEST_HEADING} characters. Shorten it.`,
      ),
    ...(Object.values(columns).some((those) => those.length > MOST_COLUMNS)
      ? [`Row 1: an address is in more than ${MOST_COLUMNS} columns. Put it into fewer.`]
      : []),
    ...wanted
      .filter((heading) => headings.filter((row) => row === heading).length > 1)
      .map((heading) => `Row 1: the column "${heading}" is there more than once. Give each its own heading.`),
    ...wanted
      .filter((heading) => !headings.includes(heading))
      .map((heading) => `Row 1: there is no column "${heading}" any more.`),
    ...((columns.name ?? []).length === 0
      ? [
          'Row 1: no column holds the name of the parent or carer. Say which one does, or call it "Name", or "Forename" and "Surname".',
        ]
      : []),
  ];
}

/** A file's rows as people, all of them or every mistake with its row. `table` begins with the headings. */
export function readContacts(table: readonly CsvRow[], columns: ContactColumns): ContactsRead {
  const [header, ...rows] = table;
  if (!header) return no('The file is empty. Its first row names the columns.');
  const headings = header.cells.map((cell) => oneLine(cell));
  const wrong = wrongWithHeadings(headings, columns);
  if (wrong.length > 0) return no(...wrong);
  if (rows.length === 0) return no('The file names its columns and nobody under them.');
  if (rows.length > MOST_ROWS)
    return no(
      `The file has ${rows.length.toLocaleString('en-GB')} rows. There is room for ${MOST_ROWS.toLocaleString('en-GB')}.`,
    );
  const places = new Map<ColumnUse, readonly number[]>();
  for (const [use, wanted] of Object.entries(columns) as [ColumnUse, readonly string[]][])
    places.set(
      use,
      wanted.map((heading) => headings.indexOf(heading)).slice(0, SEVERAL.has(use) ? undefined : 1),
    );
  const used = new Set([...places.values()].flat());
  const problems: string[] = [];
  const found = new Map<string, ContactRead>();
  for (const { row, cells } of rows) {
    if (cells.length !== headings.length) {
      problems.push(
        `Row ${row}: it has ${cells.length} cells and the headings are ${headings.length}. A comma inside a cell needs quotation marks round the cell.`,
      );
      continue;
    }
    const contact = toContact((use) => (places.get(use) ?? []).map((at) => clean(cells[at] ?? '')));
    const says = wrongIn(cells, headings, used, contact);
    if (says.length > 0) {
      problems.push(`Row ${row}: ${says.join('; ')}.`);
      continue;
    }
    const key = who(contact);
    const before = found.get(key);
    const known = contact.externalId !== '' || contact.address !== '';
    const both = !before
      ? contact
      : known
        ? joined(before.contact, contact)
        : 'the same name, and neither an id nor an address that says whether it is one person';
    if (typeof both === 'string')
      problems.push(`Row ${row} and row ${before?.row ?? 0}: ${both}. Each row is one person and one child.`);
    else found.set(key, { row: before?.row ?? row, rows: [...(before?.rows ?? []), row], contact: both });
  }
  const contacts = [...found.values()];
  problems.push(...nobodyKnows(contacts));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, contacts };
}

/** Several of one name, one of them with neither id nor address: they may be one person or two. */
function nobodyKnows(contacts: readonly ContactRow[]): string[] {
  const byName = new Map<string, ContactRow[]>();
  for (const one of contacts) {
    if (one.contact.externalId !== '') continue;
    const key = sameAs(one.contact.name);
    byName.set(key, [...(byName.get(key) ?? []), one]);
  }
  return [...byName.values()].flatMap(([first, ...others]) =>
    first && others.length > 0 && [first, ...others].some((one) => one.contact.address === '')
      ? [
          `Row ${others.map((one) => one.row).join(', ')} and row ${first.row}: the same name, and neither an id nor an address that says whether it is one person.`,
        ]
      : [],
  );
}
