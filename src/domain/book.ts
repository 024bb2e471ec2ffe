import type { MemberId, RoleId } from './ids.ts';
import type { Policy } from './policy/policy.ts';
import { PARTS, type Part } from './policy/roles.ts';
import type { Day } from './time.ts';

export interface BookMember {
  readonly id: MemberId;
  readonly roles: readonly RoleId[];
  readonly active: boolean;
}

/** Someone stands in for someone from one day to another. */
export interface Absence {
  readonly member: MemberId;
  readonly deputy: MemberId;
  readonly from: Day;
  readonly to: Day;
}

/** Who holds what in the school, as it is today. */
export interface Book {
  readonly members: readonly BookMember[];
  readonly absences: readonly Absence[];
  /** The member who is the person reported, or of their family, where linked. */
  readonly personIs: readonly MemberId[];
}

export const memberOf = (book: Book, id: MemberId): BookMember | undefined =>
  book.members.find((row) => row.id === id);

const isPart = (role: string): role is Part => PARTS.some((part) => part === role);

/** Whether a member holds a role, by its own name or by the part it plays. */
export function holdsRole(member: BookMember, role: RoleId, policy: Policy): boolean {
  if (!member.active) return false;
  const plays = policy.roles[role]?.plays;
  return member.roles.some(
    (own) => own === role || own === plays || (isPart(role) && policy.roles[own]?.plays === role),
  );
}

export const plays = (member: BookMember, part: Part, policy: Policy): boolean =>
  member.active && member.roles.some((own) => own === part || policy.roles[own]?.plays === part);

export const holders = (book: Book, role: RoleId, policy: Policy): readonly BookMember[] =>
  book.members.filter((member) => holdsRole(member, role, policy));

export const awayOn = (book: Book, member: MemberId, day: Day): Absence | undefined =>
  book.absences.find((row) => row.member === member && row.from <= day && day <= row.to);

const TITLES: Readonly<Record<Part, string>> = {
  staff: 'Member of staff',
  head: 'Headteacher',
  deputy: 'Deputy head',
  chair: 'Chair of governors',
  vice_chair: 'Vice-chair of governors',
  governor: 'Governor',
  office: 'School office',
  dsl: 'Safeguarding lead',
  dpo: 'Data protection officer',
  admin: 'Administrator',
  trust: 'Trust officer',
};

/** A part under the school's own titles for it, where it has some: "Head of School or Executive Headteacher". */
function partTitle(role: string, policy: Policy): string {
  if (!isPart(role)) return role;
  const own = Object.values(policy.roles).filter((row) => row.plays === role);
  return own.length > 0 ? own.map((row) => row.title).join(' or ') : TITLES[role];
}

/** The title a school gives the role, for the screen and the letter. */
export const titleOf = (role: RoleId, policy: Policy): string =>
  policy.roles[role]?.title ??
  policy.panels.find((panel) => panel.id === role)?.title ??
  partTitle(role, policy);
