import { type Case, ON_THE_SPOT } from '../case.ts';
import type { Facts } from '../facts.ts';
import type { Option } from '../recommend.ts';

const shapeOf = (row: Option, facts: Facts) =>
  facts.policy.tracks.find((track) => track.id === row.step.track)?.shape;

/**
 * A must of the policy left undone, unless it was left with a reason before or another step of its ladder or sequence
 * is taken. Options stand side by side: one does not do for the other.
 */
export function leftUndone(
  options: readonly Option[],
  chosen: readonly Option[],
  it: Case,
  facts: Facts,
): readonly Option[] {
  // What keeps people safe this afternoon leaves nothing undone: the decision itself is still to come.
  if (chosen.length > 0 && chosen.every((row) => ON_THE_SPOT.has(row.step.kind))) return [];
  /** Nobody is asked why they did not do what fairness forbids for now: write to someone unknown, or under a hold. */
  const barred = (row: Option) =>
    row.gates.some(
      (gate) => gate.state === 'unmet' && gate.waivable === 'never' && gate.source.kind === 'guidance',
    );
  const ends = chosen.some((row) => row.step.kind === 'no_action' || row.step.kind === 'hand_to_complaints');
  const recorded = (row: Option) => row.step.kind === 'gather' || row.step.kind === 'speak';
  const settled = (row: Option) =>
    it.decisions.some((made) =>
      made.departures.some((dep) => dep.what === 'not_taken' && dep.about === row.step.id),
    );
  return options.filter(
    (row) =>
      row.must &&
      row.standing === 'next' &&
      !chosen.some(
        (other) =>
          other.step.id === row.step.id ||
          (other.step.track === row.step.track &&
            other.step.kind !== 'no_action' &&
            shapeOf(row, facts) !== 'options'),
      ) &&
      !barred(row) &&
      (ends || !recorded(row)) &&
      !settled(row),
  );
}
