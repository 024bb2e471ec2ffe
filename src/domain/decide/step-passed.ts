import type { Brought } from '../brought.ts';
import type { EventOf } from '../events/case-event.ts';
import type { TakenStep } from '../events/deciding.ts';
import type { GateState } from '../gate-state.ts';
import { passGates } from '../pass-gates.ts';
import type { Option } from '../recommend.ts';

export type Departure = EventOf<'decision_made'>['departures'][number];

/** The events of one step, and whether it may be taken at all. */
export interface Passed {
  readonly taken: TakenStep;
  readonly option: Option;
  readonly departures: readonly Departure[];
}

export function passStep(
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
