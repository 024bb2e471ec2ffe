import type { EventOf } from './events/case-event.ts';
import type { GateFact, PURPOSES, TakenStep, VIEWS } from './events/deciding.ts';
import type { Account, CAPACITIES, HARM } from './events/reporting.ts';
import type { Extent } from './events/restricting.ts';
import type {
  BreachId,
  CaseId,
  CaseRef,
  ConsultationId,
  DecisionId,
  GateId,
  LetterId,
  LinkId,
  MatterId,
  MemberId,
  PackId,
  ParticularsRef,
  PersonId,
  ReportId,
  RestrictionId,
  RoleId,
  SchoolId,
  StepId,
} from './ids.ts';
import type { Media } from './media.ts';
import type { Flag, WHERE } from './policy/condition.ts';
import type { Outcome, StepKind } from './policy/step.ts';
import type { Day, Instant } from './time.ts';

export interface Report {
  readonly id: ReportId;
  readonly reporter: MemberId;
  readonly onBehalfOf: MemberId | null;
  readonly occurredAt: Instant;
  readonly place: ParticularsRef | null;
  readonly narrative: ParticularsRef;
  readonly harm: (typeof HARM)[number];
  readonly withdrawn: boolean;
  readonly receivedAt: Instant;
}

export interface EvidenceFile {
  readonly id: MatterId;
  readonly file: ParticularsRef;
  readonly media: Media;
  readonly capturedBy: MemberId;
  readonly keptAt: Instant;
  /** What they sent us that it is the original of. */
  readonly of: MatterId | null;
}

export interface Taken {
  readonly step: StepId;
  readonly kind: StepKind;
  readonly on: Day;
  readonly outcomes: readonly Outcome[];
}

export interface Decision {
  readonly id: DecisionId;
  readonly by: MemberId;
  readonly role: RoleId;
  readonly on: Day;
  readonly steps: readonly TakenStep[];
  readonly reason: ParticularsRef;
  readonly departures: EventOf<'decision_made'>['departures'];
  readonly phone: { readonly recordedBy: MemberId } | null;
}

export interface Meeting {
  readonly id: MatterId;
  readonly step: StepId;
  readonly about: 'meeting' | 'mediation';
  readonly replyBy: Day;
  readonly rearranged: number;
  readonly outcome: EventOf<'meeting_outcome_recorded'>['outcome'] | null;
}

export interface Referral {
  readonly id: MatterId;
  readonly step: StepId;
  readonly to: EventOf<'referral_made'>['to'];
  readonly body: string | null;
  readonly followUp: Day;
  readonly holdsInterviews: boolean;
  readonly outcome: EventOf<'referral_outcome_recorded'>['outcome'] | null;
}

export interface Removal {
  readonly id: MatterId;
  readonly step: StepId;
  readonly checkOn: Day | null;
  readonly removed: boolean;
}

/** A way in for whoever is asked and has no account. Only the newest of a consultation counts. */
export interface ViewLink {
  readonly id: LinkId;
  readonly for: MemberId;
  readonly how: EventOf<'view_link_made'>['how'];
  readonly to: ParticularsRef | null;
  readonly on: Day;
  readonly lastDay: Day;
  readonly until: Instant;
  /** How often it was opened: more than once may be a phone and a computer, or somebody else. */
  readonly opened: number;
  readonly unsent: boolean;
  readonly ended: EventOf<'view_link_ended'>['why'] | null;
}

export interface Consultation {
  readonly id: ConsultationId;
  readonly purpose: (typeof PURPOSES)[number];
  readonly kind: 'consult' | 'approve';
  readonly gate: GateId | null;
  readonly step: StepId;
  readonly restriction: RestrictionId | null;
  readonly role: RoleId;
  readonly next: readonly RoleId[];
  readonly summary: ParticularsRef;
  readonly proposal: ParticularsRef;
  /** Null where the journal is from before it was written. */
  readonly askedOn: Day | null;
  readonly due: Day;
  readonly tries: number;
  /** Who has opened it: only then is the summary shown. */
  readonly opened: readonly MemberId[];
  readonly given: {
    readonly by: MemberId;
    readonly view: (typeof VIEWS)[number];
    readonly comment: ParticularsRef | null;
    readonly on: Day;
    readonly phone: boolean;
    readonly link: boolean;
  } | null;
  readonly link: ViewLink | null;
}

