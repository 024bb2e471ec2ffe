import type { PaperBlock } from '../view/paper.ts';

/** A block that is drawn as it is: a letter has been taken apart. */
export type SimpleBlock = Exclude<PaperBlock, { is: 'letter' }>;
