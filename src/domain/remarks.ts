import type { Policy } from './policy/policy.ts';
import { assumed } from './remarks/assumed.ts';
import { overdue } from './remarks/overdue.ts';
import { there } from './remarks/there.ts';
import { unfair } from './remarks/unfair.ts';
import { unsaid } from './remarks/unsaid.ts';
import type { Day } from './time.ts';

export const REMARK_KINDS = ['overdue', 'unfair', 'unsaid', 'assumed', 'there'] as const;
export type RemarkKind = (typeof REMARK_KINDS)[number];

/** Something a school should know about its own policy. None of it stops the policy from being used. */
export type Remark = {
  readonly kind: RemarkKind;
  /** A few words, for the left-hand column. */
  readonly about: string;
  readonly says: string;
  /** What Accord does about it, where it does anything. */
  readonly instead?: string;
};

export const remarksOn = (policy: Policy, today: Day): Remark[] => [
  ...overdue(policy, today),
  ...unfair(policy),
  ...unsaid(policy),
  ...assumed(policy),
  ...there(policy),
];
