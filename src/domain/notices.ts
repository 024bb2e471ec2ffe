import { type Book, holders, memberOf } from './book.ts';
import { type Case, firstDecision, reportersOf } from './case.ts';
import type { CaseEvent } from './events/case-event.ts';
import type { MemberId, RoleId } from './ids.ts';
import type { Policy } from './policy/policy.ts';
import { consultable, deciders, isWalledOff } from './standing.ts';
import type { Day } from './time.ts';

/** What somebody has to be told: each thing once for each person, however often the case is committed. */
export interface Notice {
  readonly to: MemberId;
  readonly show: 'case' | 'status' | 'view_asked' | 'view_link' | 'letters' | 'dsl' | 'safety' | 'told';
  /** What it is about within the case; part of the key that makes it owed once. Begins with the event's type. */
  readonly about: string;
}

interface At {
  readonly it: Case;
  readonly policy: Policy;
  readonly book: Book;
  readonly today: Day;
  readonly actor: string;
}

const OFFICE = 'office' as RoleId;
const DSL = 'dsl' as RoleId;
const DPO = 'dpo' as RoleId;

const everyone = (role: RoleId, at: At): MemberId[] =>
  holders(at.book, role, at.policy)
    .filter((row) => !isWalledOff(row.id, at.it, at.book))
    .map((row) => row.id);

const toDeciders = (at: At): MemberId[] =>
  deciders(at.it, at.policy, at.book, at.today).map((row) => row.member);

const toAll = (members: readonly MemberId[], show: Notice['show'], about: string): Notice[] =>
  members.map((to) => ({ to, show, about }));

/** Those told by the pack when a step is taken, beside those whose turn it is. */
const toldByPack = (event: Extract<CaseEvent, { type: 'decision_made' }>, at: At): Notice[] =>
  at.policy.told
    .filter((row) => row.when.some((step) => event.steps.some((taken) => taken.step === step)))
    .flatMap((row) =>
      row.roles.flatMap((role) => toAll(everyone(role, at), 'told', `decision_made:${event.decision}`)),
    );

/** One living card says where a report stands; what moves it on is told in a line, so that it is noticed. */
const toReporters = (about: string, at: At): Notice[] => [
  ...toAll(reportersOf(at.it), 'status', 'status'),
  ...toAll(reportersOf(at.it), 'told', about),
];

function noticesOfEvent(event: CaseEvent, at: At): Notice[] {
  const { it } = at;
  switch (event.type) {
    case 'report_received':
      return [
        ...toAll(toDeciders(at), 'case', 'case'),
        ...(event.notices.some((row) => row.startsWith('tell_dsl'))
          ? toAll(everyone(DSL, at), 'dsl', 'dsl')
          : []),
      ];
    case 'case_took_in':
    case 'case_reopened':
    case 'member_stood_aside':
      return toAll(toDeciders(at), 'case', 'case');
    case 'report_classified':
      return event.flags.includes('child_at_risk') || event.notices.some((row) => row.startsWith('tell_dsl'))
        ? toAll(everyone(DSL, at), 'dsl', 'dsl')
        : [];
    case 'report_read':
      return toAll(reportersOf(it), 'status', 'status');
    case 'case_closed':
      return toReporters(`${event.type}:${event.on}`, at);
    case 'decision_made':
      return [
        ...(firstDecision(it)?.id === event.decision
          ? toReporters(`${event.type}:${event.decision}`, at)
          : []),
        ...toldByPack(event, at),
      ];
    case 'view_asked':
    case 'view_passed_on':
      return toAll(
        consultable(event.role, it, at.policy, at.book).map((row) => row.id),
        'view_asked',
        event.consultation,
      );
    // By email, to somebody who has no other way in.
    case 'view_link_made':
      return event.how === 'emailed'
        ? [{ to: event.for, show: 'view_link', about: `${event.consultation}:${event.link}` }]
        : [];
    case 'view_link_unsent':
      return toAll(toDeciders(at), 'told', `${event.type}:${event.link}`);
    case 'view_given':
      return toAll(toDeciders(at), 'told', `${event.type}:${event.consultation}`);
    case 'their_side_received':
    case 'meeting_outcome_recorded':
      return toAll(toDeciders(at), 'told', `${event.type}:${event.matter}`);
    case 'letter_owed':
      return toAll(
        event.signers.flatMap((role) => everyone(role, at)),
        'letters',
        `${event.type}:${event.letter}`,
      );
    case 'letter_signed':
      return toAll(everyone(OFFICE, at), 'letters', `${event.type}:${event.letter}`);
    case 'person_turned_away':
    case 'restriction_opened':
    case 'restriction_confirmed':
    case 'restriction_varied':
    case 'restriction_extended':
    case 'restriction_lifted':
      return [
        ...toAll(it.affected, 'safety', 'safety'),
        ...toAll(everyone(OFFICE, at), 'told', `${event.type}:${event.restriction}`),
      ];
    case 'people_named':
      return it.restrictions.length > 0 ? toAll(event.affected, 'safety', 'safety') : [];
    case 'request_received':
      return [
        ...toAll(toDeciders(at), 'told', `${event.type}:${event.matter}`),
        ...(event.suspends ? toAll(everyone(OFFICE, at), 'told', `${event.type}:${event.matter}`) : []),
        ...(event.law ? toAll(everyone(DPO, at), 'told', `${event.type}:${event.matter}`) : []),
      ];
    // The front gate list changed when it came, and changes back with its answer.
    case 'request_answered':
      return it.requests.some((row) => row.id === event.matter && row.suspends)
        ? toAll(everyone(OFFICE, at), 'told', `${event.type}:${event.matter}`)
        : [];
    case 'hold_placed':
    case 'hold_lifted':
      return [
        ...toAll(toDeciders(at), 'told', `${event.type}:${event.on}`),
        ...toAll(everyone(OFFICE, at), 'told', `${event.type}:${event.on}`),
      ];
    case 'case_opened':
    case 'account_added':
    case 'evidence_added':
    case 'evidence_file_added':
    case 'information_gathered':
    case 'person_spoken_to':
    case 'report_corrected':
    case 'report_withdrawn':
    case 'person_identified':
    case 'case_moved':
    case 'case_joined':
    case 'case_separated':
    case 'case_gave_back':
    case 'dsl_told':
    case 'step_outcome_recorded':
    case 'meeting_invited':
    case 'meeting_rearranged':
    case 'referral_made':
    case 'referral_outcome_recorded':
    case 'removal_asked':
    case 'removal_checked':
    case 'view_chased':
    case 'view_opened':
    case 'view_link_opened':
    case 'view_link_ended':
    case 'letter_sent':
    case 'letter_dropped':
    case 'contact_restricted':
    case 'their_side_acknowledged':
    case 'restriction_ran_out':
    case 'comment_invited':
    case 'hold_reviewed':
    case 'support_recorded':
    case 'injury_recorded':
    case 'case_policy_moved':
    case 'record_erased':
    case 'record_kept_longer':
      return [];
    default:
      return event satisfies never;
  }
}

/** Who is owed what by these events. Nobody is told of their own doing by a message: they had the reply. */
export function noticesOf(events: readonly CaseEvent[], at: At): readonly Notice[] {
  const seen = new Set<string>();
  return events
    .flatMap((event) => noticesOfEvent(event, at))
    .filter((row) => {
      const key = `${row.to}|${row.show}|${row.about}`;
      const fresh = !seen.has(key) && memberOf(at.book, row.to)?.active === true;
      seen.add(key);
      return (
        fresh && (row.to !== at.actor || row.show === 'case' || row.show === 'letters' || row.show === 'dsl')
      );
    });
}
