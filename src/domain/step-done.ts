import type { Case } from './case.ts';
import type { Policy } from './policy/policy.ts';
import type { Step } from './policy/step.ts';

/** How many tries to reach somebody count as having tried, where the pack says nothing. */
export const DEFAULT_TRIES = 2;

export const triesAsked = (policy: Policy): number => {
  const gate = policy.gates.find((row) => row.kind === 'spoken');
  return gate?.kind === 'spoken' ? gate.tries : DEFAULT_TRIES;
};

/** Gathering and speaking are done by being recorded, the rest by being decided. */
export function stepDone(step: Step, it: Case, policy: Policy): boolean {
  if (step.kind === 'gather') return it.gathered;
  if (step.kind === 'speak') return it.spoken.reached || it.spoken.tries >= triesAsked(policy);
  if (step.kind === 'tell_dsl') return it.dslTold;
  return it.taken.some((row) => row.step === step.id);
}
