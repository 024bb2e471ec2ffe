import { addSchoolDays, nextSchoolDay } from '../calendar.ts';
import type { Case } from '../case.ts';
import type { Facts } from '../facts.ts';
import type { Day } from '../time.ts';

type At = Pick<Facts, 'calendar' | 'today'>;

/** School days in a row on which somebody may be turned away before a restriction is decided on (Accord's default). */
export const TURNED_AWAY_AT_MOST = 3;

/** Up to the school day after the one on which that turning away ends. */
const joins = (turned: Day, next: Day, { calendar }: At): boolean =>
  next <= nextSchoolDay(calendar, nextSchoolDay(calendar, turned));

/** The first day of the turnings away that run on into today without a day between, and without a restriction. */
function runningSince(it: Case, at: At): Day | null {
  const restricted = it.taken.findLastIndex((row) => row.kind === 'restrict_site');
  const days = it.taken
    .slice(restricted + 1)
    .filter((row) => row.kind === 'turn_away')
    .map((row) => row.on);
  return days.reduceRight<Day | null>(
    (first, day) => (joins(day, first ?? at.today, at) ? day : first),
    null,
  );
}

/** A view on its way: asked for today, or asked for and chased since. One left lying is no reason to go on. */
const askedInEarnest = (it: Case, at: At): boolean =>
  it.consultations.some((row) => row.given === null && (row.tries >= 1 || row.askedOn === at.today));

/** Turned away already and no view on its way: day after day it would be a ban that nobody decided. */
export const turnedAwayAgain = (it: Case, at: At): boolean =>
  runningSince(it, at) !== null && !askedInEarnest(it, at);

/** However good the reasons, after these days somebody decides whether they are kept away. */
export function turnedAwayTooLong(it: Case, at: At): boolean {
  const since = runningSince(it, at);
  return since !== null && at.today >= addSchoolDays(at.calendar, since, TURNED_AWAY_AT_MOST);
}
