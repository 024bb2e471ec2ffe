import type { Book } from '../domain/book.ts';
import { type Case, type Outlined, outlineOf } from '../domain/case.ts';
import { type Recorded, readCaseEvent } from '../domain/events/case-event.ts';
import { fold } from '../domain/evolve/evolve.ts';
import type { Facts } from '../domain/facts.ts';
import { type History, toEarlier } from '../domain/history.ts';
import type { CaseId, MemberId } from '../domain/ids.ts';
import type { CaseRow, LoadedPolicy, Stream, Unit } from '../ports.ts';
import type { App } from './app.ts';
import { type AtSchool, bookOf, policyBySha } from './school.ts';

export interface LoadedCase {
  readonly it: Case;
  readonly recorded: readonly Recorded[];
  /** The policy the case was opened under, or was moved to. */
  readonly policy: LoadedPolicy;
  readonly book: Book;
  readonly history: History;
}

export const streamOf = (id: CaseId): Stream => `case:${id}`;

async function readStream(unit: Unit, id: CaseId): Promise<Recorded[]> {
  const facts = await unit.journal.load(streamOf(id));
  return facts.map((fact) => ({
    event: readCaseEvent(fact.type, fact.version, fact.data),
    at: fact.at,
    by: fact.by,
  }));
}

/**
 * The case as its facts make it, or null where the school has no such case. Lists ask for many and look at nobody's
 * earlier matters: they leave the history out.
 */
export async function loadCase(
  app: App,
  unit: Unit,
  at: AtSchool,
  id: CaseId,
  history: 'with_history' | 'without_history' = 'with_history',
): Promise<LoadedCase | null> {
  const recorded = await readStream(unit, id);
  const it = fold(recorded);
  if (!it || it.school !== at.school.id) return null;
  return {
    it,
    recorded,
    policy: await policyBySha(app, unit, it.policy.sha256),
    book: await bookOf(unit, at, it.person),
    history: history === 'with_history' ? await historyOf(unit, at, it) : [],
  };
}

/** Who has a place in the case of a row. No journal is opened for it but for a row from before there were outlines. */
export async function outlineOfRow(
  app: App,
  unit: Unit,
  at: AtSchool,
  row: Pick<CaseRow, 'id' | 'outline'>,
): Promise<Outlined | null> {
  if (row.outline) return row.outline;
  const loaded = await loadCase(app, unit, at, row.id, 'without_history');
  return loaded && outlineOf(loaded.it);
}

export type LoadsCase = (id: CaseId) => Promise<LoadedCase | null>;

/** Each case once and without history: for a list that asks several things of the same cases, and changes none. */
export function eachOnce(app: App, unit: Unit, at: AtSchool): LoadsCase {
  const loaded = new Map<CaseId, ReturnType<LoadsCase>>();
  return (id) => {
    const one = loaded.get(id) ?? loadCase(app, unit, at, id, 'without_history');
    loaded.set(id, one);
    return one;
  };
}

/** The person's earlier matters, withdrawn and unfounded ones left out. */
export async function historyOf(unit: Unit, at: AtSchool, it: Pick<Case, 'id' | 'person'>): Promise<History> {
  if (it.person === null) return [];
  const rows = await unit.cases.ofPerson(at.school.id, it.person);
  const others = rows.filter(
    (row) => row.id !== it.id && row.status !== 'withdrawn' && row.status !== 'joined',
  );
  const cases = await Promise.all(others.map(async (row) => fold(await readStream(unit, row.id))));
  return cases.flatMap((row) => (row ? (toEarlier(row) ?? []) : []));
}

export const factsFor = (
  app: App,
  at: AtSchool,
  loaded: Omit<LoadedCase, 'it' | 'recorded'>,
  actor: MemberId,
): Facts => ({
  policy: loaded.policy.policy,
  now: at.now,
  today: at.today,
  calendar: at.calendar,
  nextId: () => app.ids.next(),
  history: loaded.history,
  book: loaded.book,
  actor,
});
