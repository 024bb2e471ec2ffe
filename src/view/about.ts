import type { ListName } from '../domain/contacts/staged-list.ts';
import type { CaseId, LetterId, LinkId, MatterId, MemberId, RoleId, UploadId } from '../domain/ids.ts';
import type { Day } from '../domain/time.ts';
import type { Intent } from './intent.ts';
import type { LetterFile } from './letter-paper.ts';

/** Too large; the platform did not give it; the case takes nothing any more, or nothing from them. */
export type NotKept = 'too_large' | 'not_given' | 'not_taken';

/** Accord cannot write there; the channel is no more; people of other organisations read along. */
export type ChannelUnfit = 'not_added' | 'gone' | 'shared';

export interface Unreachable {
  readonly member: MemberId;
  readonly platform: 'slack' | 'teams' | 'playground';
}

/** What an owed message shows. It is drawn for its reader when it is delivered, from the case as it is then. */
export type PostAbout =
  | { readonly show: 'case'; readonly case: CaseId }
  | { readonly show: 'status'; readonly case: CaseId }
  | { readonly show: 'view_asked'; readonly case: CaseId; readonly consultation: string }
  /** An email to whoever is asked and has no account: it holds a link and nothing of the case. */
  | {
      readonly show: 'view_link';
      readonly case: CaseId;
      readonly consultation: string;
      readonly link: LinkId;
    }
  | { readonly show: 'letters'; readonly case: CaseId }
  | { readonly show: 'dsl'; readonly case: CaseId }
  | { readonly show: 'safety'; readonly case: CaseId }
  | {
      readonly show: 'nudge';
      readonly case: CaseId | null;
      readonly deadline: string;
      readonly stage: 'due' | 'late' | 'escalated';
    }
  | { readonly show: 'weekly_channel'; readonly week: Day }
  | { readonly show: 'weekly_mine'; readonly week: Day }
  | { readonly show: 'anchor'; readonly week: Day; readonly code: string }
  | { readonly show: 'welcome' }
  /** An account was switched off. The roles that ended with it; none where the member has another account. */
  | {
      readonly show: 'member_gone';
      readonly member: MemberId;
      readonly platform: 'slack' | 'teams' | 'playground';
      readonly ended: readonly RoleId[];
    }
  /** Members whom Accord cannot write to, and where. */
  | { readonly show: 'unreachable'; readonly members: readonly Unreachable[] }
  /** The channel of the weekly posts on a platform, and what is wrong with it. */
  | {
      readonly show: 'channel_unfit';
      readonly platform: 'slack' | 'teams' | 'playground';
      readonly trouble: ChannelUnfit;
    }
  /** What could not be shown in time. */
  | { readonly show: 'open'; readonly intent: Extract<Intent, { do: 'say' | 'tap' }> }
  /** One file of the case, sent to whoever asked for it. */
  | { readonly show: 'file'; readonly case: CaseId; readonly file: MatterId }
  /** A signed letter as a file, made when it is sent. */
  | {
      readonly show: 'letter_file';
      readonly case: CaseId;
      readonly letter: LetterId;
      readonly as: LetterFile;
    }
  /** The pages that a letter would have, for whoever has typed it and not signed it. */
  | { readonly show: 'letter_pages'; readonly case: CaseId; readonly letter: LetterId }
  /** The front gate list on paper. It is made when it is sent, and goes from the chat after its day. */
  | { readonly show: 'gate_list'; readonly until: Day }
  /** The whole case on paper, names kept or taken out; `until`: the last day that it stays in the chat. */
  | { readonly show: 'bundle'; readonly case: CaseId; readonly redacted: boolean; readonly until: Day }
  /** A file they sent for the case, or else for a list of the school, was not kept, and why. */
  | {
      readonly show: 'not_kept';
      readonly case: CaseId | null;
      readonly list?: ListName;
      readonly why: NotKept;
    }
  /** The form on which parents sign the code, as a file to print. */
  | { readonly show: 'agreement_form' }
  /** What a file for one of the school's lists would change. */
  | { readonly show: 'list_read'; readonly upload: UploadId }
  /** Something moved on. `what` is the event's type, so that the card can say it in a sentence. */
  | { readonly show: 'told'; readonly case: CaseId; readonly what: string };
