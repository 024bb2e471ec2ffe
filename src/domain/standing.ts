import { awayOn, type Book, type BookMember, holders, holdsRole } from './book.ts';
import { type Letter, type Outlined, type Request, reportersOf } from './case.ts';
import type { MemberId, RoleId, StepId } from './ids.ts';
import type { Policy } from './policy/policy.ts';
import type { Owner } from './policy/roles.ts';
import type { Source } from './policy/source.ts';
import { FORMAL_KINDS, type StepKind } from './policy/step.ts';
import type { Day } from './time.ts';

/** Walled off from the case altogether: the person reported, or of their family (moment 2). */
export const isWalledOff = (member: MemberId, it: Pick<Outlined, 'stoodAside'>, book: Book): boolean =>
  book.personIs.includes(member) ||
  it.stoodAside.some(
    (row) => row.member === member && (row.why === 'is_the_person' || row.why === 'related'),
  );

/**
 * Reported, suffered or saw it, or is complained about: may remind and invite, not warn or restrict (moment 5).
 * A reporter who names the head or a governor bars nobody by that: it counts once somebody who decides names them too,
 * or they stand aside themselves.
 */
export const isInvolved = (member: MemberId, it: Outlined, book: Book): boolean =>
  isWalledOff(member, it, book) ||
  reportersOf(it).includes(member) ||
  (!it.unconfirmed.includes(member) && (it.affected.includes(member) || it.witnesses.includes(member))) ||
  it.stoodAside.some((row) => row.member === member && row.why !== 'consulted');

export interface Standing {
  readonly member: MemberId;
  readonly role: RoleId;
  readonly because: 'decider' | 'deputy' | 'substitute' | 'panel';
}

/** To whom the pack gives a step, and by what rule: the step's own owner before the row of `decides`. */
export const ownerOf = (
  policy: Policy,
  step: StepId | null,
): { readonly by: Owner; readonly substitute: readonly RoleId[]; readonly source: Source } => {
  const row =
    policy.decides.find((it) => step !== null && it.steps.includes(step)) ??
    policy.decides.find((it) => it.steps.length === 0);
  if (!row) throw new Error('A policy without a row for every other decision cannot have parsed.');
  const own = step === null ? undefined : policy.steps.find((it) => it.id === step);
  return {
    by: own?.owner ?? row.by,
    substitute: row.substitute,
    source: own?.owner ? own.source : row.source,
  };
};

/** The roles behind an owner: of a panel, those who sit on it. */
export const rolesOf = (owner: Owner, policy: Policy): readonly RoleId[] =>
  owner.how === 'panel'
    ? (policy.panels.find((panel) => panel.id === owner.roles[0])?.members ?? [])
    : owner.roles;

/**
 * Who may decide a step now: whoever the pack names; a deputy named for an absence; and, where those named
 * are all involved or away, the pack's substitutes in order, the first that is free.
 * `formal` steps are barred to whoever reported, suffered or saw the matter.
 */
export function mayDecide(
  step: StepId | null,
  kind: StepKind | null,
  it: Outlined,
  policy: Policy,
  book: Book,
  today: Day,
): readonly Standing[] {
  const { by, substitute } = ownerOf(policy, step);
  const formal = kind !== null && FORMAL_KINDS.has(kind);
  const barred = (member: BookMember) =>
    formal ? isInvolved(member.id, it, book) : isWalledOff(member.id, it, book);
  const panel = by.how === 'panel';
  const named = rolesOf(by, policy).flatMap((role) =>
    holders(book, role, policy).map((member) => ({ member, role })),
  );
  const free = named.filter(({ member }) => !barred(member));
  const standings: Standing[] = free.map(({ member, role }) => ({
    member: member.id,
    role,
    because: panel ? 'panel' : 'decider',
  }));
  for (const { member, role } of named) {
    const away = awayOn(book, member.id, today);
    const deputy = away && book.members.find((row) => row.id === away.deputy && row.active);
    if (deputy && !barred(deputy)) standings.push({ member: deputy.id, role, because: 'deputy' });
  }
  const present = standings.some((row) => !awayOn(book, row.member, today));
  if (!present || (formal && free.length === 0)) {
    for (const role of substitute) {
      const found = holders(book, role, policy).filter(
        (member) => !barred(member) && !standings.some((row) => row.member === member.id),
      );
      standings.push(...found.map((member) => ({ member: member.id, role, because: 'substitute' as const })));
      if (found.some((member) => !awayOn(book, member.id, today))) break;
    }
  }
  return standings;
}

