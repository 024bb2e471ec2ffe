import { tickFields } from '../agreements.ts';
import type { Policy } from '../policy/policy.ts';
import { Day } from '../time.ts';
import { type ContactColumns, columnsFor, LONGEST_HEADING } from './columns.ts';
import type { Contact } from './contact.ts';
import { type CsvRow, clean, formulaIn, MOST_ROWS, readContacts } from './read-contacts.ts';

/** A signature as a row of a file has it: who it is, is found out on the list. */
export interface SignatureRow {
  readonly row: number;
  readonly contact: Contact;
  readonly on: Day;
  /** Ids of what is ticked, of those ticks that have a column. */
  readonly ticks: readonly string[];
}

/** A file as far as it could be read: its headings even where the rows under them could not. */
export interface SignaturesFile {
  readonly headings: readonly string[];
  readonly columns: ContactColumns;
  /** The heading over the day; null where there is none, or no telling which. */
  readonly signedOn: string | null;
  /** The ticks of the policy's form, each with its heading; null where no column holds it. */
  readonly ticks: readonly { readonly id: string; readonly label: string; readonly heading: string | null }[];
  readonly signatures: readonly SignatureRow[];
  readonly problems: readonly string[];
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const SIGNED = /\b(signed|signature|agreed)\b/;
const DATED = /\b(on|date|day|when)\b/;
const YES = new Set(['yes', 'y', 'x', 'true', '1', 'ticked', '\u2713', '\u2714', '\u2611']);
const NO = new Set(['', 'no', 'n', 'false', '0']);
const BRITISH = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/;

/** `2026-09-10` or, as British spreadsheets write it, `10/09/2026`. */
function dayIn(cell: string): Day | null {
  const [, day = '', month = '', year = ''] = BRITISH.exec(cell) ?? [];
  const iso = year === '' ? cell : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = Day.safeParse(iso);
  return parsed.success ? parsed.data : null;
}

/** Of several columns about signing the one that is about a day. */
function dayColumns(headings: readonly string[]): readonly string[] {
  const about = headings.filter((heading) => SIGNED.test(plain(heading)));
  const dated = about.filter((heading) => DATED.test(plain(heading)));
  return dated.length > 0 ? dated : about;
}

/** What tells who it is. Nothing else that stands in the file about a person is looked at. */
const whoOnly = ({ id, name, address, child }: ContactColumns): ContactColumns =>
  Object.fromEntries(
    Object.entries({ id, name, address, child }).filter(([, headings]) => headings !== undefined),
  );

const wrongDay = (cell: string, on: Day | null, today: Day): string | null => {
  if (cell === '') return 'there is no day. Write one, or take the row out if they have not signed';
  if (!on) return 'the day is no day. Write it as 2026-09-10 or 10/09/2026';
  return on > today ? 'the day has not come yet' : null;
};

/** What the headings mean, and what is wrong with them. */
function readHeadings(headings: readonly string[], policy: Policy, remembered: ContactColumns) {
  const problems: string[] = [];
  const ticks = tickFields(policy).map(({ id, label }) => {
    const under = headings.filter((heading) => [plain(id), plain(label)].includes(plain(heading)));
    if (under.length > 1)
      problems.push(
        `Row 1: more than one column says whether this was ticked: "${label}". Keep one of them.`,
      );
    return { id: id as string, label, heading: under[0] ?? null };
  });
  const ofTicks = new Set(ticks.flatMap(({ heading }) => heading ?? []));
  const rest = headings.filter((heading) => !ofTicks.has(heading));
  const [day, other] = dayColumns(rest);
  if (day === undefined) problems.push('Row 1: no column holds the day of signing. Call it "Signed on".');
  else if (other !== undefined)
    problems.push(
      `Row 1: more than one column may hold the day of signing: ${[day, other].map((heading) => `"${heading.slice(0, LONGEST_HEADING)}"`).join(' and ')}. Keep one of them.`,
    );
  const signedOn = other === undefined ? (day ?? null) : null;
  const about = rest.filter((heading) => heading !== signedOn);
  return { columns: whoOnly(columnsFor(about, remembered)), signedOn, ticks, problems };
}

type Ticks = SignaturesFile['ticks'];

/** What stands in one row, and what is wrong with it. */
function readRow(
  { row, cells: raw }: CsvRow,
  { signedOn, ticks, headings }: { signedOn: string; ticks: Ticks; headings: readonly string[] },
  today: Day,
) {
  const cells = raw.map(clean);
  const under = (heading: string): string => cells[headings.indexOf(heading)] ?? '';
  const on = dayIn(under(signedOn));
  const wrong = [formulaIn(under(signedOn), signedOn) ?? wrongDay(under(signedOn), on, today)];
  const ticked = ticks.flatMap(({ id, heading }) => {
    if (heading === null) return [];
    const said = under(heading).toLowerCase();
    const odd = !YES.has(said) && !NO.has(said) ? `write yes or no under "${heading}"` : null;
    wrong.push(formulaIn(said, heading) ?? odd);
    return YES.has(said) ? [id] : [];
  });
  const problems = wrong.flatMap((says) => (says === null ? [] : [`Row ${row}: ${says}.`]));
  return { row, on: problems.length > 0 ? null : on, ticks: ticked, problems };
}

/**
 * A file of who signed: the columns of a list of parents, one with the day, and one for each tick of the policy's form,
 * under its id or its label. Every mistake is told with its row, and with nothing of what stands in it.
 */
export function readSignatures(
  table: readonly CsvRow[],
  { policy, today, remembered }: { policy: Policy; today: Day; remembered: ContactColumns },
): SignaturesFile {
  const headings = (table[0]?.cells ?? []).map((cell) => cell.replace(/\s+/g, ' ').trim());
  const { columns, signedOn, ticks, problems: wrong } = readHeadings(headings, policy, remembered);
  const people = readContacts(table, columns);
  // One column is a file that was divided by something else than commas: that is the mistake.
  const ofHeadings = [
    ...(people.ok ? [] : people.problems),
    ...(people.ok || headings.length > 1 ? wrong : []),
  ];
  const file = { headings, columns, signedOn, ticks };
  if (signedOn === null || table.length > MOST_ROWS + 1)
    return { ...file, signatures: [], problems: ofHeadings };

  const said = table
    .slice(1)
    .filter(({ cells }) => cells.length === headings.length)
    .map((one) => readRow(one, { signedOn, ticks, headings }, today));
  const byRow = new Map(said.map((one) => [one.row, one]));
  const apart: string[] = [];
  const signatures = (people.ok ? people.contacts : []).flatMap(({ row, rows, contact }): SignatureRow[] => {
    const those = rows.flatMap((one) => byRow.get(one) ?? []);
    const [first] = those;
    const on = those.some((one) => one.on === null) ? null : first?.on;
    if (!first || !on) return [];
    const other = those.find((one) => one.on !== on || one.ticks.join() !== first.ticks.join());
    if (!other) return [{ row, contact, on, ticks: first.ticks }];
    apart.push(
      `Row ${other.row} and row ${row}: they are the same person, with another ${other.on === on ? 'tick' : 'day'}.`,
    );
    return [];
  });
  const problems = ofHeadings.concat(
    said.flatMap((one) => one.problems),
    apart,
  );
  return { ...file, signatures, problems };
}
