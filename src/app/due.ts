import { DEADLINE_KINDS, type DeadlineKind } from '../domain/deadline-kinds.ts';
import { CaseRef, type MemberId } from '../domain/ids.ts';
import { isWalledOff } from '../domain/standing.ts';
import type { DeadlineRow, Unit } from '../ports.ts';
import type { DueRow } from '../view/cards/due-words.ts';
import type { App } from './app.ts';
import { eachOnce, type LoadsCase, loadCase } from './load-case.ts';
import { couldOwn, ownersOf } from './owners.ts';
import { DECIDER } from './project.ts';
import type { AtSchool } from './school.ts';

/** Dates that pass without anybody having to act: in the weekly review, never a nudge. */
export const QUIET: ReadonlySet<DeadlineKind> = new Set<DeadlineKind>([
  'their_side_closes',
  'restriction_ends',
  'erase_record',
]);

export const isDeadlineKind = (kind: string): kind is DeadlineKind =>
  DEADLINE_KINDS.some((row) => row === kind);

/** A kept deadline as it may be shown anywhere: by reference, role and date. */
export function toDueRow(row: DeadlineRow): DueRow | null {
  if (!isDeadlineKind(row.kind) || !('role' in row.owner)) return null;
  const [ref = '', key = ''] = row.key.split('/');
  const about = CaseRef.safeParse(ref);
  return {
    key,
    kind: row.kind,
    about: row.case !== null && about.success ? { case: row.case, ref: about.data } : null,
    owner: row.owner.role === DECIDER ? 'decider' : row.owner.role,
    due: row.due,
    quiet: QUIET.has(row.kind),
  };
}

export const toDueRows = (rows: readonly DeadlineRow[]): DueRow[] =>
  rows.flatMap((row) => toDueRow(row) ?? []);

/** As many as one card shows: what comes first comes first, and the rest follows when it is done. */
export const MOST_DUE = 40;

/** Those of the deadlines that are this member's own today, in the order given, at most `most`. */
export async function dueOf(
  app: App,
  unit: Unit,
  at: AtSchool,
  id: MemberId,
  rows: readonly DeadlineRow[],
  most = Number.POSITIVE_INFINITY,
  load: LoadsCase = eachOnce(app, unit, at),
): Promise<DueRow[]> {
  const member = at.members.find((one) => one.id === id);
  const own: DeadlineRow[] = [];
  if (!member) return [];
  for (const row of rows) {
    if (own.length >= most) break;
    if (couldOwn(member, row, at) && (await ownersOf(app, unit, at, row, load)).includes(id)) own.push(row);
  }
  return toDueRows(own);
}

/** Whoever is the person reported, or of their family, does not learn from a list that there is a case */
export async function notAboutThemselves(
  app: App,
  unit: Unit,
  at: AtSchool,
  member: MemberId,
  rows: readonly DeadlineRow[],
): Promise<readonly DeadlineRow[]> {
  const cases = [...new Set(rows.flatMap((row) => row.case ?? []))];
  const loaded = await Promise.all(cases.map((id) => loadCase(app, unit, at, id, 'without_history')));
  const walled = new Set(
    loaded.flatMap((one) => (one && isWalledOff(member, one.it, one.book) ? [one.it.id] : [])),
  );
  return rows.filter((row) => row.case === null || !walled.has(row.case));
}
