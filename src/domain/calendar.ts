import { addDays, atSchoolTime, type Day, daysBetween, type Instant, schoolTime, weekday } from './time.ts';

export const TERM_NAMES = ['autumn', 'spring', 'summer'] as const;
export type TermName = (typeof TERM_NAMES)[number];

/** One half of a term. `year` is the calendar year it falls in, so summer 2028 ends the school year begun in 2027. */
export interface Term {
  readonly name: TermName;
  readonly year: number;
  readonly half: 1 | 2;
  readonly first: Day;
  readonly last: Day;
  /** The school has not entered this row; it is a guess to be shown as one. */
  readonly assumed?: true;
}

/** Plain JSON, made outside the domain. Rows and days may come in any order. */
export interface SchoolCalendar {
  readonly zone: string;
  readonly terms: readonly Term[];
  readonly bankHolidays: readonly Day[];
  /** INSET days and other days on which staff may be in and pupils are not. */
  readonly closed: readonly Day[];
  /** Open on every working day, as nurseries are; terms then only serve to measure lengths. */
  readonly yearRound: boolean;
}

/** Days. A longer gap between two half terms is a year the school has not entered, not a holiday. */
export const LONGEST_HOLIDAY = 80;

/** Days. A search gives up here, so that a calendar closed for ever costs a wrong date and not a hung process. */
const LONGEST_SEARCH = 400;

/** The hours, school time, between which Accord may disturb people: from 08:00 until 17:59. */
export const OPENS = 8;
export const SHUTS = 18;

const isWeekday = (day: Day): boolean => weekday(day) !== 0 && weekday(day) !== 6;

/** Monday to Friday and not a bank holiday. INSET days are working days. */
export const isWorkingDay = (calendar: SchoolCalendar, day: Day): boolean =>
  isWeekday(day) && !calendar.bankHolidays.includes(day);

/**
 * Where our knowledge of term dates around this day comes from. A holiday is known when the half terms on both
 * sides of it are. `none`: every working day that is not an INSET day is then taken for a school day.
 */
export function termDates(calendar: SchoolCalendar, day: Day): 'entered' | 'assumed' | 'none' {
  let before: Term | undefined;
  let after: Term | undefined;
  for (const term of calendar.terms) {
    if (term.first <= day && day <= term.last) return term.assumed ? 'assumed' : 'entered';
    if (term.last < day && (!before || term.last > before.last)) before = term;
    if (term.first > day && (!after || term.first < after.first)) after = term;
  }
  if (!before || !after || daysBetween(before.last, after.first) > LONGEST_HOLIDAY) return 'none';
  return before.assumed || after.assumed ? 'assumed' : 'entered';
}

/** Whether dates counted through this day rest on term dates and not on the weekdays we fall back on. */
export const covers = (calendar: SchoolCalendar, day: Day): boolean =>
  calendar.yearRound || termDates(calendar, day) !== 'none';

export function isSchoolDay(calendar: SchoolCalendar, day: Day): boolean {
  if (!isWorkingDay(calendar, day) || calendar.closed.includes(day)) return false;
  if (!covers(calendar, day) || calendar.yearRound) return true;
  return calendar.terms.some((term) => term.first <= day && day <= term.last);
}

/** The nearest day that passes, going forwards or backwards from `from`, which itself is not looked at. */
function nearest(from: Day, direction: 1 | -1, passes: (day: Day) => boolean): Day {
  for (let away = 1; away <= LONGEST_SEARCH; away++) {
    const day = addDays(from, away * direction);
    if (passes(day)) return day;
  }
  return nearest(from, direction, isWeekday);
}

/** Strictly after `day`. */
export const nextSchoolDay = (calendar: SchoolCalendar, day: Day): Day =>
  nearest(day, 1, (candidate) => isSchoolDay(calendar, candidate));

/** Strictly before `day`. */
export const lastSchoolDayBefore = (calendar: SchoolCalendar, day: Day): Day =>
  nearest(day, -1, (candidate) => isSchoolDay(calendar, candidate));

export const firstSchoolDayOnOrAfter = (calendar: SchoolCalendar, day: Day): Day =>
  isSchoolDay(calendar, day) ? day : nextSchoolDay(calendar, day);