export interface Letter {
  readonly id: LetterId;
  readonly kind: string;
  readonly restriction: RestrictionId | null;
  readonly step: StepId | null;
  readonly signers: readonly RoleId[];
  readonly due: Day;
  readonly signed: {
    readonly by: MemberId;
    readonly text: ParticularsRef;
    readonly language: string;
    readonly on: Day;
  } | null;
  readonly sent: {
    readonly on: Day;
    readonly how: EventOf<'letter_sent'>['how'];
    readonly proof: ParticularsRef | null;
  } | null;
  readonly dropped: boolean;
}

export interface TheirSide {
  readonly id: MatterId;
  readonly restriction: RestrictionId | null;
  readonly channel: EventOf<'their_side_received'>['channel'];
  readonly receivedOn: Day;
  readonly text: ParticularsRef;
  readonly acknowledgeBy: Day;
  readonly acknowledged: boolean;
}

export type RestrictionStatus =
  | 'turned_away'
  | 'intention'
  | 'provisional'
  | 'confirmed'
  | 'contact'
  | 'lifted'
  | 'ran_out';

/** Every state has its dates; one without an end or a review cannot be built. */
export interface Restriction {
  readonly id: RestrictionId;
  readonly step: StepId;
  readonly status: RestrictionStatus;
  readonly extent: Extent;
  /** The day of the decision that opened it: what they said before it is no answer to it. */
  readonly openedOn: Day;
  readonly start: Day;
  readonly end: Day;
  readonly review: Day;
  /** Null once decided, and for those that wait for nobody's side. */
  readonly hearing: { readonly closes: Day; readonly decideBy: Day } | null;
  readonly gates: readonly GateFact[];
  readonly commentBy: Day | null;
  readonly extensions: number;
}

export interface Request {
  readonly id: MatterId;
  readonly kind: EventOf<'request_received'>['kind'];
  readonly channel: EventOf<'request_received'>['channel'];
  readonly due: Day;
  readonly law: boolean;
  readonly to: readonly RoleId[];
  readonly answered: boolean;
  readonly answeredBy: string | null;
  readonly text: ParticularsRef;
  readonly receivedOn: Day;
  readonly suspends: RestrictionId | null;
}

export interface Case {
  readonly id: CaseId;
  readonly school: SchoolId;
  readonly ref: CaseRef;
  readonly policy: { readonly pack: PackId; readonly sha256: string };
  readonly status: 'open' | 'closed' | 'joined' | 'withdrawn';
  readonly person: PersonId | null;
  readonly capacity: (typeof CAPACITIES)[number];
  readonly openedOn: Day;
  readonly occurredOn: Day;
  readonly happened: (typeof WHERE)[number];
  readonly reports: readonly Report[];
  /** Members who reported in cases since joined into this one. */
  readonly joinedReporters: readonly { readonly from: CaseId; readonly members: readonly MemberId[] }[];
  readonly accounts: readonly Account[];
  readonly evidence: readonly {
    readonly id: MatterId;
    readonly kind: string;
    readonly what: ParticularsRef;
    readonly capturedBy: MemberId;
  }[];
  readonly files: readonly EvidenceFile[];
  readonly affected: readonly MemberId[];
  readonly witnesses: readonly MemberId[];
  /** Of those two, whom a reporter named though they decide here: it bars nobody until somebody who decides says so too. */
  readonly unconfirmed: readonly MemberId[];
  readonly stoodAside: readonly {
    readonly member: MemberId;
    readonly why: EventOf<'member_stood_aside'>['why'];
  }[];
  readonly readBy: Day;
  readonly hearBy: Day;
  readonly read: boolean;
  readonly breaches: readonly BreachId[];
  readonly classified: boolean;
  readonly unlisted: boolean;
  readonly flags: readonly Flag[];
  readonly notices: readonly string[];
  readonly finding: 'undecided' | 'found' | 'unfounded';
  readonly exceptions: EventOf<'report_classified'>['exceptions'];
  readonly continues: EventOf<'report_classified'>['continues'];
  readonly gathered: boolean;
  readonly spoken: { readonly reached: boolean; readonly tries: number };
  readonly dslTold: boolean;
  readonly taken: readonly Taken[];
  readonly decisions: readonly Decision[];
  readonly meetings: readonly Meeting[];
  readonly referrals: readonly Referral[];
  readonly removals: readonly Removal[];
  readonly consultations: readonly Consultation[];
  readonly letters: readonly Letter[];
  readonly restrictions: readonly Restriction[];
  readonly theirSide: readonly TheirSide[];
  readonly hold: {
    readonly for: 'police' | 'dsl';
    readonly since: Day;
    readonly reviewOn: Day;
    /** The last days of provisional restrictions as they were before it. */
    readonly ends: readonly { readonly restriction: RestrictionId; readonly end: Day }[];
  } | null;
  readonly requests: readonly Request[];
  readonly supported: readonly MemberId[];
  readonly injury: { readonly reportBy: Day | null } | null;
  readonly joinedInto: CaseId | null;
  readonly closed: {
    readonly outcome: EventOf<'case_closed'>['outcome'];
    readonly outline: EventOf<'case_closed'>['outline'];
    readonly on: Day;
    readonly retention: EventOf<'case_closed'>['retention'];
  } | null;
  /** The last day that the record is kept; null while the case is open, or was joined to another. */
  readonly keepUntil: Day | null;
  /** The day on which its texts and files were erased. */
  readonly erased: Day | null;
  /** Raised only by events that change the recommendation, the gates or the options. */
  readonly revision: number;
  /** The position in the journal of the last event. */
  readonly position: number;
}

