import { type Case, outlineOf, reportersOf } from '../domain/case.ts';
import { deadlinesOf } from '../domain/deadlines.ts';
import type { RoleId } from '../domain/ids.ts';
import { binding } from '../domain/restriction.ts';
import type { RestrictionRow } from '../domain/restriction-row.ts';
import type { CaseRow, DeadlineRow, Unit } from '../ports.ts';

/** Whoever decides the case on the day: resolved when somebody is nudged, since absences move it. */
export const DECIDER = 'decider' as RoleId;

export const caseRow = (it: Case): CaseRow => ({
  id: it.id,
  school: it.school,
  ref: it.ref,
  person: it.person,
  status: it.status,
  openedOn: it.openedOn,
  occurredOn: it.occurredOn,
  childFlag: it.flags.includes('child_at_risk') || it.notices.some((row) => row.startsWith('tell_dsl')),
  reporters: [...reportersOf(it)].sort(),
  revision: it.revision,
  position: it.position,
  outline: outlineOf(it),
});

/** Nobody who has not been identified is on the front gate list. */
export function restrictionRows(it: Case): RestrictionRow[] {
  const { person } = it;
  if (person === null) return [];
  return binding(it).map((row) => ({
    id: row.id,
    case: it.id,
    school: it.school,
    person,
    about: row.extent.of,
    status: row.status === 'provisional' ? 'provisional' : 'confirmed',
    extents: row.extent.of === 'site' ? row.extent.places : row.extent.channels,
    start: row.start,
    end: row.end,
    review: row.review,
  }));
}

export const deadlineRows = (it: Case): DeadlineRow[] =>
  deadlinesOf(it).map((row) => ({
    key: `${it.ref}/${row.key}`,
    school: it.school,
    case: it.id,
    kind: row.kind,
    owner: { role: row.owner === 'decider' ? DECIDER : row.owner },
    due: row.due,
    urgent: row.urgent,
    openedOn: it.openedOn,
  }));

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Every row that can be rebuilt from the case's facts, written as they say now. With the case as it was before,
 * rows that have not changed are left alone; without, as in a rebuild, there are none yet.
 */
export async function project(unit: Unit, it: Case, before: Case | null): Promise<void> {
  await unit.cases.put(caseRow(it));
  const restrictions = restrictionRows(it);
  if (!same(restrictions, before ? restrictionRows(before) : []))
    await unit.restrictions.replace(it.school, it.id, restrictions);
  const deadlines = deadlineRows(it);
  if (!same(deadlines, before ? deadlineRows(before) : []))
    await unit.deadlines.replace(it.school, it.id, deadlines);
}