function step(from: Day, count: number, passes: (day: Day) => boolean): Day {
  let day = from;
  for (let left = Math.abs(count); left > 0; left--) day = nearest(day, count < 0 ? -1 : 1, passes);
  return day;
}

/**
 * The day after `from` is day one; a negative count goes back, and the day before is day one. Nought is `from`,
 * or the next school day where `from` is none.
 */
export const addSchoolDays = (calendar: SchoolCalendar, from: Day, count: number): Day =>
  count === 0
    ? firstSchoolDayOnOrAfter(calendar, from)
    : step(from, count, (day) => isSchoolDay(calendar, day));

/** As `addSchoolDays`, in working days. */
export const addWorkingDays = (calendar: SchoolCalendar, from: Day, count: number): Day =>
  count === 0 && !isWorkingDay(calendar, from)
    ? addWorkingDays(calendar, from, 1)
    : step(from, count, (day) => isWorkingDay(calendar, day));

/** Within a run of days without school that is longer than a weekend: half term, Easter, a bank holiday Monday. */
export function isHoliday(calendar: SchoolCalendar, day: Day): boolean {
  if (isSchoolDay(calendar, day)) return false;
  return daysBetween(lastSchoolDayBefore(calendar, day), nextSchoolDay(calendar, day)) - 1 > 2;
}

/** The day itself, or the last school day before the holiday it falls in. */
export const beforeHoliday = (calendar: SchoolCalendar, day: Day): Day =>
  isHoliday(calendar, day) ? lastSchoolDayBefore(calendar, day) : day;

/** The Monday of the day's week. */
export const weekOf = (day: Day): Day => addDays(day, -((weekday(day) + 6) % 7));

/** The first school day of the week, Monday to Sunday, that `day` is in; null in a week without one. */
export function firstSchoolDayOfWeek(calendar: SchoolCalendar, day: Day): Day | null {
  const monday = weekOf(day);
  const first = firstSchoolDayOnOrAfter(calendar, monday);
  return weekOf(first) === monday && isSchoolDay(calendar, first) ? first : null;
}

/**
 * What the weekly post of this day's week answers for: from its first school day until the day before the next
 * weekly post, which is after the break where whole weeks follow without school. Null in a week without a post.
 */
export function weeklyPost(
  calendar: SchoolCalendar,
  day: Day,
): { on: Day; until: Day; coversBreak: boolean } | null {
  const on = firstSchoolDayOfWeek(calendar, day);
  if (on === null) return null;
  const nextMonday = addDays(weekOf(day), 7);
  const next = firstSchoolDayOnOrAfter(calendar, nextMonday);
  return { on, until: addDays(next, -1), coversBreak: weekOf(next) !== nextMonday };
}

/** A whole term, from the first day of its first half to the last day of its last; null where none is known. */
export function termNamed(
  calendar: SchoolCalendar,
  name: TermName,
  year: number,
): { first: Day; last: Day; assumed: boolean } | null {
  const [row, ...others] = calendar.terms.filter((term) => term.name === name && term.year === year);
  if (!row) return null;
  let { first, last } = row;
  for (const other of others) {
    if (other.first < first) first = other.first;
    if (other.last > last) last = other.last;
  }
  return { first, last, assumed: [row, ...others].some((term) => term.assumed === true) };
}

/** Whether a nudge may go out. Clocks set by law do not ask. */
export function schoolHours(at: Instant, calendar: SchoolCalendar): boolean {
  const { day, hour } = schoolTime(at, calendar.zone);
  return isSchoolDay(calendar, day) && hour >= OPENS && hour < SHUTS;
}

/** The moment a school day opens. */
export const opening = (calendar: SchoolCalendar, day: Day): Instant =>
  atSchoolTime(day, OPENS, 0, calendar.zone);

/** The day a message counts as received: its own until the school shuts, otherwise the next that the school opens. */
export function receivedFrom(calendar: SchoolCalendar, at: Instant): Day {
  const { day, hour } = schoolTime(at, calendar.zone);
  return isSchoolDay(calendar, day) && hour < SHUTS ? day : nextSchoolDay(calendar, day);
}
