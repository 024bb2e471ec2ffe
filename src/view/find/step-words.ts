import type { Policy } from '../../domain/policy/policy.ts';
import type { StepKind } from '../../domain/policy/step.ts';

/** What people call a step, beside what their own policy calls it. Longer ones are looked for first. */
const STEP_WORDS: Readonly<Record<string, readonly StepKind[]>> = {
  'turned away': ['turn_away'],
  'turn away': ['turn_away'],
  'no further action': ['no_action'],
  'contact restriction': ['restrict_contact'],
  ban: ['restrict_site'],
  banned: ['restrict_site'],
  bar: ['restrict_site'],
  barred: ['restrict_site'],
  restriction: ['restrict_site', 'restrict_contact'],
  restrictions: ['restrict_site', 'restrict_contact'],
  warning: ['warn'],
  warned: ['warn'],
  reminder: ['remind'],
  reminded: ['remind'],
  meeting: ['invite_meeting'],
  mediation: ['mediate'],
  police: ['refer_police'],
  999: ['call_999'],
  legal: ['refer_legal'],
  advice: ['seek_advice'],
  removal: ['ask_removal'],
  complaint: ['hand_to_complaints'],
};

/** The choices of the form, in the order in which steps grow graver. */
export const STEP_CHOICES: readonly { readonly value: StepKind; readonly label: string }[] = [
  { value: 'remind', label: 'A reminder' },
  { value: 'invite_meeting', label: 'A meeting' },
  { value: 'mediate', label: 'Mediation' },
  { value: 'warn', label: 'A warning' },
  { value: 'restrict_contact', label: 'Agreed ways of getting in touch' },
  { value: 'turn_away', label: 'Turned away for now' },
  { value: 'restrict_site', label: 'Not to come on site' },
  { value: 'refer_police', label: 'Passed to the police' },
  { value: 'refer_legal', label: 'Passed to a lawyer' },
  { value: 'ask_removal', label: 'Asked to remove a post' },
  { value: 'hand_to_complaints', label: 'Handed on as a worry or complaint' },
  { value: 'no_action', label: 'No further action' },
];

/** The step that is named from this word on, and how many words it takes; null where none is. */
export function readStep(
  words: readonly string[],
  policy: Policy,
): { readonly steps: readonly StepKind[]; readonly took: number } | null {
  const own = policy.steps.map((row) => [row.label.toLowerCase().split(/[\s,;]+/), [row.kind]] as const);
  const common = Object.entries(STEP_WORDS).map(([said, steps]) => [said.split(' '), steps] as const);
  const fits = [...own, ...common]
    .filter(([said]) => said.every((word, n) => words[n] === word))
    .toSorted(([a], [b]) => b.length - a.length);
  const [best] = fits;
  return best ? { steps: best[1], took: best[0].length } : null;
}
