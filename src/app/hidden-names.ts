import { type Case, reportersOf } from '../domain/case.ts';
import type { Person } from '../domain/contacts/person.ts';
import type { Recorded } from '../domain/events/case-event.ts';
import type { MemberId, PersonId } from '../domain/ids.ts';
import type { Hidden } from '../view/papers/redact.ts';
import type { AtSchool } from './school.ts';

/** Those who acted for the school in the case, and answer for it by name. */
function inOffice(it: Case, recorded: readonly Recorded[]): ReadonlySet<MemberId> {
  return new Set([
    ...it.decisions.map((row) => row.by),
    ...it.consultations.flatMap((row) => (row.given ? [row.given.by] : [])),
    ...it.letters.flatMap((row) => (row.signed ? [row.signed.by] : [])),
    ...recorded.flatMap(({ event }) => (event.type === 'decision_made' ? event.present : [])),
  ]);
}

/** Whom the case was said to be about before it was moved to the right person. */
export function namedByMistake({ person }: Case, recorded: readonly Recorded[]): readonly PersonId[] {
  const from = recorded.flatMap(({ event }) =>
    event.type === 'case_moved' && event.from !== null && event.from !== person ? [event.from] : [],
  );
  return [...new Set(from)];
}

type Named = Pick<Person, 'name' | 'children'>;

/**
 * Third parties of a case: those who reported, suffered or saw it, every other colleague who took no decision, whoever was
 * named by mistake, and the children of all whom it named as far as the school's list has them.
 * Whoever did both keeps the name under which they decided. Each keeps one stand-in from end to end, so that the file
 * still tells who said what.
 */
export function hiddenNames(
  it: Case,
  recorded: readonly Recorded[],
  { members }: Pick<AtSchool, 'members'>,
  madeFor: MemberId,
  person: Named | null,
  mistaken: readonly Named[],
): { readonly hidden: readonly Hidden[]; readonly people: readonly string[] } {
  const named = new Set([...inOffice(it, recorded), madeFor]);
  const reporters = reportersOf(it);
  const counts = new Map<string, number>();
  const standIn = (what: string): string => {
    const n = (counts.get(what) ?? 0) + 1;
    counts.set(what, n);
    return `[${what} ${n}]`;
  };
  const as = (id: MemberId): string => {
    if (reporters.includes(id)) return standIn('Reporter');
    if (it.affected.includes(id)) return standIn('Person affected');
    if (it.witnesses.includes(id)) return standIn('Witness');
    return standIn('Colleague');
  };
  return {
    hidden: [
      ...members.filter((row) => !named.has(row.id)).map((row) => ({ name: row.name, as: as(row.id) })),
      ...mistaken.map((row) => ({ name: row.name, as: standIn('Person named by mistake') })),
      ...[person, ...mistaken]
        .flatMap((row) => row?.children ?? [])
        .map((row) => ({ name: row.name, as: standIn('Child') })),
    ],
    people: [
      ...members.filter((row) => named.has(row.id)).map((row) => row.name),
      ...(person ? [person.name] : []),
    ],
  };
}
