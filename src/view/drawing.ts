import type { AgreementStanding } from '../domain/agreements.ts';
import type { Place } from '../domain/authorise.ts';
import type { Book } from '../domain/book.ts';
import type { SchoolCalendar } from '../domain/calendar.ts';
import type { Case } from '../domain/case.ts';
import type { Deadline } from '../domain/deadlines.ts';
import type { Recorded } from '../domain/events/case-event.ts';
import type { History } from '../domain/history.ts';
import type { CaseRef, IntentKey, MemberId, ParticularsRef, PersonId, SchoolId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { Option } from '../domain/recommend.ts';
import type { Day, Instant } from '../domain/time.ts';

export interface PersonShown {
  readonly id: PersonId;
  readonly name: string;
  /** Tells apart two people of one name. */
  readonly detail: string;
  readonly needs: string | null;
  readonly address: string | null;
  readonly separateAddress: boolean;
  readonly courtOrderSeen: boolean;
}

/** Where somebody without an account can be asked by a link. */
export interface ByLink {
  /** Whether Accord can send the link by email. */
  readonly mail: boolean;
  /** The most days that a link holds. */
  readonly days: number;
  readonly hasAccount: (id: MemberId) => boolean;
  /** For whoever sends a link alone. */
  readonly emailOf: (id: MemberId) => string | null;
}

/** What the school has told Accord for its front gate. Empty where it has not. */
export interface GateSchool {
  /** The number under which the head, or whoever stands in, is reached. */
  readonly call: string;
  readonly handover: { readonly where: string; readonly morning: string; readonly afternoon: string };
}

/** What every view has: the school, the reader, the day, and keys for what may be tapped. */
export interface Scene {
  readonly school: { readonly id: SchoolId; readonly name: string };
  readonly policy: Policy;
  readonly reader: MemberId;
  readonly book: Book;
  readonly calendar: SchoolCalendar;
  readonly now: Instant;
  readonly today: Day;
  readonly gate: GateSchool;
  /** A fresh key for each button or form drawn. */
  readonly key: () => IntentKey;
  /** A member's name as colleagues know it. */
  readonly member: (id: MemberId) => string;
  /** Null where Accord has no address that a link could lead to. */
  readonly byLink: ByLink | null;
}

/** A letter that is still to be signed, as it is drafted. */
export interface DraftShown {
  readonly markdown: string;
  /** What it is written in, and what else the policy has it in, such as `cy`. */
  readonly language: string;
  readonly languages: readonly string[];
  /** What stands in it in English although the letter is in another language, each as a few words. */
  readonly notTranslated: readonly string[];
}

/** A case as it is drawn for one reader: facts, and the texts that reader may see. */
export interface Drawing extends Scene {
  readonly it: Case;
  readonly places: ReadonlySet<Place>;
  readonly person: PersonShown | null;
  /** The text behind a reference; says so where it has been erased or is not this reader's to see. */
  readonly text: (ref: ParticularsRef) => string;
  readonly options: readonly Option[];
  readonly history: History;
  /** Whether the person signed the code, for whoever decides; null for others and where nobody is identified. */
  readonly agreement: AgreementStanding | null;
  readonly deadlines: readonly Deadline[];
  /** Open cases with the same day and place, or person, for "is this the same event?". */
  readonly sameEvent: readonly { readonly ref: CaseRef; readonly id: Case['id']; readonly person: string }[];
  readonly timeline: readonly Recorded[];
  /** The letter that is asked for; null where none is, or it is not the reader's to sign. */
  readonly draft: DraftShown | null;
}

/** The same on paper that is read in another year too: no day is today's, so every date has its year. */
export type Lasting = Omit<Drawing, 'today'> & { readonly today: null };
