import { z } from 'zod';
import {
  BreachId,
  CaseId,
  CaseRef,
  MatterId,
  MemberId,
  PackId,
  ParticularsRef,
  PersonId,
  ReportId,
  SchoolId,
  StepId,
} from '../ids.ts';
import { MEDIA } from '../media.ts';
import { Flag, WHERE } from '../policy/condition.ts';
import { Day, Instant } from '../time.ts';

const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...shape });

export const HARM = ['nobody', 'someone_hurt', 'child_at_risk', 'crime_now'] as const;
export const CAPACITIES = ['parent', 'carer', 'visitor'] as const;

/** Offered on every form beside the policy's own list: what no list foresaw. */
export const UNLISTED = ['violence_or_threat', 'something_else'] as const;

export const Account = z.object({
  id: MatterId,
  report: ReportId.nullable(),
  from: MemberId,
  text: ParticularsRef,
  /** The case it came from, when cases were joined. */
  cameFrom: CaseId.nullable(),
});
export type Account = z.infer<typeof Account>;

export const reporting = [
  event('case_opened', {
    case: CaseId,
    school: SchoolId,
    ref: CaseRef,
    policy: z.object({ pack: PackId, sha256: z.string() }),
    person: PersonId.nullable(),
    capacity: z.enum(CAPACITIES),
    openedOn: Day,
    occurredOn: Day,
  }),
  event('report_received', {
    report: ReportId,
    reporter: MemberId,
    onBehalfOf: MemberId.nullable(),
    breaches: z.array(BreachId),
    occurredAt: Instant,
    happened: z.enum(WHERE),
    place: ParticularsRef.nullable(),
    narrative: ParticularsRef,
    harm: z.enum(HARM),
    flags: z.array(Flag),
    notices: z.array(z.string()),
    readBy: Day,
    hearBy: Day,
  }),
  event('report_read', { on: Day, hearBy: Day }),
  event('account_added', { account: Account }),
  event('evidence_added', {
    evidence: MatterId,
    kind: z.enum(['screenshot', 'link', 'photo', 'message', 'document', 'recording', 'other']),
    what: ParticularsRef,
    seenAt: Instant.nullable(),
    capturedBy: MemberId,
  }),
  /** A file somebody gave, fetched and kept. Its name may hold a person's, so it is with the file. */
  event('evidence_file_added', {
    evidence: MatterId,
    file: ParticularsRef,
    media: z.enum(MEDIA),
    capturedBy: MemberId,
    /** What they sent us that it is the original of. */
    of: MatterId.nullable().default(null),
  }),
  event('people_named', {
    affected: z.array(MemberId),
    witnesses: z.array(MemberId),
    /** Those of them who may decide here and whom only a reporter has named. */
    unconfirmed: z.array(MemberId).default([]),
  }),
  event('information_gathered', { note: ParticularsRef, on: Day }),
  event('person_spoken_to', {
    how: z.enum(['spoke', 'not_reached']),
    tries: z.int(),
    note: ParticularsRef.nullable(),
    outcome: z.enum(['resolved', 'unresolved', 'not_reached']),
    on: Day,
  }),
  event('report_classified', {
    breaches: z.array(BreachId),
    unlisted: z.boolean(),
    flags: z.array(Flag),
    /** What staff are told to do by the kinds chosen now and not before. */
    notices: z.array(z.string()).default([]),
    finding: z.enum(['undecided', 'found', 'unfounded']),
    exceptions: z.array(
      z.object({ breach: BreachId, exception: z.string(), note: ParticularsRef.nullable() }),
    ),
    /** The warning after which the head confirms that the behaviour went on. */
    continues: z.object({ case: CaseId, step: StepId, on: Day }).nullable(),
  }),
  event('report_corrected', { report: ReportId, narrative: ParticularsRef, reason: ParticularsRef }),
  event('report_withdrawn', {
    report: ReportId,
    reason: ParticularsRef,
    /** The last day that the record is kept, where no report is left. Journals from before it was written have none. */
    keepUntil: Day.nullable().default(null),
  }),
  event('person_identified', { person: PersonId }),
  event('case_moved', { from: PersonId.nullable(), to: PersonId, reason: ParticularsRef }),
  event('case_joined', { into: CaseId, reason: ParticularsRef }),
  event('case_took_in', { from: CaseId, accounts: z.array(Account), reporters: z.array(MemberId) }),
  event('case_separated', { from: CaseId, reason: ParticularsRef }),
  event('case_gave_back', { to: CaseId }),
  event('member_stood_aside', {
    member: MemberId,
    why: z.enum(['suffered', 'saw', 'related', 'complained_about', 'is_the_person', 'consulted', 'other']),
  }),
  event('dsl_told', { on: Day }),
] as const;
