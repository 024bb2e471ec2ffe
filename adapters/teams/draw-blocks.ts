import type { Block } from '../../src/view/card.ts';
import { drawButtons, type Standing } from './draw-buttons.ts';
import { BOLD, heading, paragraphs, rich, run, SMALL } from './draw-text.ts';
import { bytes, type Container, type Element, type RichTextBlock } from './limits.ts';

/** Signs beside the colours: not everybody tells colours apart. */
const MARKS = { done: '\u2705', todo: '\u25fb\ufe0f', warning: '\u26a0\ufe0f', none: '\u2022' } as const;
const LEVELS = {
  danger: ['\u{1f6a8}', 'attention'],
  warning: ['\u26a0\ufe0f', 'warning'],
  info: ['\u2139\ufe0f', 'accent'],
  good: ['\u2705', 'good'],
} as const;

type Of<T extends Block['is']> = Extract<Block, { is: T }>;

const facts = ({ rows }: Of<'facts'>): Element[] =>
  rows.flatMap(({ label, value }, n) =>
    paragraphs(value, {}, { before: [run(`${label}  `, BOLD)], ...(n === 0 ? {} : { spacing: 'small' }) }),
  );

/** The mark beside its text, so that lines begin under each other. */
const list = ({ items }: Of<'list'>): Element[] =>
  items.map(({ text, source, mark = 'none' }, n) => ({
    type: 'ColumnSet',
    columns: [
      { type: 'Column', width: 'auto', items: [rich([run(MARKS[mark])])] },
      {
        type: 'Column',
        width: 'stretch',
        items: [
          ...paragraphs(text),
          ...(source ? [rich([run(source.words, { ...SMALL, italic: true })], 'none')] : []),
        ],
        spacing: 'small',
      },
    ],
    ...(n === 0 ? {} : { spacing: 'small' }),
  }));

/** Bytes in one box: more of them make another, so that a long one can be cut between two. */
const BOX = 2000;

/** Blocks together in boxes of one look, as one box to the eye. */
function boxed(blocks: readonly RichTextBlock[], style: Container['style']): Element[] {
  const boxes: RichTextBlock[][] = [];
  let room = 0;
  for (const block of blocks) {
    const last = boxes.at(-1);
    const size = bytes(block);
    if (last && size <= room) last.push(block);
    else {
      boxes.push([block]);
      room = BOX;
    }
    room -= size;
  }
  return boxes.map((items, n) => ({
    type: 'Container',
    style,
    items,
    ...(n === 0 ? {} : { spacing: 'none' }),
  }));
}

function notice({ level, text }: Of<'notice'>): Element[] {
  const [sign, style] = LEVELS[level];
  return boxed(paragraphs(text, level === 'danger' ? BOLD : {}, { before: [run(`${sign} `)] }), style);
}

/** One block of a card as Teams draws it: nothing is left out here; what is too much is cut by its drawer. */
function drawBlock(block: Exclude<Block, { is: 'rule' }>, at: Standing): Element[] {
  switch (block.is) {
    case 'text':
      return paragraphs(block.text);
    case 'heading':
      return [{ ...heading(block.text), spacing: 'large' }];
    case 'facts':
      return facts(block);
    case 'list':
      return list(block);
    case 'quote':
      return boxed(
        [...paragraphs(block.text), ...paragraphs(block.by, SMALL, { spacing: 'small' })],
        'emphasis',
      );
    case 'notice':
      return notice(block);
    case 'small':
      return paragraphs(block.text, SMALL);
    case 'buttons':
      return drawButtons(block.buttons, at);
    default:
      return block satisfies never;
  }
}

export interface DrawnBlock {
  readonly is: Block['is'];
  readonly elements: Element[];
}

const canHaveLine = (element: Element): element is Exclude<Element, { type: `Input.${string}` }> =>
  !element.type.startsWith('Input.');

/** A rule is a line over what comes next: an element of its own for it there is none. */
export function drawBlocks(blocks: readonly Block[], at: Standing): readonly DrawnBlock[] {
  const drawn: DrawnBlock[] = [];
  let ruled = false;
  for (const block of blocks) {
    if (block.is === 'rule') {
      ruled = true;
      continue;
    }
    const [first, ...rest] = drawBlock(block, at);
    if (!first) continue;
    const under = ruled && canHaveLine(first);
    drawn.push({
      is: block.is,
      elements: [under ? { ...first, separator: true, spacing: 'medium' } : first, ...rest],
    });
    ruled = false;
  }
  return drawn;
}
