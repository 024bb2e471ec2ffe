import type { Ack } from './delivery.ts';

export interface Outcome {
  /** False where the client kept it back, or had nothing to send. */
  readonly isSent: boolean;
  readonly ack: Ack;
  /** What Teams' client shows when an app fails. */
  readonly trouble: string | null;
}

export const NOTHING: Outcome = { isSent: false, ack: { status: 0, body: '', ms: 0 }, trouble: null };

/** The parts of the client that say something by themselves. */
export interface Complaints {
  trouble: string | null;
  /** What an app said to a button, in passing. */
  said: string | null;
}

export function told(to: Complaints, ack: Ack, trouble: string | null, said: string | null = null): Outcome {
  to.trouble = trouble;
  to.said = said;
  return { isSent: true, ack, trouble };
}
