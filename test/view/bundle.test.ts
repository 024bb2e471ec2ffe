import { describe, expect, it } from 'vitest';
import { printDay } from '../../src/domain/letters/print-day.ts';
import type { PaperBlock } from '../../src/view/paper.ts';
import { restrictions } from '../../src/view/papers/bundle-after.ts';
import { decisions } from '../../src/view/papers/bundle-decisions.ts';
import { decide } from '../support/commands.ts';
import { drawingOf } from '../support/drawings.ts';
import type { Story } from '../support/given.ts';
import { storyFor } from '../support/letter-stories.ts';

const drawn = (story: Story): readonly PaperBlock[] => {
  const d = { ...drawingOf(story, 'head'), today: null };
  return [...decisions(d), ...restrictions(d)];
};
const tables = (blocks: readonly PaperBlock[]) =>
  blocks.flatMap((block) => (block.is === 'table' ? [JSON.stringify(block.rows)] : []));
const textsOf = (blocks: readonly PaperBlock[], is: 'heading' | 'paragraph' | 'small') =>
  blocks.flatMap((block) => (block.is === is && 'text' in block ? [String(block.text)] : []));

describe('the file of a case', () => {
  const barred = storyFor('all-saints-mat', 'provisional_bar');

  it('says once what had to happen first, with the decision, and points there from the restriction', () => {
    const blocks = drawn(barred);
    expect(tables(blocks)).toHaveLength(1);
    expect(tables(blocks)[0]).toContain('Nothing stood in the way');
    expect(textsOf(blocks, 'small')).toContain('What had to happen first stands with the decision.');
  });

  it('says what a restriction is in its heading, and not again below it', () => {
    const blocks = drawn(barred);
    const [row] = barred.it.restrictions;
    if (!row) throw new Error('Nobody is kept away.');
    const span = `${printDay(row.start)} to ${printDay(row.end)}`;
    expect(textsOf(blocks, 'heading')).toContain(`Not to come on site while we hear their side: ${span}`);
    expect(textsOf(blocks, 'paragraph')).toContain(`Not to come anywhere on site, from ${span}.`);
  });

  it('tells several decisions of one day apart, and does not number a single one', () => {
    const one = textsOf(drawn(barred), 'heading').filter((text) => text.startsWith('Decision '));
    expect(one).toEqual([`Decision of ${printDay(barred.today)}`]);
    const again = barred.when(decide('authorities', { because: true }));
    const two = textsOf(drawn(again), 'heading').filter((text) => text.startsWith('Decision '));
    expect(two).toEqual([1, 2].map((n) => `Decision ${n} of ${printDay(barred.today)}`));
  });
});
