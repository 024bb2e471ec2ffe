import type { Brought } from './brought.ts';
import { conditionHolds, type Situation } from './condition-holds.ts';
import { fairnessGates, fairnessLabel } from './fairness.ts';
import type { GateState } from './gate-state.ts';
import { jointLabel, packGates } from './joint-gates.ts';
import { mendOf, packGateMet } from './pack-gate-met.ts';
import type { Policy } from './policy/policy.ts';
import type { Gate, Step } from './policy/step.ts';

const applies = (gate: Gate, step: Step, at: Situation, brought: Brought): boolean => {
  if (!gate.before.includes(step.id)) return false;
  if (gate.when && !conditionHolds(gate.when, at)) return false;
  if (brought.purpose === 'impose') return true;
  if (gate.kind !== 'consulted' && gate.kind !== 'approved') return false;
  return gate.kind === 'approved' || gate.again_when.includes(brought.purpose);
};

/** A gate whose source is the policy is never waived unless the pack says it may be. */
const waivableOf = (gate: Gate): GateState['waivable'] =>
  gate.waivable ?? (gate.source.kind === 'policy' ? 'never' : 'with_reason');

/** What a gate is called, years after it stood there too. An id that a pack no longer has is said as its words. */
export const gateLabel = (id: string, policy: Policy): string =>
  policy.gates.find((row) => row.id === id)?.label ??
  fairnessLabel(id) ??
  jointLabel(id, policy) ??
  id.replaceAll('_', ' ');

/** Every gate before the step, with where it stands. */
export function gatesFor(step: Step, at: Situation, brought: Brought): readonly GateState[] {
  const pack = packGates(step, at.policy, brought.by)
    .filter((gate) => applies(gate, step, at, brought))
    .map((gate): GateState => {
      const met = packGateMet(gate, step, at, brought);
      const offered = gate.kind === 'consulted' && !gate.binding;
      return {
        gate: gate.id,
        label: gate.label,
        source: gate.source,
        state: met ? 'met' : offered ? 'offered' : 'unmet',
        waivable: waivableOf(gate),
        mend: mendOf(gate, step, at.it, brought),
        asks:
          gate.kind === 'consulted' || gate.kind === 'approved'
            ? { kind: gate.kind === 'approved' ? 'approve' : 'consult', roles: gate.ask }
            : null,
      };
    });
  return [...fairnessGates(step.kind, at.it, brought), ...pack];
}
