import type { z } from 'zod';
import { type Brought, NOTHING_BROUGHT } from './brought.ts';
import { breachesOf, conditionHolds, isWithin, type Situation } from './condition-holds.ts';
import type { GateState } from './gate-state.ts';
import { gatesFor } from './gates.ts';
import type { StepId, TrackId } from './ids.ts';
import { isConcernOnly, nothingToAnswer } from './nothing-to-answer.ts';
import type { Source } from './policy/source.ts';
import type { After, Outcome, Step } from './policy/step.ts';
import { binding } from './restriction.ts';
import { stepDone } from './step-done.ts';

type AfterRow = z.output<typeof After>;

export interface Option {
  readonly step: Step;
  /** `next`: recommended now. `then`: recommended once what comes first is done. */
  readonly standing: 'next' | 'then' | 'allowed';
  /** Why it is recommended: the rule that says so. */
  readonly why: Source | null;
  /** The policy says it will be done. Leaving it out is different from the policy. */
  readonly must: boolean;
  /** `skip`: early, as the policy allows in graver cases. `departure`: the policy's order says otherwise. */
  readonly offOrder: 'no' | 'skip' | 'departure';
  readonly unopened: AfterRow | null;
  readonly gates: readonly GateState[];
}

/**
 * Whether an earlier step came out as the rung asks: in this case, or within the look-back in the earlier one that
 * the head has confirmed it goes on from. A new report is an allegation and opens nothing by itself.
 */
function isOpenedBy(after: AfterRow, at: Situation): boolean {
  const { it, policy, history } = at;
  const step = policy.steps.find((row) => row.id === after.step);
  if (!step) return false;
  if (after.outcome.includes('continued') && it.continues?.step === after.step) return true;
  const outcomes: readonly Outcome[] = after.outcome.filter((row) => row !== 'continued');
  if (outcomes.length === 0) return false;
  if (outcomes.includes('done') && stepDone(step, it, policy)) return true;
  const here = it.taken.some(
    (row) => row.step === after.step && row.outcomes.some((done) => outcomes.includes(done)),
  );
  return (
    here ||
    history.some(
      (earlier) =>
        earlier.case === it.continues?.case &&
        earlier.taken.some(
          (row) =>
            row.step === after.step &&
            isWithin(row.on, policy.look_back.within, at) &&
            row.outcomes.some((done) => outcomes.includes(done) && done !== 'done'),
        ),
    )
  );
}

export const isOpened = (step: Step, at: Situation): boolean =>
  step.after.length === 0 || step.after.some((row) => isOpenedBy(row, at));

function offOrder(step: Step, at: Situation): Pick<Option, 'offOrder' | 'unopened'> {
  if (isOpened(step, at)) return { offOrder: 'no', unopened: null };
  const fromPolicy = step.after.find((row) => row.source.kind === 'policy');
  if (step.skip) return { offOrder: 'skip', unopened: fromPolicy ?? step.after[0] ?? null };
  return { offOrder: fromPolicy ? 'departure' : 'no', unopened: fromPolicy ?? step.after[0] ?? null };
}

const applies = (step: Step, at: Situation): boolean => !step.when || conditionHolds(step.when, at);
const again = (step: Step, at: Situation): boolean => step.repeat || !stepDone(step, at.it, at.policy);
const suggested = (step: Step, at: Situation): boolean =>
  (!step.suggest || conditionHolds(step.suggest.when, at)) && !(step.kind === 'turn_away' && isKeptOff(at));

/** Off the whole site today already: turning the person away would add nothing. */
const isKeptOff = ({ it, today }: Situation): boolean =>
  binding(it).some(
    (row) =>
      row.extent.of === 'site' &&
      row.extent.places.includes('whole_site') &&
      row.start <= today &&
      today <= row.end,
  );

/** The step or steps a track would have next, with the rule that says so. */
function nextOnTrack(
  track: Situation['policy']['tracks'][number],
  at: Situation,
): readonly { step: Step; why: Source }[] {
  const steps = at.policy.steps.filter((step) => step.track === track.id && applies(step, at));
  const why = (step: Step): { step: Step; why: Source } => ({
    step,
    why: step.suggest?.source ?? step.source,
  });
  switch (track.shape) {
    case 'sequence': {
      const next = steps.find((step) => isOpened(step, at) && again(step, at) && suggested(step, at));
      return next ? [why(next)] : [];
    }
    case 'ladder': {
      const highest = steps.findLast((step) => isOpened(step, at) && suggested(step, at));
      // A rung already taken counts as reached, however early it was: nothing below it is recommended again.
      const rungs = at.policy.steps.filter((step) => step.track === track.id);
      const reached = rungs.findLastIndex((step) => stepDone(step, at.it, at.policy));
      return highest && rungs.indexOf(highest) > reached ? [why(highest)] : [];
    }
    case 'options':
      return steps
        .filter((step) => step.suggest && suggested(step, at) && again(step, at) && isOpened(step, at))
        .map(why);
    default:
      return track.shape satisfies never;
  }
}

interface Found {
  readonly step: Step;
  readonly why: Source;
  readonly must: boolean;
}

