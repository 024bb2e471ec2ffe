import { draftLetter } from '../draft.ts';
import type { LetterFacts } from '../facts.ts';
import { gapsIn } from '../gaps.ts';
import { audienceOf } from '../kinds.ts';
import type { CaseSource } from './case-source.ts';
import { contactFacts } from './contact-facts.ts';
import { decisionFacts } from './decision-facts.ts';
import { headingFacts } from './heading-facts.ts';
import { meetingFacts } from './meeting-facts.ts';
import { noteFacts } from './note-facts.ts';
import { onlineFacts } from './online-facts.ts';
import { otherFacts } from './other-facts.ts';
import { restrictionFacts } from './restriction-facts.ts';
import { theirSideFacts } from './their-side-facts.ts';

export type LetterDraft =
  | {
      readonly ok: true;
      readonly markdown: string;
      readonly gaps: readonly string[];
      readonly notTranslated: readonly string[];
    }
  | { readonly ok: false; readonly says: string };

export const factsFromCase = (source: CaseSource): LetterFacts => ({
  ...headingFacts(source),
  ...meetingFacts(source),
  ...decisionFacts(source),
  ...restrictionFacts(source),
  ...theirSideFacts(source),
  ...contactFacts(source),
  ...onlineFacts(source),
  ...otherFacts(source),
  ...noteFacts(source),
});

/** A refusal says `This letter needs the day to reply by.`; in a gap the day is enough. */
function wanted(says: string): string {
  const words = says.replace(/^This letter needs /, '');
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}

/** Each round turns what is refused into gaps, and a gap is never refused: two rounds find all there is. */
const ROUNDS = 3;

/**
 * A letter as far as the case can write it. What is not known, or cannot be right any more (a day to reply by that has
 * passed), is a gap with what to write there; the draft is never held up by it.
 */
export function draftOfCase(source: CaseSource, template: string, language = 'en'): LetterDraft {
  if (audienceOf(source.kind) === 'parent' && !source.person)
    return {
      ok: false,
      says: 'Nobody has been named in this case yet, and a letter goes to one person by name. Say who it was first.',
    };
  let facts = factsFromCase(source);
  for (let round = 0; round < ROUNDS; round += 1) {
    const draft = draftLetter(source.kind, template, facts, language);
    if (draft.ok) return { ...draft, gaps: gapsIn(draft.markdown) };
    const wrong = draft.missing.find((row) => row.name === 'template');
    if (wrong)
      return {
        ok: false,
        says: `The template of this letter cannot be used, so it has to be written by hand. ${wrong.says}`,
      };
    facts = {
      ...facts,
      ...Object.fromEntries(draft.missing.map(({ name, says }) => [name, { gap: wanted(says) }])),
    };
  }
  throw new Error(`A gap was refused in a letter of the kind ${source.kind}.`);
}
