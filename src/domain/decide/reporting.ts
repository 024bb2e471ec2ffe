import { memberOf, plays } from '../book.ts';
import { isSchoolDay, nextSchoolDay } from '../calendar.ts';
import type { Case } from '../case.ts';
import type { ReportIncident } from '../command.ts';
import { severityOf } from '../condition-holds.ts';
import { addDuration } from '../due.ts';
import type { CaseEvent } from '../events/case-event.ts';
import { UNLISTED } from '../events/reporting.ts';
import { evolve } from '../evolve/evolve.ts';
import type { Facts } from '../facts.ts';
import { childFirst } from '../fairness.ts';
import { MatterId, type MemberId, ReportId } from '../ids.ts';
import { atLeast, type Flag } from '../policy/condition.ts';
import type { Policy } from '../policy/policy.ts';
import type { Part } from '../policy/roles.ts';
import { refuse } from '../refusal.ts';
import { deciders } from '../standing.ts';
import { addDays, type Day, schoolTime } from '../time.ts';
import { correctionOwed } from './correction-owed.ts';
import { type Decided, record, type Verbs } from './decided.ts';
import { endsLinksOf } from './linking.ts';
import { raisedBy } from './raised-by.ts';
import { keptUntil } from './retention.ts';

const HARM_FLAGS: Readonly<Record<ReportIncident['harm'], readonly Flag[]>> = {
  nobody: [],
  someone_hurt: ['someone_hurt', 'possible_crime'],
  child_at_risk: ['child_at_risk'],
  crime_now: ['possible_crime', 'immediate_risk'],
};

/** Looking back further than this is a slip of the keyboard, not a report. Days. */
const OLDEST_REPORT = 3 * 366;

const raised = (command: ReportIncident, policy: Policy): { flags: Flag[]; notices: string[] } => {
  const chosen = raisedBy(command.breaches, policy);
  const notices = [
    ...(command.harm === 'crime_now' ? ['call_999'] : []),
    ...(command.harm === 'child_at_risk' ? ['tell_dsl'] : []),
    ...(command.harm === 'someone_hurt' ? ['first_aid'] : []),
    ...chosen.notices,
  ];
  return {
    flags: [...new Set([...HARM_FLAGS[command.harm], ...chosen.flags])],
    notices: [...new Set(notices)],
  };
};

/** Read by the next school day; a decision is promised in five, or in two where it looks grave (Accord's default). */
function promised(it: Case, facts: Facts): { readBy: Day; hearBy: Day } {
  const grave = atLeast(severityOf(it, facts.policy), 'high') || it.flags.includes('child_at_risk');
  const from = isSchoolDay(facts.calendar, facts.today)
    ? facts.today
    : nextSchoolDay(facts.calendar, addDays(facts.today, -1));
  const add = (count: number) =>
    addDuration(facts.calendar, from, { count, unit: 'school days', words: `${count} school days` });
  return { readBy: add(1), hearBy: add(grave ? 2 : 5) };
}

/** Opens a case with its first report. A report is never refused for being about a worry: the decider reads it. */
export function reportIncident(command: ReportIncident, facts: Facts): Decided {
  const known = (id: string) =>
    facts.policy.breaches.list.some((row) => row.id === id) || UNLISTED.some((row) => row === id);
  const unknown = command.breaches.find((id) => !known(id));
  if (unknown)
    return refuse(
      'not_in_policy',
      'That kind of report is not on this school\'s list any more. Choose again, or choose "Something else, or not sure".',
      'breaches',
    );
  if (command.breaches.length === 0)
    return refuse(
      'input',
      'Choose what was reported. If nothing fits, choose "Something else, or not sure".',
      'breaches',
    );
  if (command.occurredAt > facts.now)
    return refuse(
      'dates_wrong',
      'That time has not come yet. Give the day and time when it happened.',
      'when',
    );
  const occurredOn = schoolTime(command.occurredAt, facts.calendar.zone).day;
  if (occurredOn < addDays(facts.today, -OLDEST_REPORT))
    return refuse(
      'dates_wrong',
      'That is more than three years ago. Check the date; speak to the head about something that old.',
      'when',
    );
  const { flags, notices } = raised(command, facts.policy);
  const opened: CaseEvent = {
    type: 'case_opened',
    case: command.case,
    school: command.school,
    ref: command.ref,
    policy: { pack: facts.policy.id, sha256: command.sha256 },
    person: command.person,
    capacity: command.capacity,
    openedOn: facts.today,
    occurredOn,
  };
  const meta = { at: facts.now, by: facts.actor };
  const received = {
    type: 'report_received' as const,
    report: ReportId.parse(facts.nextId()),
    reporter: command.reporter,
    onBehalfOf: command.onBehalfOf,
    breaches: [...command.breaches],
    occurredAt: command.occurredAt,
    happened: command.happened,
    place: command.place,
    narrative: command.narrative,
    harm: command.harm,
    flags,
    notices,
    readBy: facts.today,
    hearBy: facts.today,
  };
  const draft = evolve(evolve(null, opened, meta), received, meta);
  return record(opened, { ...received, ...promised(draft, facts) });
}

/** Who may come to decide on a case in some school. */
const LEADS: readonly Part[] = ['head', 'deputy', 'chair', 'vice_chair', 'governor'];

