import type { PersonId } from '../ids.ts';
import { type Child, type Contact, type Listed, sameAs } from './contact.ts';
import type { ContactRow } from './read-contacts.ts';

/** What an import may change of somebody. It never touches what people settle themselves: flags, needs, links. */
export type ContactPatch = Partial<Omit<Listed, 'id' | 'address'> & { readonly address: string }>;

export interface Question<P> {
  readonly row: number;
  readonly name: string;
  /** Those of that name on the list: nothing in the file says whether it is one of them. */
  readonly with: readonly P[];
}

export interface ImportPlan<P extends Listed> {
  readonly add: readonly Contact[];
  readonly change: readonly { readonly was: P; readonly to: ContactPatch }[];
  readonly same: number;
  /** Whom each row was found to be, by row; nobody where it is somebody new or still to be asked about. */
  readonly found: ReadonlyMap<number, P>;
  /** On the list by an import, and not in this file. */
  readonly missing: readonly P[];
  readonly questions: readonly Question<P>[];
  readonly problems: readonly string[];
  /** Rows that a problem is about. */
  readonly unclear: ReadonlySet<number>;
}

/** By row: who of those on the list it is, or somebody new. */
export type Answers = ReadonlyMap<number, PersonId | 'new'>;

const sharesChild = (a: readonly Child[], b: readonly Child[]): boolean =>
  a.some((one) => b.some((other) => sameAs(one.name) === sameAs(other.name)));

const sameAddress = (a: string | null, b: string): boolean =>
  a !== null && b !== '' && sameAs(a) !== '' && sameAs(a) === sameAs(b);

const childrenKey = (children: readonly Child[]): string =>
  JSON.stringify(children.map((child) => [child.name, child.class]).sort());

/** What the file says otherwise. What it leaves empty stays as it is. */
function patchOf(was: Listed, now: Contact): ContactPatch {
  const text = <
    K extends 'title' | 'name' | 'email' | 'language' | 'relationship' | 'address' | 'externalId',
  >(
    key: K,
  ): ContactPatch => (now[key] === '' || now[key] === was[key] ? {} : { [key]: now[key] });
  return {
    ...text('externalId'),
    ...text('title'),
    ...text('name'),
    ...text('address'),
    ...text('email'),
    ...text('language'),
    ...text('relationship'),
    ...(now.children.length === 0 || childrenKey(now.children) === childrenKey(was.children)
      ? {}
      : { children: now.children }),
    ...(was.listed ? {} : { listed: true }),
    ...(was.leftOn === null ? {} : { leftOn: null }),
  };
}

type Matched<P> =
  | { readonly is: 'known'; readonly person: P }
  | { readonly is: 'new' }
  | { readonly is: 'asked'; readonly with: readonly P[] }
  | { readonly is: 'many'; readonly count: number };

function match<P extends Listed>(now: ContactRow, named: readonly P[], answers: Answers): Matched<P> {
  const { contact, row } = now;
  // Two of a name with an id each are two people.
  const may = named.filter((one) => one.externalId === null || contact.externalId === '');
  const sure = may.filter(
    (one) => sameAddress(one.address, contact.address) || sharesChild(one.children, contact.children),
  );
  const [only, another] = sure;
  if (only && !another) return { is: 'known', person: only };
  if (another) return { is: 'many', count: sure.length };
  if (may.length === 0) return { is: 'new' };
  const answer = answers.get(row);
  if (answer === 'new') return { is: 'new' };
  const chosen = may.find((one) => one.id === answer);
  return chosen ? { is: 'known', person: chosen } : { is: 'asked', with: may };
}

/**
 * What a file would change. Somebody is known again by the id of the school's own system; without one by the name
 * together with the address or a child, exactly; and where neither says who it is, people are asked. Nobody is
 * joined with anybody by guess.
 */
export function planImport<P extends Listed>(
  known: readonly P[],
  rows: readonly ContactRow[],
  answers: Answers = new Map(),
): ImportPlan<P> {
  const byId = new Map(
    known.flatMap((one) => (one.externalId === null ? [] : [[one.externalId, one] as const])),
  );
  const byName = new Map<string, P[]>();
  for (const one of known) {
    const key = sameAs(one.name);
    byName.set(key, [...(byName.get(key) ?? []), one]);
  }
  const taken = new Map<PersonId, number>();
  const matched = new Map<number, P>();
  const rest: ContactRow[] = [];
  for (const now of rows) {
    const person = now.contact.externalId === '' ? undefined : byId.get(now.contact.externalId);
    if (!person) rest.push(now);
    else {
      taken.set(person.id, now.row);
      matched.set(now.row, person);
    }
  }
  const problems: string[] = [];
  const unclear = new Set<number>();
  const unsure = (row: number, says: string) => {
    unclear.add(row);
    problems.push(says);
  };
  // Whoever may be meant by a row is not missing from the file, whatever people answer.
  const offered = new Set<PersonId>();
  const questions: Question<P>[] = [];
  for (const now of rest) {
    const named = (byName.get(sameAs(now.contact.name)) ?? []).filter(
      (one) => !matched.has(now.row) && !(taken.has(one.id) && one.externalId !== null),
    );
    const found = match(now, named, answers);
    if (found.is === 'asked' || answers.has(now.row)) for (const one of named) offered.add(one.id);
    if (found.is === 'asked') questions.push({ row: now.row, name: now.contact.name, with: found.with });
    if (found.is === 'many')
      unsure(
        now.row,
        `Row ${now.row}: it fits ${found.count} people on the list. Give the row the id that your system has for the person.`,
      );
    if (found.is !== 'known') continue;
    const other = taken.get(found.person.id);
    if (other !== undefined)
      unsure(
        now.row,
        `Row ${now.row} and row ${other}: both fit the same person on the list. Give each row the id that your system has for the person.`,
      );
    else {
      taken.set(found.person.id, now.row);
      matched.set(now.row, found.person);
    }
  }
  const asked = new Set(questions.map((row) => row.row));
  const add: Contact[] = [];
  const change: { was: P; to: ContactPatch }[] = [];
  let same = 0;
  for (const { row, contact } of rows) {
    const was = matched.get(row);
    if (!was) {
      if (!asked.has(row)) add.push(contact);
      continue;
    }
    const to = patchOf(was, contact);
    if (Object.keys(to).length === 0) same += 1;
    else change.push({ was, to });
  }
  return {
    add,
    change,
    same,
    found: matched,
    missing: known.filter(
      (one) => one.listed && one.leftOn === null && !taken.has(one.id) && !offered.has(one.id),
    ),
    questions,
    problems,
    unclear,
  };
}
