import { addMonths, type Day } from '../time.ts';
import type { LetterFacts } from './facts.ts';
import { isGap } from './gaps.ts';
import type { LetterKind } from './kinds.ts';
import type { PlaceholderName } from './placeholders.ts';
import { printDay } from './print-day.ts';

export interface Missing {
  readonly name: PlaceholderName | 'template';
  readonly says: string;
}

/** A limit on contact is looked at again within this many months. */
export const CONTACT_REVIEW_MONTHS = 6;

/** Days that contradict each other: a letter with them would be wrong however well it reads. */
export function datesThatClash(
  kind: LetterKind,
  facts: LetterFacts,
  used: ReadonlySet<PlaceholderName>,
): Missing[] {
  const clashes: Missing[] = [];
  const day = (name: 'letter_date' | AnswerBy | 'starts_on' | 'ends_on' | 'review_on' | 'decision_by') => {
    const value = used.has(name) ? facts[name] : undefined;
    return isGap(value) ? undefined : value;
  };
  const inOrder = (first: Day | undefined, then: Day | undefined, name: PlaceholderName, says: string) => {
    if (first && then && then < first) clashes.push({ name, says });
  };

  for (const name of ANSWER_BY) {
    const by = day(name);
    if (by && facts.letter_date && by <= facts.letter_date)
      clashes.push({
        name,
        says: `Choose a day after the date of the letter; ${printDay(by)} leaves no time.`,
      });
  }
  inOrder(day('starts_on'), day('ends_on'), 'ends_on', 'The last day is before the first.');
  inOrder(day('starts_on'), day('review_on'), 'review_on', 'The review is before the first day.');
  inOrder(
    day('review_on'),
    day('ends_on'),
    'review_on',
    'The review is after the last day; hold it before the end.',
  );
  inOrder(
    day('their_side_by'),
    day('decision_by'),
    'decision_by',
    'The decision is due before the person has had their time to answer.',
  );
  const start = day('starts_on');
  const review = day('review_on');
  if (kind === 'contact_restriction' && start && review && review > addMonths(start, CONTACT_REVIEW_MONTHS))
    clashes.push({ name: 'review_on', says: 'Review a limit on contact within six months of its start.' });
  return clashes;
}

const ANSWER_BY = ['reply_by', 'comments_by', 'their_side_by', 'remove_by'] as const;
type AnswerBy = (typeof ANSWER_BY)[number];
