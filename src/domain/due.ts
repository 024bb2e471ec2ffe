import {
  addSchoolDays,
  addWorkingDays,
  LONGEST_HOLIDAY,
  type SchoolCalendar,
  termNamed,
} from './calendar.ts';
import type { Duration } from './policy/duration.ts';
import { addDays, addMonths, type Day } from './time.ts';

/** Weeks. What a half term and a term are taken for once the known term dates run out. */
const HALF_TERM_WEEKS = 7;
const TERM_WEEKS = 14;

interface Span {
  readonly first: Day;
  readonly last: Day;
}

const inOrder = (spans: readonly Span[]): Span[] =>
  [...spans].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));

function wholeTerms(calendar: SchoolCalendar): Span[] {
  const keys = new Map(calendar.terms.map((term) => [`${term.name} ${term.year}`, term]));
  return [...keys.values()].flatMap((term) => termNamed(calendar, term.name, term.year) ?? []);
}

/**
 * The end of the nth span, the first being the one `from` falls in or, in a holiday, the next. Stops at a year
 * that has not been entered and counts on in weeks from there.
 */
function endOfNth(spans: readonly Span[], from: Day, count: number, weeks: number): Day {
  let end = from;
  let left = count;
  for (const span of inOrder(spans)) {
    if (span.last < from) continue;
    if (left === 0 || span.first > addDays(end, LONGEST_HOLIDAY)) break;
    end = span.last;
    left--;
  }
  return addDays(end, left * weeks * 7);
}

/**
 * The day on which something that takes this long, begun on `from`, is due. `from` itself is not counted. Hours
 * are rounded up to whole days, since only the day is known. Half terms and terms run to the last day of the nth:
 * one half term begun on a Tuesday in November ends with the autumn term.
 */
export function addDuration(calendar: SchoolCalendar, from: Day, duration: Duration): Day {
  const { count, unit } = duration;
  switch (unit) {
    case 'hours':
      return addDays(from, Math.ceil(count / 24));
    case 'calendar days':
      return addDays(from, count);
    case 'working days':
      return addWorkingDays(calendar, from, count);
    case 'school days':
      return addSchoolDays(calendar, from, count);
    case 'weeks':
      return addDays(from, count * 7);
    case 'months':
      return addMonths(from, count);
    case 'half terms':
      return endOfNth(calendar.terms, from, count, HALF_TERM_WEEKS);
    case 'terms':
      return endOfNth(wholeTerms(calendar), from, count, TERM_WEEKS);
    case 'years':
      return addMonths(from, count * 12);
    default:
      return unit satisfies never;
  }
}

/**
 * The day this long before `to`, for a review owed ahead of an end or a look-back. The day before `to` is day one.
 * Half terms and terms go back in weeks.
 */
export function subtractDuration(calendar: SchoolCalendar, to: Day, duration: Duration): Day {
  const { count, unit } = duration;
  switch (unit) {
    case 'hours':
      return addDays(to, -Math.ceil(count / 24));
    case 'calendar days':
      return addDays(to, -count);
    case 'working days':
      return count === 0 ? to : addWorkingDays(calendar, to, -count);
    case 'school days':
      return count === 0 ? to : addSchoolDays(calendar, to, -count);
    case 'weeks':
      return addDays(to, -count * 7);
    case 'months':
      return addMonths(to, -count);
    case 'half terms':
      return addDays(to, -count * HALF_TERM_WEEKS * 7);
    case 'terms':
      return addDays(to, -count * TERM_WEEKS * 7);
    case 'years':
      return addMonths(to, -count * 12);
    default:
      return unit satisfies never;
  }
}
