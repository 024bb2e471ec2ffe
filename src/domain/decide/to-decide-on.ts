import type { Case, Restriction } from '../case.ts';
import type { Facts } from '../facts.ts';
import type { RestrictionId } from '../ids.ts';
import { printDay } from '../letters/print-day.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { isLive, restrictionOf } from '../restriction.ts';
import { isInvolved } from '../standing.ts';

type Found =
  | { readonly ok: true; readonly row: Restriction }
  | { readonly ok: false; readonly refusal: Refusal };

export function live(it: Case, id: RestrictionId): Found {
  const row = restrictionOf(it, id);
  if (!row) return refuse('not_found', 'That restriction is not part of this case. Open the case again.');
  if (!isLive(row)) return refuse('already_done', 'That restriction has ended already.');
  return { ok: true, row };
}

/**
 * The restriction, if this actor may decide on it now: it has not lapsed, even where the clock has not said so yet,
 * and the actor neither reported, suffered nor saw the matter (moment 5).
 */
export function toDecide(it: Case, id: RestrictionId, facts: Facts): Found {
  const got = live(it, id);
  if (!got.ok) return got;
  if (got.row.end < facts.today)
    return refuse(
      'already_done',
      `It ended on ${printDay(got.row.end)}, and nothing extends itself. If it is still needed, decide on it afresh.`,
    );
  if (isInvolved(facts.actor, it, facts.book))
    return refuse(
      'conflict_of_interest',
      'You reported this, saw it or were affected by it, so somebody who was not decides on the restriction.',
    );
  return got;
}

/** A limit of the site never turns into one of contact, nor the other way round. */
export const OTHER_KIND =
  'A limit of the site and a limit of contact are two restrictions. Decide on the other as a step of its own.';
