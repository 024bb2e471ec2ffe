import { addDuration } from '../due.ts';
import type { CaseEvent } from '../events/case-event.ts';
import type { Facts } from '../facts.ts';
import { LetterId, type RestrictionId, type RoleId, type StepId } from '../ids.ts';

/** Within how long a letter follows its decision (Accord's default). */
const SOON = { count: 1, unit: 'school days', words: '1 school day' } as const;

export const signersOf = (kind: string, facts: Facts): RoleId[] =>
  (
    facts.policy.signs.find((row) => row.letters.includes(kind)) ??
    facts.policy.signs.find((row) => row.letters.length === 0) ??
    facts.policy.signs[0]
  )?.by ?? [];

export const letterOwed = (
  kind: string,
  facts: Facts,
  about: { restriction?: RestrictionId; step?: StepId } = {},
): CaseEvent => ({
  type: 'letter_owed',
  letter: LetterId.parse(facts.nextId()),
  kind,
  restriction: about.restriction ?? null,
  step: about.step ?? null,
  signers: signersOf(kind, facts),
  due: addDuration(facts.calendar, facts.today, SOON),
});
