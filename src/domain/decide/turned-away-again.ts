import { nextSchoolDay } from '../calendar.ts';
import type { Case } from '../case.ts';
import type { Facts } from '../facts.ts';

/**
 * Turned away already, up to today or the school day before, and no view asked for: day after day it would be a ban
 * that nobody decided.
 */
export const turnedAwayAgain = (it: Case, facts: Pick<Facts, 'calendar' | 'today'>): boolean =>
  it.consultations.length === 0 &&
  it.taken.some((row) => {
    const lastDay = nextSchoolDay(facts.calendar, row.on);
    return row.kind === 'turn_away' && facts.today <= nextSchoolDay(facts.calendar, lastDay);
  });
