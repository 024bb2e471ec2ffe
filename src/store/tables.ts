import type { Outlined } from '../domain/case.ts';
import type { Person } from '../domain/contacts/person.ts';
import type {
  CaseId,
  CaseRef,
  ConsultationId,
  IntentKey,
  LinkId,
  MatterId,
  MemberId,
  PackId,
  ParticularsId,
  PersonId,
  RestrictionId,
  RoleId,
  SchoolId,
} from '../domain/ids.ts';
import type { RestrictionRow } from '../domain/restriction-row.ts';
import type { Day, Instant } from '../domain/time.ts';
import type {
  Actor,
  CaseRow,
  Conversation,
  DeadlineRow,
  ParticularsKind,
  Platform,
  School,
  Settled,
  Stream,
} from '../ports.ts';
import type { PostAbout } from '../view/about.ts';
import type { Json } from './json-text.ts';
import type { Sealed } from './sealed-json.ts';

/** What is encrypted of a person; the rest is flags and ids. */
export type PersonSecret = Omit<
  Person,
  'id' | 'school' | 'capacity' | 'separateAddress' | 'courtOrderSeen' | 'member'
>;

/** 0 or 1: SQLite has no other, and one kind of row serves both databases. */
export type Flag = 0 | 1;

export interface JournalTable {
  stream: Stream;
  position: number;
  school: SchoolId;
  at: Instant;
  by: Actor;
  type: string;
  version: number;
  data: Json<Readonly<Record<string, unknown>>>;
  hash: string;
}

export interface AnchorsTable {
  week: string;
  at: Instant;
  /** The code of the anchor before; 64 zeros for the first. */
  previous: string;
  heads: string;
  code: string;
}

interface ParticularsTable {
  id: ParticularsId;
  school: SchoolId;
  kind: ParticularsKind;
  /** Null once erased. */
  key_id: string | null;
  sealed: Buffer | null;
}

interface FilesTable {
  id: ParticularsId;
  school: SchoolId;
  key_id: string | null;
  sealed: Buffer | null;
}

export interface CasesTable {
  id: CaseId;
  school: SchoolId;
  ref: CaseRef;
  person: PersonId | null;
  status: CaseRow['status'];
  opened_on: Day;
  occurred_on: Day;
  child_flag: Flag;
  reporters: Json<readonly MemberId[]>;
  revision: number;
  position: number;
  /** Null for a row from before there was any. */
  outline: Json<Outlined> | null;
}

export interface RestrictionsTable {
  id: RestrictionId;
  case_id: CaseId;
  school: SchoolId;
  person: PersonId;
  about: RestrictionRow['about'];
  status: RestrictionRow['status'];
  extents: Json<readonly string[]>;
  start_day: Day;
  end_day: Day;
  review_day: Day;
}

export interface DeadlinesTable {
  school: SchoolId;
  key: string;
  /** The case, or the word `school`. */
  of: CaseId | 'school';
  kind: string;
  owner: Json<DeadlineRow['owner']>;
  due: Day;
  urgent: Flag;
  opened_on: Day;
}

interface CountersTable {
  school: SchoolId;
  year: number;
  value: number;
}

export interface PeopleTable {
  id: PersonId;
  school: SchoolId;
  key_id: string;
  /** Rows of before an import was possible hold less. */
  sealed: Sealed<Partial<PersonSecret> & Pick<PersonSecret, 'name' | 'detail' | 'address' | 'needs'>>;
  capacity: Person['capacity'];
  separate_address: Flag;
  court_order_seen: Flag;
  member: MemberId | null;
  /** New at every change, so that another process knows which names to decrypt again. */
  changed: string;
}

interface AgreementsTable {
  school: SchoolId;
  person: PersonId;
  sha256: string;
  signed_on: Day;
  ticks: Json<readonly string[]>;
  recorded_by: string;
  at: Instant;
}

interface PeopleVersionsTable {
  school: SchoolId;
  version: string;
}

