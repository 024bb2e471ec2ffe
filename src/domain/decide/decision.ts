import { type Brought, NOTHING_BROUGHT } from '../brought.ts';
import type { Case } from '../case.ts';
import type { Decide } from '../command.ts';
import type { CaseEvent } from '../events/case-event.ts';
import type { Facts } from '../facts.ts';
import { gatesFor } from '../gates.ts';
import { DecisionId } from '../ids.ts';
import { FORMAL_KINDS } from '../policy/step.ts';
import { type Option, optionsFor } from '../recommend.ts';
import { refuse } from '../refusal.ts';
import { isInvolved } from '../standing.ts';
import { type Decided, record } from './decided.ts';
import { leftUndone } from './left-undone.ts';
import { nothingFormal } from './nothing-formal.ts';
import { panelShort } from './panel-short.ts';
import { stepEvents } from './step-events.ts';
import { type Departure, type Passed, passStep } from './step-passed.ts';
import { TURNED_AWAY_AT_MOST, turnedAwayAgain, turnedAwayTooLong } from './turned-away-again.ts';
import { roleFor, standingFor, whyNot } from './who-decides.ts';

/**
 * The head's decision: one step, several or none. Every gate is met or waived by the record; whatever differs
 * from the policy carries its reason (promise 2); Accord's own suggestions set aside are noted and no more.
 */
