import type { Case, Restriction } from '../case.ts';
import type { CaseEvent } from '../events/case-event.ts';

/** Letters about it that never went and are overtaken by what is decided now. */
export const superseded = (it: Case, row: Restriction): CaseEvent[] =>
  it.letters
    .filter((one) => one.restriction === row.id && !one.sent && !one.dropped)
    .map((one): CaseEvent => ({ type: 'letter_dropped', letter: one.id, why: 'superseded' }));
