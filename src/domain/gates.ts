import { titleOf } from './book.ts';
import type { Case, Consultation } from './case.ts';
import { conditionHolds, type Situation } from './condition-holds.ts';
import { addDuration } from './due.ts';
import type { GateFact, PURPOSES } from './events/deciding.ts';
import { GateId, type RestrictionId, type RoleId } from './ids.ts';
import type { Policy } from './policy/policy.ts';
import type { Source } from './policy/source.ts';
import type { Gate, Step, StepKind } from './policy/step.ts';
import { ownerOf } from './standing.ts';
import { triesAsked } from './step-done.ts';

export type Purpose = (typeof PURPOSES)[number];

/** What the decider brings along: reasons and ticks that meet a gate, and gates they would waive. */
export interface Brought {
  readonly siteRisk: boolean;
  readonly immediateRisk: boolean;
  readonly confirmed: readonly GateId[];
  readonly waived: readonly GateId[];
  readonly purpose: Purpose;
  readonly restriction: RestrictionId | null;
  /** The role in which somebody decides: one of several joint owners does not approve their own decision. */
  readonly by: RoleId | null;
}

export const NOTHING_BROUGHT: Brought = {
  siteRisk: false,
  immediateRisk: false,
  confirmed: [],
  waived: [],
  purpose: 'impose',
  restriction: null,
  by: null,
};

export interface GateState {
  readonly gate: GateId;
  readonly label: string;
  readonly source: Source;
  /** `offered`: asked for, and blocks nothing. */
  readonly state: 'met' | 'unmet' | 'offered';
  readonly waivable: 'never' | 'immediate_risk' | 'with_reason';
  /** What to do about it. */
  readonly mend: string;
  readonly asks: { readonly kind: 'consult' | 'approve'; readonly roles: readonly RoleId[] } | null;
}

interface Fairness {
  readonly id: string;
  readonly label: string;
  readonly words: string;
  readonly kinds: readonly StepKind[];
  readonly waivable: GateState['waivable'];
  readonly met: (it: Case) => boolean;
  readonly mend: string;
}

const LETTERED: readonly StepKind[] = [
  'remind',
  'invite_meeting',
  'mediate',
  'warn',
  'restrict_contact',
  'restrict_site',
];
const CONTACTS: readonly StepKind[] = [
  'speak',
  'remind',
  'invite_meeting',
  'mediate',
  'warn',
  'restrict_contact',
  'restrict_site',
  'ask_removal',
];

/** Steps by which the parent learns of a worry for a child; before those the safeguarding lead is told. */
export const childFirst = (it: Case): boolean =>
  it.flags.includes('child_at_risk') ||
  it.notices.includes('tell_dsl_before_parent') ||
  it.reports.some((row) => row.harm === 'child_at_risk' && !row.withdrawn);

/** What holds in every school, whatever its policy says. Sources are guidance or Accord's own fairness. */
const FAIRNESS: readonly Fairness[] = [
  {
    id: 'identified',
    label: 'We know who the person is',
    words: 'Nobody is written to or kept away on a guess',
    kinds: LETTERED,
    waivable: 'never',
    met: (it) => it.person !== null,
    mend: 'Say who it was with "This is who it was".',
  },
  {
    id: 'no_hold',
    label: 'No "do not contact" in force',
    words: 'Police or the safeguarding lead have asked that the person is not contacted',
    kinds: CONTACTS,
    waivable: 'never',
    met: (it) => it.hold === null,
    mend: 'Wait until the hold is lifted, or turn the person away for now if there is danger.',
  },
  {
    id: 'dsl_first',
    label: 'The safeguarding lead knows first',
    words: 'Where a child may have been hurt, safeguarding comes before speaking to the parent',
    kinds: CONTACTS,
    waivable: 'never',
    met: (it) => !childFirst(it) || it.dslTold,
    mend: 'Tell the safeguarding lead and record it with "The safeguarding lead has been told".',
  },
  {
    id: 'police_content',
    label: 'The police are content for us to speak to them',
    words: 'While the police look into it, our own interviews wait until they say we may',
    kinds: ['speak', 'invite_meeting', 'mediate'],
    waivable: 'with_reason',
    met: (it) => !it.referrals.some((row) => row.holdsInterviews),
    mend: 'Record what the police said with "Outcome of a referral".',
  },
];

const answered = (row: Consultation, gate: Gate): boolean =>
  row.given !== null && (gate.kind === 'approved' ? row.given.view === 'approve' : true);

/** A view counts for what it was asked about: to impose, to extend, or to widen this very restriction. */
const viewsFor = (it: Case, gate: Gate, step: Step, brought: Brought): readonly Consultation[] =>
  it.consultations.filter(
    (row) =>
      row.gate === gate.id &&
      row.step === step.id &&
      row.purpose === brought.purpose &&
      row.restriction === brought.restriction,
  );