interface SchoolVersionsTable {
  school: SchoolId;
  version: string;
}

export interface MembersTable {
  id: MemberId;
  school: SchoolId;
  key_id: string;
  sealed: Sealed<MemberSecret>;
  roles: Json<readonly RoleId[]>;
  active: Flag;
  via: 'group' | null;
}

interface IdentitiesTable {
  platform: Platform;
  user_id: string;
  member: MemberId;
}

export interface SchoolsTable {
  id: SchoolId;
  name: string;
  trust: string | null;
  pack: PackId;
  adopted: string | null;
  settings: Json<School['settings']>;
  claim_hash: string | null;
}

interface PoliciesTable {
  sha256: string;
  text: string;
}

interface IntentsTable {
  key: IntentKey;
  school: SchoolId;
  member: MemberId;
  key_id: string;
  sealed: Sealed<Settled>;
  at: Instant;
}

interface DraftsTable {
  key: string;
  school: SchoolId;
  member: MemberId;
  key_id: string;
  sealed: Sealed<Readonly<Record<string, unknown>>>;
  until_at: Instant;
}

interface ConversationsTable {
  id: string;
  leased_by: string | null;
  /** Real milliseconds; 0 when free. */
  leased_until: number;
  /** The post it is leased for: whoever finishes an older one does not free it. */
  leased_for: string | null;
}

interface PostsTable {
  id: string;
  key: string;
  school: SchoolId;
  conversation: string;
  addressee: Json<Conversation>;
  about: Json<PostAbout>;
  case_id: CaseId | null;
  state: 'owed' | 'sent' | 'aside';
  attempts: number;
  retry_at: number;
  reason: string | null;
  /** How often the case was to be redrawn while this waited, and how often it had been when it was drawn. */
  wanted: number;
  drawn: number;
  at: Instant;
}

export interface CopiesTable {
  id: string;
  post: string;
  school: SchoolId;
  addressee: Json<Conversation>;
  about: Json<PostAbout>;
  case_id: CaseId | null;
  message: string;
  wanted: number;
  shown: number;
  aside: Flag;
  attempts: number;
  retry_at: number;
  reason: string | null;
  leased_by: string | null;
  leased_until: number;
  /** The last day that it stays in chat; null where that is its case's matter. */
  until_day: Day | null;
}

interface FetchesTable {
  id: string;
  school: SchoolId;
  /** A case's id, or `upload:` and an upload's. */
  case_id: string;
  member: MemberId;
  platform: Platform;
  handle: string;
  original_of: MatterId | null;
  state: 'owed' | 'aside' | 'done';
  attempts: number;
  retry_at: number;
  reason: string | null;
  leased_by: string | null;
  leased_until: number;
  at: Instant;
}

export interface MemberSecret {
  readonly name: string;
  readonly email?: string;
}

interface LinksTable {
  digest: string;
  kind: 'link' | 'session';
  school: SchoolId;
  case_id: CaseId;
  consultation: ConsultationId;
  link: LinkId;
  member: MemberId;
  until_at: Instant;
}

interface StoreSettingsTable {
  name: string;
  value: string;
}

export interface Tables {
  journal: JournalTable;
  anchors: AnchorsTable;
  particulars: ParticularsTable;
  files: FilesTable;
  cases: CasesTable;
  restrictions: RestrictionsTable;
  deadlines: DeadlinesTable;
  counters: CountersTable;
  people: PeopleTable;
  agreements: AgreementsTable;
  people_versions: PeopleVersionsTable;
  members: MembersTable;
  identities: IdentitiesTable;
  schools: SchoolsTable;
  school_versions: SchoolVersionsTable;
  policies: PoliciesTable;
  intents: IntentsTable;
  drafts: DraftsTable;
  links: LinksTable;
  conversations: ConversationsTable;
  posts: PostsTable;
  copies: CopiesTable;
  fetches: FetchesTable;
  store_settings: StoreSettingsTable;
  schema_migrations: { number: number; name: string };
}
