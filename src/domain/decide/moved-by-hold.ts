import type { Case } from '../case.ts';
import type { Facts } from '../facts.ts';
import { INTERNAL } from '../internal-letters.ts';
import { addDays, type Day, daysBetween } from '../time.ts';

/**
 * Clocks that stood still under a hold, and where they now end. The last day of a provisional restriction was put off
 * to the hold's next review already, each time that was set, so it is put right to the day.
 */
export function movedByHold(it: Case, facts: Facts): { what: string; to: Day }[] {
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
            ...(row.status === 'provisional'
              ? [{ what: `end:${row.id}`, to: addDays(row.end, daysBetween(hold.reviewOn, facts.today)) }]
              : []),
          ]
        : [],
    ),
    ...it.letters
      .filter((row) => !row.sent && !row.dropped && !INTERNAL.has(row.kind))
      .map((row) => ({ what: `letter:${row.id}`, to: on(row.due) })),
    ...it.meetings
      .filter((row) => !row.outcome)
      .map((row) => ({ what: `reply:${row.id}`, to: on(row.replyBy) })),
  ];
}
