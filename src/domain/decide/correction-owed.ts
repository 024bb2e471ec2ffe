import type { Case } from '../case.ts';
import type { CaseEvent } from '../events/case-event.ts';
import type { Facts } from '../facts.ts';
import { INTERNAL } from '../internal-letters.ts';
import { letterOwed } from './letter-owed.ts';

/** Sent to somebody, and holding nothing against them. */
const HARMLESS: ReadonlySet<string> = new Set([
  'no_further_action',
  'complaints_handoff',
  'correction',
  'their_side_acknowledged',
  'bar_not_confirmed',
]);

/** Letters that said or implied something against somebody, and went. */
export const accused = (it: Case): boolean =>
  it.letters.some((row) => row.sent && !INTERNAL.has(row.kind) && !HARMLESS.has(row.kind));

/** A correction is owed once, by whatever made it due: withdrawn, corrected, moved, or not upheld after all. */
export const correctionOwed = (it: Case, facts: Facts): readonly CaseEvent[] =>
  accused(it) && !it.letters.some((row) => row.kind === 'correction' && !row.sent && !row.dropped)
    ? [letterOwed('correction', facts)]
    : [];
