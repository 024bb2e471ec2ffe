import { addSchoolDays } from '../calendar.ts';
import type { Case } from '../case.ts';
import type { CommandOf } from '../command.ts';
import type { CaseEvent } from '../events/case-event.ts';
import type { RETAINED } from '../policy/rules.ts';
import { refuse } from '../refusal.ts';
import { isLive } from '../restriction.ts';
import { classify } from './classify.ts';
import { accused, correctionOwed } from './correction-owed.ts';
import { record, type Verbs } from './decided.ts';
import { forTheUninvolved } from './for-the-uninvolved.ts';
import { keptUntil } from './retention.ts';
import { stillOpen } from './still-open.ts';

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
    const theirs = forTheUninvolved(it, facts);
    if (theirs) return { ok: false, refusal: theirs };
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
      retention: { keep: keep(it, command), until: keptUntil(keep(it, command), it, facts) },
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
