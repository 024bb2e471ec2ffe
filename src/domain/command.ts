import type { Case } from './case.ts';
import type { EventOf } from './events/case-event.ts';
import type { PURPOSES, VIEWS } from './events/deciding.ts';
import type { Account, CAPACITIES, HARM } from './events/reporting.ts';
import type { Extent } from './events/restricting.ts';
import type {
  BreachId,
  CaseId,
  CaseRef,
  ConsultationId,
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
  SchoolId,
  StepId,
} from './ids.ts';
import type { Media } from './media.ts';
import type { Flag, WHERE } from './policy/condition.ts';
import type { Day, Instant } from './time.ts';

type Ref = ParticularsRef;
type Channel = EventOf<'their_side_received'>['channel'];

/** Opens a case: the one command that has none before it. */
export interface ReportIncident {
  readonly do: 'report_incident';
  readonly case: CaseId;
  readonly school: SchoolId;
  readonly ref: CaseRef;
  readonly sha256: string;
  readonly person: PersonId | null;
  readonly capacity: (typeof CAPACITIES)[number];
  readonly reporter: MemberId;
  readonly onBehalfOf: MemberId | null;
  readonly breaches: readonly BreachId[];
  readonly occurredAt: Instant;
  readonly happened: (typeof WHERE)[number];
  readonly place: Ref | null;
  readonly narrative: Ref;
  readonly harm: (typeof HARM)[number];
}

/** What a decision to restrict carries. Days, never "until further notice". */
export interface RestrictionTerms {
  readonly mode: 'provisional' | 'intention';
  readonly extent: Extent;
  readonly start: Day;
  readonly end: Day;
  readonly threshold: Ref;
  readonly risk: Ref | null;
  readonly siteRisk: Ref | null;
}

export interface ContactTerms {
  readonly extent: Extent;
  readonly start: Day;
  readonly end: Day;
}

export interface Decide {
  readonly do: 'decide';
  readonly steps: readonly StepId[];
  readonly reason: Ref;
  /** Typed reasons for what is different from the policy, one for all. */
  readonly departureReason: boolean;
  readonly skipReason: boolean;
  readonly waived: readonly GateId[];
  readonly confirmed: readonly GateId[];
  readonly equality: { readonly answer: 'none_known' | 'adjustments'; readonly note: Ref | null } | null;
  readonly phone: { readonly decidedBy: MemberId } | null;
  readonly present: readonly MemberId[];
  readonly restriction: RestrictionTerms | null;
  readonly contact: ContactTerms | null;
  /** Why the person must be turned away at once. */
  readonly risk: Ref | null;
  /** R-needs: the named second person a step asks for. */
  readonly secondPerson: MemberId | null;
}

