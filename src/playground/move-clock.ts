import { QUIET } from '../app/due.ts';
import type { AtSchool } from '../app/school.ts';
import { firstSchoolDayOnOrAfter, isSchoolDay, weeklyPost, weekOf } from '../domain/calendar.ts';
import { addDays, atSchoolTime, type Day, daysBetween, type Instant, schoolTime } from '../domain/time.ts';
import type { DeadlineRow } from '../ports.ts';

/** When the day's nudges are out and the weekly post has gone. */
const MORNING = 9;
/** Weeks looked ahead for a weekly post: more than a summer. */
const WEEKS_AHEAD = 12;
/** School days lived through one by one on the way; beyond it the clock simply arrives. */
const MOST_DAYS = 120;

const morning = (at: AtSchool, day: Day): Instant => atSchoolTime(day, MORNING, 0, at.calendar.zone);

/**
 * The next morning on which something of a case falls due: nobody is reminded on a day without school. A policy's own
 * review may be years away, and a newcomer does not mean to go there.
 */
export function nextDeadline(at: AtSchool, rows: readonly DeadlineRow[]): Instant | null {
  const days = rows
    .filter((row) => row.case !== null && ![...QUIET].some((kind) => kind === row.kind))
    .map((row) => morning(at, firstSchoolDayOnOrAfter(at.calendar, row.due)))
    .filter((moment) => moment > at.now)
    .sort();
  return days[0] ?? null;
}

export function nextWeekly(at: AtSchool): Instant | null {
  for (let week = 0; week < WEEKS_AHEAD; week += 1) {
    const post = weeklyPost(at.calendar, addDays(weekOf(at.today), 7 * week));
    if (post && morning(at, post.on) > at.now) return morning(at, post.on);
  }
  return null;
}

/** The mornings between now and then, so that what would have been said on each of them is said. */
export function mornings(at: AtSchool, until: Instant): readonly Instant[] {
  const { day: last } = schoolTime(until, at.calendar.zone);
  const ahead = daysBetween(at.today, last);
  const days = Array.from({ length: Math.max(0, ahead + 1) }, (_, count) => addDays(at.today, count));
  return days
    .filter((day) => isSchoolDay(at.calendar, day))
    .map((day) => morning(at, day))
    .filter((moment) => moment > at.now && moment < until)
    .slice(0, MOST_DAYS);
}