export function decideSteps(it: Case, command: Decide, facts: Facts): Decided {
  if (it.status !== 'open')
    return refuse('not_open', 'This case is not open. Reopen it first if there is something to decide.');
  const brought: Brought = {
    ...NOTHING_BROUGHT,
    siteRisk: command.restriction?.siteRisk != null,
    immediateRisk: command.restriction?.risk != null || command.risk !== null,
    confirmed: command.confirmed,
    waived: command.waived,
  };
  const at = {
    it,
    policy: facts.policy,
    history: facts.history,
    calendar: facts.calendar,
    today: facts.today,
  };
  const options = optionsFor(at, brought);
  const chosen: Option[] = [];
  for (const id of command.steps) {
    const option = options.find((row) => row.step.id === id);
    if (!option)
      return refuse(
        'not_in_policy',
        'One of the steps is not open for this case any more. Here is the case as it is now; choose again.',
        'steps',
      );
    if (!chosen.includes(option)) chosen.push(option);
  }
  if (chosen.length > 1 && chosen.some((row) => row.step.kind === 'no_action'))
    return refuse(
      'input',
      'No further action cannot go with another step. Choose one or the other.',
      'steps',
    );
  const decider = command.phone?.decidedBy ?? facts.actor;
  const formal = chosen.some((row) => FORMAL_KINDS.has(row.step.kind));
  const standing = standingFor(decider, chosen, it, facts);
  if (!standing) return whyNot(decider, chosen, it, facts);
  if (formal && command.phone && decider !== facts.actor && isInvolved(facts.actor, it, facts.book))
    return refuse(
      'conflict_of_interest',
      'You reported this, saw it or were affected by it, so you do not write down what somebody else decides on it. Let them, or a colleague who was not involved, record it.',
    );
  const unfair = formal ? nothingFormal(at) : null;
  if (unfair) return refuse('not_in_policy', unfair, 'steps');
  const short = panelShort(
    chosen.map((row) => row.step),
    command.present,
    facts,
  );
  if (short) return refuse('input', short, 'present');
  if (formal && !command.equality)
    return refuse(
      'reason_needed',
      'Before a formal step, say whether you know of a disability, language or other need behind what happened.',
      'equality',
    );
  const needsSecond = chosen.find((row) => row.step.needs.includes('second_person'));
  if (needsSecond && (!command.secondPerson || command.secondPerson === decider))
    return refuse(
      'input',
      `"${needsSecond.step.label}" needs a second person beside you. Name them.`,
      'second_person',
    );
  const passed: Passed[] = [];
  for (const option of chosen) {
    const by = roleFor(decider, option, it, facts);
    const through = passStep({ ...option, gates: gatesFor(option.step, at, { ...brought, by }) }, brought);
    if (!through.ok) {
      const { stopped } = through;
      const site =
        stopped.gate &&
        facts.policy.gates.some((gate) => gate.id === stopped.gate && gate.kind === 'site_risk');
      return refuse(
        'must_happen_first',
        `"${option.step.label}" has to wait. Must happen first: ${stopped.label} (${stopped.source.words}). ${stopped.mend}`,
        site ? 'site_risk' : 'steps',
      );
    }
    passed.push(through.passed);
  }
  const undone = leftUndone(options, chosen, it, facts);
  const departures: Departure[] = [
    ...passed.flatMap((row) => row.departures),
    ...undone.map(
      (row): Departure => ({
        what: 'not_taken',
        about: row.step.id,
        clause: (row.why ?? row.step.source).words,
      }),
    ),
  ];
  if (departures.length > 0 && !command.departureReason) {
    const names = departures.map(
      (row) =>
        facts.policy.steps.find((step) => step.id === row.about)?.label ??
        facts.policy.gates.find((gate) => gate.id === row.about)?.label ??
        row.about,
    );
    return refuse(
      'reason_needed',
      `This is different from our policy (${departures.map((row) => row.clause).join('; ')}): ${names.join(', ')}. You may do it; say why.`,
      'departure_reason',
    );
  }
  if (passed.some((row) => row.taken.offOrder === 'skip') && !command.skipReason)
    return refuse(
      'reason_needed',
      'The policy lets this step come early in more serious cases. Say what makes this one serious.',
      'departure_reason',
    );
  const turns = chosen.some((row) => row.step.kind === 'turn_away');
  if (turns && !chosen.some((row) => row.step.kind === 'restrict_site') && turnedAwayTooLong(it, facts))
    return refuse(
      'must_happen_first',
      `They have been turned away ${TURNED_AWAY_AT_MOST} school days in a row and nobody has decided on a restriction. Decide on one now, at once if it is too dangerous to wait, or let them come.`,
      'steps',
    );
  if (turns && turnedAwayAgain(it, facts) && !command.departureReason)
    return refuse(
      'reason_needed',
      'They were turned away for this the school day before. Day after day that becomes a ban nobody has decided: ask for the view that comes before one, chase it if it has not come, or say why another day is needed.',
      'departure_reason',
    );
  const concern = it.consultations.findLast(
    (row) =>
      (row.given?.view === 'concern' || row.given?.view === 'talk') &&
      row.purpose === 'impose' &&
      chosen.some((option) => option.step.id === row.step),
  );
  if (concern && !command.departureReason)
    return refuse(
      'reason_needed',
      concern.given?.view === 'talk'
        ? 'The person consulted asked to talk first. Talk and record their view; or go ahead and say why.'
        : 'The person consulted has reservations. You decide; say why you go ahead all the same.',
      'departure_reason',
    );
  const effects = stepEvents(
    it,
    passed.map((row) => row.taken),
    command,
    facts,
  );
  if (!effects.ok) return effects;
  const made: CaseEvent = {
    type: 'decision_made',
    decision: DecisionId.parse(facts.nextId()),
    by: decider,
    role: standing.role,
    because: standing.because,
    present: [...command.present],
    phone: command.phone ? { recordedBy: facts.actor } : null,
    steps: passed.map((row) => row.taken),
    reason: command.reason,
    departures,
    setAside: options
      .filter((row) => row.standing === 'next' && row.why?.kind !== 'policy' && !chosen.includes(row))
      .map((row) => row.step.id),
    considered: options.map((row) => row.step.id),
    equality: command.equality,
    againstView: concern?.id ?? null,
    on: facts.today,
  };
  return record(made, ...effects.events);
}