/** Those whom a reporter who does not decide would otherwise bar from deciding by a word (moment 5). */
function namedByReporter(named: readonly MemberId[], it: Case, facts: Facts): MemberId[] {
  const decides = deciders(it, facts.policy, facts.book, facts.today).some(
    (row) => row.member === facts.actor,
  );
  if (decides) return [];
  return [...new Set(named)].filter((id) => {
    const member = memberOf(facts.book, id);
    return (
      id !== facts.actor && member !== undefined && LEADS.some((part) => plays(member, part, facts.policy))
    );
  });
}

const ALREADY = 'That has been done already.';

export const reportingVerbs: Verbs<
  | 'mark_read'
  | 'add_account'
  | 'add_evidence'
  | 'add_evidence_file'
  | 'name_people'
  | 'record_gathered'
  | 'record_spoken'
  | 'correct_report'
  | 'add_original'
  | 'withdraw_report'
  | 'identify'
  | 'stand_aside'
  | 'record_dsl_told'
> = {
  mark_read: (it, _, facts) =>
    it.read ? record() : record({ type: 'report_read', on: facts.today, hearBy: it.hearBy }),
  add_account: (_it, command, facts) =>
    record({
      type: 'account_added',
      account: {
        id: MatterId.parse(facts.nextId()),
        report: null,
        from: facts.actor,
        text: command.text,
        cameFrom: null,
      },
    }),
  add_evidence: (_it, command, facts) =>
    record({
      type: 'evidence_added',
      evidence: MatterId.parse(facts.nextId()),
      kind: command.kind,
      what: command.what,
      seenAt: command.seenAt,
      capturedBy: facts.actor,
    }),
  add_evidence_file: (_it, command, facts) =>
    record({
      type: 'evidence_file_added',
      evidence: MatterId.parse(facts.nextId()),
      file: command.file,
      media: command.media,
      capturedBy: facts.actor,
      of: null,
    }),
  add_original: (it, command, facts) =>
    [...it.theirSide, ...it.requests].some((row) => row.id === command.matter)
      ? record({
          type: 'evidence_file_added',
          evidence: MatterId.parse(facts.nextId()),
          file: command.file,
          media: command.media,
          capturedBy: facts.actor,
          of: command.matter,
        })
      : refuse('not_found', 'What it belongs to is not with this case any more. Add it as evidence.'),
  name_people: (it, command, facts) =>
    record({
      type: 'people_named',
      affected: [...command.affected],
      witnesses: [...command.witnesses],
      unconfirmed: namedByReporter([...command.affected, ...command.witnesses], it, facts),
    }),
  record_gathered: (it, command, facts) =>
    it.gathered
      ? refuse('already_done', ALREADY)
      : record({ type: 'information_gathered', note: command.note, on: facts.today }),
  record_spoken: (it, command, facts) => {
    if (it.hold)
      return refuse(
        'on_hold',
        'A "do not contact" is in force, so nobody speaks to the person for now. If you have already spoken, tell whoever asked for the hold.',
      );
    if (it.referrals.some((row) => row.holdsInterviews))
      return refuse(
        'must_happen_first',
        'The police are looking into it, so our own talk with the person waits until they say that we may. Ask them, record it with "Outcome of a referral", and then record that you spoke.',
      );
    if (childFirst(it) && !it.dslTold)
      return refuse(
        'must_happen_first',
        'A child may have been hurt, so the safeguarding lead comes before the parent. Tell them and record it with "The safeguarding lead has been told".',
      );
    return record({
      type: 'person_spoken_to',
      how: command.how,
      tries: command.how === 'spoke' ? 1 : command.tries,
      note: command.note,
      outcome: command.how === 'not_reached' ? 'not_reached' : command.resolved ? 'resolved' : 'unresolved',
      on: facts.today,
    });
  },
  correct_report: (it, command, facts) => {
    const report = it.reports.find((row) => row.id === command.report);
    if (!report) return refuse('not_found', 'That report is not part of this case. Open the case again.');
    if (report.withdrawn)
      return refuse('not_open', 'That report was withdrawn. Report it again if it should stand.');
    return record(
      {
        type: 'report_corrected',
        report: command.report,
        narrative: command.narrative,
        reason: command.reason,
      },
      ...correctionOwed(it, facts),
    );
  },
  withdraw_report: (it, command, facts) => {
    const report = it.reports.find((row) => row.id === command.report);
    if (!report || report.withdrawn) return refuse('already_done', 'That report is withdrawn already.');
    const last = it.reports.filter((row) => !row.withdrawn).length === 1 && it.joinedReporters.length === 0;
    const withdrawn: CaseEvent = {
      type: 'report_withdrawn',
      report: command.report,
      reason: command.reason,
      keepUntil: last ? keptUntil('withdrawn', it, facts) : null,
    };
    if (last && it.decisions.length > 0)
      return refuse(
        'not_open',
        'A decision has been taken on it, so the report stays. Ask the head to close the case as not upheld; a correction is sent if a letter went out.',
      );
    return record(withdrawn);
  },
  identify: (it, command) =>
    it.person !== null
      ? refuse('already_done', 'The case already names a person. Use "Wrong person" if that is a mistake.')
      : record({ type: 'person_identified', person: command.person }),
  stand_aside: (it, command) =>
    it.stoodAside.some((row) => row.member === command.member && row.why === command.why)
      ? refuse('already_done', ALREADY)
      : record(
          { type: 'member_stood_aside', member: command.member, why: command.why },
          ...endsLinksOf(command.member, it),
        ),
  record_dsl_told: (it, _, facts) =>
    it.dslTold ? refuse('already_done', ALREADY) : record({ type: 'dsl_told', on: facts.today }),
};
