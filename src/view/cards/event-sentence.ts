import { titleOf } from '../../domain/book.ts';
import type { EventOf, Recorded } from '../../domain/events/case-event.ts';
import { gateLabel } from '../../domain/gates.ts';
import type { RestrictionId } from '../../domain/ids.ts';
import { inWords } from '../../domain/letters/print-day.ts';
import type { Day } from '../../domain/time.ts';
import { sayDay } from '../days.ts';
import type { Drawing, Lasting } from '../drawing.ts';
import {
  CHANNEL_WORDS,
  FLAG_WORDS,
  KEPT_WORDS,
  MEDIA_WORDS,
  MEETING_WORDS,
  OUTCOME_WORDS,
  REFERRAL_WORDS,
  REFERRED_WORDS,
  REQUEST_WORDS,
  SENT_WORDS,
  SUPPORT_WORDS,
  VIEW_WORDS,
} from './case-words.ts';
import { breachLabel, small, stepLabel } from './cited.ts';
import { letterTitle } from './letters-card.ts';
import { extentWords } from './restriction-words.ts';

const WHO_ASKED = { police: 'the police', dsl: 'the safeguarding lead' } as const;

const FINDINGS: Readonly<Record<EventOf<'report_classified'>['finding'], string>> = {
  undecided: 'Whether it is upheld is still open',
  found: 'It was upheld',
  unfounded: 'It was not upheld',
};

const DROPPED: Readonly<Record<EventOf<'letter_dropped'>['why'], string>> = {
  case_closed: 'the matter was closed',
  superseded: 'a later one takes its place',
  wrong_person: 'it would have gone to the wrong person',
};

const LINK_ENDED: Readonly<Record<EventOf<'view_link_ended'>['why'], string>> = {
  used: 'the view was given by it',
  stood_aside: 'they stood aside',
  taken_back: 'it was taken back',
  replaced: 'a new one takes its place',
  answered: 'the view was given in another way',
  passed_on: 'somebody else is asked',
};

const INJURIES: Readonly<Record<EventOf<'injury_recorded'>['what'], string>> = {
  none: 'nobody was injured',
  minor: 'a minor injury',
  specified: 'a serious injury of the kind that has to be reported',
  taken_to_hospital: 'somebody was taken to hospital',
  over_seven_days: 'more than seven days off work',
};

const STEP_OUTCOMES: Readonly<Record<EventOf<'step_outcome_recorded'>['outcome'], string>> = {
  done: 'done',
  attended: 'they came',
  resolved: 'settled',
  undertakings: 'they agreed what will change',
  unresolved: 'not settled',
  refused: 'did not take it up',
  no_reply: 'no reply',
  not_reached: 'not reached',
  continued: 'it went on',
  accepted: 'accepted',
  declined: 'declined',
};

const HEARD: Readonly<Record<EventOf<'restriction_confirmed'>['heard'], string>> = {
  their_side: 'after hearing their side',
  window_closed: 'after the time for their side had passed',
  said_nothing_to_add: 'after they said that they had nothing to add',
};

/** The body's own name where the policy gives one, otherwise what it is. */
const bodyName = (event: EventOf<'referral_made'>, d: Drawing | Lasting): string =>
  d.policy.bodies.find((row) => row.id === event.body)?.name ?? REFERRED_WORDS[event.to];

function decided(event: EventOf<'decision_made'>, d: Drawing | Lasting): string {
  const { policy } = d;
  const label = (id: string) => `"${stepLabel(id, policy)}"`;
  const different = event.departures.map((row) => {
    switch (row.what) {
      case 'off_order':
        return `${label(row.about)} out of its order (${row.clause})`;
      case 'not_taken':
        return `${label(row.about)} not taken (${row.clause})`;
      case 'gate_waived':
        return `"${gateLabel(row.about, policy)}" not waited for (${row.clause})`;
      default:
        return row.what satisfies never;
    }
  });
  return [
    `${d.member(event.by)}, ${titleOf(event.role, policy)}, decided: ${event.steps.length > 0 ? inWords(event.steps.map((row) => label(row.step))) : 'no step'}${event.phone ? ` (by phone, written down by ${d.member(event.phone.recordedBy)})` : ''}.`,
    ...(different.length > 0 ? [`Different from our policy: ${inWords(different)}.`] : []),
    ...(event.setAside.length > 0
      ? [`Accord's suggestion not used: ${inWords(event.setAside.map(label))}.`]
      : []),
    ...(event.againstView ? ['A view with reservations had been given; the reason answers it.'] : []),
    `Reason: ${d.text(event.reason)}`,
  ].join(' ');
}

