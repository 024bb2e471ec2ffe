import { type Book, holders, titleOf } from '../domain/book.ts';
import type { Case } from '../domain/case.ts';
import { MemberId, RoleId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy/policy.ts';
import { PARTS } from '../domain/policy/roles.ts';
import { askable, deciders, maySign } from '../domain/standing.ts';
import type { Day } from '../domain/time.ts';
import type { Scenario } from './scenario.ts';
import type { Action } from './scenario-words.ts';

/** Who works at the invented school unless the scenario says otherwise: somebody for each part, and three teachers. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(PARTS.filter((part) => part !== 'staff').map((part) => [part, [part]])),
  teacher: ['staff'],
  second_teacher: ['staff'],
  third_teacher: ['staff'],
};

export const peopleOf = (
  own: Readonly<Record<string, readonly string[]>>,
): Record<string, readonly string[]> =>
  Object.fromEntries(Object.entries({ ...USUAL, ...own }).filter(([, roles]) => !roles.includes('nobody')));

export const bookOf = (scenario: Scenario): Book => ({
  members: Object.entries(peopleOf(scenario.people)).map(([id, roles]) => ({
    id: MemberId.parse(id),
    roles: roles.map((role) => RoleId.parse(role)),
    active: true,
  })),
  absences: scenario.away.map((row) => ({ member: row.who, deputy: row.deputy, from: row.from, to: row.to })),
  personIs: scenario.family,
});

/** The school's own title for what somebody is; staff of no other part go by their word in the scenario. */
export function calledOf(member: MemberId, book: Book, policy: Policy): string {
  const role = book.members.find((row) => row.id === member)?.roles[0];
  if (role === undefined || role === 'staff') return member.replaceAll('_', ' ');
  const own = Object.entries(policy.roles).find(([id, row]) => id === role || row.plays === role);
  return own ? own[1].title : titleOf(role, policy);
}

const HEAD = MemberId.parse('head');
const OFFICE = MemberId.parse('office');
const TEACHER = MemberId.parse('teacher');
const DSL = MemberId.parse('dsl');

const OFFICE_DOES: ReadonlySet<Action['do']> = new Set<Action['do']>([
  'send_letter',
  'their_side',
  'acknowledge',
  'request',
  'post_removed',
]);

/** Who would do this at most schools, where the scenario names nobody. */
export function usualActor(
  action: Action,
  it: Case | null,
  { policy, book, today }: { policy: Policy; book: Book; today: Day },
): MemberId {
  const there = (id: MemberId): MemberId | undefined => book.members.find((row) => row.id === id)?.id;
  const anyone = there(TEACHER) ?? book.members[0]?.id ?? TEACHER;
  if (action.do === 'report' || it === null) return anyone;
  const decider = there(HEAD) ?? deciders(it, policy, book, today)[0]?.member ?? anyone;
  if (OFFICE_DOES.has(action.do)) return there(OFFICE) ?? decider;
  switch (action.do) {
    case 'give_view': {
      const asked = it.consultations.at(-1);
      return action.with.by_phone_of || !asked
        ? decider
        : (askable(asked.role, it, policy, book)[0]?.id ?? decider);
    }
    case 'sign_letter': {
      const letter = it.letters.findLast((row) => !row.dropped && row.kind === action.with);
      const signer = letter?.signers
        .flatMap((role) => holders(book, role, policy))
        .find((row) => maySign(row.id, letter, it, policy, book, today));
      return signer?.id ?? decider;
    }
    case 'hold':
      return action.with === 'dsl' ? (there(DSL) ?? decider) : decider;
    case 'answer_request': {
      const request = it.requests.findLast((row) => !row.answered);
      return request?.to.flatMap((role) => holders(book, role, policy))[0]?.id ?? decider;
    }
    default:
      return decider;
  }
}
