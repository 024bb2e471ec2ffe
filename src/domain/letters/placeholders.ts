import { arrangementsLack, composeArrangements } from './compose/arrangements.ts';
import { composeComplaintRoute, composeDataNotice, composeHelpOffer } from './compose/closing.ts';
import { composeContact, composeContactPattern, contactLacks } from './compose/contact.ts';
import {
  addresseeLacks,
  composeAddressee,
  composeClauses,
  composeLetterhead,
  composeSignature,
  signatureLacks,
} from './compose/heading.ts';
import { composeIfYouCome, lawLacks } from './compose/law.ts';
import { composeMeetingOptions, composeMeetingSoFar, meetingOptionsLack } from './compose/meeting.ts';
import { composePosts } from './compose/posts.ts';
import { composeAppeal, composeExtent, extentLacks } from './compose/site.ts';
import { composeTheirSide, theirSideLacks } from './compose/their-side.ts';
import type { LetterValues } from './facts.ts';
import type { Audience } from './kinds.ts';
import {
  composed,
  day,
  dayAtHead,
  days,
  line,
  list,
  type Placeholder,
  sentence,
  text,
} from './placeholder.ts';

export type PlaceholderName = keyof LetterValues;

const needed = { empty: 'needed' } as const;
const PARENT: { only: readonly Audience[] } = { only: ['parent'] };
const REPORTER: { only: readonly Audience[] } = { only: ['reporter'] };
const INTERNAL: { only: readonly Audience[] } = { only: ['internal'] };
const typed = { typed: true } as const;
/** A name, or a number. */
const name = { anyLanguage: true } as const;

