import { authorise } from '../domain/authorise.ts';
import type { CommandName } from '../domain/command.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { CaseForm } from '../view/intent.ts';
import type { Caller } from './caller.ts';
import type { LoadedCase } from './load-case.ts';

/** What each form asks for. Whoever may do none of it is not shown its questions, which tell of the case. */
const ASKS: Readonly<Record<CaseForm, readonly CommandName[]>> = {
  account: ['add_account', 'name_people'],
  evidence: ['add_evidence', 'add_evidence_file'],
  spoke: ['record_spoken'],
  gathered: ['record_gathered'],
  classify: ['classify'],
  decide: ['decide'],
  decide_details: ['decide'],
  ask_view: ['ask_view'],
  give_view: ['give_view'],
  view_link: ['make_link'],
  meeting: ['record_meeting'],
  their_side: ['record_their_side'],
  after_hearing: ['confirm_restriction'],
  review: ['lift_restriction'],
  letter: ['sign_letter'],
  letter_sent: ['send_letter'],
  referral: ['record_referral'],
  removal: ['check_removal'],
  hold: ['place_hold'],
  lift_hold: ['lift_hold'],
  identify: ['identify'],
  correct: ['correct_report'],
  withdraw: ['withdraw_report'],
  move: ['move_to_person'],
  join: ['join_into'],
  separate: ['separate'],
  stand_aside: ['stand_aside'],
  request: ['receive_request', 'answer_request'],
  support: ['record_support', 'record_injury'],
  close: ['close'],
  reopen: ['reopen'],
  dispose: ['erase_record', 'keep_longer'],
};

/** Null where the form may be drawn for this caller. */
export function refuseToOpen(
  { member, at }: Pick<Caller, 'member' | 'at'>,
  { it, policy, book }: LoadedCase,
  form: CaseForm,
): Refusal | null {
  const looking = { it, policy: policy.policy, book, today: at.today };
  const refusals = ASKS[form].map((command) => authorise(command, member.id, looking));
  return refusals.includes(null) ? null : (refusals[0] ?? null);
}
