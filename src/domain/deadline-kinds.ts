/** What may be owed. A pack names these where it says who is told when something is late. */
export const DEADLINE_KINDS = [
  'read_report',
  'decide',
  'give_view',
  'their_side_closes',
  'decide_after_hearing',
  'acknowledge_their_side',
  'sign_letter',
  'send_letter',
  'meeting_reply',
  'follow_up_referral',
  'check_removal',
  'review_restriction',
  'restriction_ends',
  'review_hold',
  'answer_request',
  'report_injury',
  'tell_dsl',
  'erase_record',
  'policy_review',
  'yearly_duty',
] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];
