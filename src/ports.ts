import type { Signed } from './domain/agreements.ts';
import type { SchoolCalendar } from './domain/calendar.ts';
import type { Outlined } from './domain/case.ts';
import type { CasesBy } from './domain/cases-by.ts';
import type { Person } from './domain/contacts/person.ts';
import type { CsvRow } from './domain/contacts/read-contacts.ts';
import type {
  CaseId,
  CaseRef,
  IntentKey,
  MemberId,
  PackId,
  ParticularsId,
  ParticularsRef,
  PersonId,
  RoleId,
  SchoolId,
} from './domain/ids.ts';
import type { Policy } from './domain/policy/policy.ts';
import type { RestrictionRow } from './domain/restriction-row.ts';
import type { SchoolSettings } from './domain/settings.ts';
import type { Day, Instant } from './domain/time.ts';
import type { Fetches } from './ports/fetches.ts';
import type { Links } from './ports/links.ts';
import type { PostAbout } from './view/about.ts';
import type { Paper } from './view/paper.ts';
import type { Reply } from './view/reply.ts';

/** The school's time: movable in tests and in the playground. */
export interface Clock {
  now(): Instant;
}

/** Real time, for leases and back-off alone. Milliseconds. */
export interface Timer {
  ms(): number;
}

/** Ids that sort by the time they were made. */
export interface Ids {
  next(): string;
}

/** One-time codes: shown once to a person, kept as their hash. */
export interface Codes {
  make(): string;
  /** The same for a code typed in small letters or with spaces around it. */
  hash(code: string): string;
  /** SHA-256, hex, of exactly this text: to know it again without keeping it. */
  digest(text: string): string;
  /** 32 random bytes as 43 characters that may stand in an address: too many to be guessed. */
  secret(): string;
  /** Whether two texts are the same, in a time that does not tell how far they are. */
  same(one: string, other: string): boolean;
}

export type Platform = 'slack' | 'teams' | 'playground';
export type Actor = MemberId | 'clock' | 'command_line';

// ---------------------------------------------------------------- the journal

/** `case:ID`, `school:ID` or `access:MEMBER:YYYY-MM`. */
export type Stream = `case:${string}` | `school:${string}` | `access:${string}`;

