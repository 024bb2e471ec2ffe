/** Every letter and note that can come out of a case. Packs may override the words, never add a kind. */
export const LETTER_KINDS = [
  'meeting_invitation',
  'reminder',
  'warning',
  'intention_to_bar',
  'provisional_bar',
  'bar_confirmed',
  'bar_not_confirmed',
  'review_lift',
  'review_vary',
  'review_extend',
  'contact_restriction',
  'removal_request',
  'no_further_action',
  'complaints_handoff',
  'correction',
  'their_side_acknowledged',
  'reporter_outline',
  'police_referral',
  'legal_referral',
  'platform_report',
  'consultation_note',
  'meeting_record',
] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

export const isLetterKind = (text: string): text is LetterKind => LETTER_KINDS.some((kind) => kind === text);

/** Who reads it. What may be said, and which placeholders may be used, hang on this. */
export type Audience = 'parent' | 'reporter' | 'internal';

const NOT_FOR_PARENTS: Partial<Record<LetterKind, Audience>> = {
  reporter_outline: 'reporter',
  police_referral: 'internal',
  legal_referral: 'internal',
  platform_report: 'internal',
  consultation_note: 'internal',
  meeting_record: 'internal',
};

export const audienceOf = (kind: LetterKind): Audience => NOT_FOR_PARENTS[kind] ?? 'parent';

/** What people call it on screen and in a file's name. */
export const LETTER_TITLES: Readonly<Record<LetterKind, string>> = {
  meeting_invitation: 'Invitation to a meeting',
  reminder: 'Reminder',
  warning: 'Warning',
  intention_to_bar: 'We are thinking of asking you not to come on site',
  provisional_bar: 'Not to come on site while we hear their side',
  bar_confirmed: 'Not to come on site',
  bar_not_confirmed: 'Free to come on site again after hearing their side',
  review_lift: 'Review: free to come on site again',
  review_vary: 'Review: changed',
  review_extend: 'Review: continued',
  contact_restriction: 'How to contact us',
  removal_request: 'Ask to remove the post',
  no_further_action: 'No further action',
  complaints_handoff: 'Passed on as a worry or complaint',
  correction: 'Correction',
  their_side_acknowledged: 'Their side received',
  reporter_outline: 'Outline for the person who reported',
  police_referral: 'Note to pass to police',
  legal_referral: 'Note to pass to the legal adviser',
  platform_report: 'Report to the website',
  consultation_note: 'Note of the consultation',
  meeting_record: 'Record of the meeting',
};
