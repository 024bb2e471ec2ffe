import type { Case } from '../case.ts';
import { addDuration } from '../due.ts';
import type { Facts } from '../facts.ts';
import type { RETAINED } from '../policy/rules.ts';
import type { Day } from '../time.ts';

/** The last day that the policy has a record of this kind kept: from today, or from a restriction's last day if later. */
export function keptUntil(kind: (typeof RETAINED)[number], it: Case, facts: Facts): Day {
  const rule = facts.policy.retention.find((row) => row.keep === kind) ?? facts.policy.retention[0];
  const last = it.restrictions.reduce<Day>((day, row) => (row.end > day ? row.end : day), facts.today);
  return rule ? addDuration(facts.calendar, last, rule.for) : last;
}
