import type { Case, Taken } from './case.ts';
import type { BreachId, CaseId, CaseRef, RestrictionId } from './ids.ts';
import type { Day } from './time.ts';

/** An earlier matter of the same person, as far as a later decision may rely on it. */
export interface Earlier {
  readonly case: CaseId;
  readonly ref: CaseRef;
  readonly occurredOn: Day;
  readonly breaches: readonly BreachId[];
  readonly found: boolean;
  readonly taken: readonly Taken[];
  readonly status: Case['status'];
  readonly inForce: readonly RestrictionId[];
  /** Whoever is walled off from it is not told of it beside another matter either. */
  readonly stoodAside: Case['stoodAside'];
}

export type History = readonly Earlier[];

/** Withdrawn and unfounded matters, complaints and those joined elsewhere leave the person's history. */
export function toEarlier(it: Case): Earlier | null {
  if (it.erased !== null || it.status === 'withdrawn' || it.status === 'joined' || it.finding === 'unfounded')
    return null;
  if (
    it.closed?.outcome === 'unfounded' ||
    it.closed?.outcome === 'no_breach' ||
    it.closed?.outcome === 'handed_to_complaints' ||
    it.closed?.outcome === 'withdrawn'
  )
    return null;
  return {
    case: it.id,
    ref: it.ref,
    occurredOn: it.occurredOn,
    breaches: it.breaches,
    found: it.finding === 'found',
    taken: it.taken,
    status: it.status,
    inForce: it.restrictions
      .filter((row) => row.status === 'provisional' || row.status === 'confirmed')
      .map((row) => row.id),
    stoodAside: it.stoodAside,
  };
}
