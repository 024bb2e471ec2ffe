import type { GateId, RoleId } from './ids.ts';
import type { Source } from './policy/source.ts';

/** Where a gate stands: what is to be met before a step, and what to do about it. */
export interface GateState {
  readonly gate: GateId;
  readonly label: string;
  readonly source: Source;
  /** `offered`: asked for, and blocks nothing. */
  readonly state: 'met' | 'unmet' | 'offered';
  readonly waivable: 'never' | 'immediate_risk' | 'with_reason';
  /** What to do about it. */
  readonly mend: string;
  readonly asks: { readonly kind: 'consult' | 'approve'; readonly roles: readonly RoleId[] } | null;
}
