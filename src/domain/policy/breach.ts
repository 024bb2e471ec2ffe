import { z } from 'zod';
import { BreachId, StepId } from '../ids.ts';
import { Condition, FAMILIES, Flag, SEVERITIES, WHERE } from './condition.ts';
import { Source } from './source.ts';

const text = z.string().trim().min(1).max(300);
const slug = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/);

/** Something that makes the conduct no breach when the answer to `ask` is yes: an authorised event, an assistance dog. */
export const Exception = z.strictObject({ id: slug, label: text, ask: text, source: Source });

/** What must be said or done at once when this is reported, before the form goes on. */
export const NOTICES = [
  'call_999',
  'tell_dsl',
  'tell_dsl_before_parent',
  'alternative_collector',
  'first_aid',
  'keep_evidence',
  'do_not_reply_online',
  'offer_complaints_route',
] as const;

export const Breach = z.strictObject({
  id: BreachId,
  label: text,
  clause: text,
  family: z.enum(FAMILIES),
  severity: z.enum(SEVERITIES),
  where: z.enum(WHERE),
  /** How this policy's wording differs from others', in our words. */
  wording: text.optional(),
  exceptions: z.array(Exception).default([]),
  questions: z.array(z.strictObject({ id: slug, ask: text })).default([]),
  raises: z.array(Flag).default([]),
  notices: z.array(z.enum(NOTICES)).default([]),
  /** `concern`: not misconduct by itself; the worry-or-complaint route is offered first. */
  treat_as: z.enum(['breach', 'concern']).default('breach'),
  /** Not a kind of conduct but a question over any report, whatever its kind: the decider raises this flag. */
  over_any_report: Flag.optional(),
  /** Steps suggested for this report alone, ahead of the tracks. */
  recommend: z.array(z.strictObject({ step: StepId, source: Source })).default([]),
  /** The furthest step for a first report of this kind. */
  cap: z.strictObject({ step: StepId, source: Source }).optional(),
  /** Steps owed whenever this is found. */
  mandatory: z
    .array(z.strictObject({ step: StepId, when: Condition.optional(), source: Source }))
    .default([]),
});
export type Breach = z.output<typeof Breach>;

/** Asked of parents, never punished: an expectation is not a breach. */
export const Expectation = z.strictObject({
  id: slug,
  text,
  strength: z.enum(['asked', 'expected', 'required']),
  source: Source,
});

/** What the school itself has promised. */
export const Duty = z.strictObject({
  id: slug,
  text,
  yearly: z.boolean().default(false),
  source: Source,
});
