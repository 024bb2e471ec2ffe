import type { Brought } from './brought.ts';
import type { GateFact } from './events/deciding.ts';
import type { GateState } from './gate-state.ts';

const fact = (row: GateState, how: GateFact['how']): GateFact => ({
  gate: row.gate,
  how,
  source: row.source.kind,
  words: row.source.words,
});

/** Facts for the record, or the first gate that stands in the way. An offered view that nobody gave leaves no fact. */
export function passGates(
  rows: readonly GateState[],
  brought: Brought,
):
  | { readonly ok: true; readonly facts: GateFact[]; readonly departures: GateState[] }
  | { readonly ok: false; readonly stopped: GateState } {
  const facts: GateFact[] = [];
  const departures: GateState[] = [];
  for (const row of rows) {
    if (row.state === 'met') facts.push(fact(row, 'met'));
    if (row.state !== 'unmet') continue;
    const waives =
      brought.waived.includes(row.gate) &&
      (row.waivable === 'with_reason' || (row.waivable === 'immediate_risk' && brought.immediateRisk));
    if (!waives) return { ok: false, stopped: row };
    facts.push(fact(row, 'waived'));
    if (row.source.kind === 'policy') departures.push(row);
  }
  return { ok: true, facts, departures };
}