/** One plain sentence, or a few, for a fact of the case. Said to those who may read the whole case. */
export function eventSentence({ event, by }: Recorded, d: Drawing | Lasting): string {
  const day = (on: Day) => sayDay(on, d.today);
  const step = (id: string) => `"${stepLabel(id, d.policy)}"`;
  const title = (role: Parameters<typeof titleOf>[0]) => titleOf(role, d.policy);
  const actor =
    by === 'clock' || by === 'command_line'
      ? 'Accord'
      : (d.book.members.find((row) => row.id === by)?.id ?? null);
  const who = actor === null ? 'Somebody' : actor === 'Accord' ? actor : d.member(actor);
  const span = (row: { start: Day; end: Day }) => `${day(row.start)} to ${day(row.end)}`;
  const letter = (id: string) => {
    const row = d.it.letters.find((one) => one.id === id);
    return row ? letterTitle(row.kind) : 'A letter';
  };
  const contact = (id: RestrictionId) =>
    d.it.restrictions.find((row) => row.id === id)?.extent.of === 'contact';
  const limit = (id: RestrictionId) => (contact(id) ? 'limit on contact' : 'restriction');

  switch (event.type) {
    case 'case_opened':
      return `${event.ref} was opened about something on ${day(event.occurredOn)}.`;
    case 'report_received':
      return `${d.member(event.onBehalfOf ?? event.reporter)} reported: ${inWords(event.breaches.map((id) => small(breachLabel(id, d.policy))))}.${event.onBehalfOf ? ` ${d.member(event.reporter)} wrote it down.` : ''}`;
    case 'report_read':
      return `${who} read the report. The reporter hears by ${day(event.hearBy)}.`;
    case 'account_added':
      return `${d.member(event.account.from)} added an account.`;
    case 'evidence_added':
      return `${d.member(event.capturedBy)} added evidence (${event.kind}).`;
    case 'evidence_file_added':
      return event.of
        ? `${d.member(event.capturedBy)} kept ${MEDIA_WORDS[event.media]}: the original of what they sent.`
        : `${d.member(event.capturedBy)} added ${MEDIA_WORDS[event.media]} as evidence.`;
    case 'people_named':
      return `Named as affected: ${inWords(event.affected.map(d.member)) || 'nobody'}. As having seen it: ${inWords(event.witnesses.map(d.member)) || 'nobody'}.`;
    case 'information_gathered':
      return `What happened was gathered: ${d.text(event.note)}`;
    case 'person_spoken_to':
      return event.how === 'spoke'
        ? `The person was spoken to; it was ${event.outcome === 'resolved' ? 'settled' : 'not settled'}.${event.note ? ` ${d.text(event.note)}` : ''}`
        : `The person could not be reached (${event.tries === 1 ? 'one try' : `${event.tries} tries`}).${event.note ? ` ${d.text(event.note)}` : ''}`;
    case 'report_classified':
      return `It was looked at as: ${inWords(event.breaches.map((id) => small(breachLabel(id, d.policy)))) || 'nothing on the list'}. ${FINDINGS[event.finding]}.${event.continues ? ` It went on after the step of ${day(event.continues.on)}.` : ''}${event.flags.length > 0 ? ` To bear in mind: ${inWords(event.flags.map((flag) => small(FLAG_WORDS[flag])))}.` : ''}`;
    case 'report_corrected':
      return 'A report was corrected. What was written first is kept.';
    case 'report_withdrawn':
      return 'A report was taken back. It counts against nobody.';
    case 'person_identified':
      return 'It was recorded who the person was.';
    case 'case_moved':
      return `The matter was moved to the right person: ${d.text(event.reason)}`;
    case 'case_joined':
      return 'It was joined to another report of the same event.';
    case 'case_took_in':
      return 'Another report of the same event was joined to this one.';
    case 'case_separated':
      return 'A joined report was taken out again: not the same event after all.';
    case 'case_gave_back':
      return 'It stands by itself again.';
    case 'member_stood_aside':
      return `${d.member(event.member)} stood aside.`;
    case 'dsl_told':
      return 'The safeguarding lead was told.';
    case 'decision_made':
      return decided(event, d);
    case 'step_outcome_recorded':
      return `What came of ${step(event.step)}: ${STEP_OUTCOMES[event.outcome]}.`;
    case 'meeting_invited':
      return `They were ${event.about === 'mediation' ? 'offered mediation' : 'invited to a meeting'}; a reply is due by ${day(event.replyBy)}.`;
    case 'meeting_rearranged':
      return `The meeting was rearranged; a reply is due by ${day(event.replyBy)}.`;
    case 'meeting_outcome_recorded':
      return `What came of the meeting: ${MEETING_WORDS[event.outcome]}.`;
    case 'referral_made':
      return `It was passed to ${bodyName(event, d)}.${event.holdsInterviews ? ' Our own talks with the person wait until they say that we may.' : ''}`;
    case 'referral_outcome_recorded':
      return `We heard back: ${REFERRAL_WORDS[event.outcome]}.`;
    case 'removal_asked':
      return `The family was asked to remove the post; to be looked at on ${day(event.checkOn)}.`;
    case 'removal_checked':
      return event.removed ? 'The post has gone.' : 'The post is still there.';
    case 'view_asked':
      return `The ${title(event.role)} was asked ${event.kind === 'approve' ? 'to approve' : 'for a view on'} ${step(event.step)}, by ${day(event.due)}.`;
    case 'view_chased':
      return `They were reminded that a view is waited for (${event.tries === 1 ? 'the first time' : `${event.tries} times so far`}).`;
    case 'view_passed_on':
      return `No view came, so the ${title(event.role)} was asked instead, by ${day(event.due)}.`;
    case 'view_opened':
      return `${d.member(event.by)} opened the request for a view.`;
    case 'view_link_made':
      return `${who} made a link for ${d.member(event.for)}, who can answer by it until the end of ${day(event.lastDay)}${event.how === 'emailed' ? '. It goes by email' : ''}.`;
    case 'view_link_opened':
      return `${who} opened the link to the request for a view.`;
    case 'view_link_ended':
      return `The link to the request for a view opens nothing any more: ${LINK_ENDED[event.why]}.`;
    case 'view_link_unsent':
      return 'The email with the link could not be sent.';
    case 'view_given':
      return `${d.member(event.by)}, ${title(event.role)}, answered: ${VIEW_WORDS[event.view]}${event.link ? ' (by a link)' : ''}${event.phone ? ` (by phone, written down by ${d.member(event.phone.recordedBy)})` : ''}.${event.comment ? ` ${d.text(event.comment)}` : ''}`;
    case 'letter_owed':
      return `A letter is owed: ${letterTitle(event.kind)}, by ${day(event.due)}.`;
    case 'letter_signed':
      return `${letter(event.letter)}: signed by ${d.member(event.by)}.`;
    case 'letter_sent':
      return `${letter(event.letter)}: sent ${day(event.on)} ${SENT_WORDS[event.how]}.`;
    case 'letter_dropped':
      return `${letter(event.letter)}: no longer needed, because ${DROPPED[event.why]}.`;
    case 'person_turned_away':
      return `The person was turned away until the end of ${day(event.end)}: ${d.text(event.risk)}`;
    case 'restriction_opened':
      return `${event.track.is === 'provisional' ? 'Not to come on site while we hear their side' : 'They were asked for their side before we decide about coming on site'}: ${extentWords(event.extent)}, ${span(event)}. Their side by ${day(event.windowCloses)}; a decision by ${day(event.decideBy)}.`;
    case 'contact_restricted':
      return `Ways of getting in touch were agreed: ${extentWords(event.extent)}, ${span(event)}.`;
    case 'their_side_received':
      return `Their side arrived ${CHANNEL_WORDS[event.channel]} on ${day(event.receivedOn)}.`;
    case 'their_side_acknowledged':
      return 'They were told that their side had arrived.';
    case 'restriction_confirmed':
      return `Decided ${HEARD[event.heard]}: not to come ${extentWords(event.extent)}, ${span(event)}. Looked at again by ${day(event.review)}. Reason: ${d.text(event.reason)}`;
    case 'restriction_varied':
      return `The ${limit(event.restriction)} was changed: ${extentWords(event.extent)}, ${span(event)}.`;
    case 'restriction_extended':
      return `The ${limit(event.restriction)} was continued, ${span(event)}. Reason: ${d.text(event.reason)}`;
    case 'restriction_lifted':
      return `The ${limit(event.restriction)} ended early. Reason: ${d.text(event.reason)}`;
    case 'restriction_ran_out':
      return `The ${limit(event.restriction)} came to its end.`;
    case 'comment_invited':
      return `They were invited to comment before the review, by ${day(event.by)}.`;
    case 'hold_placed':
      return `Do not contact: asked for by ${WHO_ASKED[event.for]}. The clocks stand still; looked at again by ${day(event.reviewOn)}.`;
    case 'hold_reviewed':
      return `"Do not contact" was kept on; looked at again by ${day(event.reviewOn)}.`;
    case 'hold_lifted':
      return `"Do not contact" ended.${event.moved.length > 0 ? ' Dates that had stood still moved on.' : ''}`;
    case 'request_received':
      return `${REQUEST_WORDS[event.kind]} arrived ${CHANNEL_WORDS[event.channel]} on ${day(event.receivedOn)}. An answer is owed by ${day(event.due)}.`;
    case 'request_answered':
      return `They were answered on ${day(event.on)}.`;
    case 'support_recorded':
      return `Support was offered to ${d.member(event.for)}: ${inWords(event.offered.map((row) => SUPPORT_WORDS[row]))}.`;
    case 'injury_recorded':
      return `Injuries: ${INJURIES[event.what]}.${event.reportBy ? ` Check by ${day(event.reportBy)} whether it has to be reported (RIDDOR).` : ''}`;
    case 'case_closed':
      return `Closed. ${OUTCOME_WORDS[event.outcome].replace(/\.$/, '')}. Reason: ${d.text(event.reason)}`;
    case 'case_reopened':
      return `Opened again: ${d.text(event.reason)}`;
    case 'record_erased':
      return `Its time had come: ${event.texts + event.files} texts and files were erased. What happened, when and who decided stays on record.`;
    case 'record_kept_longer':
      return `Kept until ${day(event.until)}, ${KEPT_WORDS[event.why]}. Reason: ${d.text(event.reason)}`;
    case 'case_policy_moved':
      return `The matter was moved to another version of our policy: ${d.text(event.reason)}`;
    default:
      return event satisfies never;
  }
}
