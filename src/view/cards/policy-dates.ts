import { termNamed } from '../../domain/calendar.ts';
import type { PolicyDate } from '../../domain/policy/duration.ts';
import { addDays, addMonths, type Day, toDay } from '../../domain/time.ts';
import { sayDay } from '../days.ts';
import type { Scene } from '../drawing.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** A policy's date as exactly as the policy gives it. */
export function sayPolicyDate(date: PolicyDate, today: Day): string {
  switch (date.precision) {
    case 'none':
      return 'not known';
    case 'day':
      return sayDay(toDay(date.day), today);
    case 'month':
      return `${MONTHS[Number(date.month.slice(5)) - 1]} ${date.month.slice(0, 4)}`;
    case 'term':
      return `${date.term} term ${date.year}`;
    default:
      return date satisfies never;
  }
}

/** The last day on which it is still in time; null where that cannot be known. */
export function lastDayOf(date: PolicyDate, calendar: Scene['calendar']): Day | null {
  switch (date.precision) {
    case 'none':
      return null;
    case 'day':
      return toDay(date.day);
    case 'month':
      return addDays(addMonths(toDay(`${date.month}-01`), 1), -1);
    case 'term':
      return termNamed(calendar, date.term, date.year)?.last ?? null;
    default:
      return date satisfies never;
  }
}

/** A sentence when the policy's own review date has passed. */
export function overdueReview(scene: Scene): string | null {
  const last = lastDayOf(scene.policy.dates.next_review, scene.calendar);
  return last && last < scene.today
    ? `Our policy was due for review by ${sayPolicyDate(scene.policy.dates.next_review, scene.today)}. It still holds; please have it reviewed.`
    : null;
}
