import type { Run, Words } from '../view/paper.ts';

export const runsOf = (words: Words): readonly Run[] =>
  typeof words === 'string' ? [{ text: words }] : words;

export const textOf = (words: Words): string =>
  runsOf(words)
    .map((run) => run.text)
    .join('');
