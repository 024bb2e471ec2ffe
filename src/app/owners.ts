import { awayOn, holders, holdsRole } from '../domain/book.ts';
import type { MemberId, RoleId } from '../domain/ids.ts';
import { deciders, isWalledOff } from '../domain/standing.ts';
import type { DeadlineRow, Member, Unit } from '../ports.ts';
import type { App } from './app.ts';
import { eachOnce, type LoadsCase } from './load-case.ts';
import { DECIDER } from './project.ts';
import { type AtSchool, bookOf } from './school.ts';

const DPO = 'dpo' as RoleId;

/** Parts that decide nothing in any policy, unless it names them. */
const NEVER_DECIDE: readonly string[] = ['staff', 'office', 'dsl', 'dpo', 'admin', 'trust'];

/** Where nobody looks after data protection, what is theirs falls to whoever decides. */
const roleToday = (role: RoleId, at: AtSchool): RoleId =>
  role === DPO && !at.members.some((row) => holdsRole(row, role, at.current.policy)) ? DECIDER : role;

/**
 * Whether a deadline could be this member's at all, from their roles alone: asked of every row of a long list before
 * any case is opened.
 */
export function couldOwn(member: Member, row: DeadlineRow, at: AtSchool): boolean {
  if ('member' in row.owner) return row.owner.member === member.id;
  if (at.settings.absences.some((absence) => absence.deputy === member.id)) return true;
  const role = roleToday(row.owner.role, at);
  const { policy } = at.current;
  if (role !== DECIDER) return holdsRole(member, role, policy);
  const named = policy.decides.flatMap((one) => [...one.by.roles, ...one.substitute]);
  return member.roles.some((own) => !NEVER_DECIDE.includes(own) || named.includes(own));
}

/** Whether Accord can write to somebody: not to those who are known by an address alone. */
export const hears = (id: MemberId, at: AtSchool): boolean =>
  at.members.some((one) => one.id === id && one.identities.length > 0);

/** Whose it is to do today: deputies for those away, nobody who is walled off from the case. */
export async function ownersOf(
  app: App,
  unit: Unit,
  at: AtSchool,
  row: DeadlineRow,
  load: LoadsCase = eachOnce(app, unit, at),
): Promise<readonly MemberId[]> {
  if ('member' in row.owner) return [row.owner.member];
  const role = roleToday(row.owner.role, at);
  const loaded = row.case === null ? null : await load(row.case);
  const policy = loaded?.policy.policy ?? at.current.policy;
  const book = loaded?.book ?? (await bookOf(unit, at, null));
  const present = (id: MemberId) => !awayOn(book, id, at.today);
  if (role === DECIDER) {
    const all = loaded ? deciders(loaded.it, policy, book, at.today).map((one) => one.member) : [];
    return all.filter(present).length > 0 ? all.filter(present) : all;
  }
  const own = holders(book, role, policy).filter(
    (member) => loaded === null || !isWalledOff(member.id, loaded.it, book),
  );
  const standIns = own.flatMap(({ id }) => {
    const deputy = awayOn(book, id, at.today)?.deputy;
    const free = deputy !== undefined && (loaded === null || !isWalledOff(deputy, loaded.it, book));
    return free ? [deputy] : [];
  });
  const here = [...own.map((member) => member.id).filter(present), ...standIns];
  return here.length > 0 ? [...new Set(here)] : own.map((member) => member.id);
}
