import { type Brought, NOTHING_BROUGHT, type Purpose } from '../brought.ts';
import type { Case, Restriction } from '../case.ts';
import type { CommandOf } from '../command.ts';
import type { GateFact } from '../events/deciding.ts';
import type { Facts } from '../facts.ts';
import { gatesFor } from '../gates.ts';
import type { ConsultationId, GateId } from '../ids.ts';
import { passGates } from '../pass-gates.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { mayDecide } from '../standing.ts';
import { panelShort } from './panel-short.ts';

type Said = Pick<CommandOf<'extend_restriction'>, 'confirmed' | 'present' | 'answersView'> & {
  readonly waived?: readonly GateId[];
};

export type Again =
  | { readonly ok: true; readonly facts: readonly GateFact[]; readonly againstView: ConsultationId | null }
  | { readonly ok: false; readonly refusal: Refusal };

export const NOTHING_AGAIN: Again = { ok: true, facts: [], againstView: null };

/** The role in which the actor decides on it: joint owners need each other for what follows, too. */
const actingAs = (it: Case, row: Restriction, facts: Facts) =>
  mayDecide(row.step, null, it, facts.policy, facts.book, facts.today).find(
    (one) => one.member === facts.actor,
  )?.role ?? null;

/** Reservations about this very change. Those about imposing it were answered when it was imposed. */
export const reservedOn = (it: Case, row: Restriction, purpose: Purpose) =>
  purpose === 'impose'
    ? undefined
    : it.consultations.findLast(
        (one) =>
          (one.given?.view === 'concern' || one.given?.view === 'talk') &&
          one.purpose === purpose &&
          one.restriction === row.id,
      );

/** Asked again where the pack says so: extending or widening consults afresh, and a panel sits again. */
export function gatesAgain(it: Case, row: Restriction, purpose: Purpose, said: Said, facts: Facts): Again {
  const step = facts.policy.steps.find((one) => one.id === row.step);
  if (!step)
    return refuse(
      'not_in_policy',
      'The step behind this restriction is not in the policy this case follows. Move the case to the right version first.',
    );
  const short = panelShort([step], said.present, facts);
  if (short) return refuse('input', short, 'present');
  const brought: Brought = {
    ...NOTHING_BROUGHT,
    confirmed: said.confirmed,
    waived: said.waived ?? [],
    purpose,
    confirming: row.hearing !== null,
    restriction: purpose === 'impose' ? null : row.id,
    siteRisk: true,
    by: actingAs(it, row, facts),
  };
  const passed = passGates(
    gatesFor(
      step,
      { it, policy: facts.policy, history: facts.history, calendar: facts.calendar, today: facts.today },
      brought,
    ),
    brought,
  );
  if (!passed.ok)
    return refuse(
      'must_happen_first',
      `Must happen first: ${passed.stopped.label} (${passed.stopped.source.words}). ${passed.stopped.mend}`,
      passed.stopped.waivable === 'with_reason' ? 'waived' : undefined,
    );
  const reserved = reservedOn(it, row, purpose);
  if (reserved && !said.answersView)
    return refuse(
      'reason_needed',
      reserved.given?.view === 'talk'
        ? 'The person consulted asked to talk first. Talk and record their view; or say in your reason why you go ahead, and tick that it answers them.'
        : 'The person consulted has reservations. You decide; say in your reason why you go ahead all the same, and tick that it answers them.',
      'answers_view',
    );
  return { ok: true, facts: passed.facts, againstView: reserved?.id ?? null };
}

/** What was the record's at the start, kept where nothing new was asked: a gate list is never empty. */
export const kept = (row: Restriction, again: readonly GateFact[]): GateFact[] => [
  ...row.gates,
  ...again.filter((fact) => !row.gates.some((old) => old.gate === fact.gate)),
];
