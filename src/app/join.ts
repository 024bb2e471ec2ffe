import { authorise } from '../domain/authorise.ts';
import { type Case, reportersOf } from '../domain/case.ts';
import { decide } from '../domain/decide/decide.ts';
import type { Account } from '../domain/events/reporting.ts';
import type { ParticularsRef } from '../domain/ids.ts';
import { MatterId } from '../domain/ids.ts';
import { refuse } from '../domain/refusal.ts';
import type { AppAsk } from '../view/form-kind.ts';
import { attempt, type Done } from './attempt.ts';
import type { Caller } from './caller.ts';
import { commitCase } from './commit.ts';
import { keepTexts } from './keep-texts.ts';
import { factsFor, type LoadedCase, loadCase } from './load-case.ts';

const NO_SUCH = 'There is no case with that reference in this school. Check it and try again.';

async function find(
  { app, unit, at }: Caller,
  target: Extract<AppAsk, { do: 'join' }>['target'],
): Promise<LoadedCase | null> {
  const id = 'case' in target ? target.case : (await unit.cases.byRef(at.school.id, target.ref))?.id;
  return id ? loadCase(app, unit, at, id) : null;
}

/** Reports as separate accounts of the one case: reporters never see each other's words. */
const accountsOf = (it: Case, caller: Caller): Account[] =>
  it.reports
    .filter((row) => !row.withdrawn)
    .map((row) => ({
      id: MatterId.parse(caller.app.ids.next()),
      report: row.id,
      from: row.reporter,
      text: row.narrative,
      cameFrom: it.id,
    }));

async function both(
  caller: Caller,
  first: LoadedCase,
  firstCommand: Parameters<typeof decide>[1],
  second: LoadedCase,
  secondCommand: Parameters<typeof decide>[1],
  field: 'target' | 'ref',
): Promise<Done> {
  const seen = { it: second.it, policy: second.policy.policy, book: second.book, today: caller.at.today };
  // A case that may not be seen is told from none at all by nothing.
  if (authorise(secondCommand.do, caller.member.id, seen)) return refuse('not_found', NO_SUCH, field);
  const done = attempt(caller, first, first.it, firstCommand);
  if (!done.ok) return done;
  const other = decide(second.it, secondCommand, factsFor(caller.app, caller.at, second, caller.member.id));
  if (!other.ok) return other;
  const who = (loaded: LoadedCase) => ({
    actor: caller.member.id,
    policy: loaded.policy.policy,
    book: loaded.book,
  });
  await commitCase(caller.unit, caller.at, second.it, other.events, who(second));
  const after = await commitCase(caller.unit, caller.at, first.it, done.events, who(first));
  return { ok: true, events: done.events, after };
}

/** One event, several reports of one person: the case that is open here goes into the other (moment 3). */
export async function joinCases(
  caller: Caller,
  loaded: LoadedCase,
  ask: Extract<AppAsk, { do: 'join' }>,
): Promise<Done> {
  const target = await find(caller, ask.target);
  // The form has a list to choose from only where there is something like it: what was typed is refused where it stands.
  const field = 'ref' in ask.target ? 'ref' : 'target';
  if (!target) return refuse('not_found', NO_SUCH, field);
  const reason = await keepTexts<ParticularsRef>(caller.unit, caller.at.school.id, ask.reason);
  const command = { do: 'join_into', target: target.it, reason } as const;
  return both(
    caller,
    loaded,
    command,
    target,
    {
      do: 'take_in',
      from: loaded.it.id,
      accounts: accountsOf(loaded.it, caller),
      reporters: reportersOf(loaded.it),
    },
    field,
  );
}

/** Undone as easily: the joined case goes on by itself again. */
export async function partCases(
  caller: Caller,
  loaded: LoadedCase,
  ask: Extract<AppAsk, { do: 'take_apart' }>,
): Promise<Done> {
  const from = await loadCase(caller.app, caller.unit, caller.at, ask.from);
  if (!from) return refuse('not_found', 'That case is not in this school any more.');
  const reason = await keepTexts<ParticularsRef>(caller.unit, caller.at.school.id, ask.reason);
  const command = { do: 'separate', from: from.it.id, reason } as const;
  return both(caller, loaded, command, from, { do: 'give_back', to: loaded.it.id }, 'target');
}
