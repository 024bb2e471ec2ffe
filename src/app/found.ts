import { type Found, findable } from '../domain/authorise.ts';
import type { Book } from '../domain/book.ts';
import type { CasesBy } from '../domain/cases-by.ts';
import type { MemberId, PersonId } from '../domain/ids.ts';
import type { StepKind } from '../domain/policy/step.ts';
import type { CaseRow } from '../ports.ts';
import type { CaseLine } from '../view/cards/case-line.ts';
import type { Query } from '../view/find/query.ts';
import type { Caller } from './caller.ts';
import { outlineOfRow } from './load-case.ts';
import { bookOf, policyBySha } from './school.ts';

/** Rows looked at in one reading. */
const CHUNK = 500;
/** People of one name whose cases are looked at; a search for one letter finds no more than these. */
const MOST_PEOPLE = 60;

/** What the front gate list shows, and the office with it. */
const AT_THE_GATE: ReadonlySet<StepKind> = new Set<StepKind>(['restrict_site', 'turn_away']);

export interface Page {
  readonly lines: readonly CaseLine[];
  /** There are more of theirs to see. What is not theirs is never counted. */
  readonly more: boolean;
}

/** The case's row as this member may find it; null where they may not. */
async function foundAs(
  { app, unit, at, member }: Caller,
  row: CaseRow,
  book: Book,
): Promise<{ found: Found; steps: readonly StepKind[]; whole: boolean; erased: boolean } | null> {
  const outline = await outlineOfRow(app, unit, at, row);
  if (!outline) return null;
  const policy = (await policyBySha(app, unit, outline.policy.sha256)).policy;
  const found = findable(member.id, { it: outline, policy, book, today: at.today });
  if (!found) return null;
  const erased = outline.erased !== null;
  return {
    found,
    steps: outline.taken.map(({ kind }) => kind),
    whole: found.bySteps === 'all' && !erased,
    erased,
  };
}

const hasStep = ({ bySteps }: Found, steps: readonly StepKind[], wanted: readonly StepKind[]): boolean =>
  wanted.length === 0 ||
  (bySteps !== 'none' &&
    steps.some((kind) => wanted.includes(kind) && (bySteps === 'all' || AT_THE_GATE.has(kind))));

const linkedTo = (linked: ReadonlyMap<PersonId, MemberId>, person: PersonId | null): readonly MemberId[] => {
  const member = person === null ? undefined : linked.get(person);
  return member === undefined ? [] : [member];
};

/** Whom the name may mean: never the asker themselves. */
async function peopleOf({ unit, at, member }: Caller, name: string): Promise<readonly PersonId[]> {
  const found = await unit.people.search(at.school.id, name, MOST_PEOPLE);
  return found.filter((row) => row.member !== member.id).map((row) => row.id);
}

async function rowsBy({ unit, at }: Caller, query: Query, by: CasesBy): Promise<readonly CaseRow[]> {
  if (query.ref === null) return unit.cases.find(at.school.id, by, CHUNK);
  const row = await unit.cases.byRef(at.school.id, query.ref);
  const fits =
    row !== null &&
    (by.before === undefined || row.id < by.before) &&
    (by.people === undefined || (row.person !== null && by.people.includes(row.person))) &&
    (by.status === undefined || row.status === by.status) &&
    (by.from === undefined || row.occurredOn >= by.from) &&
    (by.to === undefined || row.occurredOn <= by.to);
  return fits && row ? [row] : [];
}

/**
 * At most `most` cases of theirs that fit, newest first. What they have no place in is passed over before anything is
 * counted; nobody finds a case by a name or by a step that they may not know of it.
 */
export async function pageOf(caller: Caller, query: Query, most: number): Promise<Page> {
  const { unit, at } = caller;
  const linked = await unit.people.linked(at.school.id);
  const empty = await bookOf(unit, at, null);
  const people = query.name === null ? undefined : await peopleOf(caller, query.name);
  const by: CasesBy = {
    ...(people === undefined ? {} : { people }),
    // That a record was erased stands beside its state: the case is as closed as it was.
    ...(query.status === null || query.status === 'erased' ? {} : { status: query.status }),
    ...(query.from === null ? {} : { from: query.from }),
    ...(query.to === null ? {} : { to: query.to }),
  };
  const lines: CaseLine[] = [];
  for (let before = query.before; ; ) {
    const rows = await rowsBy(caller, query, before === null ? by : { ...by, before });
    for (const row of rows) {
      const one = await foundAs(caller, row, { ...empty, personIs: linkedTo(linked, row.person) });
      if (query.status === 'erased' && !one?.erased) continue;
      if (!one || (people && !one.found.byName) || !hasStep(one.found, one.steps, query.steps)) continue;
      if (lines.length === most) return { lines, more: true };
      // The name stands beside the reference only for those who see the whole case.
      const named = one.whole && row.person ? await unit.people.byId(at.school.id, row.person) : null;
      lines.push({
        case: row.id,
        ref: row.ref,
        status: one.erased ? 'erased' : row.status,
        occurredOn: row.occurredOn,
        person: named?.name ?? null,
      });
    }
    const last = rows.at(-1);
    if (!last || rows.length < CHUNK) return { lines, more: false };
    before = last.id;
  }
}
