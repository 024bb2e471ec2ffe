import type { Case } from '../../domain/case.ts';
import type { CommandOf } from '../../domain/command.ts';
import type { HARM } from '../../domain/events/reporting.ts';
import type { Flag } from '../../domain/policy/condition.ts';
import type { ContactChannel, SiteExtent } from '../../domain/policy/rules.ts';
import type { Source } from '../../domain/policy/source.ts';

type Words<T extends string> = Readonly<Record<T, string>>;

export const HARM_LABELS: Words<(typeof HARM)[number]> = {
  nobody: 'No',
  someone_hurt: 'Yes, somebody was hurt',
  child_at_risk: 'Yes, a child may be at risk',
  crime_now: 'Yes, there is danger right now',
};

export const UNLISTED_LABELS = {
  violence_or_threat: 'Violence or threat',
  something_else: 'Something else, or not sure',
};

export const PLACE_LABELS = {
  on_site: 'On the school site',
  online: 'Online',
  by_message: 'By phone or message',
  off_site: 'Somewhere else, off the school site',
};

export const EXTENT_LABELS: Words<SiteExtent> = {
  whole_site: 'Not to come on any part of the site',
  by_appointment: 'Only with an appointment',
  drop_off_pick_up_only: 'Only to bring and collect their child',
  not_at_drop_off_pick_up: 'Not when children arrive or go home',
  events: 'Not to come to school events',
};

export const CONTACT_LABELS: Words<ContactChannel> = {
  in_person: 'Face to face',
  phone: 'By phone',
  email: 'By email',
  letter: 'By letter',
  app: 'Through the school app',
};

export const SENT_BY_LABELS: Words<CommandOf<'record_their_side'>['channel']> = {
  email: 'By email',
  letter: 'By letter',
  phone: 'By phone',
  meeting: 'In a meeting',
  other: 'Another way',
};

export const FLAG_LABELS: Words<Flag> = {
  possible_crime: 'It may have been a crime',
  harassment_sign: 'It may be a sign of harassment',
  possible_libel: 'Something untrue may have been said about somebody',
  found_defamatory: 'Something untrue was said that does somebody serious harm',
  child_at_risk: 'A child may be at risk',
  someone_hurt: 'Somebody was hurt',
  weapon: 'There was a weapon',
  discriminatory: 'It was about race, religion, disability, sex or the like',
  open_complaint: 'They have a complaint open with us',
  conflict_of_interest: 'Somebody who would decide is involved',
  immediate_risk: 'Somebody is in danger now',
  collecting_unfit: 'They were not fit to collect a child',
  pupil_posted: 'A pupil wrote or shared the post',
  humiliation: 'Somebody was humiliated in public',
  is_a_concern: 'It is really a worry or complaint',
};

export const FINDING_LABELS: Words<Case['finding']> = {
  undecided: 'We do not know yet',
  found: 'It happened, and it is against our policy',
  unfounded: 'It did not happen, or it is not against our policy',
};

export const EVIDENCE_LABELS: Words<CommandOf<'add_evidence'>['kind']> = {
  screenshot: 'A screenshot',
  link: 'A link to a post or page',
  photo: 'A photo',
  message: 'A message or email',
  document: 'A document',
  recording: 'A recording',
  other: 'Something else',
};

export const STAND_ASIDE_LABELS: Words<CommandOf<'stand_aside'>['why']> = {
  suffered: 'It was done to them',
  saw: 'They saw it happen',
  related: 'They are related to the person, or close to them',
  complained_about: 'The person has complained about them',
  is_the_person: 'They are the person who was reported',
  consulted: 'They have given their view on this case already',
  other: 'Another reason',
};

/** The same in one's own words. Having given a view already is no reason that somebody has for themselves. */
export const STAND_ASIDE_OWN_LABELS: Words<Exclude<CommandOf<'stand_aside'>['why'], 'consulted'>> = {
  suffered: 'It was done to me',
  saw: 'I saw it happen',
  related: 'I am related to the person, or close to them',
  complained_about: 'The person has complained about me',
  is_the_person: 'I am the person who was reported',
  other: 'Another reason, such as being kept free for an appeal',
};

export const MEETING_LABELS = {
  resolved: 'They came, and it is settled',
  undertakings: 'They came, and promised what they will do',
  unresolved: 'They came, and it is not settled',
  refused: 'They did not take up the meeting',
  no_reply: 'They did not answer the invitation',
  rearrange: 'They asked for another time',
};

export const MEDIATION_LABELS = {
  accepted: 'They agreed to it',
  resolved: 'It took place, and it is settled',
  unresolved: 'It took place, and it is not settled',
  declined: 'They did not want it',
  no_reply: 'They did not answer',
  rearrange: 'They asked for another time',
};

export const REFERRAL_LABELS: Words<CommandOf<'record_referral'>['outcome']> = {
  acknowledged: 'They have it and are looking at it',
  may_proceed: 'They are content for us to speak to the person',
  concluded: 'They have finished',
  declined: 'They will not take it further',
};

export const REQUEST_LABELS: Words<CommandOf<'receive_request'>['kind']> = {
  complaint: 'A complaint',
  appeal: 'They ask for a decision to be looked at again',
  complaint_about_ban: 'A complaint about not being allowed on site',
  access: 'They ask to see what we hold about them',
  pupil_record: "They ask for their child's record",
  data_complaint: 'A complaint about how we handle their data',
  information: 'They ask for information about the school',
  correction: 'They ask for something we hold to be put right',
  objection: 'They object to our holding something about them',
};

export const SUPPORT_LABELS: Words<CommandOf<'record_support'>['offered'][number]> = {
  debrief: 'A talk about what happened',
  union: 'Told that their union can help',
  occupational_health: 'Occupational health or counselling',
  leave: 'Time off or lighter duties',
  safety_arrangements: 'Arrangements so that they are safe at work',
};

export const INJURY_LABELS: Words<CommandOf<'record_injury'>['what']> = {
  none: 'No injury',
  minor: 'A minor injury',
  specified: 'A serious injury, such as a broken bone',
  taken_to_hospital: 'Somebody who does not work here was taken to hospital',
  over_seven_days: 'Off work, or not able to do the job, over seven days',
};

export const SENT_HOW_LABELS: Words<CommandOf<'send_letter'>['how']> = {
  first_class: 'First-class post',
  signed_for: 'Signed-for post',
  by_hand: 'By hand',
  email: 'Email',
  in_meeting: 'Given to them in a meeting',
};

export const OUTCOME_LABELS: Words<CommandOf<'close'>['outcome']> = {
  resolved: 'It was settled by talking',
  step_taken: 'We took a step, and it is over',
  no_further_action: 'No further action',
  no_breach: 'It was not against our policy',
  unfounded: 'It did not happen as reported',
  handed_to_complaints: 'It is dealt with as a worry or complaint',
  withdrawn: 'The report was taken back',
};

export const OUTLINE_LABELS: Words<CommandOf<'close'>['outline']> = {
  nothing_more: 'It has been dealt with; there is no more we can say',
  spoken_to: 'The person has been spoken to',
  written_to: 'The person has been written to',
  arrangements_changed: 'Arrangements have changed so that people are safe',
  passed_on: 'It has been passed to others to deal with',
  not_upheld: 'We looked into it and will not take it further',
};

/** Where a rule comes from, as people read it (a suggestion of ours is never called a rule). */
export function sourceWords(source: Source): string {
  switch (source.kind) {
    case 'policy':
      return `our policy, ${source.words}`;
    case 'guidance':
      return 'guidance';
    case 'default':
      return "Accord's suggestion";
    default:
      return source satisfies never;
  }
}
