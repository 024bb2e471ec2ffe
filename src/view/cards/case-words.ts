import type { Case } from '../../domain/case.ts';
import type { EventOf } from '../../domain/events/case-event.ts';
import type { VIEWS } from '../../domain/events/deciding.ts';
import type { Media } from '../../domain/media.ts';
import type { NOTICES } from '../../domain/policy/breach.ts';
import type { Flag } from '../../domain/policy/condition.ts';

/** Whatever was noticed stays a possibility: Accord states nobody's guilt. */
export const FLAG_WORDS: Readonly<Record<Flag, string>> = {
  possible_crime: 'Possible crime (whether it was one is for the police and the courts)',
  harassment_sign: 'Possible sign of harassment',
  possible_libel: 'Possible libel or slander (a lawyer can say; a school cannot)',
  found_defamatory: 'We take the post to be untrue and harmful about somebody',
  child_at_risk: 'A child may be at risk',
  someone_hurt: 'Somebody may have been hurt',
  weapon: 'A weapon, or something used as one, was mentioned',
  discriminatory: 'The words or acts may have been discriminatory',
  open_complaint: 'They have a complaint open (it goes on as usual, whatever is decided here)',
  conflict_of_interest: 'Possible conflict of interest',
  immediate_risk: 'Somebody may be in danger now',
  collecting_unfit: 'Somebody may not have been fit to collect a child',
  pupil_posted: 'A pupil may have posted it (the pupil is no part of this case)',
  humiliation: 'Somebody may have been humiliated in front of others',
  is_a_concern: 'This may be a worry or complaint (a complaint is never misconduct)',
};

type NoticeName = (typeof NOTICES)[number];
export const NOTICE_WORDS: Readonly<Record<NoticeName, string>> = {
  call_999: 'If anybody is in danger, or it is happening now, call 999.',
  tell_dsl: 'Tell the safeguarding lead now.',
  tell_dsl_before_parent: 'Tell the safeguarding lead now, before anybody speaks to the parent.',
  alternative_collector:
    'Do not hand the child to somebody who is not fit to look after them. Ring the next contact, and keep the child with an adult.',
  first_aid: 'See to anybody who is hurt, and write it in the accident book.',
  keep_evidence:
    'Keep messages, pictures and screenshots as they are, with the time and where they were seen.',
  do_not_reply_online: 'Do not answer online.',
  offer_complaints_route: 'Tell them how to raise a worry or complaint. Nothing here takes that away.',
};
export const isNotice = (word: string): word is NoticeName => Object.hasOwn(NOTICE_WORDS, word);

export const HARM_WORDS: Readonly<Record<Case['reports'][number]['harm'], string>> = {
  nobody: 'No',
  someone_hurt: 'Somebody was hurt',
  child_at_risk: 'A child may be at risk',
  crime_now: 'It was still going on when it was reported',
};

export const CAPACITY_WORDS: Readonly<Record<Case['capacity'], string>> = {
  parent: 'a parent',
  carer: 'a carer',
  visitor: 'a visitor',
};

/** A name and what tells its owner apart; the name alone where nothing is kept. */
export const withDetail = (row: { readonly name: string; readonly detail: string }): string =>
  row.detail === '' ? row.name : `${row.name} (${row.detail})`;

export const HAPPENED_WORDS: Readonly<Record<Case['happened'], string>> = {
  premises: 'On the school site',
  online: 'Online',
  anywhere: 'Somewhere else',
};

export const VIEW_WORDS: Readonly<Record<(typeof VIEWS)[number], string>> = {
  support: 'I support this',
  concern: 'I have reservations',
  talk: "I'd like to talk",
  approve: 'I approve',
  refuse: 'I do not approve',
};

export const OUTCOME_WORDS: Readonly<Record<EventOf<'case_closed'>['outcome'], string>> = {
  no_breach: 'It was not against the code',
  no_further_action: 'No further action',
  resolved: 'Settled',
  step_taken: 'Dealt with',
  handed_to_complaints: 'Passed on as a worry or complaint',
  unfounded: 'Not upheld. It is left out of the history.',
  withdrawn: 'Taken back. It is left out of the history.',
};

/** What a reporter may know, and no more. */
export const OUTLINE_WORDS: Readonly<Record<EventOf<'case_closed'>['outline'], string>> = {
  nothing_more: 'It was looked into, and nothing more will be done.',
  spoken_to: 'The person was spoken to.',
  written_to: 'The person was written to.',
  arrangements_changed: 'Arrangements at school were changed.',
  passed_on: 'It was passed on to those who deal with such matters.',
  not_upheld: 'It was looked into and not upheld.',
};

export const MEDIA_WORDS: Readonly<Record<Media, string>> = {
  image: 'a photo',
  pdf: 'a PDF',
  document: 'a document',
  audio: 'a sound recording',
  video: 'a video',
  other: 'a file',
};

export const MEETING_WORDS: Readonly<Record<EventOf<'meeting_outcome_recorded'>['outcome'], string>> = {
  resolved: 'it was settled',
  undertakings: 'they agreed what will change',
  unresolved: 'it was not settled',
  refused: 'they did not take up the meeting',
  no_reply: 'they did not reply',
  accepted: 'they took up the offer',
  declined: 'they did not want it',
};

export const REFERRED_WORDS: Readonly<Record<EventOf<'referral_made'>['to'], string>> = {
  police: 'the police',
  legal: 'the legal adviser',
  advice: 'an adviser',
  platform: 'the website or app it was posted on',
  emergency: 'the emergency services',
  dsl: 'the safeguarding lead',
  complaints: 'those who deal with worries and complaints',
  behaviour: "those who deal with pupils' behaviour",
};

export const REFERRAL_WORDS: Readonly<Record<EventOf<'referral_outcome_recorded'>['outcome'], string>> = {
  acknowledged: 'they have it and are looking into it',
  may_proceed: 'they are content for us to speak to the person',
  concluded: 'they have finished',
  declined: 'they will not take it further',
};

export const KEPT_WORDS: Readonly<Record<EventOf<'record_kept_longer'>['why'], string>> = {
  claim: 'for a claim',
  inquiry: 'for an inquiry',
  child: "with a child's safeguarding record",
  other: 'for another reason',
};

export const REQUEST_WORDS: Readonly<Record<EventOf<'request_received'>['kind'], string>> = {
  complaint: 'A worry or complaint',
  appeal: 'An appeal',
  complaint_about_ban: 'A complaint about not being allowed on site',
  access: 'A request to see what we hold about them',
  pupil_record: "A request for their child's record",
  data_complaint: 'A complaint about how we handle their data',
  information: 'A request for information',
  correction: 'A request to correct what we hold about them',
  objection: 'An objection to our keeping or using what we hold about them',
};

export const CHANNEL_WORDS: Readonly<Record<EventOf<'their_side_received'>['channel'], string>> = {
  email: 'by email',
  letter: 'by letter',
  phone: 'by phone',
  meeting: 'in a meeting',
  other: 'in another way',
};

export const SENT_WORDS: Readonly<Record<EventOf<'letter_sent'>['how'], string>> = {
  by_hand: 'by hand',
  first_class: 'by first-class post',
  signed_for: 'by signed-for post',
  email: 'by email',
  in_meeting: 'handed over in a meeting',
};

export const SUPPORT_WORDS: Readonly<Record<EventOf<'support_recorded'>['offered'][number], string>> = {
  debrief: 'a talk about what happened',
  union: 'their union',
  occupational_health: 'occupational health',
  leave: 'time off',
  safety_arrangements: 'arrangements to keep them safe',
};
