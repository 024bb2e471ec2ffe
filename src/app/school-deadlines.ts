import { lastSchoolDayBefore, termNamed } from '../domain/calendar.ts';
import type { RoleId } from '../domain/ids.ts';
import type { PolicyDate } from '../domain/policy/duration.ts';
import { addDays, addMonths, type Day, toDay } from '../domain/time.ts';
import type { DeadlineRow } from '../ports.ts';
import type { AtSchool } from './school.ts';

const HEAD = 'head' as RoleId;

/**
 * The day that a reminder goes by: the last of a month that the policy names, and a term's first by the school's own
 * calendar, so that there is a term left to do it in.
 */
export function dayOf(date: PolicyDate, at: Pick<AtSchool, 'calendar'>): Day | null {
  switch (date.precision) {
    case 'none':
      return null;
    case 'day':
      return toDay(date.day);
    case 'month':
      return addDays(addMonths(toDay(`${date.month}-01`), 1), -1);
    case 'term':
      return termNamed(at.calendar, date.term, date.year)?.first ?? null;
    default:
      return date satisfies never;
  }
}

/** What the school itself owes: its policy's review, and what it does every year. */
export function schoolDeadlines(at: AtSchool): DeadlineRow[] {
  const { policy } = at.current;
  const row = (kind: string, about: string, due: Day, openedOn: Day): DeadlineRow => ({
    key: `school/${kind}:${about}`,
    school: at.school.id,
    case: null,
    kind,
    owner: { role: HEAD },
    due,
    urgent: false,
    openedOn,
  });
  const review = dayOf(policy.dates.next_review, at);
  const yearly = policy.duties
    .filter((duty) => duty.yearly)
    .map((duty) => {
      const done = at.settings.dutiesDone[duty.id];
      const autumn = termNamed(at.calendar, 'autumn', Number(at.today.slice(0, 4)));
      const due = done
        ? addMonths(done, 12)
        : autumn
          ? lastSchoolDayBefore(at.calendar, addMonths(autumn.first, 1))
          : at.today;
      return row('yearly_duty', duty.id, due, at.today);
    });
  return [...(review ? [row('policy_review', policy.id, review, at.today)] : []), ...yearly];
}
