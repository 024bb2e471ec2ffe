import type { SchoolCalendar } from './calendar.ts';
import type { Case } from './case.ts';
import { addDuration } from './due.ts';
import type { History } from './history.ts';
import type { BreachId } from './ids.ts';
import type { Breach } from './policy/breach.ts';
import { atLeast, type Condition, SEVERITIES, type Severity } from './policy/condition.ts';
import type { Duration } from './policy/duration.ts';
import type { Policy } from './policy/policy.ts';
import { stepDone } from './step-done.ts';
import type { Day } from './time.ts';

export interface Situation {
  readonly it: Case;
  readonly policy: Policy;
  readonly history: History;
  readonly calendar: SchoolCalendar;
  readonly today: Day;
}

/** Those of the case's breaches that an exception does not answer: an authorised event, an assistance dog. */
export const standingBreaches = (it: Case): readonly BreachId[] =>
  it.breaches.filter((id) => !it.exceptions.some((row) => row.breach === id));

export const breachesOf = (it: Case, policy: Policy): readonly Breach[] =>
  standingBreaches(it).flatMap((id) => policy.breaches.list.find((row) => row.id === id) ?? []);

/** What Accord takes an unlisted report to weigh until somebody has read it (default, never the policy's). */
const UNLISTED_SEVERITY: Readonly<Record<string, Severity>> = {
  violence_or_threat: 'high',
  something_else: 'low',
};

export const weightOf = (id: BreachId, policy: Policy): Severity =>
  policy.breaches.list.find((row) => row.id === id)?.severity ?? UNLISTED_SEVERITY[id] ?? 'low';

export function severityOf(it: Case, policy: Policy): Severity {
  const weights = standingBreaches(it).map((id) => weightOf(id, policy));
  if (it.flags.includes('weapon')) weights.push('critical');
  return weights.reduce<Severity>((worst, next) => (atLeast(next, worst) ? next : worst), SEVERITIES[0]);
}

/** Whether a day lies within the duration before today: look-backs are reckoned from the earlier day. */
export const isWithin = (
  day: Day,
  within: Duration,
  { calendar, today }: Pick<Situation, 'calendar' | 'today'>,
): boolean => addDuration(calendar, day, within) >= today;

export function conditionHolds(condition: Condition, at: Situation): boolean {
  const { it, policy, history } = at;
  if ('always' in condition) return true;
  if ('flag' in condition) return condition.flag.some((flag) => it.flags.includes(flag));
  if ('breach' in condition) return condition.breach.some((id) => standingBreaches(it).includes(id));
  if ('family' in condition)
    return breachesOf(it, policy).some((row) => condition.family.includes(row.family));
  if ('severity_from' in condition) return atLeast(severityOf(it, policy), condition.severity_from);
  if ('severity_to' in condition) return atLeast(condition.severity_to, severityOf(it, policy));
  if ('happened' in condition) return condition.happened === 'anywhere' || it.happened === condition.happened;
  if ('reports' in condition) {
    const { at_least, within } = condition.reports;
    return history.filter((row) => isWithin(row.occurredOn, within, at)).length + 1 >= at_least;
  }
  if ('findings' in condition) {
    const { at_least, within } = condition.findings;
    const found =
      history.filter((row) => row.found && isWithin(row.occurredOn, within, at)).length +
      (it.finding === 'found' ? 1 : 0);
    return found >= at_least;
  }
  if ('done' in condition) {
    const step = policy.steps.find((row) => row.id === condition.done);
    return step !== undefined && stepDone(step, it, policy);
  }
  if ('all' in condition) return condition.all.every((part) => conditionHolds(part, at));
  if ('any' in condition) return condition.any.some((part) => conditionHolds(part, at));
  if ('not' in condition) return !conditionHolds(condition.not, at);
  return condition satisfies never;
}
