import { z } from 'zod';
import { DEADLINE_KINDS } from '../domain/deadline-kinds.ts';
import { GateId, RoleId, StepId } from '../domain/ids.ts';
import { Day } from '../domain/time.ts';

export const REFUSAL_CODES = [
  'not_allowed',
  'not_open',
  'must_happen_first',
  'reason_needed',
  'not_in_policy',
  'dates_wrong',
  'not_found',
  'already_done',
  'on_hold',
  'conflict_of_interest',
  'input',
] as const;

const steps = z.array(StepId).max(60);
const slug = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/);
const days = z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(Day).min(1).max(20));

/** What a scenario claims of a point. What it does not name, it does not claim. */
export const Expect = z.strictObject({
  /** Exactly these are recommended now; `later`, exactly these once they are done. */
  recommended: steps.optional(),
  later: steps.optional(),
  /** Of those recommended, exactly these are what the policy says it will do. */
  must: steps.optional(),
  /** Among the rest that may be taken. */
  allowed: steps.optional(),
  /** Neither recommended nor allowed. */
  not_open: steps.optional(),
  refused: z.enum(REFUSAL_CODES).optional(),
  /** A piece of the refusal's words. */
  because: z.string().trim().min(1).max(300).optional(),
  /** Exactly what the decision wrote down as different from the policy: steps and gates. */
  departures: z.array(z.string()).max(20).optional(),
  /** For a step: exactly what must happen first and has not. */
  first: z.record(StepId, z.array(GateId)).optional(),
  /** For a step: exactly what is offered first and may be left. */
  offered: z.record(StepId, z.array(GateId)).optional(),
  deadlines: z.partialRecord(z.enum(DEADLINE_KINDS), days).optional(),
  /** Exactly the letters that are owed and have not gone. */
  letters: z.array(slug).max(20).optional(),
  /** Whose view is being waited for. */
  asked: RoleId.optional(),
  restriction: z
    .strictObject({
      status: z
        .enum(['turned_away', 'intention', 'provisional', 'confirmed', 'contact', 'lifted', 'ran_out'])
        .optional(),
      from: Day.optional(),
      until: Day.optional(),
      review: Day.optional(),
      their_side_by: Day.optional(),
      decide_by: Day.optional(),
    })
    .optional(),
});
export type Expect = z.output<typeof Expect>;
