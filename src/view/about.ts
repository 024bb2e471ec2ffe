import type { CaseId } from '../domain/ids.ts';
import type { Day } from '../domain/time.ts';

/** What an owed message shows. It is drawn for its reader when it is delivered, from the case as it is then. */
export type PostAbout =
  | { readonly show: 'case'; readonly case: CaseId }
  | { readonly show: 'status'; readonly case: CaseId }
  | { readonly show: 'view_asked'; readonly case: CaseId; readonly consultation: string }
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
  /** Something moved on. `what` is the event's type, so that the card can say it in a sentence. */
  | { readonly show: 'told'; readonly case: CaseId; readonly what: string };
