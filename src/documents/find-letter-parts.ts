import type { Words } from '../view/paper.ts';
import { readMarkdown } from './read-markdown.ts';
import type { SimpleBlock } from './simple-block.ts';
import { runsOf, textOf } from './words.ts';

const linesOf = (words: Words): string[] =>
  textOf(words)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const isParagraph = (block: SimpleBlock | undefined) => block?.is === 'paragraph';

/** A paragraph that is bold from end to end: in a letter, the school's name. */
const allBold = (block: SimpleBlock | undefined): string | null =>
  block?.is === 'paragraph' && runsOf(block.text).length === 1 && runsOf(block.text)[0]?.strong
    ? textOf(block.text)
    : null;

/**
 * The letterhead, where the letter begins with one. Every template keeps to one order up to its first heading: the
 * school, its address, the date, the references, the reader's address, the salutation. So the parts are found by where
 * they stand, in any language; what an editor has put elsewhere is left where it was put.
 */
function withLetterhead(blocks: readonly SimpleBlock[]): readonly SimpleBlock[] {
  const school = allBold(blocks[0]);
  const heading = blocks.findIndex((block) => block.is === 'heading');
  const opening = blocks.slice(1, heading);
  if (school === null || heading === -1 || !opening.every(isParagraph)) return blocks;
  const texts = opening.flatMap((block) => (block.is === 'paragraph' ? [block.text] : []));
  const [lines, date, references, to, salutation, ...more] = texts;
  if (!lines || !date || !references || !to || !salutation || more.length > 0) return blocks;
  return [
    {
      is: 'letterhead',
      school,
      lines: linesOf(lines),
      aside: [...linesOf(date), ...linesOf(references)],
      to: linesOf(to),
    },
    { is: 'paragraph', text: salutation },
    ...blocks.slice(heading),
  ];
}

const SHORT_CLOSING = 60;

/** `**Name**\` over a role, as every template ends; with the closing before it ("Yours sincerely,"). */
function withSignature(blocks: readonly SimpleBlock[]): readonly SimpleBlock[] {
  const last = blocks.at(-1);
  const [name, ...rest] = last?.is === 'paragraph' ? runsOf(last.text) : [];
  const roles = linesOf(rest);
  if (!name?.strong || roles.length === 0) return blocks;
  const before = blocks.at(-2);
  const closing =
    before?.is === 'paragraph' &&
    textOf(before.text).endsWith(',') &&
    textOf(before.text).length <= SHORT_CLOSING
      ? before.text
      : null;
  return [
    ...blocks.slice(0, closing === null ? -1 : -2),
    { is: 'signature', closing, name: name.text.trim(), lines: roles },
  ];
}

export const findLetterParts = (markdown: string): readonly SimpleBlock[] =>
  withSignature(withLetterhead(readMarkdown(markdown)));
