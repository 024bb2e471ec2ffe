import type { Case } from '../case.ts';
import type { CommandName, CommandOf } from '../command.ts';
import type { CaseEvent } from '../events/case-event.ts';
import type { Facts } from '../facts.ts';
import type { Refusal } from '../refusal.ts';

export type Decided =
  | { readonly ok: true; readonly events: readonly CaseEvent[] }
  | { readonly ok: false; readonly refusal: Refusal };

export const record = (...events: readonly CaseEvent[]): Decided => ({ ok: true, events });

/** For each command, its verb: the case and the facts in, events or a refusal out. */
export type Verbs<T extends CommandName> = {
  readonly [K in T]: (it: Case, command: CommandOf<K>, facts: Facts) => Decided;
};
