import type { LetterFacts } from '../facts.ts';
import { gap } from '../gaps.ts';
import { type CaseSource, factsOf, lastFact } from './case-source.ts';

/** A worry passed on, a correction, and what the person who reported may know. */
export function otherFacts(source: CaseSource): LetterFacts {
  return { ...worry(source), ...correction(source), ...outline(source) };
}

function worry({ it, policy, kind }: CaseSource): LetterFacts {
  const complaint = it.requests.findLast((row) => row.kind === 'complaint' && !row.answered);
  return {
    concern_summary: gap('the worry as you understand it'),
    concern_route: policy.concern_route.steps.map((step) => step.who),
    complaint_handler: gap('who now looks into it'),
    ...(kind === 'complaints_handoff'
      ? { hear_by: complaint?.due ?? { gap: 'the day by which they hear from us' } }
      : {}),
  };
}

function correction(source: CaseSource): LetterFacts {
  const gone = factsOf(source, 'letter_sent')
    .map((row) => row.letter)
    .filter((id) => id !== source.letter.id);
  const wrong = source.it.letters.filter((row) => gone.includes(row.id)).at(-1);
  const sent = wrong && lastFact(source, 'letter_signed', (row) => row.letter === wrong.id);
  return {
    corrected_letter_on: sent?.on ?? { gap: 'the date of the letter that was wrong' },
    was_wrong: gap('what that letter got wrong, without naming anyone else'),
    is_right: gap('what it should have said, without naming anyone else'),
  };
}

const OUTLINE: Readonly<Record<string, string>> = {
  nothing_more: 'I have looked into what you told us. Nothing more follows from it.',
  spoken_to: 'I have looked into what you told us, and the person has been spoken to.',
  written_to: 'I have looked into what you told us, and the person has been written to.',
  arrangements_changed: 'I have looked into what you told us, and arrangements at school have changed.',
  passed_on:
    'I have looked into what you told us, and it has been passed on to those who deal with such matters.',
  not_upheld: 'I have looked into what you told us. I could not be sure that it happened as it was reported.',
};

function outline({ it, member, kind }: CaseSource): LetterFacts {
  if (kind !== 'reporter_outline') return {};
  const told = it.reports.filter((row) => !row.withdrawn).map((row) => row.onBehalfOf ?? row.reporter);
  const [only] = told;
  return {
    // Those who reported one event never learn of each other.
    reporter_name:
      only && new Set(told).size === 1 && it.joinedReporters.length === 0
        ? member(only)
        : gap('the one colleague whom this note is for'),
    outcome_outline: (it.closed && OUTLINE[it.closed.outline]) ?? gap('the outcome in outline'),
    hear_by: it.closed ? undefined : it.hearBy,
  };
}
