import type { Case } from './case.ts';
import type { CaseId, PersonId } from './ids.ts';
import type { Day } from './time.ts';

/** What is asked of a case's row: all that are named. Days are those on which it happened, both included. */
export interface CasesBy {
  readonly people?: readonly PersonId[];
  readonly status?: Case['status'];
  readonly from?: Day;
  readonly to?: Day;
  /** Only cases opened before this one. */
  readonly before?: CaseId;
}
