import { holdsRole, memberOf, titleOf } from '../book.ts';
import type { Case } from '../case.ts';
import type { Decide } from '../command.ts';
import type { Situation } from '../condition-holds.ts';
import type { CaseEvent, EventOf } from '../events/case-event.ts';
import type { TakenStep } from '../events/deciding.ts';
import type { Facts } from '../facts.ts';
import { type Brought, type GateState, gatesFor, passGates } from '../gates.ts';
import { DecisionId, type MemberId } from '../ids.ts';
import { FORMAL_KINDS } from '../policy/step.ts';
import { isConcernOnly, nothingToAnswer, type Option, optionsFor } from '../recommend.ts';
import { refuse } from '../refusal.ts';
import { isInvolved, mayDecide, type Standing } from '../standing.ts';
import { type Decided, record } from './decided.ts';
import { stepEvents } from './step-events.ts';

type Departure = EventOf<'decision_made'>['departures'][number];

/** The events of one step, and whether it may be taken at all. */
interface Passed {
  readonly taken: TakenStep;
  readonly option: Option;
  readonly departures: readonly Departure[];
}

function pass(
  option: Option,
  brought: Brought,
): { ok: true; passed: Passed } | { ok: false; stopped: GateState } {
  const through = passGates(option.gates, brought);
  if (!through.ok) return through;
  const clause = (option.why ?? option.step.source).words;
  const departures: Departure[] = through.departures.map((gate) => ({
    what: 'gate_waived',
    about: gate.gate,
    clause: gate.source.words,
  }));
  if (option.offOrder === 'departure')
    departures.push({
      what: 'off_order',
      about: option.step.id,
      clause: option.unopened?.source.words ?? clause,
    });
  const taken: TakenStep = {
    step: option.step.id,
    kind: option.step.kind,
    clause: option.step.source.words,
    source: option.step.source.kind,
    gates: [...through.facts],
    offOrder: option.offOrder,
  };
  return { ok: true, passed: { taken, option, departures } };
}

const shapeOf = (row: Option, facts: Facts) =>
  facts.policy.tracks.find((track) => track.id === row.step.track)?.shape;

/**
 * A must of the policy left undone, unless it was left with a reason before or another step of its ladder or sequence
 * is taken. Options stand side by side: one does not do for the other.
 */
function leftUndone(
  options: readonly Option[],
  chosen: readonly Option[],
  it: Case,
  facts: Facts,
): readonly Option[] {
  /** Nobody is asked why they did not do what fairness forbids for now: write to someone unknown, or under a hold. */
  const barred = (row: Option) =>
    row.gates.some(
      (gate) => gate.state === 'unmet' && gate.waivable === 'never' && gate.source.kind === 'guidance',
    );
  const ends = chosen.some((row) => row.step.kind === 'no_action' || row.step.kind === 'hand_to_complaints');
  const recorded = (row: Option) => row.step.kind === 'gather' || row.step.kind === 'speak';
  const settled = (row: Option) =>
    it.decisions.some((made) =>
      made.departures.some((dep) => dep.what === 'not_taken' && dep.about === row.step.id),
    );
  return options.filter(
    (row) =>
      row.must &&
      row.standing === 'next' &&
      !chosen.some(
        (other) =>
          other.step.id === row.step.id ||
          (other.step.track === row.step.track &&
            other.step.kind !== 'no_action' &&
            shapeOf(row, facts) !== 'options'),
      ) &&
      !barred(row) &&
      (ends || !recorded(row)) &&
      !settled(row),
  );
}

const standingFor = (
  member: MemberId,
  chosen: readonly Option[],
  it: Case,
  facts: Facts,
): Standing | null => {
  const perStep = (chosen.length > 0 ? chosen : [null]).map((option) =>
    mayDecide(
      option?.step.id ?? null,
      option?.step.kind ?? null,
      it,
      facts.policy,
      facts.book,
      facts.today,
    ).find((row) => row.member === member),
  );
  return perStep.every((row) => row !== undefined) ? (perStep[0] ?? null) : null;
};

function whyNot(member: MemberId, chosen: readonly Option[], it: Case, facts: Facts): Decided {
  const formal = chosen.filter((row) => FORMAL_KINDS.has(row.step.kind));
  const free = formal[0]
    ? mayDecide(formal[0].step.id, formal[0].step.kind, it, facts.policy, facts.book, facts.today)
    : [];
  const who = free[0] ? titleOf(free[0].role, facts.policy) : 'somebody who was not involved';
  if (formal.length > 0 && isInvolved(member, it, facts.book))
    return refuse(
      'conflict_of_interest',
      `You reported this, saw it or were affected by it, so you may remind or invite, but not warn or keep somebody away. The decision is for: ${who}.`,
    );
  return refuse(
    'not_allowed',
    `This decision is for somebody else in your school: ${who}. Ask them to open the case.`,
  );
}

/** The role in which somebody decides this very step: joint owners each have their own. */
const roleFor = (member: MemberId, option: Option, it: Case, facts: Facts) =>
  mayDecide(option.step.id, option.step.kind, it, facts.policy, facts.book, facts.today).find(
    (row) => row.member === member,
  )?.role ?? null;

/** A complaint is never a breach, and neither is what an exception answers: nobody is warned or kept away for it. */
function nothingFormal(at: Situation): string | null {
  if (nothingToAnswer(at))
    return 'Nothing is left to answer: it was not upheld, or the policy itself allows it. Choose "No further action", or correct the finding first.';
  if (isConcernOnly(at))
    return 'This is a worry or complaint, which is never a breach. Pass it on; or, if there was abuse, a threat or another harm of its own, name that under "What it is" first.';
  return null;
}

/** Panels decide with enough of their members present; joint owners with the other's approval, as a gate. */
function panelShort(chosen: readonly Option[], command: Decide, facts: Facts): string | null {
  for (const { step } of chosen) {
    const owner =
      step.owner ??
      facts.policy.decides.find((row) => row.steps.includes(step.id) || row.steps.length === 0)?.by;
    if (owner?.how !== 'panel') continue;
    const panel = facts.policy.panels.find((row) => row.id === owner.roles[0]);
    const sitting = new Set(
      command.present.filter((id) => {
        const member = memberOf(facts.book, id);
        return member && panel?.members.some((role) => holdsRole(member, role, facts.policy));
      }),
    );
    if (panel && sitting.size < panel.quorum)
      return `${panel.title} needs ${panel.quorum} members to decide; ${sitting.size} are named. Say who was there.`;
  }
  return null;
}

/**
 * The head's decision: one step, several or none. Every gate is met or waived by the record; whatever differs
 * from the policy carries its reason (promise 2); Accord's own suggestions set aside are noted and no more.
 */
export function decideSteps(it: Case, command: Decide, facts: Facts): Decided {
  if (it.status !== 'open')
    return refuse('not_open', 'This case is not open. Reopen it first if there is something to decide.');
  const brought: Brought = {
    siteRisk: command.restriction?.siteRisk != null,
    immediateRisk: command.restriction?.risk != null || command.risk !== null,
    confirmed: command.confirmed,
    waived: command.waived,
    purpose: 'impose',
    restriction: null,
    by: null,
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
  const unfair = formal ? nothingFormal(at) : null;
  if (unfair) return refuse('not_in_policy', unfair, 'steps');
  const short = panelShort(chosen, command, facts);
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
    const through = pass({ ...option, gates: gatesFor(option.step, at, { ...brought, by }) }, brought);
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
