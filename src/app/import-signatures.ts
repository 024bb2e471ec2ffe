import type { Signed } from '../domain/agreements.ts';
import { sameAs } from '../domain/contacts/contact.ts';
import { planImport } from '../domain/contacts/plan-import.ts';
import { readSignatures, type SignaturesFile } from '../domain/contacts/read-signatures.ts';
import type { Actor, CsvFile, Unit } from '../ports.ts';
import { agreementWords } from '../view/cards/agreement-words.ts';
import type { App } from './app.ts';
import type { AtSchool } from './school.ts';
import { appendToSchool } from './school-setup.ts';

/** Somebody found by the id of the school's system, who has another name on the list than in the file. */
export interface OtherName {
  readonly row: number;
  readonly inFile: string;
  readonly onList: string;
}

/** What a file of signatures would do, as the list and what is recorded are now. */
export interface SignaturesPlan {
  readonly file: SignaturesFile;
  readonly encoding: Extract<CsvFile, { ok: true }>['encoding'];
  /** Of the policy's text that they are recorded for: the one the school follows now. */
  readonly sha256: string;
  readonly fresh: readonly Signed[];
  /** Recorded already for that person and day, with other ticks. */
  readonly changed: readonly Signed[];
  readonly same: number;
  /** Rows with nobody on the list. */
  readonly unknown: number;
  readonly otherNames: readonly OtherName[];
  readonly problems: readonly string[];
}

/** Said to whoever may not. */
export const RECORDED_BY = 'Who signed our code is recorded by the office and by those who decide.';

/** What is said where the policy asks for no signature; null where it asks for one. */
export function asksForNone({ current, today }: Pick<AtSchool, 'current' | 'today'>): string | null {
  const { how } = current.policy.agreement;
  return how === 'signed' ? null : `${agreementWords({ is: how }, today)} There is nothing to record.`;
}

const unreadable = (sha256: string, says: string): SignaturesPlan => ({
  file: { headings: [], columns: {}, signedOn: null, ticks: [], signatures: [], problems: [] },
  encoding: 'utf-8',
  sha256,
  fresh: [],
  changed: [],
  same: 0,
  unknown: 0,
  otherNames: [],
  problems: [says],
});

const paper = ({ person, sha256, on }: Pick<Signed, 'person' | 'sha256' | 'on'>): string =>
  JSON.stringify([person, sha256, on]);

/**
 * Plans to record who signed the version that the school follows now. People are known as an import of the list knows
 * them, and nobody is added by this. Problems name their rows, and repeat nothing of what stands in them.
 */
export async function planSignatures(
  { readCsv }: Pick<App, 'readCsv'>,
  unit: Unit,
  at: AtSchool,
  bytes: Uint8Array,
): Promise<SignaturesPlan> {
  const { policy, sha256 } = at.current;
  const csv = readCsv(bytes);
  if (!csv.ok) return unreadable(sha256, csv.says);
  const remembered = at.settings.contactColumns;
  const file = readSignatures(csv.rows, { policy, today: at.today, remembered });
  const school = at.school.id;
  const who = planImport(await unit.people.all(school), file.signatures);
  const asked = new Set(who.questions.map((one) => one.row));
  const recorded = new Map((await unit.agreements.ofSchool(school)).map((one) => [paper(one), one]));

  const problems = [...file.problems, ...who.problems];
  const fresh: Signed[] = [];
  const changed: Signed[] = [];
  const otherNames: OtherName[] = [];
  let same = 0;
  let unknown = 0;
  for (const { row, contact, on, ticks } of file.signatures) {
    const person = who.found.get(row);
    if (!person) {
      if (asked.has(row))
        problems.push(
          `Row ${row}: only the name is that of somebody on the list. Give the row the id that your system has for the person, or the address or child.`,
        );
      else if (!who.unclear.has(row)) {
        unknown += 1;
        problems.push(
          `Row ${row}: nobody on the list has that id, or that name with the same address or child. Add them to the list first, or take the row out.`,
        );
      }
      continue;
    }
    if (sameAs(person.name) !== sameAs(contact.name))
      otherNames.push({ row, inFile: contact.name, onList: person.name });
    const signed = { person: person.id, sha256, on };
    const before = recorded.get(paper(signed));
    // A tick that the file has no column for stays as it was.
    const all = file.ticks.flatMap(({ id, heading }) =>
      (heading === null ? (before?.ticks ?? []) : ticks).includes(id) ? [id] : [],
    );
    if (!before) fresh.push({ ...signed, ticks: all });
    else if (before.ticks.toSorted().join() !== all.toSorted().join())
      changed.push({ ...signed, ticks: all });
    else same += 1;
  }
  return { file, encoding: csv.encoding, sha256, fresh, changed, same, unknown, otherNames, problems };
}

/**
 * Records what was planned, in the caller's transaction. Where nothing is new nothing is written, in the record either.
 * A plan with problems is a bug here: whoever plans it shows them.
 */
export async function recordSignatures(
  app: App,
  unit: Unit,
  at: AtSchool,
  plan: SignaturesPlan,
  by: Actor,
): Promise<void> {
  if (plan.problems.length > 0)
    throw new Error('Signatures were to be recorded from a file that still had problems.');
  const signed = [...plan.fresh, ...plan.changed];
  if (signed.length === 0) return;
  await unit.agreements.record(at.school.id, signed, by, at.now);
  const events = signed.map((row) => ({
    type: 'agreement_recorded' as const,
    ...row,
    ticks: [...row.ticks],
  }));
  await appendToSchool(app, unit, at.school.id, events, by);
}
