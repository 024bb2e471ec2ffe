import { titleOf } from '../book.ts';
import type { Case } from '../case.ts';
import type { Facts } from '../facts.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { isInvolved, mayDecide } from '../standing.ts';

/**
 * Whoever reported, suffered or saw it does not judge it either: whether it happened, whether it is over, whether a
 * restriction ends. Only where nobody uninvolved is left in the school does it stay with them (moment 5).
 */
export function forTheUninvolved(it: Case, facts: Facts): Refusal | null {
  if (!isInvolved(facts.actor, it, facts.book)) return null;
  const other = mayDecide(null, 'warn', it, facts.policy, facts.book, facts.today).find(
    (row) => row.member !== facts.actor,
  );
  if (!other) return null;
  return refuse(
    'conflict_of_interest',
    `You reported this, saw it or were affected by it, so somebody who was not has to judge it. This is for: ${titleOf(other.role, facts.policy)}.`,
  ).refusal;
}
