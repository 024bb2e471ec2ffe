import type { Case } from '../case.ts';
import type { Facts } from '../facts.ts';
import { INTERNAL } from '../internal-letters.ts';
import { addDays, type Day, daysBetween } from '../time.ts';
import { lengthEnd } from './restriction-dates.ts';

interface Moved {
  readonly what: string;
  readonly to: Day;
}

const later = (a: Day, b: Day): Day => (a > b ? a : b);
const earlier = (a: Day, b: Day): Day => (a < b ? a : b);

/**
 * Where the last days of provisional restrictions go under a hold that is known to last until then: on by its days, at
 * most to the pack's cap from the restriction's start. One that has passed already stays passed.
 */
export const endsUnderHold = (it: Case, since: Day, until: Day, facts: Facts): readonly Moved[] =>
  it.restrictions.flatMap((row) => {
    if (row.status !== 'provisional' || !row.hearing || row.end < facts.today) return [];
    const before = it.hold?.ends.find((one) => one.restriction === row.id)?.end ?? row.end;
    const cap = lengthEnd(row.start, facts.policy.restriction.length.cap, facts);
    const wanted = addDays(before, Math.max(0, daysBetween(since, until)));
    return [{ what: `end:${row.id}`, to: later(before, earlier(wanted, cap)) }];
  });

/**
 * Clocks that stood still under a hold, and where they now end. The last day of a provisional restriction was put off
 * to the hold's next review already, each time that was set, so it is put right to the day.
 */
export function movedByHold(it: Case, facts: Facts): Moved[] {
  const { hold } = it;
  if (!hold) return [];
  const days = Math.max(0, daysBetween(hold.since, facts.today));
  const on = (day: Day) => (day < hold.since ? day : addDays(day, days));
  return [
    ...it.restrictions.flatMap((row) =>
      row.hearing
        ? [
            { what: `window:${row.id}`, to: on(row.hearing.closes) },
            { what: `decide:${row.id}`, to: on(row.hearing.decideBy) },
          ]
        : [],
    ),
    ...endsUnderHold(it, hold.since, facts.today, facts),
    ...it.letters
      .filter((row) => !row.sent && !row.dropped && !INTERNAL.has(row.kind))
      .map((row) => ({ what: `letter:${row.id}`, to: on(row.due) })),
    ...it.meetings
      .filter((row) => !row.outcome)
      .map((row) => ({ what: `reply:${row.id}`, to: on(row.replyBy) })),
  ];
}
