import { titleOf } from './book.ts';
import { GateId, RoleId } from './ids.ts';
import type { Policy } from './policy/policy.ts';
import type { Gate, Step } from './policy/step.ts';
import { ownerOf } from './standing.ts';

/** How long a joint owner has to answer, where no gate of the pack says (Accord's default). */
const JOINT_ANSWER = { count: 2, unit: 'school days', words: '2 school days' } as const;

const JOINT = 'joint_';

const agrees = (role: RoleId, policy: Policy): string =>
  `${titleOf(role, policy)} agrees: the decision is a joint one`;

/** What the gate of a joint owner is called; null where it is none. */
export const jointLabel = (id: string, policy: Policy): string | null =>
  id.startsWith(JOINT) ? agrees(RoleId.parse(id.slice(JOINT.length)), policy) : null;

/**
 * Where several decide jointly, the others have to agree: a gate for each, in whose name the pack gave the step to
 * them. A joint owner who is involved is stood in for by the pack's substitutes, in order.
 */
export function jointGates(step: Step, policy: Policy, by: RoleId | null): readonly Gate[] {
  const { by: owner, substitute, source } = ownerOf(policy, step.id);
  if (owner.how !== 'jointly') return [];
  const decides = by !== null && owner.roles.includes(by) ? by : owner.roles[0];
  return owner.roles
    .filter((role) => role !== decides)
    .map((role) => ({
      kind: 'approved' as const,
      id: GateId.parse(`${JOINT}${role}`),
      label: agrees(role, policy),
      before: [step.id],
      waivable: 'never' as const,
      source,
      ask: [role, ...substitute.filter((other) => !owner.roles.includes(other))],
      answer_within: JOINT_ANSWER,
    }));
}

/** The pack's gates and those that joint owners are to each other. */
export const packGates = (step: Step, policy: Policy, by: RoleId | null): readonly Gate[] => [
  ...policy.gates,
  ...jointGates(step, policy, by),
];
