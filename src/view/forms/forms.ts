import type { FormKind, ReportFormKind } from '../form-kind.ts';
import type { CaseForm, SchoolForm } from '../intent.ts';
import { account } from './account.ts';
import { afterHearing } from './after-hearing.ts';
import { agreement } from './agreement.ts';
import { askView } from './ask-view.ts';
import { classify } from './classify.ts';
import { close } from './close.ts';
import { confirmList } from './confirm-list.ts';
import { confirmSignatures } from './confirm-signatures.ts';
import { correct } from './correct.ts';
import { decide } from './decide.ts';
import { decideDetails } from './decide-details.ts';
import { dispose } from './dispose.ts';
import { evidence } from './evidence.ts';
import { find } from './find.ts';
import { gathered } from './gathered.ts';
import { giveView } from './give-view.ts';
import { hold } from './hold.ts';
import { identify } from './identify.ts';
import { importList } from './import-list.ts';
import { join } from './join.ts';
import { letter } from './letter.ts';
import { letterSent } from './letter-sent.ts';
import { liftHold } from './lift-hold.ts';
import { linkMember } from './link-member.ts';
import { listColumns } from './list-columns.ts';
import { meeting } from './meeting.ts';
import { move } from './move.ts';
import { person } from './person.ts';
import { referral } from './referral.ts';
import { removal } from './removal.ts';
import { reopen } from './reopen.ts';
import { report } from './report.ts';
import { request } from './request.ts';
import { review } from './review.ts';
import { separate } from './separate.ts';
import { setup } from './setup.ts';
import { spoke } from './spoke.ts';
import { standAside } from './stand-aside.ts';
import { support } from './support.ts';
import { theirSide } from './their-side.ts';
import { viewLink } from './view-link.ts';
import { withdraw } from './withdraw.ts';

/** Every form there is. The report opens a case, so it is drawn and read before there is any. */
export const FORM_KINDS = {
  report,
  account,
  evidence,
  spoke,
  gathered,
  classify,
  decide,
  decide_details: decideDetails,
  ask_view: askView,
  give_view: giveView,
  view_link: viewLink,
  meeting,
  their_side: theirSide,
  after_hearing: afterHearing,
  review,
  letter,
  letter_sent: letterSent,
  referral,
  removal,
  hold,
  lift_hold: liftHold,
  identify,
  correct,
  withdraw,
  move,
  join,
  separate,
  stand_aside: standAside,
  request,
  support,
  close,
  reopen,
  dispose,
  setup,
  import_list: importList,
  list_columns: listColumns,
  confirm_list: confirmList,
  confirm_signatures: confirmSignatures,
  person,
  link_member: linkMember,
  agreement,
  find,
} satisfies { readonly report: ReportFormKind } & Readonly<Record<CaseForm, FormKind>> & {
    readonly [N in SchoolForm]: { readonly name: N };
  };
