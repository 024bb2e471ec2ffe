import { beforeHoliday } from '../calendar.ts';
import type { Restriction } from '../case.ts';
import { addDuration, subtractDuration } from '../due.ts';
import type { Facts } from '../facts.ts';
import { printDay } from '../letters/print-day.ts';
import type { Duration } from '../policy/duration.ts';
import { addMonths, type Day, daysBetween } from '../time.ts';

/** The review falls before the end, and before a holiday that would swallow it (moment 7). */
export function reviewDay(start: Day, end: Day, facts: Facts): Day {
  const rules = facts.policy.restriction.review;
  const byEnd = subtractDuration(facts.calendar, end, rules.before_end);
  const every = addDuration(facts.calendar, start, rules.at_most_every);
  const wanted = byEnd < every ? byEnd : every;
  const moved = beforeHoliday(facts.calendar, wanted);
  return moved < start ? start : moved > end ? end : moved;
}

/** Fewer days than this left of a half term or term, and the length runs to the end of the next one. */
const STUB_DAYS = 21;

/** Where a length of the pack's ends; a term with only days left of it would be shorter than their time to answer. */
export function lengthEnd(start: Day, length: Duration, facts: Pick<Facts, 'calendar'>): Day {
  const end = addDuration(facts.calendar, start, length);
  const termly = length.unit === 'half terms' || length.unit === 'terms';
  return termly && daysBetween(start, end) < STUB_DAYS
    ? addDuration(facts.calendar, start, { ...length, count: length.count + 1 })
    : end;
}

/** No restriction outlasts the pack's cap before a fresh decision, nor ends before it starts. */
export function badDates(
  start: Day,
  end: Day,
  facts: Facts,
  cap: Day = lengthEnd(start, facts.policy.restriction.length.cap, facts),
): string | null {
  if (end < start) return 'It ends before it starts. Choose a last day after the first.';
  if (end < facts.today) return 'The last day has passed already. Choose a later one.';
  if (end > cap)
    return `The longest that may be decided at once is ${facts.policy.restriction.length.cap.words}, so until ${printDay(cap)} at most. Choose an earlier last day; it can be reviewed and extended.`;
  return null;
}

/** R15: a contact limit is reviewed within six months. */
export const CONTACT_CAP_MONTHS = 6;

/** The latest last day that may be decided for it today. */
export const capOf = (row: Restriction, start: Day, facts: Facts): Day =>
  row.extent.of === 'contact'
    ? addMonths(start, CONTACT_CAP_MONTHS)
    : lengthEnd(start, facts.policy.restriction.length.cap, facts);
