import { type ContactColumns, columnsFor } from '../domain/contacts/columns.ts';
import type { Person } from '../domain/contacts/person.ts';
import {
  type Answers,
  type ContactPatch,
  type ImportPlan,
  planImport,
} from '../domain/contacts/plan-import.ts';
import { type ContactRow, readContacts } from '../domain/contacts/read-contacts.ts';
import { PersonId, type SchoolId } from '../domain/ids.ts';
import type { SchoolSettings } from '../domain/settings.ts';
import type { Actor, CsvFile, ReadCsv, Unit } from '../ports.ts';
import type { App } from './app.ts';
import { blankPerson } from './blank-person.ts';
import type { AtSchool } from './school.ts';
import { appendToSchool } from './school-setup.ts';

export type ContactsPlan = ImportPlan<Person>;

/** A file as far as it could be read: its headings even where the people under them could not. */
export interface ContactsFile {
  readonly headings: readonly string[];
  readonly columns: ContactColumns;
  readonly encoding: Extract<CsvFile, { ok: true }>['encoding'];
  readonly contacts: readonly ContactRow[];
  readonly problems: readonly string[];
}

const unread = (...problems: readonly string[]): ContactsFile => ({
  headings: [],
  columns: {},
  encoding: 'utf-8',
  contacts: [],
  problems,
});

export function readContactsFile(
  { readCsv }: { readonly readCsv: ReadCsv },
  { contactColumns }: Pick<SchoolSettings, 'contactColumns'>,
  bytes: Uint8Array,
): ContactsFile {
  const read = readCsv(bytes);
  if (!read.ok) return unread(read.says);
  const headings = (read.rows[0]?.cells ?? []).map((cell) => cell.replace(/\s+/g, ' ').trim());
  const columns = columnsFor(headings, contactColumns);
  const { encoding } = read;
  const people = readContacts(read.rows, columns);
  return people.ok
    ? { headings, columns, encoding, contacts: people.contacts, problems: [] }
    : { headings, columns, encoding, contacts: [], problems: people.problems };
}

/** What the file would do to the list as it is now. */
export async function planContacts(
  unit: Unit,
  school: SchoolId,
  file: ContactsFile,
  answers?: Answers,
): Promise<ContactsPlan> {
  const plan = planImport(await unit.people.all(school), file.contacts, answers);
  return file.problems.length === 0
    ? plan
    : { ...plan, missing: [], problems: [...file.problems, ...plan.problems] };
}

export const changesNothing = (plan: ContactsPlan, leavers: boolean): boolean =>
  plan.add.length === 0 && plan.change.length === 0 && (!leavers || plan.missing.length === 0);

/** An address that changed is one that nobody has looked at yet. */
const patched = (was: Person, to: ContactPatch): Person => ({
  ...was,
  ...to,
  ...(to.address === undefined ? {} : { addressConfirmed: null }),
});

/** What the changed fields were before, so that the record can show it for as long as it is kept. */
const wasIn = (was: Person, to: ContactPatch) => ({
  person: was.id,
  was: Object.fromEntries(Object.entries(was).filter(([key]) => Object.hasOwn(to, key))),
});

/**
 * Does what was planned, in the caller's transaction. Where nothing changes nothing is written, in the record either.
 * A plan with problems or open questions is a bug here: whoever plans it shows them.
 */
export async function importContacts(
  app: App,
  unit: Unit,
  at: AtSchool,
  plan: ContactsPlan,
  { leavers }: { readonly leavers: boolean },
  by: Actor,
): Promise<void> {
  if (plan.problems.length > 0 || plan.questions.length > 0)
    throw new Error('An import was begun that still had problems or questions.');
  if (changesNothing(plan, leavers)) return;
  const school = at.school.id;
  const left = leavers ? plan.missing : [];
  const added = plan.add.map(
    (contact): Person => ({
      ...blankPerson(PersonId.parse(app.ids.next()), school, contact.name),
      ...contact,
      address: contact.address === '' ? null : contact.address,
      externalId: contact.externalId === '' ? null : contact.externalId,
      listed: true,
    }),
  );
  await unit.people.putAll([
    ...added,
    ...plan.change.map(({ was, to }) => patched(was, to)),
    ...left.map((was) => ({ ...was, leftOn: at.today })),
  ]);
  const kept = await unit.particulars.keep(
    school,
    'person',
    JSON.stringify({
      added: added.map((row) => row.id),
      changed: plan.change.map(({ was, to }) => wasIn(was, to)),
      left: left.map((row) => row.id),
    }),
  );
  await appendToSchool(
    app,
    unit,
    school,
    [
      {
        type: 'people_imported',
        added: added.length,
        changed: plan.change.length,
        left: left.length,
        kept,
      },
    ],
    by,
  );
}
