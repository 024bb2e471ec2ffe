import { authorise } from '../domain/authorise.ts';
import type { Case } from '../domain/case.ts';
import type { CaseCommand } from '../domain/command.ts';
import { decide } from '../domain/decide/decide.ts';
import type { CaseEvent } from '../domain/events/case-event.ts';
import { evolve } from '../domain/evolve/evolve.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Caller } from './caller.ts';
import { factsFor, type LoadedCase } from './load-case.ts';

export type Done =
  | { readonly ok: true; readonly events: readonly CaseEvent[]; readonly after: Case }
  | { readonly ok: false; readonly refusal: Refusal };

/** Whether one command may be done and is done: authorised once, decided, and not yet written. */
export function attempt(
  { app, at, member }: Pick<Caller, 'app' | 'at' | 'member'>,
  loaded: LoadedCase,
  it: Case,
  command: CaseCommand,
): Done {
  const policy = loaded.policy.policy;
  const refusal = authorise(command.do, member.id, { it, policy, book: loaded.book, today: at.today });
  if (refusal) return { ok: false, refusal };
  const decided = decide(it, command, factsFor(app, at, loaded, member.id));
  if (!decided.ok) return decided;
  const after = decided.events.reduce(
    (next, event) => evolve(next, event, { at: at.now, by: member.id }),
    it,
  );
  return { ok: true, events: decided.events, after };
}
