import { z } from 'zod';
import { GateId, RoleId, StepId, TrackId } from '../ids.ts';
import { Condition } from './condition.ts';
import { Duration } from './duration.ts';
import { Owner } from './roles.ts';
import { Source } from './source.ts';

const text = z.string().trim().min(1).max(300);

/** What a step does. Packs name, order and gate steps; the kinds carry the behaviour and are closed. */
export const STEP_KINDS = [
  'defuse',
  'gather',
  'speak',
  'remind',
  'invite_meeting',
  'mediate',
  'warn',
  'restrict_contact',
  'restrict_site',
  'turn_away',
  'call_999',
  'tell_dsl',
  'refer_police',
  'refer_legal',
  'seek_advice',
  'report_platform',
  'ask_removal',
  'hand_to_complaints',
  'hand_to_behaviour',
  'no_action',
  'other',
] as const;
export const StepKind = z.enum(STEP_KINDS);
export type StepKind = z.infer<typeof StepKind>;

/** Kinds that a letter goes with, and that only an uninvolved decider may take. */
export const FORMAL_KINDS: ReadonlySet<StepKind> = new Set(['warn', 'restrict_contact', 'restrict_site']);

export const STRENGTHS = ['must', 'usually', 'if necessary', 'where possible', 'may'] as const;

/** What must have come of an earlier step. `continued`: the head has confirmed that it went on after a warning. */
export const OUTCOMES = [
  'done',
  'attended',
  'resolved',
  'undertakings',
  'unresolved',
  'refused',
  'no_reply',
  'not_reached',
  'continued',
  'accepted',
  'declined',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const After = z.strictObject({
  step: StepId,
  outcome: z.array(z.enum(OUTCOMES)).min(1).default(['done']),
  source: Source,
});

export const Step = z.strictObject({
  id: StepId,
  kind: StepKind,
  label: text,
  track: TrackId,
  strength: z.enum(STRENGTHS),
  source: Source,
  /** Who does it; the pack's decider where silent. */
  owner: Owner.optional(),
  /** Applies only when; a step outside its condition is not offered. */
  when: Condition.optional(),
  /** Suggested when; a step not suggested is still offered. */
  suggest: z.strictObject({ when: Condition, source: Source }).optional(),
  /** Any one of these opens the step; taking it unopened is off the order. */
  after: z.array(After).default([]),
  /** The policy itself lets this step be taken early; a reason is still asked. */
  skip: z.strictObject({ when: text, source: Source }).optional(),
  needs: z.array(z.enum(['notes', 'second_person'])).default([]),
  letter: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,59}$/)
    .optional(),
  repeat: z.boolean().default(false),
  /** The body it goes to, of `bodies`. */
  body: z.string().optional(),
});
export type Step = z.output<typeof Step>;

/**
 * Steps side by side. `sequence`: one after another. `ladder`: the highest rung reached. `options`: whichever
 * are suggested. A track that is `first` comes before the others.
 */
export const Track = z.strictObject({
  id: TrackId,
  label: text,
  shape: z.enum(['sequence', 'ladder', 'options']),
  first: z.boolean().default(false),
  when: Condition.optional(),
  source: Source,
});

const WAIVABLE = ['never', 'immediate_risk', 'with_reason'] as const;
const gate = {
  id: GateId,
  label: text,
  before: z.array(StepId).min(1),
  when: Condition.optional(),
  waivable: z.enum(WAIVABLE).optional(),
  source: Source,
};

/** What must have happened before a step. A gate whose source is the policy is never waivable unless it says so. */
export const Gate = z.discriminatedUnion('kind', [
  z.strictObject({ ...gate, kind: z.literal('gathered') }),
  z.strictObject({ ...gate, kind: z.literal('spoken'), tries: z.int().min(1).max(9) }),
  z.strictObject({
    ...gate,
    kind: z.literal('consulted'),
    ask: z.array(RoleId).min(1),
    binding: z.boolean(),
    again_when: z.array(z.enum(['extend', 'widen'])).default([]),
    answer_within: Duration,
  }),
  z.strictObject({
    ...gate,
    kind: z.literal('approved'),
    ask: z.array(RoleId).min(1),
    answer_within: Duration,
  }),
  z.strictObject({ ...gate, kind: z.literal('site_risk') }),
  z.strictObject({ ...gate, kind: z.literal('confirmed'), ask: text }),
  z.strictObject({ ...gate, kind: z.literal('wait'), after: StepId, for: Duration }),
]);
export type Gate = z.output<typeof Gate>;
