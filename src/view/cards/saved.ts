import { titleOf } from '../../domain/book.ts';
import type { CaseEvent, EventOf } from '../../domain/events/case-event.ts';
import { sayDay } from '../days.ts';
import type { Drawing } from '../drawing.ts';
import { MEDIA_WORDS, MEETING_WORDS, NOTICE_WORDS, VIEW_WORDS } from './case-words.ts';
import { letterTitle } from './letters-card.ts';
import { sortNotices } from './now-words.ts';
import { capital, deciderTitle } from './status-card.ts';

/** What somebody acted on, for saying back what came of it. */
export type Saved = Pick<Drawing, 'it' | 'policy' | 'today' | 'member'>;

function received(event: EventOf<'report_received'>, at: Saved): string {
  const day = (on: Parameters<typeof sayDay>[0]) => sayDay(on, at.today);
  const now = sortNotices(event.notices).urgent.map((name) => NOTICE_WORDS[name]);
  return [
    ...now,
    `Thank you. Your report is ${at.it.ref}.`,
    `${capital(deciderTitle(at))} will read it by ${day(event.readBy)}.`,
    `You will hear by ${day(event.hearBy)}.`,
    `If you have a photo or a screenshot, send the file to Accord with ${at.it.ref}.`,
  ].join(' ');
}

