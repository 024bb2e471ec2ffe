import type { Paper, PaperBlock } from '../paper.ts';

export const hasPictures = ({ blocks }: Paper): boolean => blocks.some((block) => block.is === 'picture');

/** The paper without the pictures among its blocks, which says so on its cover and where each of them stood. */
export function withoutPictures(paper: Paper): Paper {
  const cover = paper.blocks.findIndex((block) => block.is === 'page');
  const said: PaperBlock = {
    is: 'notice',
    text: 'Pictures are left out, because with them this file could not be made or would be larger than can be sent. They are kept in Accord, and whoever decides the case is sent them from its card: hand them on beside this file.',
  };
  return {
    ...paper,
    blocks: paper.blocks.flatMap((block, n): readonly PaperBlock[] => {
      if (block.is === 'picture')
        return [{ is: 'small', text: 'This picture is left out; it is kept in Accord.' }];
      return n === Math.max(cover, 0) ? [said, block] : [block];
    }),
  };
}
