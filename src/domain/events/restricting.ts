import { z } from 'zod';
import {
  ConsultationId,
  MatterId,
  MemberId,
  PackId,
  ParticularsRef,
  RestrictionId,
  RoleId,
  StepId,
} from '../ids.ts';
import { ContactChannel, RETAINED, SiteExtent } from '../policy/rules.ts';
import { Day } from '../time.ts';
import { GateFact } from './deciding.ts';

const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...shape });

export const Extent = z.discriminatedUnion('of', [
  z.object({ of: z.literal('site'), places: z.array(SiteExtent).min(1) }),
  z.object({
    of: z.literal('contact'),
    channels: z.array(ContactChannel).min(1),
    named: RoleId,
    perWeek: z.int().min(1).max(20),
  }),
]);
export type Extent = z.infer<typeof Extent>;

/** Always a start, an end and a review: a restriction without cannot be written. */
const dates = { start: Day, end: Day, review: Day };

/** At least one gate fact: nobody is kept away without what must have happened first being on the record. */
const gates = z.array(GateFact).min(1);

/** Who sat, where a panel decides; and the reservations that the reason answers, where somebody had any. */
const again = {
  present: z.array(MemberId).default([]),
  againstView: ConsultationId.nullable().default(null),
};

/** What a parent may send in that has a clock of its own. */
export const REQUEST_KINDS = [
  'complaint',
  'appeal',
  'complaint_about_ban',
  'access',
  'pupil_record',
  'correction',
  'objection',
  'data_complaint',
  'information',
] as const;

/** Why a record outlasts the time that the policy gives it. */
export const KEPT_FOR = ['claim', 'inquiry', 'child', 'other'] as const;

/** Last days put off under a hold. A journal from before they were written has none, and they are reckoned. */
const moved = z.array(z.object({ what: z.string(), to: Day })).optional();

export const restricting = [
  /** Immediate danger: until the end of the next school day. Not a ban, and needs nobody's view. */
  event('person_turned_away', {
    restriction: RestrictionId,
    step: StepId,
    start: Day,
    end: Day,
    risk: ParticularsRef,
  }),
  event('restriction_opened', {
    restriction: RestrictionId,
    step: StepId,
    /** Provisional needs its reason: why it could not wait until they had been heard. */
    track: z.discriminatedUnion('is', [
      z.object({ is: z.literal('provisional'), risk: ParticularsRef }),
      z.object({ is: z.literal('intention') }),
    ]),
    extent: Extent,
    ...dates,
    /** The last day to give their side. */
    windowCloses: Day,
    decideBy: Day,
    /** R1: who was at risk or felt threatened, and why. */
    threshold: ParticularsRef,
    siteRisk: ParticularsRef.nullable(),
    gates,
  }),
  /** Fewer channels, a named contact; emergencies, absence, illness, complaints and records requests stay open. */
  event('contact_restricted', {
    restriction: RestrictionId,
    step: StepId,
    extent: Extent,
    ...dates,
    reason: ParticularsRef,
    gates,
  }),
  event('their_side_received', {
    matter: MatterId,
    restriction: RestrictionId.nullable(),
    channel: z.enum(['email', 'letter', 'phone', 'meeting', 'other']),
    receivedOn: Day,
    text: ParticularsRef,
    acknowledgeBy: Day,
  }),
  event('their_side_acknowledged', { matter: MatterId, on: Day }),
  event('restriction_confirmed', {
    restriction: RestrictionId,
    ...dates,
    extent: Extent,
    reason: ParticularsRef,
    /** What they said and how it was weighed; where they said nothing, that they were asked. */
    answer: ParticularsRef,
    /** How handover, reports, meetings, emergencies and elections go on (R10). */
    arrangements: ParticularsRef,
    heard: z.enum(['their_side', 'window_closed', 'said_nothing_to_add']),
    gates,
    ...again,
    on: Day,
  }),
  event('restriction_varied', {
    restriction: RestrictionId,
    ...dates,
    extent: Extent,
    reason: ParticularsRef,
    gates,
    ...again,
    on: Day,
  }),
  event('restriction_extended', {
    restriction: RestrictionId,
    ...dates,
    reason: ParticularsRef,
    considered: ParticularsRef,
    gates,
    ...again,
    on: Day,
  }),
  event('restriction_lifted', { restriction: RestrictionId, reason: ParticularsRef, on: Day }),
  event('restriction_ran_out', { restriction: RestrictionId, on: Day }),
  event('comment_invited', { restriction: RestrictionId, by: Day, on: Day }),
  event('hold_placed', {
    for: z.enum(['police', 'dsl']),
    reason: ParticularsRef,
    reviewOn: Day,
    on: Day,
    moved,
  }),
  event('hold_reviewed', { reviewOn: Day, on: Day, moved }),
  /** `days`: how long clocks stood still; `shifted`: the dates that moved by it. */
  event('hold_lifted', {
    reason: ParticularsRef,
    on: Day,
    moved: z.array(z.object({ what: z.string(), to: Day })),
  }),
  event('request_received', {
    matter: MatterId,
    kind: z.enum(REQUEST_KINDS),
    channel: z.enum(['email', 'letter', 'phone', 'meeting', 'other']),
    receivedOn: Day,
    text: ParticularsRef,
    due: Day,
    law: z.boolean(),
    to: z.array(RoleId),
    suspends: RestrictionId.nullable(),
  }),
  event('request_answered', { matter: MatterId, on: Day, note: ParticularsRef }),
  event('support_recorded', {
    for: MemberId,
    offered: z.array(z.enum(['debrief', 'union', 'occupational_health', 'leave', 'safety_arrangements'])),
    note: ParticularsRef.nullable(),
    on: Day,
  }),
  event('injury_recorded', {
    for: MemberId.nullable(),
    what: z.enum(['none', 'minor', 'specified', 'taken_to_hospital', 'over_seven_days']),
    reportBy: Day.nullable(),
    on: Day,
  }),
  event('case_closed', {
    outcome: z.enum([
      'no_breach',
      'no_further_action',
      'resolved',
      'step_taken',
      'handed_to_complaints',
      'unfounded',
      'withdrawn',
    ]),
    /** What the reporter may know, in outline. */
    outline: z.enum([
      'nothing_more',
      'spoken_to',
      'written_to',
      'arrangements_changed',
      'passed_on',
      'not_upheld',
    ]),
    reason: ParticularsRef,
    retention: z.object({ keep: z.enum(RETAINED), until: Day }),
    on: Day,
  }),
  /** Its time had come and somebody confirmed it: texts and files are gone, facts and commitments stay. */
  event('record_erased', { texts: z.int(), files: z.int(), on: Day }),
  event('record_kept_longer', {
    until: Day,
    why: z.enum(KEPT_FOR),
    reason: ParticularsRef,
    on: Day,
  }),
  event('case_reopened', { reason: ParticularsRef, hearBy: Day, on: Day }),
  event('case_policy_moved', { pack: PackId, sha256: z.string(), reason: ParticularsRef }),
] as const;
