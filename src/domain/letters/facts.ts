import type { Day } from '../time.ts';
import type { BarredArrangements } from './compose/arrangements.ts';
import type { ComplaintRoute, DataNotice, HelpOffer } from './compose/closing.ts';
import type { ContactCount, ContactPoint } from './compose/contact.ts';
import type { CitedClause, Letterhead, OnePerson, Signatory } from './compose/heading.ts';
import type { SchoolsLaw } from './compose/law.ts';
import type { MeetingOption, MeetingSoFar } from './compose/meeting.ts';
import type { PostSeen } from './compose/posts.ts';
import type { Appeal, SiteLimit } from './compose/site.ts';
import type { TheirSide } from './compose/their-side.ts';
import type { Gap } from './gaps.ts';

/** What each placeholder is filled from. Text is given as typed; escaping is the letter's business. */
export interface LetterValues {
  letterhead: Letterhead;
  case_ref: string;
  letter_date: Day;
  addressee: OnePerson;
  addressee_name: string;
  sent_by: string;
  child: string;
  happened_on: readonly Day[];
  happened_where: string;
  reported_account: string;
  policy_title: string;
  policy_version: string;
  clauses: readonly CitedClause[];
  contact: ContactPoint;
  help_offer: HelpOffer;
  complaint_route: ComplaintRoute;
  data_notice: DataNotice;
  signature: Signatory;

  meeting_options: readonly MeetingOption[];
  meeting_with: readonly string[];
  meeting_so_far: MeetingSoFar;
  reply_by: Day;
  comments_by: Day;

  finding: string;
  reasons: string;
  behaviour_to_stop: readonly string[];
  expected_conduct: readonly string[];
  support: string;
  mediation: string;
  on_file_until: Day;

  extent: SiteLimit;
  starts_on: Day;
  ends_on: Day;
  review_on: Day;
  restored_on: Day;
  immediate_risk: string;
  barred_arrangements: BarredArrangements;
  permission_from: string;
  if_you_come: SchoolsLaw;
  consulted: string;
  their_side_to: string;
  their_side_how: readonly string[];
  their_side_by: Day;
  their_side: TheirSide;
  their_side_received_on: Day;
  their_side_received_how: string;
  decision_by: Day;
  appeal: Appeal;
  considered: readonly string[];
  comments_invited_on: Day;
  conditions: readonly string[];

  contact_pattern: readonly ContactCount[];
  channels: readonly string[];
  contact_frequency: string;
  named_contact: ContactPoint;
  response_time: string;
  not_answered: readonly string[];

  posts: readonly PostSeen[];
  remove_by: Day;

  concern_summary: string;
  concern_route: readonly string[];
  complaint_handler: string;
  hear_by: Day;
  corrected_letter_on: Day;
  was_wrong: string;
  is_right: string;

  reporter_name: string;
  outcome_outline: string;
  safety_arrangements: readonly string[];

  person_name: string;
  referred_to: string;
  referral_reason: string;
  people_affected: readonly string[];
  evidence: readonly string[];
  risk_now: string;
  dsl_told: string;
  advice_wanted: string;
  first_published_on: Day;
  platform_rule: string;
  captured_by: string;
  proposal: string;
  options_considered: readonly string[];
  effect_on_child: string;
  equality: string;
  view: string;
  view_comment: string;
  view_given_on: Day;
  view_given_how: string;
  answer_to_view: string;
  met_on: Day;
  met_how: string;
  present: readonly string[];
  their_account: string;
  school_account: string;
  agreed: readonly string[];
  meeting_outcome: string;
  adjustments: string;
}

/**
 * What is known. What a template asks for and is not here is refused by name, never guessed; a gap is printed as one,
 * for a person to fill.
 */
export type LetterFacts = { readonly [K in keyof LetterValues]?: LetterValues[K] | Gap | undefined };
