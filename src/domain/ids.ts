import { z } from 'zod';

const id = <N extends string>(most = 80) => z.string().min(1).max(most).brand<N>();

export const SchoolId = id<'SchoolId'>();
export type SchoolId = z.infer<typeof SchoolId>;
export const MemberId = id<'MemberId'>();
export type MemberId = z.infer<typeof MemberId>;
export const PersonId = id<'PersonId'>();
export type PersonId = z.infer<typeof PersonId>;
export const CaseId = id<'CaseId'>();
export type CaseId = z.infer<typeof CaseId>;
export const ReportId = id<'ReportId'>();
export type ReportId = z.infer<typeof ReportId>;
export const DecisionId = id<'DecisionId'>();
export type DecisionId = z.infer<typeof DecisionId>;
export const ConsultationId = id<'ConsultationId'>();
export type ConsultationId = z.infer<typeof ConsultationId>;
/** A way in to one consultation for somebody without an account; its secret is no part of it. */
export const LinkId = id<'LinkId'>();
export type LinkId = z.infer<typeof LinkId>;
export const RestrictionId = id<'RestrictionId'>();
export type RestrictionId = z.infer<typeof RestrictionId>;
export const LetterId = id<'LetterId'>();
export type LetterId = z.infer<typeof LetterId>;
/** Anything with a life of its own inside a case: a meeting, a referral, a removal request, an appeal. */
export const MatterId = id<'MatterId'>();
export type MatterId = z.infer<typeof MatterId>;
/** A file somebody sent for one of the school's own lists, until it is imported or put away. */
export const UploadId = id<'UploadId'>();
export type UploadId = z.infer<typeof UploadId>;
export const ParticularsId = id<'ParticularsId'>();
export type ParticularsId = z.infer<typeof ParticularsId>;
/** Made by Accord for each form and button it shows, so that a repeat has one effect. */
export const IntentKey = id<'IntentKey'>(200);
export type IntentKey = z.infer<typeof IntentKey>;

/** The case's short reference, `AC-26-0042`: safe to say in a channel. */
export const CaseRef = z
  .string()
  .regex(/^AC-\d{2}-\d{4,6}$/)
  .brand<'CaseRef'>();
export type CaseRef = z.infer<typeof CaseRef>;

const slug = <N extends string>() =>
  z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,59}$/, 'use small letters, digits, - and _, starting with a letter')
    .brand<N>();

export const PackId = slug<'PackId'>();
export type PackId = z.infer<typeof PackId>;
export const StepId = slug<'StepId'>();
export type StepId = z.infer<typeof StepId>;
export const BreachId = slug<'BreachId'>();
export type BreachId = z.infer<typeof BreachId>;
export const GateId = slug<'GateId'>();
export type GateId = z.infer<typeof GateId>;
export const TrackId = slug<'TrackId'>();
export type TrackId = z.infer<typeof TrackId>;
/** A role of Accord's own (`head`, `chair` ...) or one a pack names (`exec_head`). */
export const RoleId = slug<'RoleId'>();
export type RoleId = z.infer<typeof RoleId>;

/**
 * Where a text about people is kept: never the text itself. The commitment is SHA-256 over a random salt
 * and the plaintext (hex); the salt is erased with the text, after which the commitment proves nothing.
 */
export const ParticularsRef = z.object({ id: ParticularsId, commitment: z.string().length(64) });
export type ParticularsRef = z.infer<typeof ParticularsRef>;