/** The sentence for one fact, or null where another fact of the same command says it. */
function sentence(event: CaseEvent, at: Saved): string | null {
  const day = (on: Parameters<typeof sayDay>[0]) => sayDay(on, at.today);
  const { ref } = at.it;
  switch (event.type) {
    case 'report_received':
      return received(event, at);
    case 'report_read':
      return `${ref} is marked as read. The reporter is told, and hears by ${day(event.hearBy)}.`;
    case 'account_added':
      return `Thank you. What you wrote is with ${ref}.`;
    case 'evidence_added':
      return `Thank you. The evidence is with ${ref}.`;
    case 'evidence_file_added':
      return `${capital(MEDIA_WORDS[event.media])} is kept with ${ref}.`;
    case 'people_named':
      return 'Saved who was affected and who saw it.';
    case 'information_gathered':
      return 'Saved: what happened has been gathered.';
    case 'person_spoken_to':
      return event.how === 'spoke'
        ? 'Saved: the person has been spoken to.'
        : 'Saved: the person could not be reached.';
    case 'report_classified':
      return `Saved what ${ref} is about.`;
    case 'report_corrected':
      return 'The report is corrected. What was written first is kept.';
    case 'report_withdrawn':
      return 'The report is taken back. It counts against nobody.';
    case 'person_identified':
      return 'Saved who it was.';
    case 'case_moved':
      return 'The matter is moved to the right person. What was there before is kept.';
    case 'case_joined':
      return `${ref} is joined to the other report. It goes on there, and can be taken out again.`;
    case 'case_took_in':
      return 'The two reports are now one matter. They can be taken apart again.';
    case 'case_separated':
    case 'case_gave_back':
      return 'The two reports are apart again.';
    case 'member_stood_aside':
      return `${at.member(event.member)} has stood aside. Somebody else is asked where that is needed.`;
    case 'dsl_told':
      return 'Saved: the safeguarding lead knows.';
    case 'decision_made':
      return event.departures.length > 0
        ? `Your decision on ${ref} is saved. Where it is different from our policy, the record says so, with your reason.`
        : `Your decision on ${ref} is saved.`;
    case 'step_outcome_recorded':
      return 'Saved what came of it.';
    case 'meeting_invited':
      return `They have until ${day(event.replyBy)} to answer the invitation.`;
    case 'meeting_rearranged':
      return `The meeting is rearranged. They have until ${day(event.replyBy)} to answer.`;
    case 'meeting_outcome_recorded':
      return `Saved what came of the meeting: ${MEETING_WORDS[event.outcome]}.`;
    case 'referral_made':
      return `Passing it on is up to you: Accord sends nothing by itself. Record what came of it by ${day(event.followUp)}.`;
    case 'referral_outcome_recorded':
      return 'Saved what they said.';
    case 'removal_asked':
      return `Look on ${day(event.checkOn)} whether the post has gone.`;
    case 'removal_checked':
      return event.removed
        ? 'Saved: the post has gone.'
        : `Saved: the post is still there.${event.nextCheck ? ` Look again on ${day(event.nextCheck)}.` : ''}`;
    case 'view_asked':
      return `The ${titleOf(event.role, at.policy)} has been asked. An answer is due by ${day(event.due)}.`;
    case 'view_chased':
      return 'They have been reminded.';
    case 'view_passed_on':
      return `The ${titleOf(event.role, at.policy)} is asked instead, by ${day(event.due)}.`;
    case 'view_opened':
      return 'It is open: the card now shows what happened and what is proposed.';
    case 'view_link_made':
      return event.how === 'emailed'
        ? `The link is on its way to ${at.member(event.for)} by email. It can be used once, until the end of ${day(event.lastDay)}. You are told if it could not be sent.`
        : `A link for ${at.member(event.for)} has been made. It can be used once, until the end of ${day(event.lastDay)}.`;
    // What ended it says so itself, where nobody took it back.
    case 'view_link_ended':
      return event.why === 'taken_back' ? 'The link is taken back: it opens nothing any more.' : null;
    case 'view_link_opened':
    case 'view_link_unsent':
      return null;
    case 'view_given':
      return event.phone
        ? `Saved the view given by phone: ${VIEW_WORDS[event.view]}.`
        : `Thank you. Your answer is saved: ${VIEW_WORDS[event.view]}.`;
    case 'letter_owed':
      return `A letter waits to be signed by ${day(event.due)}: ${letterTitle(event.kind)}.`;
    case 'letter_signed':
      return 'The letter is signed. The office has been asked to send it.';
    case 'letter_sent':
      return 'The letter is marked as sent.';
    case 'letter_dropped':
      return null;
    case 'person_turned_away':
      return at.it.person === null
        ? `They are turned away until the end of ${day(event.end)}. Nobody can be on the front gate list until you say who it is.`
        : `They are on the front gate list until the end of ${day(event.end)}.`;
    case 'restriction_opened':
      return `They have until ${day(event.windowCloses)} to give their side. A fresh decision is owed by ${day(event.decideBy)}; nothing confirms itself.`;
    case 'contact_restricted':
      return `The ways of getting in touch hold from ${day(event.start)} to ${day(event.end)}, and are looked at again by ${day(event.review)}.`;
    case 'their_side_received':
      return `Their side is saved. Let them know by ${day(event.acknowledgeBy)} that it arrived.`;
    case 'their_side_acknowledged':
      return 'Saved: they know that their side arrived.';
    case 'restriction_confirmed':
      return `Decided: it holds until ${day(event.end)}, and is looked at again by ${day(event.review)}.`;
    case 'restriction_varied':
      return `Changed: it holds until ${day(event.end)}, and is looked at again by ${day(event.review)}.`;
    case 'restriction_extended':
      return `Continued: it holds until ${day(event.end)}, and is looked at again by ${day(event.review)}.`;
    case 'restriction_lifted':
      return 'It is lifted from now on, and the front gate list says so.';
    case 'restriction_ran_out':
      return 'It has come to its end.';
    case 'comment_invited':
      return `They can comment until ${day(event.by)}. A letter has to tell them.`;
    case 'hold_placed':
      return `Do not contact is in force for ${ref}: no calls, letters or meetings. It is looked at again by ${day(event.reviewOn)}.`;
    case 'hold_reviewed':
      return `Do not contact stays in force, and is looked at again by ${day(event.reviewOn)}.`;
    case 'hold_lifted':
      return 'Do not contact has ended. Dates that stood still have moved on.';
    case 'request_received':
      return `Saved. An answer is owed by ${day(event.due)}${event.law ? ', a time set by law' : ''}.`;
    case 'request_answered':
      return 'Saved: they have been answered.';
    case 'support_recorded':
      return `Saved what was offered to ${at.member(event.for)}.`;
    case 'injury_recorded':
      return event.reportBy
        ? `Saved. Check by ${day(event.reportBy)} whether the injury has to be reported (RIDDOR).`
        : 'Saved.';
    case 'case_closed':
      return `${ref} is closed. The reporter is told the outline.`;
    case 'case_reopened':
      return `${ref} is open again. The reporter hears by ${day(event.hearBy)}.`;
    case 'record_erased':
      return `The texts and files of ${ref} are erased. That it was there, and what was decided when, stays on record.`;
    case 'record_kept_longer':
      return `The record of ${ref} is kept until ${day(event.until)}.`;
    case 'case_policy_moved':
      return `${ref} now follows the other version of our policy.`;
    case 'case_opened':
      return null;
    default:
      return event satisfies never;
  }
}

/** What is said back at once, since no message may reach the person otherwise. */
export function savedWords(events: readonly CaseEvent[], at: Saved): string {
  const said = events.flatMap((event) => sentence(event, at) ?? []);
  return said.length > 0 ? [...new Set(said)].join(' ') : 'That has been done already.';
}
