import { plays } from '../book.ts';
import { addSchoolDays } from '../calendar.ts';
import type { Case, Restriction } from '../case.ts';
import { addDuration } from '../due.ts';
import type { Facts } from '../facts.ts';
import { MatterId, type StepId } from '../ids.ts';
import { printDay } from '../letters/print-day.ts';
import { refuse } from '../refusal.ts';
import { isLive } from '../restriction.ts';
import { APPEALS, deciders, rolesOf, wasConsulted } from '../standing.ts';
import { addDays } from '../time.ts';
import { record, type Verbs } from './decided.ts';
import { followUpDay } from './follow-up-day.ts';
import { endsUnderHold, movedByHold } from './moved-by-hold.ts';
import { requestClock } from './request-clock.ts';

/** RIDDOR: a specified injury or a death at once, over seven days' absence within 15 days; said as a prompt. Days. */
const RIDDOR_DAYS = 15;

/** Turning somebody away for a day answers a danger, and nobody's appeal makes that go away. */
const suspendable = (row: Restriction): boolean => isLive(row) && row.status !== 'turned_away';

const invitationSent = (it: Case, step: StepId): boolean =>
  it.letters.some((row) => row.step === step && row.sent !== null);

/** Whoever hears an appeal was let in for that, and answers nothing else that the person asked of the school. */
const answersAtLaw = (it: Case, { actor, policy, book, today }: Facts): boolean =>
  deciders(it, policy, book, today).some((row) => row.member === actor) ||
  book.members.some((row) => row.id === actor && plays(row, 'dpo', policy));

export const followingVerbs: Verbs<
  | 'record_meeting'
  | 'rearrange_meeting'
  | 'record_referral'
  | 'check_removal'
  | 'place_hold'
  | 'review_hold'
  | 'lift_hold'
  | 'receive_request'
  | 'answer_request'
  | 'record_support'
  | 'record_injury'
