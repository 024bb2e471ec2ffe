import { addSchoolDays } from '../calendar.ts';
import { bindsNow, type Case, isLive } from '../case.ts';
import type { CommandOf } from '../command.ts';
import { isWithin, standingBreaches, weightOf } from '../condition-holds.ts';
import { addDuration } from '../due.ts';
import type { CaseEvent } from '../events/case-event.ts';
import { UNLISTED } from '../events/reporting.ts';
import type { Facts } from '../facts.ts';
import type { Earlier } from '../history.ts';
import type { BreachId, StepId } from '../ids.ts';
import { atLeast, SEVERITIES, type Severity } from '../policy/condition.ts';
import type { RETAINED } from '../policy/rules.ts';
import type { StepKind } from '../policy/step.ts';
import { refuse } from '../refusal.ts';
import type { Day } from '../time.ts';
import { record, type Verbs } from './decided.ts';
import { letterOwed } from './step-events.ts';

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

/** Letters that said or implied something against somebody, and went. */
const accused = (it: Case): boolean =>
  it.letters.some((row) => row.sent && !INTERNAL.has(row.kind) && !HARMLESS.has(row.kind));

/** A correction is owed once, by whatever made it due: withdrawn, corrected, moved, or not upheld after all. */
export const correctionOwed = (it: Case, facts: Facts): readonly CaseEvent[] =>
  accused(it) && !it.letters.some((row) => row.kind === 'correction' && !row.sent && !row.dropped)
    ? [letterOwed('correction', facts)]
    : [];

function classify(it: Case, command: CommandOf<'classify'>, facts: Facts) {
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
  const notUpheld = command.finding === 'unfounded' && it.finding !== 'unfounded';
  const classified: CaseEvent = {
    type: 'report_classified',
    breaches: [...command.breaches],
    unlisted: command.breaches.some((id) => !known(id)),
    flags: [...command.flags],
    finding: command.finding,
    exceptions: [...command.exceptions],
    continues,
  };
  return record(classified, ...(notUpheld ? correctionOwed(it, facts) : []));
}

const keep = (it: Case, command: CommandOf<'close'>): (typeof RETAINED)[number] => {
  if (command.outcome === 'withdrawn') return 'withdrawn';
  if (
    it.requests.some(
      (row) => row.kind === 'complaint' || row.kind === 'complaint_about_ban' || row.kind === 'appeal',
    )
  )
    return 'complaint';
  const formal = it.taken.some(
    (row) => row.kind === 'warn' || row.kind === 'restrict_site' || row.kind === 'restrict_contact',
  );
  return formal ? 'formal' : 'no_action';
};

function retainUntil(it: Case, command: CommandOf<'close'>, facts: Facts): Day {
  const kind = keep(it, command);
  const rule = facts.policy.retention.find((row) => row.keep === kind) ?? facts.policy.retention[0];
  const last = it.restrictions.reduce<Day>((day, row) => (row.end > day ? row.end : day), facts.today);
  return rule ? addDuration(facts.calendar, last, rule.for) : last;
}

/** What still stands in the way of closing, in the words of the list that people work through. */
export function stillOpen(it: Case, facts: Pick<Facts, 'today'>): readonly string[] {
  return [
    ...(it.hold ? ['a "do not contact" is in force'] : []),
    ...it.restrictions
      .filter((row) => row.hearing !== null && (row.status === 'provisional' || row.status === 'intention'))
      .map(() => 'a restriction waits for a decision'),
    ...it.restrictions
      .filter((row) => bindsNow(row) && row.hearing === null && row.end >= facts.today)
      .map(() => 'a restriction is in force'),
    ...it.letters
      .filter((row) => !row.sent && !row.dropped && !INTERNAL.has(row.kind))
      .map(() => 'a letter has not gone'),
    ...it.consultations
      .filter((row) => row.given === null)
      .map(() => 'a view has been asked for and not given'),
    ...it.meetings
      .filter((row) => row.outcome === null)
      .map(() => 'a meeting has been offered and its outcome is not recorded'),
    ...it.theirSide.filter((row) => !row.acknowledged).map(() => 'their side has not been acknowledged'),
    ...it.requests.filter((row) => !row.answered).map(() => 'a request has not been answered'),
  ];
}

/** Notes and reports of our own: they go to nobody's letterbox, so closing does not wait for them. */
export const INTERNAL: ReadonlySet<string> = new Set([
  'police_referral',
  'legal_referral',
  'platform_report',
  'consultation_note',
  'meeting_record',
  'reporter_outline',
]);