function packGateMet(gate: Gate, step: Step, at: Situation, brought: Brought): boolean {
  const { it, calendar, today, policy } = at;
  switch (gate.kind) {
    case 'gathered':
      return it.gathered;
    case 'spoken':
      return it.spoken.reached || it.spoken.tries >= triesAsked(policy);
    case 'consulted':
    case 'approved':
      return viewsFor(it, gate, step, brought).some((row) => answered(row, gate));
    case 'site_risk':
      return brought.siteRisk;
    case 'confirmed':
      return brought.confirmed.includes(gate.id);
    case 'wait': {
      const last = it.taken.findLast((row) => row.step === gate.after);
      return last !== undefined && addDuration(calendar, last.on, gate.for) <= today;
    }
    default:
      return gate satisfies never;
  }
}

const mendOf = (gate: Gate, step: Step, it: Case, brought: Brought): string => {
  switch (gate.kind) {
    case 'gathered':
      return 'Gather what those involved saw and record it with "We have gathered what happened".';
    case 'spoken':
      return `Speak to the person, or record ${gate.tries} tries to reach them.`;
    case 'consulted':
    case 'approved':
      return viewsFor(it, gate, step, brought).some((row) => row.given === null)
        ? 'A view has been asked for. Wait for it, chase it, or record one given by phone.'
        : `Ask with "${gate.kind === 'approved' ? 'Ask for approval' : 'Ask for a view'}".`;
    case 'site_risk':
      return 'Write why someone who did this elsewhere is a risk on the site.';
    case 'confirmed':
      return gate.ask;
    case 'wait':
      return `Wait ${gate.for.words} after the earlier step.`;
    default:
      return gate satisfies never;
  }
};

/** How long a joint owner has to answer, where no gate of the pack says (Accord's default). */
const JOINT_ANSWER = { count: 2, unit: 'school days', words: '2 school days' } as const;

/**
 * Where several decide jointly, the others have to agree: a gate for each, in whose name the pack gave the step to
 * them. A joint owner who is involved is stood in for by the pack's substitutes, in order.
 */
export function jointGates(step: Step, policy: Policy, by: RoleId | null): readonly Gate[] {
  const { by: owner, substitute, source } = ownerOf(policy, step.id);
  if (owner.how !== 'jointly') return [];
  const decides = by !== null && owner.roles.includes(by) ? by : owner.roles[0];
  return owner.roles
    .filter((role) => role !== decides)
    .map((role) => ({
      kind: 'approved' as const,
      id: GateId.parse(`joint_${role}`),
      label: `${titleOf(role, policy)} agrees: the decision is a joint one`,
      before: [step.id],
      waivable: 'never' as const,
      source,
      ask: [role, ...substitute.filter((other) => !owner.roles.includes(other))],
      answer_within: JOINT_ANSWER,
    }));
}

/** The pack's gates and those that joint owners are to each other. */
export const packGates = (step: Step, policy: Policy, by: RoleId | null): readonly Gate[] => [
  ...policy.gates,
  ...jointGates(step, policy, by),
];

const applies = (gate: Gate, step: Step, at: Situation, brought: Brought): boolean => {
  if (!gate.before.includes(step.id)) return false;
  if (gate.when && !conditionHolds(gate.when, at)) return false;
  if (brought.purpose === 'impose') return true;
  if (gate.kind !== 'consulted' && gate.kind !== 'approved') return false;
  return gate.kind === 'approved' || gate.again_when.includes(brought.purpose);
};

/** A gate whose source is the policy is never waived unless the pack says it may be. */
const waivableOf = (gate: Gate): GateState['waivable'] =>
  gate.waivable ?? (gate.source.kind === 'policy' ? 'never' : 'with_reason');

/** Every gate before the step, with where it stands. */
export function gatesFor(step: Step, at: Situation, brought: Brought): readonly GateState[] {
  const fairness = FAIRNESS.filter((row) => row.kinds.includes(step.kind)).map((row) => ({
    gate: GateId.parse(row.id),
    label: row.label,
    source: { kind: 'guidance' as const, words: row.words },
    state: row.met(at.it) ? ('met' as const) : ('unmet' as const),
    waivable: row.waivable,
    mend: row.mend,
    asks: null,
  }));
  const pack = packGates(step, at.policy, brought.by)
    .filter((gate) => applies(gate, step, at, brought))
    .map((gate): GateState => {
      const met = packGateMet(gate, step, at, brought);
      const offered = gate.kind === 'consulted' && !gate.binding;
      return {
        gate: gate.id,
        label: gate.label,
        source: gate.source,
        state: met ? 'met' : offered ? 'offered' : 'unmet',
        waivable: waivableOf(gate),
        mend: mendOf(gate, step, at.it, brought),
        asks:
          gate.kind === 'consulted' || gate.kind === 'approved'
            ? { kind: gate.kind === 'approved' ? 'approve' : 'consult', roles: gate.ask }
            : null,
      };
    });
  return [...fairness, ...pack];
}

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
