import { SchoolEvent } from '../domain/events/school-event.ts';
import { type Day, schoolTime } from '../domain/time.ts';
import type { Caller } from './caller.ts';

/** Texts of the policy that the school has followed, the one of now first, each with the day it came. */
export async function policyVersions({
  unit,
  at,
}: Pick<Caller, 'unit' | 'at'>): Promise<readonly { readonly sha256: string; readonly since: Day }[]> {
  const since = new Map<string, Day>();
  for (const fact of await unit.journal.load(`school:${at.school.id}`)) {
    if (fact.type !== 'policy_adopted') continue;
    const event = SchoolEvent.parse({ type: fact.type, ...fact.data });
    if (event.type === 'policy_adopted')
      since.set(event.sha256, schoolTime(fact.at, at.settings.calendar.zone).day);
  }
  const now = at.current.sha256;
  return [...since.entries()]
    .map(([sha256, day]) => ({ sha256, since: day }))
    .toReversed()
    .toSorted((a, b) => Number(b.sha256 === now) - Number(a.sha256 === now));
}
