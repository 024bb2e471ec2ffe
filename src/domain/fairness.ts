import type { Brought } from './brought.ts';
import type { Case } from './case.ts';
import type { GateState } from './gate-state.ts';
import { GateId } from './ids.ts';
import type { StepKind } from './policy/step.ts';

interface Fairness {
  readonly id: string;
  readonly label: string;
  readonly words: string;
  readonly before: (kind: StepKind, brought: Brought) => boolean;
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

const INTERVIEWS: readonly StepKind[] = ['speak', 'invite_meeting', 'mediate'];

/**
 * An allegation alone is no ground for a sanction. Keeping somebody off the site while they are heard, or giving
 * notice of it, is how it comes to be found, so there it waits for the confirmation.
 */
const accuses = (kind: StepKind, brought: Brought): boolean =>
  brought.purpose === 'impose' &&
  (kind === 'warn' || kind === 'restrict_contact' || (kind === 'restrict_site' && brought.confirming));

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
    before: (kind) => LETTERED.includes(kind),
    waivable: 'never',
    met: (it) => it.person !== null,
    mend: 'Say who it was with "This is who it was".',
  },
  {
    id: 'no_hold',
    label: 'No "do not contact" in force',
    words: 'Police or the safeguarding lead have asked that the person is not contacted',
    before: (kind) => CONTACTS.includes(kind),
    waivable: 'never',
    met: (it) => it.hold === null,
    mend: 'Wait until the hold is lifted, or turn the person away for now if there is danger.',
  },
  {
    id: 'dsl_first',
    label: 'The safeguarding lead knows first',
    words: 'Where a child may have been hurt, safeguarding comes before speaking to the parent',
    before: (kind) => CONTACTS.includes(kind),
    waivable: 'never',
    met: (it) => !childFirst(it) || it.dslTold,
    mend: 'Tell the safeguarding lead and record it with "The safeguarding lead has been told".',
  },
  {
    id: 'police_content',
    label: 'The police are content for us to speak to them',
    words: 'While the police look into it, our own interviews wait until they say we may',
    before: (kind) => INTERVIEWS.includes(kind),
    waivable: 'with_reason',
    met: (it) => !it.referrals.some((row) => row.holdsInterviews),
    mend: 'Record what the police said with "Outcome of a referral".',
  },
  {
    id: 'found',
    label: 'We have found that it happened',
    words: 'Nobody is warned or kept away for good on an allegation alone',
    before: accuses,
    waivable: 'with_reason',
    met: (it) => it.finding === 'found',
    mend: 'Record that it happened with "What was it?".',
  },
];

/** What one of these gates is called; null where it is another's. */
export const fairnessLabel = (id: string): string | null =>
  FAIRNESS.find((row) => row.id === id)?.label ?? null;

/** The gates that stand before a step in every school. */
export const fairnessGates = (kind: StepKind, it: Case, brought: Brought): readonly GateState[] =>
  FAIRNESS.filter((row) => row.before(kind, brought)).map((row) => ({
    gate: GateId.parse(row.id),
    label: row.label,
    source: { kind: 'guidance', words: row.words },
    state: row.met(it) ? 'met' : 'unmet',
    waivable: row.waivable,
    mend: row.mend,
    asks: null,
  }));