/** The closed set. A template that uses any other name is refused when the pack loads. */
export const PLACEHOLDERS: { readonly [K in PlaceholderName]: Placeholder<LetterValues[K]> } = {
  letterhead: composed('the name, address and telephone number of the school', composeLetterhead, {
    ...needed,
    ...name,
  }),
  case_ref: line('the reference of the case, such as AC-26-0042', { ...needed, ...name }),
  letter_date: dayAtHead('the date of the letter', needed),
  addressee: composed('the name and confirmed address of the one person written to', composeAddressee, {
    ...needed,
    ...PARENT,
    ...typed,
    ...name,
    lacks: addresseeLacks,
  }),
  addressee_name: line('how the person is addressed after "Dear"', {
    ...needed,
    ...PARENT,
    ...typed,
    ...name,
  }),
  sent_by: line('how the letter is sent: "first-class post and email"', { ...needed, ...PARENT }),
  child: line("the child's first name", { ...typed, empty: { says: 'your child' } }),
  happened_on: days('the day or days of what was reported', needed),
  happened_where: line('where it was reported to have happened', { ...needed, ...typed }),
  reported_account: text(
    'what was reported, in neutral words that serve any reader: "It is reported that ..."',
    needed,
  ),
  policy_title: line('what the school calls its code', { ...needed, ...name }),
  policy_version: line('which version of the code: "agreed on 20 November 2024"', needed),
  clauses: composed('the parts of the code that the report is about', composeClauses, needed),
  contact: sentence('whom to ask, with a telephone number or an email address', composeContact, {
    ...needed,
    lacks: contactLacks,
  }),
  help_offer: sentence('the offer of a translation, another format or other help', composeHelpOffer, needed),
  complaint_route: sentence('how to complain about this letter', composeComplaintRoute, needed),
  data_notice: sentence('how the record of the matter is looked after', composeDataNotice, needed),
  signature: composed('the name and role of the person who signs', composeSignature, {
    ...needed,
    ...name,
    lacks: signatureLacks,
  }),

  meeting_options: composed(
    'three or more times for a meeting, one of them by phone or video',
    composeMeetingOptions,
    { lacks: meetingOptionsLack },
  ),
  meeting_with: list('who will be at the meeting, with their roles'),
  meeting_so_far: sentence('when a meeting was offered and what came of it', composeMeetingSoFar),
  reply_by: day('the day by which to reply'),
  comments_by: day('the day by which to comment'),

  finding: text('what the decider has found'),
  reasons: text('why, in the words of the decider'),
  behaviour_to_stop: list('what the person is asked to stop doing'),
  expected_conduct: list('what the person is asked to do instead'),
  support: text('support the school offers'),
  mediation: text('what mediation is offered, where the policy allows it'),
  on_file_until: day('how long the record stays on file'),

  extent: composed('which sites, times and events it covers', composeExtent, { lacks: extentLacks }),
  starts_on: day('the first day', needed),
  ends_on: day('the last day', needed),
  review_on: day('the day of the review', needed),
  restored_on: day('the day from which the person may come on site again'),
  immediate_risk: text('why it could not wait until the person was heard'),
  barred_arrangements: composed(
    "how handover, post, parents' evening, meetings, emergencies and elections work meanwhile",
    composeArrangements,
    { ...typed, lacks: arrangementsLack },
  ),
  permission_from: line('who can give written permission to come on site'),
  if_you_come: composed(
    'what follows from coming on site all the same, by kind of school',
    composeIfYouCome,
    {
      ...needed,
      lacks: lawLacks,
    },
  ),
  consulted: line('who was consulted, by role: "the Chair of Governors"'),
  their_side_to: line('to whom to give their side'),
  their_side_how: list('the ways to give their side: in writing, by phone, at a meeting away from the site'),
  their_side_by: day('the day by which to give their side'),
  their_side: composed('what they told us and our answer, or that nothing came', composeTheirSide, {
    ...typed,
    lacks: theirSideLacks,
  }),
  their_side_received_on: day('the day their side reached us'),
  their_side_received_how: line('how their side reached us: "by email"'),
  decision_by: day('the day by which the decision will be made'),
  appeal: sentence('to whom to appeal and by when, where the policy has an appeal', composeAppeal),
  considered: list('what was looked at in the review'),
  comments_invited_on: day('the day we asked for comments before the review'),
  conditions: list('conditions for coming on site again'),

  contact_pattern: composed(
    'the contacts complained of, with counts and dates',
    composeContactPattern,
    typed,
  ),
  channels: list('the ways in which the person may contact the school'),
  contact_frequency: line('how often'),
  named_contact: sentence('the one person to contact', composeContact, { lacks: contactLacks }),
  response_time: line('when an answer can be expected: "within five school days"'),
  not_answered: list('what will not be answered'),

  posts: composed('the posts: link, when seen, whether a screenshot is held', composePosts, typed),
  remove_by: day('the day by which to remove the post'),

  concern_summary: text('the worry or complaint as we understand it'),
  concern_route: list('the steps for raising a worry or complaint'),
  complaint_handler: line('who now looks into the worry or complaint'),
  hear_by: day('the day by which the reader hears from us'),
  corrected_letter_on: day('the date of the letter being corrected'),
  was_wrong: text('what that letter got wrong'),
  is_right: text('what it should have said'),

  reporter_name: line('the name of the member of staff who reported', {
    ...needed,
    ...REPORTER,
    ...typed,
    ...name,
  }),
  outcome_outline: text('the outcome in outline, as far as the reporter may know it', REPORTER),
  safety_arrangements: list('what has been arranged to keep people safe', REPORTER),

  person_name: line('the name of the person the note is about', {
    ...needed,
    ...INTERNAL,
    ...typed,
    ...name,
  }),
  referred_to: line('the body the note goes to', INTERNAL),
  referral_reason: text('why it is passed on, or what the policy says', INTERNAL),
  people_affected: list('who was affected', INTERNAL),
  evidence: list('what evidence is held, and where', INTERNAL),
  risk_now: text('any risk that goes on now', INTERNAL),
  dsl_told: line('when the safeguarding lead was told', INTERNAL),
  advice_wanted: text('what the adviser is asked', INTERNAL),
  first_published_on: day('the day a post was first seen online', INTERNAL),
  platform_rule: line("which of the website's own rules is relied on", INTERNAL),
  captured_by: line('who captured the evidence, and when', INTERNAL),
  proposal: text('what the decider proposes', INTERNAL),
  options_considered: list('what else was considered', INTERNAL),
  effect_on_child: text('the effect on the child', INTERNAL),
  equality: text('what was asked and done about disability, language and other needs', INTERNAL),
  view: line('the view given', INTERNAL),
  view_comment: text('the comment with it', INTERNAL),
  view_given_on: day('the day the view was given', INTERNAL),
  view_given_how: line('how the view was given: "by phone"', INTERNAL),
  answer_to_view: text('how the decider answered the view', INTERNAL),
  met_on: day('the day of the meeting', INTERNAL),
  met_how: line('where or how the meeting was held', INTERNAL),
  present: list('who was there, and in what role', INTERNAL),
  their_account: text('what the parent said', INTERNAL),
  school_account: text('what the school said', INTERNAL),
  agreed: list('what was agreed, by whom and by when', INTERNAL),
  meeting_outcome: line('what came of the meeting', INTERNAL),
  adjustments: text('what was done to help the person take part', INTERNAL),
};

export const isPlaceholder = (name: string): name is PlaceholderName => Object.hasOwn(PLACEHOLDERS, name);
