import { firstSchoolDayOnOrAfter, type SchoolCalendar, schoolHours } from '../domain/calendar.ts';
import { addDays, atSchoolTime, type Instant, schoolTime, toInstant } from '../domain/time.ts';
import type { Clock, Timer } from '../ports.ts';

export interface ShiftedClock extends Clock {
  /** From here on it runs as time does. Never back. */
  moveTo(at: Instant): void;
  /** Milliseconds it is ahead of real time, to be kept over a restart. */
  ahead(): number;
  /** Sets it as far ahead as it was before a restart. */
  moveBy(ms: number): void;
}

export function shiftedClock(timer: Timer): ShiftedClock {
  let by = 0;
  return {
    now: () => toInstant(new Date(timer.ms() + by)),
    moveTo(at) {
      by = Math.max(by, Date.parse(at) - timer.ms());
    },
    ahead: () => by,
    moveBy: (ms) => {
      by = ms;
    },
  };
}

/** An afternoon is when most reports are written. */
const BEGINS = { hour: 15, minute: 20 };

/** Now, in school hours; otherwise the next afternoon on which school is open, so that somebody is there to answer. */
export function goodStart(now: Instant, calendar: SchoolCalendar): Instant {
  if (schoolHours(now, calendar)) return now;
  const { day } = schoolTime(now, calendar.zone);
  const today = atSchoolTime(day, BEGINS.hour, BEGINS.minute, calendar.zone);
  const open = firstSchoolDayOnOrAfter(calendar, today > now ? day : addDays(day, 1));
  return atSchoolTime(open, BEGINS.hour, BEGINS.minute, calendar.zone);
}
