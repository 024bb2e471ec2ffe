import type { GateState } from '../../domain/gate-state.ts';
import type { MemberId, StepId } from '../../domain/ids.ts';
import { FORMAL_KINDS, type StepKind } from '../../domain/policy/step.ts';
import type { Option as StepOption } from '../../domain/recommend.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { ownerOf } from '../../domain/standing.ts';
import type { Drawing } from '../drawing.ts';
import { rehearse } from './decide-rehearsal.ts';

/** What a second page may ask, in the order it asks it. */
export const DETAILS = [
  'restriction',
  'site_risk',
  'contact',
  'risk',
  'confirmed',
  'waived',
  'equality',
  'departure_reason',
  'second_person',
  'present',
] as const;
export type Detail = (typeof DETAILS)[number];

/** The fields that a refusal may name, and the question each belongs to. */
const ASKED_BY: Readonly<Record<string, Detail>> = {
  mode: 'restriction',
  places: 'restriction',
  start: 'restriction',
  end: 'restriction',
  threshold: 'restriction',
  site_risk: 'site_risk',
  channels: 'contact',
  named: 'contact',
  per_week: 'contact',
  contact_start: 'contact',
  contact_end: 'contact',
  risk: 'risk',
  confirmed: 'confirmed',
  waived: 'waived',
  equality: 'equality',
  equality_note: 'equality',
  departure_reason: 'departure_reason',
  second_person: 'second_person',
  present: 'present',
};

const detailOf = (field: string): Detail | undefined =>
  Object.hasOwn(ASKED_BY, field) ? ASKED_BY[field] : undefined;

export interface Needs {
  readonly chosen: readonly StepOption[];
  readonly details: ReadonlySet<Detail>;
  readonly confirm: readonly GateState[];
  readonly waive: readonly GateState[];
  /** Said by the domain: what is different from the policy, and that it may be. */
  readonly different: string | null;
  /** No second page can mend it: said at once, on the first. */
  readonly refused: Refusal | null;
}

const has = (chosen: readonly StepOption[], kind: StepKind): boolean =>
  chosen.some((row) => row.step.kind === kind);

const unmet = (chosen: readonly StepOption[]): readonly GateState[] => {
  const rows = chosen.flatMap((row) => row.gates.filter((gate) => gate.state === 'unmet'));
  return rows.filter((gate, at) => rows.findIndex((other) => other.gate === gate.gate) === at);
};

const kindOf = (gate: GateState, d: Drawing): string | undefined =>
  d.policy.gates.find((row) => row.id === gate.gate)?.kind;

/** The panel that decides a step, where one does. */
export const panelFor = (step: StepId, d: Drawing): Drawing['policy']['panels'][number] | undefined => {
  const owner = ownerOf(d.policy, step).by;
  return owner.how === 'panel' ? d.policy.panels.find((panel) => panel.id === owner.roles[0]) : undefined;
};

/** Before this step nothing stands that answering a question could not settle. */
export const isOpenNow = (row: StepOption, d: Drawing): boolean =>
  row.gates.every(
    (gate) =>
      gate.state !== 'unmet' ||
      gate.waivable !== 'never' ||
      kindOf(gate, d) === 'confirmed' ||
      kindOf(gate, d) === 'site_risk',
  );

interface Asking {
  readonly steps: readonly StepId[];
  readonly decidedBy: MemberId | null;
  /** The equality question is on the first page where a formal step is recommended. */
  readonly equalityAnswered: boolean;
  /** Fields that a refusal has named since. */
  readonly ask?: readonly string[];
}

export function needsOf({ steps, decidedBy, equalityAnswered, ask = [] }: Asking, d: Drawing): Needs {
  const chosen = d.options.filter((row) => steps.includes(row.step.id));
  const open = unmet(chosen);
  const confirm = open.filter((gate) => kindOf(gate, d) === 'confirmed');
  const waive = open.filter((gate) => gate.waivable !== 'never' && kindOf(gate, d) !== 'site_risk');
  const refusal = rehearse({ steps, decidedBy, waived: waive.map((gate) => gate.gate) }, d);
  const different = refusal?.field === 'departure_reason' ? refusal.words : null;
  const wanted: Readonly<Record<Detail, boolean>> = {
    restriction: has(chosen, 'restrict_site'),
    site_risk: open.some((gate) => kindOf(gate, d) === 'site_risk'),
    contact: has(chosen, 'restrict_contact'),
    risk:
      has(chosen, 'restrict_site') ||
      has(chosen, 'turn_away') ||
      waive.some((gate) => gate.waivable === 'immediate_risk'),
    confirmed: confirm.length > 0,
    waived: waive.length > 0,
    equality: !equalityAnswered && chosen.some((row) => FORMAL_KINDS.has(row.step.kind)),
    departure_reason: different !== null,
    second_person: chosen.some((row) => row.step.needs.includes('second_person')),
    present: chosen.some((row) => panelFor(row.step.id, d) !== undefined),
  };
  const asked = new Set(ask.map(detailOf));
  return {
    chosen,
    details: new Set(DETAILS.filter((detail) => wanted[detail] || asked.has(detail))),
    confirm,
    waive,
    different,
    refused: refusal && detailOf(refusal.field ?? '') === undefined ? refusal : null,
  };
}
