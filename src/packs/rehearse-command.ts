import type { Case } from '../domain/case.ts';
import type { CaseCommand } from '../domain/command.ts';
import type { Facts } from '../domain/facts.ts';
import { PersonId } from '../domain/ids.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { decisionOf, given, siteExtent, TEXT, usualEnd } from './rehearse-decision.ts';
import type { Action } from './scenario-words.ts';

export type OnCase = Exclude<Action, { do: 'report' | 'wait' | 'look' }>;
type Made = { ok: true; command: CaseCommand } | { ok: false; refusal: Refusal };

const go = (command: CaseCommand): Made => ({ ok: true, command });

/** With what is being done, made into a command about the newest thing of its kind in the case. */
function about<T>(row: T | undefined, what: string, then: (row: T) => CaseCommand): Made {
  if (row !== undefined) return go(then(row));
  return refuse(
    'not_found',
    `The case holds no ${what} at this point. Look at what came of the points before.`,
  );
}

/** What a point says, as the command that Accord would be given. */
export function commandFor(action: OnCase, it: Case, facts: Facts): Made {
  const restriction = it.restrictions.at(-1);
  const view = it.consultations.at(-1);
  const meeting = it.meetings.findLast((row) => row.outcome === null) ?? it.meetings.at(-1);
  switch (action.do) {
    case 'read':
      return go({ do: 'mark_read' });
    case 'identified':
      return go({ do: 'identify', person: PersonId.parse('person-1') });
    case 'wrong_person':
      return go({ do: 'move_to_person', person: PersonId.parse('person-2'), reason: TEXT });
    case 'names':
      return go({
        do: 'name_people',
        affected: action.with.affected ?? [],
        witnesses: action.with.saw_it ?? [],
      });
    case 'stands_aside':
      return go({ do: 'stand_aside', member: action.with.who, why: action.with.why });
    case 'gathered':
      return go({ do: 'record_gathered', note: TEXT });
    case 'spoke':
      return go({
        do: 'record_spoken',
        how: 'spoke',
        tries: 1,
        resolved: action.with === 'settled',
        note: null,
      });
    case 'not_reached':
      return go({ do: 'record_spoken', how: 'not_reached', tries: action.with, resolved: false, note: null });
    case 'dsl_told':
      return go({ do: 'record_dsl_told' });
    case 'classify':
      return go({
        do: 'classify',
        breaches: action.with.breaches ?? it.breaches,
        flags: action.with.flags ?? it.flags,
        finding: action.with.finding,
        exceptions: action.with.exceptions.map((row) => ({ ...row, note: null })),
        continues: action.with.continues,
      });
    case 'withdraw':
      return about(
        it.reports.findLast((row) => !row.withdrawn),
        'report',
        (row) => ({
          do: 'withdraw_report',
          report: row.id,
          reason: TEXT,
        }),
      );
    case 'correct':
      return about(it.reports.at(-1), 'report', (row) => ({
        do: 'correct_report',
        report: row.id,
        narrative: TEXT,
        reason: TEXT,
      }));
    case 'decide':
      return go(decisionOf(action.with, facts));
    case 'ask_view': {
      const { step, for: purpose } = action.with;
      return purpose === 'impose'
        ? go({ do: 'ask_view', purpose, step, restriction: null, summary: TEXT, proposal: TEXT })
        : about(restriction, 'restriction', (row) => ({
            do: 'ask_view',
            purpose,
            step,
            restriction: row.id,
            summary: TEXT,
            proposal: TEXT,
          }));
    }
    case 'chase_view':
      return about(view, 'view asked for', (row) => ({ do: 'chase_view', consultation: row.id }));
    case 'pass_on_view':
      return about(view, 'view asked for', (row) => ({ do: 'pass_on_view', consultation: row.id }));
    case 'give_view':
      return about(view, 'view asked for', (row) => ({
        do: 'give_view',
        consultation: row.id,
        view: action.with.view,
        comment: given(action.with.comment),
        phone: action.with.by_phone_of ? { viewOf: action.with.by_phone_of } : null,
      }));
    case 'meeting':
      return about(meeting, 'meeting', (row) => ({
        do: 'record_meeting',
        matter: row.id,
        outcome: action.with,
        note: null,
      }));
    case 'new_meeting_date':
      return about(meeting, 'meeting', (row) => ({ do: 'rearrange_meeting', matter: row.id }));
    case 'referral':
      return about(
        it.referrals.findLast((row) => action.with.step === undefined || row.step === action.with.step),
        'referral',
        (row) => ({
          do: 'record_referral',
          matter: row.id,
          outcome: action.with.outcome,
          reference: null,
          note: null,
        }),
      );
    case 'post_removed':
      return about(it.removals.at(-1), 'request to remove a post', (row) => ({
        do: 'check_removal',
        matter: row.id,
        removed: action.with,
      }));
    case 'their_side':
      return go({
        do: 'record_their_side',
        restriction: restriction?.id ?? null,
        channel: action.with.how,
        receivedOn: action.with.received ?? facts.today,
        text: TEXT,
      });
    case 'acknowledge':
      return about(it.theirSide.at(-1), 'answer of theirs', (row) => ({ do: 'acknowledge', matter: row.id }));
    case 'confirm':
      return about(restriction, 'restriction', (row) => ({
        do: 'confirm_restriction',
        restriction: row.id,
        extent: siteExtent(action.with.places, row.extent),
        end: action.with.until ?? (row.status === 'intention' ? row.end : usualEnd(facts.today, facts)),
        reason: TEXT,
        answer: TEXT,
        arrangements: TEXT,
        saidNothingToAdd: action.with.nothing_to_add,
        confirmed: action.with.confirmed ?? [],
        waived: action.with.waive ?? [],
        present: action.with.present ?? [],
        answersView: action.with.answers_reservations,
      }));
    case 'vary':
      return about(restriction, 'restriction', (row) => ({
        do: 'vary_restriction',
        restriction: row.id,
        extent: siteExtent(action.with.places, row.extent),
        end: action.with.until ?? row.end,
        reason: TEXT,
        confirmed: [],
        present: action.with.present ?? [],
        answersView: action.with.answers_reservations,
      }));
    case 'invite_comments':
      return about(restriction, 'restriction', (row) => ({ do: 'invite_comment', restriction: row.id }));
    case 'extend':
      return about(restriction, 'restriction', (row) => ({
        do: 'extend_restriction',
        restriction: row.id,
        end: action.with.until,
        reason: TEXT,
        considered: TEXT,
        confirmed: [],
        present: action.with.present ?? [],
        answersView: action.with.answers_reservations,
      }));
    case 'lift':
      return about(restriction, 'restriction', (row) => ({
        do: 'lift_restriction',
        restriction: row.id,
        reason: TEXT,
      }));
    case 'sign_letter':
      return about(
        it.letters.findLast((row) => !row.dropped && row.kind === action.with),
        'such letter owed',
        (row) => ({ do: 'sign_letter', letter: row.id, text: TEXT, language: 'en' }),
      );
    case 'send_letter':
      return about(
        it.letters.findLast((row) => !row.dropped && row.kind === action.with.kind),
        'such letter owed',
        (row) => ({
          do: 'send_letter',
          letter: row.id,
          on: facts.today,
          how: action.with.how,
          addressConfirmed: true,
          proof: null,
        }),
      );
    case 'hold':
      return go({ do: 'place_hold', for: action.with, reason: TEXT });
    case 'review_hold':
      return go({ do: 'review_hold' });
    case 'lift_hold':
      return go({ do: 'lift_hold', reason: TEXT });
    case 'request':
      return go({
        do: 'receive_request',
        kind: action.with.kind,
        channel: action.with.how,
        receivedOn: action.with.received ?? facts.today,
        text: TEXT,
        restriction: restriction?.id ?? null,
      });
    case 'answer_request':
      return about(
        it.requests.findLast((row) => !row.answered),
        'request to answer',
        (row) => ({
          do: 'answer_request',
          matter: row.id,
          note: TEXT,
        }),
      );
    case 'close':
      return go({ do: 'close', ...action.with, reason: TEXT });
    case 'reopen':
      return go({ do: 'reopen', reason: TEXT });
    default:
      return action satisfies never;
  }
}
