import { awayOn, type Book, type BookMember, holdsRole, memberOf, plays } from './book.ts';
import { type Letter, type Outlined, reportersOf } from './case.ts';
import type { CommandName } from './command.ts';
import type { ListName } from './contacts/staged-list.ts';
import type { MemberId } from './ids.ts';
import type { Policy } from './policy/policy.ts';
import type { Part } from './policy/roles.ts';
import { type Refusal, refuse } from './refusal.ts';
import { deciders, isInvolved, isWalledOff, maySign } from './standing.ts';
import type { Day } from './time.ts';

/** What somebody is to a case. Everything people see and do hangs on this list and the two tables below. */
export const PLACES = [
  'decider',
  'reporter',
  'affected',
  'dsl',
  'consulted',
  'hears_appeal',
  'office',
  'signer',
  'dpo',
  'clock',
] as const;
export type Place = (typeof PLACES)[number];

export interface Looking {
  readonly it: Outlined;
  readonly policy: Policy;
  readonly book: Book;
  readonly today: Day;
}

const asked = (member: BookMember, { it, policy, book }: Looking): boolean =>
  !isInvolved(member.id, it, book) &&
  it.consultations.some((row) =>
    row.given ? row.given.by === member.id : holdsRole(member, row.role, policy),
  );

const hears = (member: BookMember, { it, policy, book }: Looking): boolean =>
  !isInvolved(member.id, it, book) &&
  !it.consultations.some((row) => row.given?.by === member.id) &&
  !it.decisions.some((row) => row.by === member.id) &&
  (it.decisions.length > 0 || it.restrictions.length > 0) &&
  it.requests.some(
    (row) =>
      (row.kind === 'appeal' || row.kind === 'complaint_about_ban') &&
      row.to.some((role) => holdsRole(member, role, policy)),
  );

/** Every place a member has in a case. Whoever is walled off has none, whatever roles they hold (moment 2). */
export function placesOf(id: MemberId, at: Looking): ReadonlySet<Place> {
  const { it, policy, book, today } = at;
  const member = memberOf(book, id);
  const places = new Set<Place>();
  if (!member?.active || isWalledOff(id, it, book)) return places;
  if (deciders(it, policy, book, today).some((row) => row.member === id)) places.add('decider');
  if (reportersOf(it).includes(id)) places.add('reporter');
  if (it.affected.includes(id)) places.add('affected');
  if (
    plays(member, 'dsl', policy) &&
    (it.flags.includes('child_at_risk') || it.notices.some((row) => row.startsWith('tell_dsl')))
  )
    places.add('dsl');
  if (asked(member, at)) places.add('consulted');
  if (hears(member, at)) places.add('hears_appeal');
  if (plays(member, 'office', policy)) places.add('office');
  if (plays(member, 'dpo', policy)) places.add('dpo');
  if (it.letters.some((row) => !row.dropped && maySign(id, row, it, policy, book, today)))
    places.add('signer');
  return places;
}

