import type { Paper } from '../view/paper.ts';
import { findLetterParts } from './find-letter-parts.ts';
import type { SimpleBlock } from './simple-block.ts';

/** A letter that stands under headings of another document has its own below theirs. */
function lowered(block: SimpleBlock, under: number): SimpleBlock {
  if (block.is !== 'heading' || under === 0) return block;
  return { ...block, level: 3 };
}

/** A reader of headings by ear counts levels: one that is left out would be looked for. */
function withoutLeaps(blocks: readonly SimpleBlock[]): SimpleBlock[] {
  let before = 0;
  return blocks.map((block) => {
    if (block.is !== 'heading') return block;
    const level = Math.min(block.level, before + 1);
    before = level;
    return level === 1 || level === 2 ? { ...block, level } : block;
  });
}

/** The blocks of a paper with its letters taken apart, as both kinds of file are drawn from them. */
export function blocksOf({ blocks }: Paper): SimpleBlock[] {
  let under = 0;
  const simple = blocks.flatMap((block): readonly SimpleBlock[] => {
    if (block.is === 'heading') under = block.level;
    if (block.is !== 'letter') return [block];
    return findLetterParts(block.markdown).map((part) => lowered(part, under));
  });
  return withoutLeaps(simple);
}
