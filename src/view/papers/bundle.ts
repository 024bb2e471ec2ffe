import type { MatterId, MemberId } from '../../domain/ids.ts';
import type { Day, Instant } from '../../domain/time.ts';
import type { Lasting } from '../drawing.ts';
import type { Picture } from '../paper.ts';

/** One fact of the case's journal, as far as it proves itself. */
export interface ProofRow {
  readonly position: number;
  readonly at: Instant;
  readonly hash: string;
}

/** Everything a file of the whole case is made from. */
export interface Bundle {
  readonly d: Lasting;
  readonly madeFor: MemberId;
  readonly redacted: boolean;
  readonly stream: string;
  readonly proof: readonly ProofRow[];
  /** The last weekly seal, and the code that was handed out for it. */
  readonly anchor: { readonly week: Day; readonly code: string } | null;
  /** Pictures of the evidence that can be printed, by file. */
  readonly pictures: ReadonlyMap<MatterId, Picture>;
}
