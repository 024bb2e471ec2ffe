import { holdsRole, memberOf } from '../book.ts';
import type { Facts } from '../facts.ts';
import type { MemberId } from '../ids.ts';
import type { Step } from '../policy/step.ts';
import { ownerOf } from '../standing.ts';

/** Panels decide with enough of their members present; joint owners with the other's approval, as a gate. */
export function panelShort(
  steps: readonly Step[],
  present: readonly MemberId[],
  facts: Pick<Facts, 'policy' | 'book'>,
): string | null {
  for (const step of steps) {
    const owner = ownerOf(facts.policy, step.id).by;
    if (owner.how !== 'panel') continue;
    const panel = facts.policy.panels.find((row) => row.id === owner.roles[0]);
    const sitting = new Set(
      present.filter((id) => {
        const member = memberOf(facts.book, id);
        return member && panel?.members.some((role) => holdsRole(member, role, facts.policy));
      }),
    );
    if (panel && sitting.size < panel.quorum)
      return `${panel.title} needs ${panel.quorum} members to decide; ${sitting.size} are named. Say who was there.`;
  }
  return null;
}
