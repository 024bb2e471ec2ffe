import { tickFields } from '../agreements.ts';
import type { Policy } from '../policy/policy.ts';
import { Day } from '../time.ts';
import { type ContactColumns, guessColumns } from './columns.ts';
import type { Contact } from './contact.ts';
import { type CsvRow, readContacts } from './read-contacts.ts';

/** A signature as a row of a file has it: who it is, is found out on the list. */
export interface SignatureRow {
  readonly row: number;
  readonly contact: Contact;
  readonly on: Day;
  readonly ticks: readonly string[];
}

export type SignaturesRead =
  | { readonly ok: true; readonly signatures: readonly SignatureRow[] }
  | { readonly ok: false; readonly problems: readonly string[] };

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const SIGNED = /\b(signed|signature|agreed)\b/;
const YES = new Set(['yes', 'y', 'x', 'true', '1', 'ticked']);
const NO = new Set(['', 'no', 'n', 'false', '0', '-']);
const BRITISH = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/;

/** `2026-09-10` or, as British spreadsheets write it, `10/09/2026`. */
function dayIn(cell: string): Day | null {
  const [, day = '', month = '', year = ''] = BRITISH.exec(cell.trim()) ?? [];
  const iso = year === '' ? cell.trim() : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = Day.safeParse(iso);
  return parsed.success ? parsed.data : null;
}

/**
 * A file of who signed: the columns of a list of parents, one with the day, and one for each tick of the policy's form,
 * under its id or its label. All of it, or every mistake with its row.
 */
export function readSignatures(
  table: readonly CsvRow[],
  { policy, today, remembered }: { policy: Policy; today: Day; remembered: ContactColumns },
): SignaturesRead {
  const [header] = table;
  const headings = (header?.cells ?? []).map((cell) => cell.replace(/\s+/g, ' ').trim());
  const signedAt = headings.findIndex((heading) => SIGNED.test(plain(heading)));
  const there = new Set(headings);
  const kept = Object.values(remembered).flat();
  const columns =
    kept.length > 0 && kept.every((heading) => there.has(heading))
      ? remembered
      : guessColumns(headings.filter((_, at) => at !== signedAt));
  const people = readContacts(table, columns);
  if (!people.ok) return people;
  if (signedAt === -1)
    return { ok: false, problems: ['Row 1: no column holds the day of signing. Call it "Signed on".'] };
  const ticks = tickFields(policy).flatMap((field) => {
    const at = headings.findIndex((heading) =>
      [plain(field.id), plain(field.label)].includes(plain(heading)),
    );
    return at === -1 ? [] : [{ id: field.id as string, at }];
  });
  const byRow = new Map(table.map((one) => [one.row, one.cells]));
  const problems: string[] = [];
  const signatures = people.contacts.flatMap(({ row, contact }): SignatureRow[] => {
    const cells = byRow.get(row) ?? [];
    const on = dayIn(cells[signedAt] ?? '');
    const odd = ticks.filter(({ at }) => !YES.has(plain(cells[at] ?? '')) && !NO.has(plain(cells[at] ?? '')));
    if (!on) problems.push(`Row ${row}: the day is no day. Write it as 2026-09-10 or 10/09/2026.`);
    else if (on > today) problems.push(`Row ${row}: the day has not come yet.`);
    for (const { at } of odd) problems.push(`Row ${row}: write yes or no under "${headings[at]}".`);
    if (!on) return [];
    const ticked = ticks.filter(({ at }) => YES.has(plain(cells[at] ?? ''))).map(({ id }) => id);
    return [{ row, contact, on, ticks: ticked }];
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, signatures };
}