/**
 * What of a case says who has a place in it, and which steps were taken: ids and codes, no story. It is kept with the
 * case's row, so that a list of many cases opens none of their journals.
 */
export interface Outlined {
  readonly policy: { readonly sha256: string };
  readonly reports: readonly Pick<Report, 'reporter' | 'onBehalfOf' | 'withdrawn'>[];
  readonly joinedReporters: Case['joinedReporters'];
  readonly affected: Case['affected'];
  readonly witnesses: Case['witnesses'];
  readonly unconfirmed: Case['unconfirmed'];
  readonly stoodAside: Case['stoodAside'];
  readonly flags: Case['flags'];
  readonly notices: Case['notices'];
  readonly consultations: readonly {
    readonly role: RoleId;
    readonly given: { readonly by: MemberId } | null;
  }[];
  readonly decisions: readonly Pick<Decision, 'by'>[];
  readonly restrictions: readonly Pick<Restriction, 'id'>[];
  readonly requests: readonly Pick<Request, 'kind' | 'to' | 'law' | 'answered' | 'answeredBy'>[];
  readonly letters: readonly Pick<Letter, 'signers' | 'step' | 'dropped'>[];
  readonly taken: readonly Pick<Taken, 'kind'>[];
  readonly keepUntil: Case['keepUntil'];
  readonly erased: Case['erased'];
}

export const outlineOf = (it: Case): Outlined => ({
  policy: { sha256: it.policy.sha256 },
  reports: it.reports.map(({ reporter, onBehalfOf, withdrawn }) => ({ reporter, onBehalfOf, withdrawn })),
  joinedReporters: it.joinedReporters,
  affected: it.affected,
  witnesses: it.witnesses,
  unconfirmed: it.unconfirmed,
  stoodAside: it.stoodAside,
  flags: it.flags,
  notices: it.notices,
  consultations: it.consultations.map(({ role, given }) => ({ role, given: given && { by: given.by } })),
  decisions: it.decisions.map(({ by }) => ({ by })),
  restrictions: it.restrictions.map(({ id }) => ({ id })),
  requests: it.requests.map(({ kind, to, law, answered, answeredBy }) => ({
    kind,
    to,
    law,
    answered,
    answeredBy,
  })),
  letters: it.letters.map(({ signers, step, dropped }) => ({ signers, step, dropped })),
  taken: it.taken.map(({ kind }) => ({ kind })),
  keepUntil: it.keepUntil,
  erased: it.erased,
});

/** Everyone who put a report in, here or in a case joined into this one. */
export const reportersOf = (it: Pick<Outlined, 'reports' | 'joinedReporters'>): readonly MemberId[] => [
  ...new Set([
    ...it.reports
      .filter((r) => !r.withdrawn)
      .flatMap((r) => (r.onBehalfOf ? [r.reporter, r.onBehalfOf] : [r.reporter])),
    ...it.joinedReporters.flatMap((row) => row.members),
  ]),
];

/** Steps taken for safety on the spot: they are decisions, and not yet the decision that the reporter waits for. */
export const ON_THE_SPOT: ReadonlySet<StepKind> = new Set([
  'turn_away',
  'call_999',
  'tell_dsl',
  'defuse',
  'gather',
  'speak',
]);

/** Whether the response has been decided, if only to do nothing: turning somebody away for a day is not yet that. */
export const isDecided = (it: Case): boolean => firstDecision(it) !== undefined;

/** The decision that the reporter waits for. */
export const firstDecision = (it: Case): Decision | undefined =>
  it.decisions.find(
    (made) => made.steps.length === 0 || made.steps.some((row) => !ON_THE_SPOT.has(row.kind)),
  );
