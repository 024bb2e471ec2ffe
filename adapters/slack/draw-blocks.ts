import type {
  ActionsBlock,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  RichTextBlock,
  RichTextBlockElement,
  RichTextSection,
  RichTextText,
  Button as SlackButton,
} from '@slack/types';
import type { SchoolId } from '../../src/domain/ids.ts';
import type { Block, Button } from '../../src/view/card.ts';
import { codedButton } from './coded.ts';
import { LIMITS } from './limits.ts';
import { cut, pieces, someText } from './text.ts';

export type Drawn = ActionsBlock | ContextBlock | DividerBlock | HeaderBlock | RichTextBlock;

/** Slack gives no limit for rich text; a section's is kept to, which every client is known to show. */
const RICH = LIMITS.sectionText;

const MARKS = { done: '\u2705', todo: '\u25fb\ufe0f', warning: '\u26a0\ufe0f', none: '' } as const;
const LEVELS = {
  danger: '\u{1f6a8}',
  warning: '\u26a0\ufe0f',
  info: '\u2139\ufe0f',
  good: '\u2705',
} as const;

type Style = NonNullable<RichTextText['style']>;

// Rich text takes what people typed as it is: no mark, mention or link in it means anything to Slack.
const words = (text: string, style?: Style): RichTextText =>
  style ? { type: 'text', text, style } : { type: 'text', text };
const section = (...elements: RichTextText[]): RichTextSection => ({ type: 'rich_text_section', elements });
const rich = (...elements: RichTextBlockElement[]): RichTextBlock => ({ type: 'rich_text', elements });

const inPieces = (text: string, draw: (piece: string) => Drawn): readonly Drawn[] =>
  pieces(someText(text), RICH).map(draw);

type Item = Extract<Block, { is: 'list' }>['items'][number];
type Line = readonly RichTextText[];

function item({ text, source, mark }: Item): Line {
  const sign = MARKS[mark ?? 'none'];
  return [
    ...(sign ? [words(`${sign} `)] : []),
    words(cut(someText(text), RICH - 400)),
    ...(source ? [words(`\n${cut(source.words, 380)}`, { italic: true })] : []),
  ];
}

const length = (line: Line): number => line.reduce((sum, one) => sum + one.text.length, 1);

/** Lines together in one block as long as it holds them, in their order. */
function packed(lines: readonly Line[], draw: (some: readonly Line[]) => RichTextBlock): readonly Drawn[] {
  const blocks: Line[][] = [];
  let room = 0;
  for (const line of lines) {
    const last = blocks.at(-1);
    if (last && length(line) <= room) last.push(line);
    else {
      blocks.push([line]);
      room = RICH;
    }
    room -= length(line);
  }
  return blocks.map(draw);
}

const facts = (rows: Extract<Block, { is: 'facts' }>['rows']): readonly Drawn[] =>
  packed(
    rows.map(({ label, value }) => [
      words(`${cut(label, 200)}  `, { bold: true }),
      words(cut(someText(value), RICH - 250)),
    ]),
    (some) => rich(section(...some.flatMap((line, n) => (n === 0 ? line : [words('\n'), ...line])))),
  );

const list = (items: Extract<Block, { is: 'list' }>['items']): readonly Drawn[] =>
  packed(items.map(item), (some) =>
    rich({ type: 'rich_text_list', style: 'bullet', elements: some.map((line) => section(...line)) }),
  );

/** `at` tells blocks of one surface apart. */
function button(row: Button, of: SchoolId | undefined, id: string): SlackButton {
  const { label, tap, key, style, confirm } = row;
  const plain = (text: string, max: number) =>
    ({ type: 'plain_text', text: cut(someText(text), max), emoji: false }) as const;
  return {
    type: 'button',
    action_id: id,
    text: plain(label, LIMITS.buttonText),
    value: codedButton({ school: row.school ?? of, key, tap }),
    ...(style === 'main' ? { style: 'primary' as const } : {}),
    ...(style === 'grave' ? { style: 'danger' as const } : {}),
    ...(confirm
      ? {
          confirm: {
            title: plain(confirm.title, LIMITS.confirmTitle),
            text: plain(confirm.text, LIMITS.confirmText),
            confirm: plain(confirm.yes, LIMITS.confirmYes),
            deny: plain(confirm.no, LIMITS.confirmNo),
            ...(style === 'grave' ? { style: 'danger' as const } : {}),
          },
        }
      : {}),
  };
}

export const header = (text: string): HeaderBlock => ({
  type: 'header',
  text: { type: 'plain_text', text: cut(someText(text), LIMITS.headerText), emoji: false },
});

export const small = (text: string): readonly ContextBlock[] =>
  pieces(someText(text), LIMITS.contextText).map((piece) => ({
    type: 'context',
    elements: [{ type: 'plain_text', text: piece, emoji: false }],
  }));

export const paragraph = (text: string): readonly Drawn[] =>
  inPieces(text, (piece) => rich(section(words(piece))));

/** One block of a card as Slack draws it: nothing is left out here; what does not fit a message is cut by its drawer. */
export function drawBlock(block: Block, of: SchoolId | undefined, at: string): readonly Drawn[] {
  switch (block.is) {
    case 'text':
      return paragraph(block.text);
    case 'heading':
      return inPieces(block.text, (piece) => rich(section(words(piece, { bold: true }))));
    case 'facts':
      return facts(block.rows);
    case 'list':
      return list(block.items);
    case 'quote':
      return [
        ...inPieces(block.text, (piece) => rich({ type: 'rich_text_quote', elements: [words(piece)] })),
        ...small(block.by),
      ];
    case 'notice':
      return inPieces(`${LEVELS[block.level]} ${block.text}`, (piece) =>
        rich(section(words(piece, { bold: block.level === 'danger' }))),
      );
    case 'rule':
      return [{ type: 'divider' }];
    case 'small':
      return small(block.text);
    case 'buttons':
      return [
        {
          type: 'actions',
          block_id: at,
          elements: block.buttons
            .slice(0, LIMITS.actionsElements)
            .map((row, n) => button(row, of, `${at}.${n}`)),
        },
      ];
    default:
      return block satisfies never;
  }
}
