import { type Element, fills, ifHeld, words } from './element.ts';

const SITE = [
  fills('extent', 'which sites, times and events it covers', 'extent'),
  fills('dates', 'the start, end and review dates', 'starts_on', 'ends_on', 'review_on'),
  fills(
    'arrangements',
    'the arrangements for the child, post, meetings and elections',
    'barred_arrangements',
  ),
  words('child_unaffected', "that the child's place and school life are not touched"),
];
const IN_FORCE = [
  fills('exceptions', 'who can give written permission', 'permission_from'),
  words('emergency', 'that an emergency is an exception'),
  fills('if_you_come', 'what follows from coming on site all the same', 'if_you_come'),
];
const HEARING = [
  words('track', 'whether the restriction already applies'),
  fills('why', 'why', 'reasons'),
  fills(
    'side_how',
    'how, to whom and by when to give their side',
    'their_side_how',
    'their_side_to',
    'their_side_by',
  ),
  fills('decision_by', 'when the decision will be made', 'decision_by'),
  ifHeld('consulted', 'who was consulted', 'consulted'),
  words('no_prejudgement', 'that nothing has been decided'),
];
const DECIDED = [
  fills('side', 'their side, summed up and answered', 'their_side'),
  words('decision', 'the decision'),
  fills('reasons', 'the reasons', 'reasons'),
];
const REVIEWED = [
  ...DECIDED,
  fills('considered', 'what was considered', 'considered'),
  fills('invited', 'when comments were invited', 'comments_invited_on'),
  words('gate', 'that the front gate has been told'),
];

/** What each letter to a parent holds besides what they all hold. */
export const FOR_PARENTS = {
  meeting_invitation: [
    words('purpose', 'what the meeting is for'),
    fills('times', 'a time and others to choose from', 'meeting_options'),
    fills('attends', 'who will be there', 'meeting_with'),
    words('companion', 'that they may bring someone'),
    words('bring', 'that they may bring their own account and evidence'),
    fills('reply', 'the day to reply by', 'reply_by'),
    words('no_reply', 'what happens without a reply'),
    words('not_a_finding', 'that nothing has been found yet'),
  ],
  reminder: [
    fills('expected', 'what is expected', 'expected_conduct'),
    words('reminder_only', 'that this is a reminder and no more'),
    words('talk', 'the offer to talk'),
  ],
  warning: [
    fills('finding', 'the finding and the reasons', 'finding', 'reasons'),
    fills('stop', 'what to stop', 'behaviour_to_stop'),
    fills('expected', 'what is expected', 'expected_conduct'),
    words('support', 'the support on offer'),
    words('consequence', 'what may follow'),
    fills('on_file', 'how long it stays on file', 'on_file_until'),
    fills('comment', 'the day to comment by', 'comments_by'),
  ],
  intention_to_bar: [...HEARING, ...SITE, words('until_then', 'that nothing changes until then')],
  provisional_bar: [
    ...HEARING,
    ...SITE,
    ...IN_FORCE,
    fills('immediate_risk', 'why it could not wait', 'immediate_risk'),
  ],
  bar_confirmed: [
    ...DECIDED,
    ...SITE,
    ...IN_FORCE,
    ifHeld('consulted', 'who was consulted', 'consulted'),
    words('review_criteria', 'what the review will look at'),
    ifHeld('appeal', 'the appeal, where there is one', 'appeal'),
  ],
  bar_not_confirmed: [...DECIDED, fills('restored', 'from when they may come', 'restored_on')],
  review_lift: [
    ...REVIEWED,
    fills('restored', 'from when they may come', 'restored_on'),
    ifHeld('conditions', 'any conditions', 'conditions'),
  ],
  review_vary: [
    ...REVIEWED,
    ...SITE,
    ...IN_FORCE,
    ifHeld('consulted', 'who was consulted', 'consulted'),
    ifHeld('appeal', 'the appeal, where there is one', 'appeal'),
  ],
  review_extend: [
    ...REVIEWED,
    ...SITE,
    ...IN_FORCE,
    words('fresh', 'that the reasons are fresh'),
    ifHeld('consulted', 'who was consulted', 'consulted'),
    ifHeld('appeal', 'the appeal, where there is one', 'appeal'),
  ],
  contact_restriction: [
    fills('pattern', 'the contacts, with dates and counts', 'contact_pattern'),
    fills('why', 'why', 'reasons'),
    fills('channels', 'the ways to contact us and how often', 'channels', 'contact_frequency'),
    fills('named_contact', 'the named contact', 'named_contact'),
    fills('response', 'when to expect an answer', 'response_time'),
    fills('not_answered', 'what will not be answered', 'not_answered'),
    words(
      'exemptions',
      'what this never limits: safety, absence, health, complaints, asking for their information',
    ),
    fills('dates', 'the start, end and review dates', 'starts_on', 'ends_on', 'review_on'),
    fills('contest', 'how to say that it is wrong', 'comments_by'),
    words('child_unaffected', "that the child's place and school life are not touched"),
  ],
  removal_request: [
    fills('posts', 'link, time and screenshot', 'posts'),
    fills('remove_by', 'the day to remove it by', 'remove_by'),
    words('offer', 'the offer to meet or to raise the worry properly'),
  ],
  no_further_action: [
    words('decision', 'that no further action follows'),
    words('no_finding', 'that nothing is held against them'),
    fills('on_file', 'how long the record is kept', 'on_file_until'),
  ],
  complaints_handoff: [
    fills('concern', 'the worry as we understand it', 'concern_summary'),
    fills('route', 'the steps', 'concern_route'),
    fills('handler', 'who looks into it and when they hear', 'complaint_handler', 'hear_by'),
    words('not_a_breach', 'that complaining is no breach of the code'),
  ],
  correction: [
    fills(
      'corrected',
      'which letter, what was wrong, what is right',
      'corrected_letter_on',
      'was_wrong',
      'is_right',
    ),
    words('sorry', 'that we are sorry'),
    words('effect', 'what happens to the earlier letter'),
  ],
  their_side_acknowledged: [
    fills('received', 'when and how it came', 'their_side_received_on', 'their_side_received_how'),
    words('next', 'what happens next'),
    fills('decision_by', 'when the decision will be made', 'decision_by'),
    words('meanwhile', 'what applies meanwhile'),
    words('no_prejudgement', 'that nothing has been decided'),
  ],
} as const satisfies Readonly<Record<string, readonly Element[]>>;