> = {
  record_meeting: (it, command, facts) => {
    const row = it.meetings.find((one) => one.id === command.matter);
    if (!row || row.outcome)
      return refuse('already_done', 'The outcome of that meeting is recorded already.');
    if (command.outcome === 'no_reply' && it.hold)
      return refuse(
        'on_hold',
        'A "do not contact" is in force, so their time to reply stands still. Record it when the hold has been lifted.',
        'outcome',
      );
    if (command.outcome === 'no_reply' && row.about === 'meeting' && !invitationSent(it, row.step))
      return refuse(
        'must_happen_first',
        'The invitation is not marked as sent, so nobody can have failed to answer it. Mark how and when it went.',
        'outcome',
      );
    if (command.outcome === 'no_reply' && facts.today <= row.replyBy)
      return refuse(
        'dates_wrong',
        `They have until ${printDay(row.replyBy)} to reply. Record "no reply" after that day.`,
        'outcome',
      );
    return record({
      type: 'meeting_outcome_recorded',
      matter: row.id,
      outcome: command.outcome,
      note: command.note,
      on: facts.today,
    });
  },
  rearrange_meeting: (it, command, facts) => {
    const row = it.meetings.find((one) => one.id === command.matter);
    if (!row || row.outcome)
      return refuse('already_done', 'The outcome of that meeting is recorded already.');
    if (it.hold)
      return refuse('on_hold', 'A "do not contact" is in force. Offer a new date when it has been lifted.');
    if (row.rearranged >= facts.policy.meeting.rearrangements)
      return refuse(
        'not_in_policy',
        'It has been rearranged as often as this school allows. Record that they did not take up the meeting, or that they came.',
      );
    return record({
      type: 'meeting_rearranged',
      matter: row.id,
      replyBy: addDuration(facts.calendar, facts.today, facts.policy.meeting.reply_within),
    });
  },
  record_referral: (it, command, facts) => {
    const row = it.referrals.find((one) => one.id === command.matter);
    if (!row || row.outcome === 'concluded' || row.outcome === 'declined')
      return refuse('already_done', 'The outcome of that referral is recorded already.');
    return record({
      type: 'referral_outcome_recorded',
      matter: row.id,
      reference: command.reference,
      outcome: command.outcome,
      note: command.note,
      followUp: command.outcome === 'concluded' || command.outcome === 'declined' ? null : followUpDay(facts),
      on: facts.today,
    });
  },
  check_removal: (it, command, facts) => {
    const row = it.removals.find((one) => one.id === command.matter);
    if (!row || row.removed) return refuse('already_done', 'The post is recorded as removed already.');
    return record({
      type: 'removal_checked',
      matter: row.id,
      removed: command.removed,
      nextCheck: command.removed ? null : addSchoolDays(facts.calendar, facts.today, 5),
      on: facts.today,
    });
  },
  /** Moment 1: stops calls, letters, meetings and clocks; looked at every week. */
  place_hold: (it, command, facts) =>
    it.hold
      ? refuse('already_done', 'A "do not contact" is in force already.')
      : record({
          type: 'hold_placed',
          for: command.for,
          reason: command.reason,
          reviewOn: addDays(facts.today, 7),
          on: facts.today,
          moved: [...endsUnderHold(it, facts.today, addDays(facts.today, 7), facts)],
        }),
  review_hold: (it, _, facts) =>
    it.hold
      ? record({
          type: 'hold_reviewed',
          reviewOn: addDays(facts.today, 7),
          on: facts.today,
          moved: [...endsUnderHold(it, it.hold.since, addDays(facts.today, 7), facts)],
        })
      : refuse('not_open', 'No "do not contact" is in force.'),
  lift_hold: (it, command, facts) =>
    it.hold
      ? record({
          type: 'hold_lifted',
          reason: command.reason,
          on: facts.today,
          moved: movedByHold(it, facts),
        })
      : refuse('not_open', 'No "do not contact" is in force.'),
  receive_request: (it, command, facts) => {
    if (command.receivedOn > facts.today)
      return refuse(
        'dates_wrong',
        'That day has not come yet. Give the day on which it arrived.',
        'received_on',
      );
    if (APPEALS.has(command.kind) && it.decisions.length === 0 && it.restrictions.length === 0)
      return refuse(
        'must_happen_first',
        'Nothing has been decided yet, so there is nothing to appeal about. Record it as a complaint, or as their side.',
        'kind',
      );
    const { law, to, due } = requestClock(command.kind, command.receivedOn, facts);
    const appeal = facts.policy.restriction.appeal;
    const restriction = it.restrictions.find((row) => row.id === command.restriction);
    return record({
      type: 'request_received',
      matter: MatterId.parse(facts.nextId()),
      kind: command.kind,
      channel: command.channel,
      receivedOn: command.receivedOn,
      text: command.text,
      due,
      law,
      to: command.kind === 'appeal' && appeal ? [...rolesOf(appeal.to, facts.policy)] : to,
      suspends:
        command.kind === 'appeal' && appeal?.suspends && restriction && suspendable(restriction)
          ? restriction.id
          : null,
    });
  },
  answer_request: (it, command, facts) => {
    const row = it.requests.find((one) => one.id === command.matter);
    if (!row || row.answered) return refuse('already_done', 'That has been answered already.');
    const against = APPEALS.has(row.kind);
    if (!against && !answersAtLaw(it, facts))
      return refuse(
        'not_allowed',
        'You answer the appeal alone. This is for whoever decides the case, or for data protection.',
      );
    if (against && (it.decisions.some((made) => made.by === facts.actor) || wasConsulted(facts.actor, it)))
      return refuse(
        'conflict_of_interest',
        'You decided this or were consulted on it, so somebody who was not has to answer. Ask a governor who was kept out of it.',
      );
    return record({ type: 'request_answered', matter: row.id, on: facts.today, note: command.note });
  },
  record_support: (_it, command, facts) =>
    record({
      type: 'support_recorded',
      for: command.for,
      offered: [...command.offered],
      note: command.note,
      on: facts.today,
    }),
  record_injury: (_it, command, facts) => {
    const reportable =
      command.what === 'specified' || command.what === 'taken_to_hospital'
        ? facts.today
        : command.what === 'over_seven_days'
          ? addDays(facts.today, RIDDOR_DAYS)
          : null;
    return record({
      type: 'injury_recorded',
      for: command.for,
      what: command.what,
      reportBy: reportable,
      on: facts.today,
    });
  },
};
