import type { PURPOSES } from './events/deciding.ts';
import type { GateId, RestrictionId, RoleId } from './ids.ts';

export type Purpose = (typeof PURPOSES)[number];

/** What the decider brings along: reasons and ticks that meet a gate, and gates they would waive. */
export interface Brought {
  readonly siteRisk: boolean;
  readonly immediateRisk: boolean;
  readonly confirmed: readonly GateId[];
  readonly waived: readonly GateId[];
  readonly purpose: Purpose;
  /** A restriction that they have been heard on is about to be confirmed. */
  readonly confirming: boolean;
  readonly restriction: RestrictionId | null;
  /** The role in which somebody decides: one of several joint owners does not approve their own decision. */
  readonly by: RoleId | null;
}

export const NOTHING_BROUGHT: Brought = {
  siteRisk: false,
  immediateRisk: false,
  confirmed: [],
  waived: [],
  purpose: 'impose',
  confirming: false,
  restriction: null,
  by: null,
};