/** Everybody whom the case concerns as its decider, for any step: they see it. */
export function deciders(it: Outlined, policy: Policy, book: Book, today: Day): readonly Standing[] {
  const all = [
    mayDecide(null, null, it, policy, book, today),
    mayDecide(null, 'warn', it, policy, book, today),
  ].flat();
  // A formal step with an owner of its own is decided by them; the owners of lesser steps do not see the whole case.
  const owned = policy.steps.filter((row) => row.owner && FORMAL_KINDS.has(row.kind)).map((row) => row.id);
  const perStep = [...policy.decides.flatMap((row) => row.steps.slice(0, 1)), ...owned].flatMap((step) => {
    const kind = policy.steps.find((row) => row.id === step)?.kind ?? null;
    return mayDecide(step, kind, it, policy, book, today);
  });
  const seen = new Set<MemberId>();
  return [...all, ...perStep].filter((row) => {
    if (seen.has(row.member)) return false;
    seen.add(row.member);
    return true;
  });
}

/**
 * Who may sign a letter: whoever the pack names, a deputy named for their absence, and, where all of them are the
 * person reported or their family, the pack's substitutes. Never a deputy by default (R2).
 */
export function maySign(
  member: MemberId,
  letter: Pick<Letter, 'signers' | 'step'>,
  it: Outlined,
  policy: Policy,
  book: Book,
  today: Day,
): boolean {
  const named = letter.signers.flatMap((role) => holders(book, role, policy));
  const free = named.filter((row) => !isWalledOff(row.id, it, book));
  if (isWalledOff(member, it, book)) return false;
  if (free.some((row) => row.id === member)) return true;
  if (named.some((row) => awayOn(book, row.id, today)?.deputy === member)) return true;
  if (free.length > 0) return false;
  return ownerOf(policy, letter.step).substitute.some((role) =>
    holders(book, role, policy).some((row) => row.id === member),
  );
}

/** Consulted on the case, so not to hear an appeal about it. */
export const wasConsulted = (member: MemberId, it: Outlined): boolean =>
  it.consultations.some((row) => row.given?.by === member);

/** What is about a decision, and answered by somebody who took no part in it. */
export const APPEALS: ReadonlySet<Request['kind']> = new Set<Request['kind']>([
  'appeal',
  'complaint_about_ban',
]);

/** Has answered an appeal here, or has one before them: their view is not asked of them as well. */
export const judgesAppeal = (member: BookMember, it: Outlined, policy: Policy): boolean =>
  it.requests.some(
    (row) =>
      APPEALS.has(row.kind) &&
      (row.answered
        ? row.answeredBy === member.id
        : !it.decisions.some((made) => made.by === member.id) &&
          !wasConsulted(member.id, it) &&
          row.to.some((role) => holdsRole(member, role, policy))),
  );

/** Who is asked under a role, the person's own family and those who stood aside left out. */
export const askable = (role: RoleId, it: Outlined, policy: Policy, book: Book): readonly BookMember[] =>
  holders(book, role, policy).filter((member) => !isInvolved(member.id, it, book));

/** Of those, whose view may be asked: whoever judges an appeal gives none. */
export const consultable = (role: RoleId, it: Outlined, policy: Policy, book: Book): readonly BookMember[] =>
  askable(role, it, policy, book).filter((member) => !judgesAppeal(member, it, policy));
