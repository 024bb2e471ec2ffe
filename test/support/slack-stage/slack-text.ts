import type { ShownMessage, ShownView } from '../fake-slack/shown.ts';
import type { PlacedBlock } from '../fake-slack/workspace.ts';

/** Slack's pictures, as the plain cards write them: what a story expects holds on both. */
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/^\u2705 /u, '[x] '],
  [/^\u25fb\ufe0f /u, '[ ] '],
  [/^\u26a0\ufe0f /u, '[!] '],
];

const marked = (line: string): string =>
  MARKS.reduce((text, [sign, plain]) => text.replace(sign, plain), line);

type RichPart = Extract<PlacedBlock, { type: 'rich_text' }>['elements'][number];
const line = (part: { readonly elements: readonly { readonly text: string }[] }): string =>
  part.elements.map((one) => one.text).join('');

const richLines = (part: RichPart): readonly string[] =>
  part.type === 'rich_text_list' ? part.elements.map((one) => marked(line(one))) : [line(part)];

function blockLines(block: PlacedBlock): readonly string[] {
  switch (block.type) {
    case 'section':
      return [...(block.text ? [block.text.text] : []), ...(block.fields ?? []).map(({ text }) => text)];
    case 'header':
      return [block.text.text];
    case 'context':
      return block.elements.map(({ text }) => text);
    case 'rich_text':
      return block.elements.flatMap(richLines);
    case 'input':
      return [block.label.text, ...(block.hint ? [block.hint.text] : [])];
    case 'actions':
      return [
        block.elements.flatMap((it) => (it.type === 'button' ? [`[ ${it.text.text} ]`] : [])).join(' '),
      ];
    case 'divider':
      return ['---'];
    default:
      return block satisfies never;
  }
}

/** Blocks as somebody reads them. */
export const blocksText = (blocks: readonly PlacedBlock[]): string =>
  blocks.map((block) => `${blockLines(block).join('\n')}\n`).join('\n');

export const messageText = (message: ShownMessage): string =>
  message.blocks.length > 0 ? blocksText(message.blocks) : message.text;

export const viewText = (view: ShownView): string =>
  [view.title, blocksText(view.blocks), ...Object.values(view.errors)].join('\n');