export type CaseCommand =
  | { readonly do: 'mark_read' }
  | { readonly do: 'add_account'; readonly text: Ref }
  | {
      readonly do: 'add_evidence';
      readonly kind: EventOf<'evidence_added'>['kind'];
      readonly what: Ref;
      readonly seenAt: Instant | null;
    }
  | { readonly do: 'add_evidence_file'; readonly file: Ref; readonly media: Media }
  /** A file that is the original of what they sent us. */
  | { readonly do: 'add_original'; readonly matter: MatterId; readonly file: Ref; readonly media: Media }
  | {
      readonly do: 'name_people';
      readonly affected: readonly MemberId[];
      readonly witnesses: readonly MemberId[];
    }
  | { readonly do: 'record_gathered'; readonly note: Ref }
  | {
      readonly do: 'record_spoken';
      readonly how: 'spoke' | 'not_reached';
      readonly tries: number;
      readonly resolved: boolean;
      readonly note: Ref | null;
    }
  | {
      readonly do: 'classify';
      readonly breaches: readonly BreachId[];
      readonly flags: readonly Flag[];
      readonly finding: Case['finding'];
      readonly exceptions: readonly {
        readonly breach: BreachId;
        readonly exception: string;
        readonly note: Ref | null;
      }[];
      readonly continues: boolean;
    }
  | {
      readonly do: 'correct_report';
      readonly report: ReportId;
      readonly narrative: Ref;
      readonly reason: Ref;
    }
  | { readonly do: 'withdraw_report'; readonly report: ReportId; readonly reason: Ref }
  | { readonly do: 'identify'; readonly person: PersonId }
  | { readonly do: 'move_to_person'; readonly person: PersonId; readonly reason: Ref }
  | { readonly do: 'join_into'; readonly target: Case; readonly reason: Ref }
  | {
      readonly do: 'take_in';
      readonly from: CaseId;
      readonly accounts: readonly Account[];
      readonly reporters: readonly MemberId[];
    }
  | { readonly do: 'separate'; readonly from: CaseId; readonly reason: Ref }
  | { readonly do: 'give_back'; readonly to: CaseId }
  | {
      readonly do: 'stand_aside';
      readonly member: MemberId;
      readonly why: EventOf<'member_stood_aside'>['why'];
    }
  | { readonly do: 'record_dsl_told' }
  | Decide
  | {
      readonly do: 'ask_view';
      readonly purpose: (typeof PURPOSES)[number];
      readonly step: StepId;
      readonly restriction: RestrictionId | null;
      readonly summary: Ref;
      readonly proposal: Ref;
    }
  | { readonly do: 'chase_view'; readonly consultation: ConsultationId }
  | { readonly do: 'pass_on_view'; readonly consultation: ConsultationId }
  | { readonly do: 'open_view'; readonly consultation: ConsultationId }
  | {
      readonly do: 'give_view';
      readonly consultation: ConsultationId;
      readonly view: (typeof VIEWS)[number];
      readonly comment: Ref | null;
      /** Whose view it is, when someone else writes it down. */
      readonly phone: { readonly viewOf: MemberId } | null;
      /** The link they came by, where they have no account. */
      readonly link?: LinkId;
    }
  | {
      readonly do: 'make_link';
      readonly consultation: ConsultationId;
      readonly for: MemberId;
      readonly how: EventOf<'view_link_made'>['how'];
      readonly to: Ref | null;
      /** The most days that it may hold: the school's own setting. */
      readonly days: number;
    }
  | { readonly do: 'end_link'; readonly consultation: ConsultationId }
  | { readonly do: 'open_link'; readonly consultation: ConsultationId; readonly link: LinkId }
  | { readonly do: 'record_unsent'; readonly consultation: ConsultationId; readonly link: LinkId }
  | {
      readonly do: 'record_meeting';
      readonly matter: MatterId;
      readonly outcome: EventOf<'meeting_outcome_recorded'>['outcome'];
      readonly note: Ref | null;
    }
  | { readonly do: 'rearrange_meeting'; readonly matter: MatterId }
  | {
      readonly do: 'record_referral';
      readonly matter: MatterId;
      readonly outcome: EventOf<'referral_outcome_recorded'>['outcome'];
      readonly reference: Ref | null;
      readonly note: Ref | null;
    }
  | { readonly do: 'check_removal'; readonly matter: MatterId; readonly removed: boolean }
  | {
      readonly do: 'record_their_side';
      readonly restriction: RestrictionId | null;
      readonly channel: Channel;
      readonly receivedOn: Day;
      readonly text: Ref;
    }
  | { readonly do: 'acknowledge'; readonly matter: MatterId }
  | {
      readonly do: 'confirm_restriction';
      readonly restriction: RestrictionId;
      readonly extent: Extent;
      readonly end: Day;
      readonly reason: Ref;
      readonly answer: Ref;
      readonly arrangements: Ref;
      readonly saidNothingToAdd: boolean;
      readonly confirmed: readonly GateId[];
      readonly waived: readonly GateId[];
      readonly present: readonly MemberId[];
      readonly answersView: boolean;
    }
  | {
      readonly do: 'vary_restriction';
      readonly restriction: RestrictionId;
      readonly extent: Extent;
      readonly end: Day;
      readonly reason: Ref;
      readonly confirmed: readonly GateId[];
      readonly present: readonly MemberId[];
      /** The reason answers the reservations of whoever was asked about it. */
      readonly answersView: boolean;
    }
  | {
      readonly do: 'extend_restriction';
      readonly restriction: RestrictionId;
      readonly end: Day;
      readonly reason: Ref;
      readonly considered: Ref;
      readonly confirmed: readonly GateId[];
      readonly present: readonly MemberId[];
      readonly answersView: boolean;
    }
  | { readonly do: 'lift_restriction'; readonly restriction: RestrictionId; readonly reason: Ref }
  | { readonly do: 'run_out'; readonly restriction: RestrictionId }
  | { readonly do: 'invite_comment'; readonly restriction: RestrictionId }
  | { readonly do: 'place_hold'; readonly for: 'police' | 'dsl'; readonly reason: Ref }
  | { readonly do: 'review_hold' }
  | { readonly do: 'lift_hold'; readonly reason: Ref }
  | {
      readonly do: 'receive_request';
      readonly kind: EventOf<'request_received'>['kind'];
      readonly channel: Channel;
      readonly receivedOn: Day;
      readonly text: Ref;
      readonly restriction: RestrictionId | null;
    }
  | { readonly do: 'answer_request'; readonly matter: MatterId; readonly note: Ref }
  | {
      readonly do: 'record_support';
      readonly for: MemberId;
      readonly offered: EventOf<'support_recorded'>['offered'];
      readonly note: Ref | null;
    }
  | {
      readonly do: 'record_injury';
      readonly for: MemberId | null;
      readonly what: EventOf<'injury_recorded'>['what'];
    }
  | {
      readonly do: 'sign_letter';
      readonly letter: LetterId;
      readonly text: Ref;
      readonly language: string;
    }
  | {
      readonly do: 'send_letter';
      readonly letter: LetterId;
      readonly on: Day;
      readonly how: EventOf<'letter_sent'>['how'];
      readonly addressConfirmed: boolean;
      readonly proof: Ref | null;
    }
  | {
      readonly do: 'close';
      readonly outcome: EventOf<'case_closed'>['outcome'];
      readonly outline: EventOf<'case_closed'>['outline'];
      readonly reason: Ref;
    }
  | { readonly do: 'reopen'; readonly reason: Ref }
  | {
      readonly do: 'erase_record';
      readonly texts: number;
      readonly files: number;
      /** Other cases of the same person in which they wait for an answer that the law sets a time for. */
      readonly elsewhere: readonly CaseRef[];
    }
  | {
      readonly do: 'keep_longer';
      readonly until: Day;
      readonly why: EventOf<'record_kept_longer'>['why'];
      readonly reason: Ref;
    }
  | { readonly do: 'move_policy'; readonly pack: PackId; readonly sha256: string; readonly reason: Ref };

export type CommandName = CaseCommand['do'];
export type CommandOf<T extends CommandName> = Extract<CaseCommand, { do: T }>;