/** A first report of some kinds goes no further than the pack says: the cap stands in for anything above it. */
function capped(found: readonly Found[], at: Situation): readonly Found[] {
  const breaches = breachesOf(at.it, at.policy);
  const first = !at.history.some(
    (row) => row.found && isWithin(row.occurredOn, at.policy.look_back.within, at),
  );
  const caps = breaches.map((row) => row.cap);
  if (!first || breaches.length === 0 || caps.some((cap) => cap === undefined)) return found;
  const order = (id: StepId) => at.policy.steps.findIndex((row) => row.id === id);
  const cap = caps.flatMap((row) => row ?? []).sort((a, b) => order(b.step) - order(a.step))[0];
  const step = at.policy.steps.find((row) => row.id === cap?.step);
  if (!cap || !step) return found;
  const kept = found.filter((row) => row.step.track !== step.track || order(row.step.id) <= order(step.id));
  if (kept.length === found.length) return found;
  const add = again(step, at) && !kept.some((row) => row.step.id === step.id);
  return add ? [...kept, { step, why: cap.source, must: false }] : kept;
}

const byId = (at: Situation, id: StepId): Step | undefined => at.policy.steps.find((row) => row.id === id);

/** What the pack says of these breaches by name, before its tracks are asked. */
function fromBreaches(at: Situation): readonly Found[] {
  const rows: Found[] = [];
  for (const breach of breachesOf(at.it, at.policy)) {
    for (const row of breach.mandatory) {
      const step = byId(at, row.step);
      if (step && again(step, at) && (!row.when || conditionHolds(row.when, at)))
        rows.push({ step, why: row.source, must: row.source.kind === 'policy' });
    }
    for (const row of breach.recommend) {
      const step = byId(at, row.step);
      if (step && again(step, at) && !(step.kind === 'turn_away' && isKeptOff(at)))
        rows.push({ step, why: row.source, must: false });
    }
  }
  return rows;
}

/** The policy says that it will be done. Where it says when, that has happened: what Accord's reading opened is no promise. */
function isOwed(step: Step, at: Situation): boolean {
  const said = step.after.filter((row) => row.source.kind === 'policy');
  return (
    step.strength === 'must' &&
    step.source.kind === 'policy' &&
    (said.length === 0 || said.some((row) => isOpenedBy(row, at)))
  );
}

function fromTracks(at: Situation, first: boolean): readonly Found[] {
  return at.policy.tracks
    .filter((track) => track.first === first && (!track.when || conditionHolds(track.when, at)))
    .flatMap((track) => nextOnTrack(track, at))
    .map(({ step, why }) => ({ step, why, must: isOwed(step, at) }));
}

/** What follows in an opening sequence: said now, so that nobody is surprised by the second opening act. */
const following = (opening: readonly Found[], at: Situation): ReadonlySet<StepId> =>
  new Set(
    opening.flatMap(({ step }) => {
      const track = at.policy.tracks.find((row) => row.id === step.track);
      if (!track?.first || track.shape !== 'sequence') return [];
      const steps = at.policy.steps.filter((row) => row.track === track.id);
      return steps
        .slice(steps.indexOf(step) + 1)
        .filter((row) => again(row, at) && suggested(row, at))
        .map((row) => row.id);
    }),
  );

/** The safety steps are recommended beside whatever else is, and never wait for a first track. */
const SAFETY_TRACK = 'now' as TrackId;

/**
 * Every step open to the decider, in the pack's order: which are recommended and by what rule, which of them
 * the policy says it will take, what is off its order, and which gates stand before each.
 */
export function optionsFor(at: Situation, brought: Brought = NOTHING_BROUGHT): readonly Option[] {
  const concern = isConcernOnly(at);
  const quiet = nothingToAnswer(at);
  const opening = quiet || concern ? [] : fromTracks(at, true);
  const rest = quiet ? [] : concern ? [] : capped([...fromBreaches(at), ...fromTracks(at, false)], at);
  const isSafety = (row: Found) => row.step.track === SAFETY_TRACK;
  const after = following(opening, at);
  const waits = opening.some((row) => !isSafety(row));
  return at.policy.steps
    .filter((step) => applies(step, at) && again(step, at))
    .map((step): Option => {
      const early = opening.find((row) => row.step.id === step.id);
      // Where the policy itself owes it, its own words are the reason, not Accord's reading of the report.
      const later =
        rest.find((row) => row.step.id === step.id && row.must) ??
        rest.find((row) => row.step.id === step.id);
      const found = early ?? later;
      const order = offOrder(step, at);
      const natural = quiet ? step.kind === 'no_action' : concern && step.kind === 'hand_to_complaints';
      const standing =
        early || natural
          ? 'next'
          : later
            ? waits && !isSafety(later) && !later.must
              ? 'then'
              : 'next'
            : after.has(step.id)
              ? 'then'
              : 'allowed';
      return {
        step,
        standing,
        why: found?.why ?? (natural || after.has(step.id) ? step.source : null),
        must: rest.some((row) => row.step.id === step.id && row.must) || (early?.must ?? false),
        offOrder: order.offOrder,
        unopened: order.unopened,
        gates: gatesFor(step, at, brought),
      };
    });
}
