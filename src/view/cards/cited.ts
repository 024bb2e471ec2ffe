import type { Policy } from '../../domain/policy/policy.ts';
import type { Source } from '../../domain/policy/source.ts';
import type { Cited } from '../card.ts';

/** `Our policy, section 4, bullet 2`; a clause that begins with a heading of the policy's own keeps its capital. */
const clauseWords = (clause: string): string =>
  /^(Section|Appendix|Paragraph|Page|Title page|Part|Bullet|Footnote|Note)\b/.test(clause)
    ? `Our policy, ${clause.charAt(0).toLowerCase()}${clause.slice(1)}`
    : `Our policy: ${clause}`;

/** A rule's source as people read it. Only what the policy says can be departed from, so the three never look alike. */
export function cited(source: Source): Cited {
  switch (source.kind) {
    case 'policy':
      return { kind: 'policy', words: clauseWords(source.words) };
    case 'guidance':
      return { kind: 'guidance', words: `Guidance: ${source.words}` };
    case 'default':
      return { kind: 'default', words: `Accord's suggestion: ${source.words}` };
    default:
      return source satisfies never;
  }
}

export const stepLabel = (id: string, policy: Policy): string =>
  policy.steps.find((row) => row.id === id)?.label ?? id.replaceAll(/[-_]/g, ' ');

/** What no policy's list foresaw, offered on every form. */
const UNLISTED: Readonly<Record<string, string>> = {
  violence_or_threat: 'Violence or threat (not in this policy)',
  something_else: 'Something else, or not sure (not in this policy)',
};

export const breachLabel = (id: string, policy: Policy): string =>
  policy.breaches.list.find((row) => row.id === id)?.label ?? UNLISTED[id] ?? id.replaceAll('_', ' ');

/** `a`, `an` or nothing is left to the sentence; only the first letter is made small. */
export const small = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

/** Packs write some texts with a full stop and some without. */
export const sentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);