/** Sent to somebody, and holding nothing against them. */
const HARMLESS: ReadonlySet<string> = new Set([
  'no_further_action',
  'complaints_handoff',
  'correction',
  'their_side_acknowledged',
  'bar_not_confirmed',
]);

const NOT_UPHELD: ReadonlySet<CommandOf<'close'>['outcome']> = new Set(['unfounded', 'withdrawn']);
const standsCorrected = (it: Case): boolean =>
  it.letters.some((row) => row.kind === 'correction' && row.sent);

export const closingVerbs: Verbs<
  | 'classify'
  | 'move_to_person'
  | 'join_into'
  | 'take_in'
  | 'separate'
  | 'give_back'
  | 'close'
  | 'reopen'
  | 'move_policy'
> = {
  classify,
  move_to_person: (it, command, facts) => {
    if (it.person === command.person) return refuse('already_done', 'The case is about that person already.');
    const moved: CaseEvent = {
      type: 'case_moved',
      from: it.person,
      to: command.person,
      reason: command.reason,
    };
    if (it.restrictions.some(isLive))
      return refuse(
        'must_happen_first',
        'A restriction of the wrong person is in force or announced. Lift it first, so that the front gate list is right at once.',
      );
    const drop = it.letters
      .filter((row) => !row.sent && !row.dropped)
      .map((row): CaseEvent => ({ type: 'letter_dropped', letter: row.id, why: 'wrong_person' }));
    return record(moved, ...drop, ...correctionOwed(it, facts));
  },
  join_into: (it, command) => {
    if (command.target.id === it.id || command.target.status !== 'open' || it.status !== 'open')
      return refuse('not_open', 'Both cases have to be open to be joined.');
    if (it.person !== null && command.target.person !== null && it.person !== command.target.person)
      return refuse(
        'input',
        'Those cases are about different people. Two people reported are two cases, even for one event.',
        'target',
      );
    if (it.decisions.length > 0)
      return refuse('not_open', 'A decision has been taken on this case, so it stays its own.');
    return record({ type: 'case_joined', into: command.target.id, reason: command.reason });
  },
  take_in: (_it, command) =>
    record({
      type: 'case_took_in',
      from: command.from,
      accounts: [...command.accounts],
      reporters: [...command.reporters],
    }),
  separate: (it, command) =>
    it.joinedReporters.some((row) => row.from === command.from)
      ? record({ type: 'case_separated', from: command.from, reason: command.reason })
      : refuse('not_found', 'That case is not joined to this one.'),
  give_back: (it, command) =>
    it.joinedInto === command.to
      ? record({ type: 'case_gave_back', to: command.to })
      : refuse('not_found', 'That case is not joined to the other.'),
  close: (it, command, facts) => {
    if (it.status !== 'open') return refuse('already_done', 'The case is closed already.');
    const open = stillOpen(it, facts);
    if (open.length > 0)
      return refuse('must_happen_first', `The case cannot close yet: ${[...new Set(open)].join('; ')}.`);
    if (it.requests.some((row) => row.law && !row.answered))
      return refuse('must_happen_first', 'A request for their records is open, so nothing is put away yet.');
    if (NOT_UPHELD.has(command.outcome) && it.finding !== 'unfounded' && accused(it) && !standsCorrected(it))
      return refuse(
        'must_happen_first',
        'A letter has gone out about it. Record first that it was not upheld, so that a correction goes too.',
      );
    const drop = it.letters
      .filter((row) => !row.sent && !row.dropped)
      .map((row): CaseEvent => ({ type: 'letter_dropped', letter: row.id, why: 'case_closed' }));
    return record(...drop, {
      type: 'case_closed',
      outcome: command.outcome,
      outline: command.outline,
      reason: command.reason,
      retention: { keep: keep(it, command), until: retainUntil(it, command, facts) },
      on: facts.today,
    });
  },
  reopen: (it, command, facts) =>
    it.status === 'closed'
      ? record({
          type: 'case_reopened',
          reason: command.reason,
          hearBy: addSchoolDays(facts.calendar, facts.today, 5),
          on: facts.today,
        })
      : refuse(
          'not_open',
          it.status === 'open'
            ? 'The case is open already.'
            : `The case was ${it.status === 'joined' ? 'joined to another' : 'withdrawn'}; report it again, or separate it.`,
        ),
  move_policy: (_it, command) =>
    record({ type: 'case_policy_moved', pack: command.pack, sha256: command.sha256, reason: command.reason }),
};