/** Who may do what: the one table. */
const MAY: Readonly<Record<CommandName, readonly Place[]>> = {
  mark_read: ['decider'],
  add_account: ['decider', 'reporter', 'affected', 'dsl'],
  add_evidence: ['decider', 'reporter', 'affected', 'dsl'],
  add_evidence_file: ['decider', 'reporter', 'affected', 'dsl'],
  add_original: ['decider', 'office', 'dpo', 'hears_appeal'],
  name_people: ['decider', 'reporter'],
  record_gathered: ['decider'],
  record_spoken: ['decider', 'reporter'],
  classify: ['decider'],
  correct_report: ['decider', 'reporter'],
  withdraw_report: ['decider', 'reporter'],
  identify: ['decider', 'reporter'],
  move_to_person: ['decider'],
  join_into: ['decider'],
  take_in: ['decider'],
  separate: ['decider'],
  give_back: ['decider'],
  stand_aside: ['decider', 'consulted', 'hears_appeal', 'signer'],
  record_dsl_told: ['decider', 'dsl', 'reporter'],
  decide: ['decider'],
  ask_view: ['decider'],
  chase_view: ['decider', 'clock'],
  pass_on_view: ['decider', 'clock'],
  open_view: ['consulted'],
  give_view: ['consulted', 'decider'],
  make_link: ['decider'],
  end_link: ['decider'],
  open_link: ['consulted'],
  record_unsent: ['clock'],
  record_meeting: ['decider', 'office'],
  rearrange_meeting: ['decider', 'office'],
  record_referral: ['decider', 'dsl'],
  check_removal: ['decider', 'office'],
  record_their_side: ['decider', 'office', 'hears_appeal'],
  acknowledge: ['decider', 'office'],
  confirm_restriction: ['decider'],
  vary_restriction: ['decider', 'hears_appeal'],
  extend_restriction: ['decider'],
  lift_restriction: ['decider', 'hears_appeal'],
  run_out: ['clock'],
  invite_comment: ['decider'],
  place_hold: ['decider', 'dsl'],
  review_hold: ['decider', 'dsl'],
  lift_hold: ['decider', 'dsl'],
  receive_request: ['decider', 'office', 'dpo', 'hears_appeal'],
  answer_request: ['decider', 'dpo', 'hears_appeal'],
  record_support: ['decider'],
  record_injury: ['decider', 'affected'],
  sign_letter: ['signer'],
  send_letter: ['office', 'decider'],
  close: ['decider'],
  reopen: ['decider'],
  erase_record: ['dpo', 'decider'],
  keep_longer: ['dpo', 'decider'],
  move_policy: ['decider'],
};

/** The clock does what falls due by itself; the command line does nothing to cases. */
export function authorise(command: CommandName, actor: MemberId | 'clock', at: Looking): Refusal | null {
  const allowed = MAY[command];
  if (actor === 'clock')
    return allowed.includes('clock')
      ? null
      : refuse('not_allowed', 'People decide: the clock may not do this.').refusal;
  const places = placesOf(actor, at);
  if (allowed.some((place) => places.has(place))) return null;
  return refuse(
    'not_allowed',
    'This is for somebody else in your school. If you think you should be able to do it, ask the head.',
  ).refusal;
}

/**
 * What is done with the school's own people and lists, whatever becomes of a case: by the part somebody plays. What
 * stands in a list about a case from which they are walled off is left out all the same.
 */
const MAY_AT_SCHOOL = {
  set_up: ['admin'],
  see_person: ['office', 'head', 'deputy', 'admin'],
  /** Their earlier matters beside it: for those who decide. */
  see_matters: ['head', 'deputy'],
  change_person: ['office', 'head', 'deputy'],
  link_member: ['admin', 'head'],
  see_list: ['office', 'head', 'deputy', 'admin'],
  import_list: ['office', 'admin'],
  record_agreement: ['office', 'head', 'deputy'],
  see_agreements: ['office', 'head', 'deputy'],
  see_gate_list: ['office', 'head', 'deputy'],
  /** Each finds what is theirs; no case is the administrator's. */
  find: ['staff', 'head', 'deputy', 'chair', 'vice_chair', 'governor', 'office', 'dsl', 'dpo', 'trust'],
} as const satisfies Readonly<Record<string, readonly Part[]>>;
export type SchoolDeed = keyof typeof MAY_AT_SCHOOL;

/** What whoever sends a file for a list must be allowed to do. */
export const LIST_DEEDS: Readonly<Record<ListName, SchoolDeed>> = {
  people: 'import_list',
  signatures: 'record_agreement',
};

export const mayAtSchool = (deed: SchoolDeed, member: BookMember, policy: Policy): boolean =>
  MAY_AT_SCHOOL[deed].some((part) => plays(member, part, policy));

/** The same, or standing in today for somebody who may. */
export function mayAtSchoolToday(
  deed: SchoolDeed,
  id: MemberId,
  { policy, book, today }: Omit<Looking, 'it'>,
): boolean {
  const may = (member: BookMember | undefined) => member !== undefined && mayAtSchool(deed, member, policy);
  const member = memberOf(book, id);
  if (!member?.active) return false;
  return may(member) || book.members.some((row) => awayOn(book, row.id, today)?.deputy === id && may(row));
}

