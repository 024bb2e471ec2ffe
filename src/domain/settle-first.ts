import type { Policy } from './policy/policy.ts';
import type { SchoolSettings } from './settings.ts';

/** Something a school is asked once. The answer is kept under the id, in `settings.answers`. */
export interface Question {
  readonly id: string;
  readonly ask: string;
  readonly why: string;
}

/**
 * What every school settles before it holds real cases, whatever its policy. Term dates and the people that a case
 * needs are settled too, by entering them.
 */
export const SETTLE_FIRST: readonly Question[] = [
  {
    id: 'dpia',
    ask: 'When was a data protection impact assessment made for Accord, and where is it kept?',
    why: 'Accord holds allegations about people. The assessment comes before the first real case',
  },
  {
    id: 'privacy_notice',
    ask: "Does the school's privacy notice name Accord's record, and on what basis does the record rest?",
    why: 'Accord assumes a public task or a legal obligation, or legitimate interests at an independent school, and never consent',
  },
  {
    id: 'weekly_code',
    ask: 'Where do the administrator and the data protection officer keep the weekly code?',
    why: 'It shows later whether the record was altered, as long as it is kept away from Accord',
  },
];

/** All that a school is asked: what every school settles, then what its policy leaves open. */
export const questionsOf = (policy: Pick<Policy, 'asks'>): readonly Question[] => [
  ...SETTLE_FIRST,
  ...policy.asks.filter((row) => SETTLE_FIRST.every((own) => own.id !== row.id)),
];

/** The questions that need no asking any more: answered, or settled by a setting of their own. */
export const answeredIn = (settings: SchoolSettings): ReadonlySet<string> =>
  new Set([
    ...Object.entries(settings.answers).flatMap(([id, answer]) => (answer === '' ? [] : [id])),
    ...(settings.provider === undefined || settings.provider === 'ask' ? [] : ['provider']),
  ]);
