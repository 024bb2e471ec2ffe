import { addSchoolDays } from '../calendar.ts';
import { bindsNow, type Case } from '../case.ts';
import type { CommandOf } from '../command.ts';
import { breachesOf, isWithin } from '../condition-holds.ts';
import { addDuration } from '../due.ts';
import type { CaseEvent } from '../events/case-event.ts';
import { UNLISTED } from '../events/reporting.ts';
import type { Facts } from '../facts.ts';
import { atLeast, SEVERITIES, type Severity } from '../policy/condition.ts';
import type { RETAINED } from '../policy/rules.ts';
import { refuse } from '../refusal.ts';
import type { Day } from '../time.ts';
import { record, type Verbs } from './decided.ts';
import { letterOwed } from './step-events.ts';

/** The same family as before, or worse: what counts as going on after a warning (Accord's reading of "continues"). */
function continuesFrom(
  it: Case,
  facts: Facts,
): Extract<CaseEvent, { type: 'report_classified' }>['continues'] {
  const warned = [{ case: it.id, breaches: it.breaches, taken: it.taken }, ...facts.history];
  const families = new Set(breachesOf(it, facts.policy).map((row) => row.family));
  const weight = (ids: Case['breaches']): Severity =>
    ids
      .map((id) => facts.policy.breaches.list.find((row) => row.id === id)?.severity ?? 'low')
      .reduce<Severity>((a, b) => (atLeast(b, a) ? b : a), SEVERITIES[0]);
  for (const earlier of warned) {
    const step = earlier.taken.findLast(
      (row) => row.kind === 'warn' || row.kind === 'remind' || row.kind === 'invite_meeting',
    );
    const warn = earlier.taken.findLast((row) => row.kind === 'warn') ?? step;
    if (
      !warn ||
      !isWithin(warn.on, facts.policy.look_back.within, facts) ||
      (warn.on > it.occurredOn && earlier.case !== it.id)
    )
      continue;
    const same = earlier.breaches.some((id) =>
      families.has(facts.policy.breaches.list.find((row) => row.id === id)?.family ?? 'other'),
    );
    if (earlier.case === it.id || same || atLeast(weight(it.breaches), weight(earlier.breaches)))
      return { case: earlier.case, step: warn.step, on: warn.on };
  }
  return null;
}

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
  const continues = command.continues ? continuesFrom(draft, facts) : null;
  if (command.continues && !continues)
    return refuse(
      'not_found',
      `There is no warning for the same kind of thing, or anything lesser, within ${facts.policy.look_back.within.words}. Leave the tick out.`,
      'continues',
    );
  return record({
    type: 'report_classified',
    breaches: [...command.breaches],
    unlisted: command.breaches.some((id) => !known(id)),
    flags: [...command.flags],
    finding: command.finding,
    exceptions: [...command.exceptions],
    continues,
  });
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
    const out = it.letters.filter((row) => row.sent);
    const moved: CaseEvent = {
      type: 'case_moved',
      from: it.person,
      to: command.person,
      reason: command.reason,
    };
    if (it.restrictions.some(bindsNow))
      return refuse(
        'must_happen_first',
        'A restriction is in force for the wrong person. Lift it first, so that the front gate list is right at once.',
      );
    const drop = it.letters
      .filter((row) => !row.sent && !row.dropped)
      .map((row): CaseEvent => ({ type: 'letter_dropped', letter: row.id, why: 'wrong_person' }));
    return record(moved, ...drop, ...(out.length > 0 ? [letterOwed('correction', facts)] : []));
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