/** Parts of a case that are shown or kept back. */
export const PARTS_OF_CASE = [
  'own_words',
  'status',
  'outline',
  'safety',
  'whole',
  'consultation',
  'child',
  'letters',
  'gate',
] as const;
export type PartOfCase = (typeof PARTS_OF_CASE)[number];

/** Who sees what: the one table. The administrator is in none of its rows. */
const SEES: Readonly<Record<Place, readonly PartOfCase[]>> = {
  decider: ['own_words', 'status', 'outline', 'safety', 'whole', 'consultation', 'child', 'letters', 'gate'],
  reporter: ['own_words', 'status', 'outline'],
  affected: ['status', 'safety'],
  dsl: ['child', 'status'],
  consulted: ['consultation'],
  hears_appeal: ['consultation', 'whole', 'letters'],
  office: ['letters', 'gate'],
  signer: ['letters'],
  dpo: [],
  clock: [],
};

export const sees = (member: MemberId, part: PartOfCase, at: Looking): boolean =>
  [...placesOf(member, at)].some((place) => SEES[place].includes(part));

/** A letter of the case is for the office and for whoever sees the whole case; who else signs sees what is theirs. */
export const seesLetter = (
  member: MemberId,
  letter: Pick<Letter, 'signers' | 'step'>,
  at: Looking,
): boolean => {
  const places = placesOf(member, at);
  return (
    places.has('office') ||
    [...places].some((place) => SEES[place].includes('whole')) ||
    (places.has('signer') && maySign(member, letter, at.it, at.policy, at.book, at.today))
  );
};

/** Those whom the person's name reaches: it is not on a card or a form for anybody else. */
const NAMED_TO: readonly Place[] = ['decider', 'reporter', 'dsl', 'consulted', 'hears_appeal', 'signer'];

/** Letters to send, or somebody not to let in: until then the office has nothing to do with a case. */
const forOffice = (it: Pick<Outlined, 'letters' | 'restrictions'>): boolean =>
  it.letters.length > 0 || it.restrictions.length > 0;

/** The office learns who it is once there is a letter to send or somebody not to let in, and not before. */
export const mayName = (
  it: Pick<Outlined, 'letters' | 'restrictions'>,
  places: ReadonlySet<Place>,
): boolean => NAMED_TO.some((place) => places.has(place)) || (places.has('office') && forOffice(it));

/** As what a case turns up for somebody who looks for cases. */
export interface Found {
  /** Found by the person's name too: whoever may not know who it is does not learn it from a search. */
  readonly byName: boolean;
  /** Found by the steps taken: all of them, those that the front gate list shows, or none. */
  readonly bySteps: 'all' | 'gate' | 'none';
}

/**
 * Data protection's own part in a case: an answer that the law sets a time for, a record whose time is up, and that one
 * was erased.
 */
export const forDataProtection = (
  it: Pick<Outlined, 'requests' | 'keepUntil' | 'erased'>,
  today: Day,
): boolean =>
  it.requests.some((row) => row.law && !row.answered) ||
  it.erased !== null ||
  (it.keepUntil !== null && it.keepUntil < today);

/** Null where nobody finds it who has no place in it: it is not counted for them either. */
export function findable(member: MemberId, at: Looking): Found | null {
  const places = placesOf(member, at);
  const part = (one: PartOfCase) => [...places].some((place) => SEES[place].includes(one));
  const office = places.has('office') && forOffice(at.it);
  const dpo = places.has('dpo') && forDataProtection(at.it, at.today);
  const signs = places.has('signer');
  // What somebody is consulted on holds no name: none may be tried out on it.
  const named = new Set([...places].filter((place) => place !== 'consulted'));
  if (!part('whole') && !part('status') && !part('consultation') && !office && !dpo && !signs) return null;
  return {
    // Of a record that was erased no name finds anything any more.
    byName: at.it.erased === null && (mayName(at.it, named) || dpo),
    bySteps: part('whole') ? 'all' : office ? 'gate' : 'none',
  };
}
