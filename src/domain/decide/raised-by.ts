import type { BreachId } from '../ids.ts';
import type { Flag } from '../policy/condition.ts';
import type { Policy } from '../policy/policy.ts';

/** What the kinds of report bring with them: possibilities to look at, and what staff are told to do. */
export function raisedBy(
  ids: readonly BreachId[],
  policy: Policy,
): { readonly flags: readonly Flag[]; readonly notices: readonly string[] } {
  const rows = ids.flatMap((id) => policy.breaches.list.find((row) => row.id === id) ?? []);
  const violent: readonly Flag[] = ids.some((id) => id === 'violence_or_threat') ? ['possible_crime'] : [];
  return {
    flags: [...new Set([...violent, ...rows.flatMap((row) => row.raises)])],
    notices: [...new Set(rows.flatMap((row) => row.notices))],
  };
}
