import { z } from 'zod';
import {
  ConsultationId,
  DecisionId,
  GateId,
  LetterId,
  LinkId,
  MatterId,
  MemberId,
  ParticularsRef,
  RestrictionId,
  RoleId,
  StepId,
} from '../ids.ts';
import { OUTCOMES, StepKind } from '../policy/step.ts';
import { Day } from '../time.ts';

const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...shape });

/** What must have happened first, as it stood when the decision was taken. A ban cannot be written without. */
export const GateFact = z.object({
  gate: GateId,
  how: z.enum(['met', 'waived']),
  source: z.enum(['policy', 'guidance', 'default']),
  /** The clause or guidance relied on, kept so that the record reads without the pack. */
  words: z.string(),
});
export type GateFact = z.infer<typeof GateFact>;

export const TakenStep = z.object({
  step: StepId,
  kind: StepKind,
  clause: z.string(),
  source: z.enum(['policy', 'guidance', 'default']),
  gates: z.array(GateFact),
  /** `departure`: off the policy's order. `skip`: early, as the policy itself allows in graver cases. */
  offOrder: z.enum(['no', 'departure', 'skip']),
});
export type TakenStep = z.infer<typeof TakenStep>;

/** By telephone: who wrote it down. */
export const ByPhone = z.object({ recordedBy: MemberId }).nullable();

export const VIEWS = ['support', 'concern', 'talk', 'approve', 'refuse'] as const;
export const PURPOSES = ['impose', 'extend', 'widen'] as const;

export const deciding = [
  event('decision_made', {
    decision: DecisionId,
    by: MemberId,
    role: RoleId,
    /** Why this role decides, where it is not the pack's first: absence, conflict. */
    because: z.enum(['decider', 'deputy', 'substitute', 'panel']),
    present: z.array(MemberId),
    phone: ByPhone,
    steps: z.array(TakenStep),
    reason: ParticularsRef,
    departures: z.array(
      z.object({
        what: z.enum(['off_order', 'gate_waived', 'not_taken']),
        about: z.string(),
        clause: z.string(),
      }),
    ),
    /** Accord's own suggestions not used: no departure. */
    setAside: z.array(StepId),
    /** Every step that was open to the decider: what a review would ask. */
    considered: z.array(StepId),
    equality: z
      .object({ answer: z.enum(['none_known', 'adjustments']), note: ParticularsRef.nullable() })
      .nullable(),
    againstView: ConsultationId.nullable(),
    on: Day,
  }),
  event('step_outcome_recorded', {
    step: StepId,
    outcome: z.enum(OUTCOMES),
    on: Day,
    note: ParticularsRef.nullable(),
  }),
  event('meeting_invited', {
    matter: MatterId,
    step: StepId,
    about: z.enum(['meeting', 'mediation']),
    replyBy: Day,
  }),
  event('meeting_rearranged', { matter: MatterId, replyBy: Day }),
  event('meeting_outcome_recorded', {
    matter: MatterId,
    outcome: z.enum([
      'resolved',
      'undertakings',
      'unresolved',
      'refused',
      'no_reply',
      'accepted',
      'declined',
    ]),
    note: ParticularsRef.nullable(),
    on: Day,
  }),
  event('referral_made', {
    matter: MatterId,
    step: StepId,
    to: z.enum(['police', 'legal', 'advice', 'platform', 'emergency', 'dsl', 'complaints', 'behaviour']),
    body: z.string().nullable(),
    followUp: Day,
    /** Investigation interviews wait until the police say proceed. */
    holdsInterviews: z.boolean(),
  }),
  event('referral_outcome_recorded', {
    matter: MatterId,
    reference: ParticularsRef.nullable(),
    outcome: z.enum(['acknowledged', 'may_proceed', 'concluded', 'declined']),
    note: ParticularsRef.nullable(),
    /** When it is asked after again; null once it is over. */
    followUp: Day.nullable().default(null),
    on: Day,
  }),
  event('removal_asked', { matter: MatterId, step: StepId, checkOn: Day }),
  event('removal_checked', { matter: MatterId, removed: z.boolean(), nextCheck: Day.nullable(), on: Day }),
  event('view_asked', {
    consultation: ConsultationId,
    purpose: z.enum(PURPOSES),
    kind: z.enum(['consult', 'approve']),
    gate: GateId.nullable(),
    step: StepId,
    restriction: RestrictionId.nullable(),
    role: RoleId,
    /** Asked next, in order, if this one cannot be reached. */
    next: z.array(RoleId),
    summary: ParticularsRef,
    proposal: ParticularsRef,
    due: Day,
    /** Journals from before it was written have none. */
    on: Day.optional(),
  }),
  event('view_chased', { consultation: ConsultationId, on: Day, tries: z.int() }),
  event('view_passed_on', { consultation: ConsultationId, role: RoleId, next: z.array(RoleId), due: Day }),
  event('view_opened', { consultation: ConsultationId, by: MemberId }),
  event('view_given', {
    consultation: ConsultationId,
    by: MemberId,
    role: RoleId,
    view: z.enum(VIEWS),
    comment: ParticularsRef.nullable(),
    phone: ByPhone,
    /** The link that it was given by, where its giver has no account. */
    link: LinkId.nullable().default(null),
    on: Day,
  }),
  event('letter_owed', {
    letter: LetterId,
    kind: z.string(),
    restriction: RestrictionId.nullable(),
    step: StepId.nullable(),
    signers: z.array(RoleId),
    due: Day,
  }),
  event('letter_signed', {
    letter: LetterId,
    by: MemberId,
    text: ParticularsRef,
    /** What it is written in, such as `cy`. */
    language: z.string().max(10).default('en'),
    on: Day,
  }),
  event('letter_sent', {
    letter: LetterId,
    on: Day,
    how: z.enum(['by_hand', 'first_class', 'signed_for', 'email', 'in_meeting']),
    /** Someone looked at the address and says that it is this parent's own. */
    addressConfirmed: z.literal(true),
    /** The number on the receipt, who took it, which email address: what shows later that it arrived. */
    proof: ParticularsRef.nullable().default(null),
  }),
  event('letter_dropped', { letter: LetterId, why: z.enum(['case_closed', 'superseded', 'wrong_person']) }),
] as const;