/** A fact about to be written. `data` is plain JSON without personal data, `type` included. */
export interface NewFact {
  readonly type: string;
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Fact extends NewFact {
  readonly stream: Stream;
  /** From 1, without gaps, within the stream. */
  readonly position: number;
  readonly school: SchoolId;
  readonly at: Instant;
  readonly by: Actor;
  /** SHA-256, hex, of the previous row's hash and this row's exact stored text. */
  readonly hash: string;
}

export type Appended = { ok: true; position: number } | { ok: false; conflict: true };

export interface Journal {
  load(stream: Stream): Promise<Fact[]>;
  /** The position of the stream's last fact; 0 where there is none. */
  end(stream: Stream): Promise<number>;
  /** Writes after `expected` (0 for a new stream) or reports a conflict, having written nothing. */
  append(
    stream: Stream,
    expected: number,
    facts: readonly NewFact[],
    who: { school: SchoolId; at: Instant; by: Actor },
  ): Promise<Appended>;
  /** Every stream's name of a kind, in the order they began. */
  streams(kind: 'case' | 'school' | 'access'): Promise<{ stream: Stream; school: SchoolId }[]>;
}

// ---------------------------------------------------------------- particulars

export type ParticularsKind =
  | 'person'
  | 'narrative'
  | 'reason'
  | 'account'
  | 'evidence'
  | 'view'
  | 'their_side'
  | 'letter'
  | 'note';

export interface Particulars {
  /** Encrypts and keeps the text; the reference holds its commitment. */
  keep(school: SchoolId, kind: ParticularsKind, text: string): Promise<ParticularsRef>;
  /** The text, or `erased` where it has been erased. */
  read(school: SchoolId, id: ParticularsId): Promise<string | 'erased'>;
  /** Erases text and salt; the facts that point to it stay. */
  erase(school: SchoolId, id: ParticularsId): Promise<void>;
}

export interface KeptFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** A file on its way to somebody's platform. `neutral`: its name is our own and may be seen anywhere. */
export interface SentFile extends KeptFile {
  readonly neutral?: true;
}

export interface Files {
  /** Encrypts and keeps name and content; refuses a file over the limit (bytes). */
  keep(
    school: SchoolId,
    file: KeptFile,
  ): Promise<{ ok: true; ref: ParticularsRef } | { ok: false; why: 'too_large'; limit: number }>;
  read(school: SchoolId, id: ParticularsId): Promise<KeptFile | 'erased'>;
  erase(school: SchoolId, id: ParticularsId): Promise<void>;
}

// ---------------------------------------------------------------- rows rebuilt from the journal

export interface CaseRow {
  readonly id: CaseId;
  readonly school: SchoolId;
  readonly ref: CaseRef;
  readonly person: PersonId | null;
  readonly status: 'open' | 'closed' | 'joined' | 'withdrawn';
  readonly openedOn: Day;
  readonly occurredOn: Day;
  readonly childFlag: boolean;
  /** Members who reported, sorted. */
  readonly reporters: readonly MemberId[];
  readonly revision: number;
  readonly position: number;
  /** Who has a place in it, without its journal; null where the row is from before this was kept. */
  readonly outline: Outlined | null;
}

export interface Cases {
  /** The next number of the school's year, for the reference. Never given twice; a gap is harmless. */
  nextNumber(school: SchoolId, year: number): Promise<number>;
  put(row: CaseRow): Promise<void>;
  byId(school: SchoolId, id: CaseId): Promise<CaseRow | null>;
  byRef(school: SchoolId, ref: string): Promise<CaseRow | null>;
  ofPerson(school: SchoolId, person: PersonId): Promise<CaseRow[]>;
  open(school: SchoolId): Promise<CaseRow[]>;
  /** Open cases about something between these days, both included; the newest, at most `limit`. */
  openBetween(school: SchoolId, from: Day, to: Day, limit: number): Promise<CaseRow[]>;
  /** Both newest first, at most `limit`. */
  find(school: SchoolId, by: CasesBy, limit: number): Promise<CaseRow[]>;
  recent(school: SchoolId, limit: number): Promise<CaseRow[]>;
}

export interface Restrictions {
  /** Replaces every row of the case. */
  replace(school: SchoolId, of: CaseId, rows: readonly RestrictionRow[]): Promise<void>;
  inForce(school: SchoolId, on: Day): Promise<RestrictionRow[]>;
}

export interface DeadlineRow {
  /** Unique in the school: what is owed, of which case or school matter. */
  readonly key: string;
  readonly school: SchoolId;
  readonly case: CaseId | null;
  readonly kind: string;
  readonly owner: { readonly role: RoleId } | { readonly member: MemberId };
  readonly due: Day;
  /** Set by law, or someone is at risk: nudges in holidays too. */
  readonly urgent: boolean;
  readonly openedOn: Day;
}

export interface Deadlines {
  /** Replaces every row of the stream (a case's, or the school's own). */
  replace(school: SchoolId, of: CaseId | 'school', rows: readonly DeadlineRow[]): Promise<void>;
  /** Soonest first. */
  dueBy(school: SchoolId, day: Day): Promise<DeadlineRow[]>;
  /** Soonest first. */
  all(school: SchoolId): Promise<DeadlineRow[]>;
  /** Those of one case, soonest first. */
  ofCase(school: SchoolId, of: CaseId): Promise<DeadlineRow[]>;
}

/** For the command that makes these rows again from the journal. What is owed and who is who is not among them. */
export interface ReadRows {
  /** Empties cases, restrictions and deadlines. */
  clear(): Promise<void>;
  counts(): Promise<{
    streams: number;
    facts: number;
    cases: number;
    restrictions: number;
    deadlines: number;
  }>;
}

// ---------------------------------------------------------------- people and members

export interface People {
  put(person: Person): Promise<void>;
  putAll(people: readonly Person[]): Promise<void>;
  /** Everybody, those who have left too. */
  all(school: SchoolId): Promise<Person[]>;
  byId(school: SchoolId, id: PersonId): Promise<Person | null>;
  /** Names that hold every word of `text`, best first, at most `limit`, without those who left. From memory after the first use. */
  search(school: SchoolId, text: string, limit: number): Promise<Person[]>;
  /** People who are colleagues too, or of their family: by person, the member. */
  linked(school: SchoolId): Promise<ReadonlyMap<PersonId, MemberId>>;
}

/** Who signed the code. Not rebuilt from the journal, which holds the same facts. */
export interface Agreements {
  /** The same person, version and day again is the same signature. */
  record(school: SchoolId, signed: readonly Signed[], by: Actor, at: Instant): Promise<void>;
  /** False where there was none. */
  remove(school: SchoolId, signed: Pick<Signed, 'person' | 'sha256' | 'on'>): Promise<boolean>;
  /** Newest first. */
  ofPerson(school: SchoolId, person: PersonId): Promise<Signed[]>;
  ofSchool(school: SchoolId): Promise<Signed[]>;
}

export interface Member {
  readonly id: MemberId;
  readonly school: SchoolId;
  readonly name: string;
  readonly roles: readonly RoleId[];
  readonly active: boolean;
  readonly identities: readonly { readonly platform: Platform; readonly user: string }[];
  /** Where a link is sent; whoever has no account is known by it. */
  readonly email: string | null;
  /** `group`: they are here for as long as they are in one of the school's groups. Null: an administrator added them. */
  readonly via: 'group' | null;
}

export interface Members {
  put(member: Member): Promise<void>;
  byId(school: SchoolId, id: MemberId): Promise<Member | null>;
  byIdentity(platform: Platform, user: string): Promise<Member[]>;
  ofSchool(school: SchoolId): Promise<readonly Member[]>;
}

export interface School {
  readonly id: SchoolId;
  readonly name: string;
  readonly trust: string | null;
  readonly pack: PackId;
  /** SHA-256 of the policy text that new cases are opened under; null until one is adopted. */
  readonly adopted: string | null;
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface Schools {
  put(school: School): Promise<void>;
  byId(id: SchoolId): Promise<School | null>;
  all(): Promise<School[]>;
  /** Keeps the exact text of an adopted policy under its SHA-256. */
  keepPolicy(sha256: string, text: string): Promise<void>;
  policyText(sha256: string): Promise<string | null>;
  /** The hash of the one-time code with which the first admin claims the school. */
  setClaim(school: SchoolId, codeHash: string | null): Promise<void>;
  /** Uses the code up: the school it was for, once, and null ever after. Writes. */
  claim(codeHash: string): Promise<SchoolId | null>;
}

// ---------------------------------------------------------------- once, and owed

/** What a click or submission came to, and a digest of what was sent with it. */
export interface Settled {
  readonly reply: Reply;
  readonly digest: string;
}

export interface Intents {
  find(key: IntentKey): Promise<Settled | null>;
  /** False when another transaction has recorded the key meanwhile. */
  record(key: IntentKey, school: SchoolId, member: MemberId, settled: Settled, at: Instant): Promise<boolean>;
}

export interface Drafts {
  keep(
    key: string,
    school: SchoolId,
    member: MemberId,
    values: Readonly<Record<string, unknown>>,
    until: Instant,
  ): Promise<void>;
  find(key: string, member: MemberId, now: Instant): Promise<Readonly<Record<string, unknown>> | null>;
  /** Deletes what is past its time; says how many. */
  forgetExpired(now: Instant): Promise<number>;
}

export type Conversation =
  | { readonly kind: 'member'; readonly member: MemberId }
  | { readonly kind: 'channel'; readonly channel: 'leadership' };

export interface NewPost {
  /** Says what is owed, so that owing it twice is owing it once. */
  readonly key: string;
  readonly school: SchoolId;
  readonly to: Conversation;
  readonly about: PostAbout;
}

export interface Post extends NewPost {
  readonly id: string;
  readonly attempts: number;
}

/** A card that was posted and is drawn again when its matter moves on. */
export interface Copy {
  readonly id: string;
  readonly school: SchoolId;
  readonly to: Conversation;
  readonly about: PostAbout;
  readonly message: string;
  readonly wanted: number;
  readonly shown: number;
}

export interface SetAside {
  readonly id: string;
  readonly key: string;
  readonly attempts: number;
  readonly reason: string;
}

export interface Owed {
  owe(posts: readonly NewPost[], at: Instant): Promise<void>;
  /** Marks every copy about the case as wanting to be drawn again. */
  wantRedrawn(school: SchoolId, of: CaseId): Promise<void>;
  /** Marks what was to stay in chat until a day before this one; each once. */
  wantExpired(school: SchoolId, today: Day): Promise<void>;
  /** The oldest unsent post of each of at most `limit` conversations nobody else holds, leased to `worker`. */
  claimPosts(worker: string, nowMs: number, leaseMs: number, limit: number): Promise<Post[]>;
  claimCopies(worker: string, nowMs: number, leaseMs: number, limit: number): Promise<Copy[]>;
  posted(id: string, message: string): Promise<void>;
  shown(id: string, revision: number): Promise<void>;
  later(id: string, retryAtMs: number, reason: string): Promise<void>;
  /** Later as well, and the try is not counted against it. */
  held(id: string, retryAtMs: number, reason: string): Promise<void>;
  setAside(id: string, reason: string): Promise<void>;
  /** What is owed in this conversation is due at once, however long it was to wait. */
  dueNow(school: SchoolId, to: Conversation): Promise<void>;
  asideList(): Promise<SetAside[]>;
  /** Puts what was set aside back in line; all of it without `id`. Returns how many. */
  retry(id?: string): Promise<number>;
  counts(): Promise<{ owed: number; aside: number; redraws: number }>;
}

export interface Anchors {
  /** Every stream's head from one snapshot, kept under `week`; null where the week has one. Returns its code. */
  take(week: string, at: Instant): Promise<string | null>;
  last(): Promise<{ readonly week: Day; readonly code: string } | null>;
}

/** Everything one transaction may touch. */
export interface Unit {
  readonly journal: Journal;
  readonly particulars: Particulars;
  readonly files: Files;
  readonly readRows: ReadRows;
  readonly cases: Cases;
  readonly restrictions: Restrictions;
  readonly deadlines: Deadlines;
  readonly people: People;
  readonly agreements: Agreements;
  readonly members: Members;
  readonly schools: Schools;
  readonly intents: Intents;
  readonly drafts: Drafts;
  readonly links: Links;
  readonly owed: Owed;
  readonly fetches: Fetches;
  readonly anchors: Anchors;
}

export interface Store {
  /**
   * One write transaction; nothing of it stays if `work` throws. `work` may be run again when the database asks
   * for it, so it changes nothing but through its unit. A write inside a write waits for ever: pass the unit on.
   */
  write<T>(work: (unit: Unit) => Promise<T>): Promise<T>;
  read<T>(work: (unit: Unit) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

// ---------------------------------------------------------------- policies

export interface LoadedPolicy {
  readonly policy: Policy;
  readonly sha256: string;
  readonly text: string;
  /** Letter templates by kind, or kind and language: `warning`, `warning.cy`. */
  readonly letters: ReadonlyMap<string, { readonly markdown: string }>;
}

/** Packs as they are on disk today, and policies read back from the text a school adopted. */
export interface Policies {
  current(pack: PackId): LoadedPolicy | null;
  fromText(text: string): LoadedPolicy;
}

/** The school's year, built outside the domain. `today` decides which years it spans. */
export interface Calendars {
  of(settings: SchoolSettings, policy: Policy, today: Day): SchoolCalendar;
}

// ---------------------------------------------------------------- documents

/** What goes on paper. It takes time in which nothing else runs, so never within a transaction or before an answer. */
export interface Documents {
  /** A PDF for print and for screen readers. `unshown` are signs that its fonts lack: a stand-in is in their place. */
  pdf(paper: Paper): Promise<{ readonly bytes: Uint8Array; readonly unshown: readonly string[] }>;
  /** A Word file to go on with. */
  word(paper: Paper): Promise<Uint8Array>;
  /** The first pages of a PDF of ours under one another, as one PNG file. */
  picture(pdf: Uint8Array, most: number): Promise<Uint8Array>;
}

/** A file of rows as a spreadsheet writes it, or the sentence that says what is wrong with it. */
export type CsvFile =
  | {
      readonly ok: true;
      readonly rows: readonly CsvRow[];
      readonly encoding: 'utf-8' | 'utf-16' | 'windows-1252';
    }
  | { readonly ok: false; readonly says: string };

export type ReadCsv = (bytes: Uint8Array) => CsvFile;

/** Those who came and are not let in, and codes that were wrong. */
export type Counted =
  | 'stranger'
  | 'guest'
  | 'switched_off'
  | 'outside'
  | 'bot'
  | 'wrong_code'
  | 'wrong_link'
  | 'too_many_links';

/** How often, since this process began. */
export interface Counts {
  count(what: Counted): void;
  all(): Readonly<Record<string, number>>;
}

export interface Log {
  info(what: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
  warn(what: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
  /** The cause is logged without its message where that might hold what people typed. */
  error(what: string, cause: unknown, fields?: Readonly<Record<string, string | number | boolean>>): void;
}
