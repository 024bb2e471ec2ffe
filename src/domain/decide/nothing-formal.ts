import type { Situation } from '../condition-holds.ts';
import { isConcernOnly, nothingToAnswer } from '../nothing-to-answer.ts';

/** A complaint is never a breach, and neither is what an exception answers: nobody is warned or kept away for it. */
export function nothingFormal(at: Situation): string | null {
  if (nothingToAnswer(at))
    return 'Nothing is left to answer: it was not upheld, or the policy itself allows it. Choose "No further action", or correct the finding first.';
  if (isConcernOnly(at))
    return 'This is a worry or complaint, which is never a breach. Pass it on; or, if there was abuse, a threat or another harm of its own, name that under "What it is" first.';
  return null;
}
