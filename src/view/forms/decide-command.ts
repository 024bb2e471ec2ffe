import type { Decide } from '../../domain/command.ts';
import type { GateId, MemberId, StepId } from '../../domain/ids.ts';
import type { Typed, TypedText } from '../typed.ts';

export interface DecideParts {
  readonly steps: readonly StepId[];
  readonly reason: TypedText;
  readonly decidedBy: MemberId | null;
  readonly equality: Typed<Decide>['equality'];
  readonly departure?: TypedText | null;
  readonly waived?: readonly GateId[];
  readonly confirmed?: readonly GateId[];
  readonly present?: readonly MemberId[];
  readonly secondPerson?: MemberId | null;
  readonly restriction?: Typed<Decide>['restriction'];
  readonly contact?: Typed<Decide>['contact'];
  readonly risk?: TypedText | null;
}

/** One reason is kept: why it was decided, and after it why it is different from the policy. */
export const toDecide = (parts: DecideParts): Typed<Decide> => ({
  do: 'decide',
  steps: parts.steps,
  reason: parts.departure
    ? {
        typed: `${parts.reason.typed}\n\nWhy this is different from our policy, or goes ahead all the same: ${parts.departure.typed}`,
        kind: 'reason',
      }
    : parts.reason,
  departureReason: parts.departure != null,
  skipReason: parts.departure != null,
  waived: parts.waived ?? [],
  confirmed: parts.confirmed ?? [],
  equality: parts.equality,
  phone: parts.decidedBy === null ? null : { decidedBy: parts.decidedBy },
  present: parts.present ?? [],
  restriction: parts.restriction ?? null,
  contact: parts.contact ?? null,
  risk: parts.risk ?? null,
  secondPerson: parts.secondPerson ?? null,
});
