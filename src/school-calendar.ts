import Holidays from 'date-holidays';
import type { SchoolCalendar, Term } from './domain/calendar.ts';
import type { JURISDICTIONS } from './domain/policy/policy.ts';
import { addDays, type Day, SCHOOL_ZONE, toDay, weekday } from './domain/time.ts';

export type Jurisdiction = (typeof JURISDICTIONS)[number];

const REGION: Readonly<Record<Jurisdiction, readonly [country: string, state?: string]>> = {
  england: ['GB', 'ENG'],
  wales: ['GB', 'WLS'],
  scotland: ['GB', 'SCT'],
  northern_ireland: ['GB', 'NIR'],
  isle_of_man: ['IM'],
};

/** School years that a calendar reaches back and ahead, so that a review owed in two years' time finds its term. */
const YEARS_BACK = 1;
const YEARS_AHEAD = 3;

/** Both a holiday at a weekend and the weekday given in its place. Observances such as Mother's Day are left out. */
function bankHolidays(jurisdiction: Jurisdiction, firstYear: number, lastYear: number): Day[] {
  const [country, state] = REGION[jurisdiction];
  const options = { types: ['public' as const, 'bank' as const] };
  const holidays = state ? new Holidays(country, state, options) : new Holidays(country, options);
  const days = new Set<Day>();
  for (let year = firstYear; year <= lastYear; year++)
    for (const holiday of holidays.getHolidays(year)) days.add(toDay(holiday.date.slice(0, 10)));
  return [...days].sort();
}

function easterSunday(year: number): Day {
  const found = new Holidays('GB', 'ENG', { types: ['observance'] })
    .getHolidays(year)
    .find((holiday) => holiday.rule === 'easter');
  if (!found) throw new Error(`date-holidays gives no Easter Sunday for ${year}.`);
  return toDay(found.date.slice(0, 10));
}

const onOrAfter = (day: Day, wanted: number): Day => addDays(day, (wanted - weekday(day) + 7) % 7);
const MONDAY = 1;
const WEDNESDAY = 3;
const FRIDAY = 5;

/**
 * The usual shape of an English school year, for the one that begins in September of `year`. A guess by rule, taken
 * from no council: a school's own dates differ by days, sometimes by a week, and must be entered.
 */
export function defaultTerms(year: number): Term[] {
  const next = year + 1;
  const september = toDay(`${year}-09-01`);
  const autumnStart = [5, 6, 0].includes(weekday(september)) ? onOrAfter(september, MONDAY) : september;
  const octoberBreak = onOrAfter(toDay(`${year}-10-22`), MONDAY);
  const autumnEnd = onOrAfter(toDay(`${year}-12-16`), FRIDAY);
  const twoWeeksOn = addDays(autumnEnd, 17);
  const fourth = toDay(`${next}-01-04`);
  const februaryBreak = onOrAfter(toDay(`${next}-02-12`), MONDAY);
  const easter = easterSunday(next);
  // An early Easter begins the holiday; a later one falls in its middle.
  const early = easter <= toDay(`${next}-04-01`);
  const springEnd = addDays(easter, early ? -3 : -9);
  const summerStart = addDays(easter, early ? 15 : 8);
  const mayBreak = onOrAfter(toDay(`${next}-05-25`), MONDAY);
  const summerEnd = onOrAfter(toDay(`${next}-07-18`), WEDNESDAY);
  const half = (name: Term['name'], of: number, which: 1 | 2, first: Day, last: Day): Term => ({
    name,
    year: of,
    half: which,
    first,
    last,
    assumed: true,
  });
  return [
    half('autumn', year, 1, autumnStart, addDays(octoberBreak, -3)),
    half('autumn', year, 2, addDays(octoberBreak, 7), autumnEnd),
    half('spring', next, 1, twoWeeksOn < fourth ? fourth : twoWeeksOn, addDays(februaryBreak, -3)),
    half('spring', next, 2, addDays(februaryBreak, 7), springEnd),
    half('summer', next, 1, summerStart, addDays(mayBreak, -3)),
    half('summer', next, 2, addDays(mayBreak, 7), summerEnd),
  ];
}

/** The entered rows, and an assumed row for each half term that none of them names or overlaps. */
function filledIn(entered: readonly Term[], firstYear: number, lastYear: number): Term[] {
  const rows = [...entered];
  for (let year = firstYear; year <= lastYear; year++)
    for (const guess of defaultTerms(year)) {
      const known = entered.some(
        (row) =>
          (row.name === guess.name && row.year === guess.year && row.half === guess.half) ||
          (row.first <= guess.last && guess.first <= row.last),
      );
      if (!known) rows.push(guess);
    }
  return rows.sort((a, b) => (a.first < b.first ? -1 : 1));
}

/**
 * The calendar of one school, to be built again when `today` reaches another school year. England and Wales get
 * assumed rows for half terms the school has not entered; elsewhere terms differ too much to guess, and weekdays
 * count until the school enters them.
 */
export function buildSchoolCalendar(school: {
  today: Day;
  zone?: string;
  jurisdiction: Jurisdiction;
  terms: readonly Term[];
  inset: readonly Day[];
  yearRound: boolean;
}): SchoolCalendar {
  const year = Number(school.today.slice(0, 4));
  const schoolYear = school.today.slice(5) < '08-01' ? year - 1 : year;
  const guesses = !school.yearRound && (school.jurisdiction === 'england' || school.jurisdiction === 'wales');
  const terms = guesses
    ? filledIn(school.terms, schoolYear - YEARS_BACK, schoolYear + YEARS_AHEAD)
    : [...school.terms].sort((a, b) => (a.first < b.first ? -1 : 1));
  const years = [...terms.map((term) => term.year), schoolYear - YEARS_BACK, schoolYear + YEARS_AHEAD + 1];
  return {
    zone: school.zone ?? SCHOOL_ZONE,
    terms,
    bankHolidays: bankHolidays(school.jurisdiction, Math.min(...years) - 1, Math.max(...years) + 1),
    closed: [...new Set(school.inset)].sort(),
    yearRound: school.yearRound,
  };
}
