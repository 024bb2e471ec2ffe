import type { Case } from '../case.ts';
import type { CommandOf } from '../command.ts';
import { isWithin, standingBreaches, weightOf } from '../condition-holds.ts';
import type { CaseEvent } from '../events/case-event.ts';
import { UNLISTED } from '../events/reporting.ts';
import type { Facts } from '../facts.ts';
import type { Earlier } from '../history.ts';
import type { BreachId, StepId } from '../ids.ts';
import { atLeast, SEVERITIES, type Severity } from '../policy/condition.ts';
import type { StepKind } from '../policy/step.ts';
import { refuse } from '../refusal.ts';
import { correctionOwed } from './correction-owed.ts';
import { type Decided, record } from './decided.ts';
import { forTheUninvolved } from './for-the-uninvolved.ts';
import { raisedBy } from './raised-by.ts';

const severityOfIds = (ids: Case['breaches'], facts: Facts): Severity =>
  ids
    .map((id) => weightOf(id, facts.policy))
    .reduce<Severity>((a, b) => (atLeast(b, a) ? b : a), SEVERITIES[0]);

/** Steps after which the behaviour can go on: those that a rung waits for, and whatever tells somebody to stop. */
const canContinue = (kind: StepKind, step: StepId, facts: Facts): boolean =>
  kind === 'warn' ||
  kind === 'remind' ||
  kind === 'invite_meeting' ||
  facts.policy.steps.some((row) =>
    row.after.some((after) => after.step === step && after.outcome.includes('continued')),
  );

/**
 * What this goes on from: the furthest step of the pack within its look-back, in a matter of the same family or one
 * that was lesser (Accord's reading of "continues"). Reckoned from the day it happened, not the day it is read.
 */
function continuesFrom(
  it: Case,
  facts: Facts,
): Extract<CaseEvent, { type: 'report_classified' }>['continues'] {
  const familyOf = (id: BreachId) =>
    facts.policy.breaches.list.find((row) => row.id === id)?.family ?? 'other';
  const families = new Set(standingBreaches(it).map(familyOf));
  const weight = severityOfIds(standingBreaches(it), facts);
  const place = (step: StepId) => facts.policy.steps.findIndex((row) => row.id === step);
  const alike = (earlier: Pick<Earlier, 'breaches'>) => {
    const before = severityOfIds(earlier.breaches, facts);
    return (
      earlier.breaches.some((id) => families.has(familyOf(id))) ||
      (atLeast(weight, before) && weight !== before)
    );
  };
  const here = it.taken.map((row) => ({ case: it.id, row, on: facts.today }));
  const before = facts.history
    .filter(alike)
    .flatMap((earlier) =>
      earlier.taken
        .filter((row) => row.on <= it.occurredOn)
        .map((row) => ({ case: earlier.case, row, on: it.occurredOn })),
    );
  const [best] = [...here, ...before]
    .filter(
      ({ row, on }) =>
        canContinue(row.kind, row.step, facts) &&
        isWithin(row.on, facts.policy.look_back.within, { calendar: facts.calendar, today: on }),
    )
    .sort((a, b) => place(b.row.step) - place(a.row.step) || (a.row.on < b.row.on ? 1 : -1));
  return best ? { case: best.case, step: best.row.step, on: best.row.on } : null;
}

export function classify(it: Case, command: CommandOf<'classify'>, facts: Facts): Decided {
  const known = (id: string) => facts.policy.breaches.list.some((row) => row.id === id);
  const listed = (id: string) => known(id) || UNLISTED.some((row) => row === id);
  if (!command.breaches.every(listed))
    return refuse('not_in_policy', 'One of those is not on the list any more. Choose again.', 'breaches');
  const wrong = command.exceptions.find(
    (row) =>
      !facts.policy.breaches.list.some(
        (breach) => breach.id === row.breach && breach.exceptions.some((one) => one.id === row.exception),
      ),
  );
  if (wrong)
    return refuse(
      'not_in_policy',
      'Our policy knows no such exception for that. Choose another answer.',
      'exceptions',
    );
  if (command.flags.includes('is_a_concern') && command.finding === 'found' && command.breaches.length === 0)
    return refuse(
      'not_in_policy',
      'A worry or complaint is never a breach. Pass it on, or name the separate harm.',
      'finding',
    );
  const theirs =
    command.finding === 'undecided' && it.finding === 'undecided' ? null : forTheUninvolved(it, facts);
  if (theirs) return { ok: false, refusal: theirs };
  const draft: Case = { ...it, breaches: command.breaches, exceptions: [...command.exceptions] };
  if (command.continues && command.finding !== 'found')
    return refuse(
      'reason_needed',
      'An allegation alone does not count as going on. Tick it once you have found that it happened.',
      'continues',
    );
  const continues = command.continues ? continuesFrom(draft, facts) : null;
  if (command.continues && !continues)
    return refuse(
      'not_found',
      `There is no warning for the same kind of thing, or for anything lesser, within ${facts.policy.look_back.within.words}. Leave the tick out.`,
      'continues',
    );
  // What was on the report before has had its say: a flag of those that is unticked stays so.
  const fresh = raisedBy(
    command.breaches.filter((id) => !it.breaches.includes(id)),
    facts.policy,
  );
  const raised = fresh.flags.filter((flag) => !it.flags.includes(flag));
  const notUpheld = command.finding === 'unfounded' && it.finding !== 'unfounded';
  const classified: CaseEvent = {
    type: 'report_classified',
    breaches: [...command.breaches],
    unlisted: command.breaches.some((id) => !known(id)),
    flags: [...new Set([...command.flags, ...raised])],
    notices: [...fresh.notices],
    finding: command.finding,
    exceptions: [...command.exceptions],
    continues,
  };
  return record(classified, ...(notUpheld ? correctionOwed(it, facts) : []));
}
