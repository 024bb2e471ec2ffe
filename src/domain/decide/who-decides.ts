import { titleOf } from '../book.ts';
import type { Case } from '../case.ts';
import type { Facts } from '../facts.ts';
import type { MemberId } from '../ids.ts';
import { FORMAL_KINDS } from '../policy/step.ts';
import type { Option } from '../recommend.ts';
import { refuse } from '../refusal.ts';
import { isInvolved, mayDecide, type Standing } from '../standing.ts';
import type { Decided } from './decided.ts';

export const standingFor = (
  member: MemberId,
  chosen: readonly Option[],
  it: Case,
  facts: Facts,
): Standing | null => {
  const perStep = (chosen.length > 0 ? chosen : [null]).map((option) =>
    mayDecide(
      option?.step.id ?? null,
      option?.step.kind ?? null,
      it,
      facts.policy,
      facts.book,
      facts.today,
    ).find((row) => row.member === member),
  );
  return perStep.every((row) => row !== undefined) ? (perStep[0] ?? null) : null;
};

export function whyNot(member: MemberId, chosen: readonly Option[], it: Case, facts: Facts): Decided {
  const formal = chosen.filter((row) => FORMAL_KINDS.has(row.step.kind));
  const free = formal[0]
    ? mayDecide(formal[0].step.id, formal[0].step.kind, it, facts.policy, facts.book, facts.today)
    : [];
  const who = free[0] ? titleOf(free[0].role, facts.policy) : 'somebody who was not involved';
  if (formal.length > 0 && isInvolved(member, it, facts.book))
    return refuse(
      'conflict_of_interest',
      `You reported this, saw it or were affected by it, so you may remind or invite, but not warn or keep somebody away. The decision is for: ${who}.`,
    );
  return refuse(
    'not_allowed',
    `This decision is for somebody else in your school: ${who}. Ask them to open the case.`,
  );
}

/** The role in which somebody decides this very step: joint owners each have their own. */
export const roleFor = (member: MemberId, option: Option, it: Case, facts: Facts) =>
  mayDecide(option.step.id, option.step.kind, it, facts.policy, facts.book, facts.today).find(
    (row) => row.member === member,
  )?.role ?? null;
