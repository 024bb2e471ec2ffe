import type { Case } from '../case.ts';
import type { CaseEventType, EventOf, Recorded } from '../events/case-event.ts';

export type Meta = Omit<Recorded, 'event'>;

/** For each event, the case after it. A new event without a handler does not compile. */
export type Handlers<T extends CaseEventType> = {
  readonly [K in T]: (it: Case, event: EventOf<K>, meta: Meta) => Case;
};

/** The row with this id changed; the rest as they were. */
export const change = <R extends { readonly id: string }>(
  rows: readonly R[],
  id: string,
  to: (row: R) => R,
): readonly R[] => rows.map((row) => (row.id === id ? to(row) : row));
