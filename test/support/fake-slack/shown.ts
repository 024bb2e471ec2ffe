import { elementsOf } from '../../../adapters/slack/block-kit.ts';
import { shownValue, type ViewState } from './view-state.ts';
import type { FakeView } from './views.ts';
import type { FakeMessage, PlacedBlock, Workspace } from './workspace.ts';

/** A message as somebody sees it. */
export interface ShownMessage {
  readonly channel: string;
  readonly ts: string;
  readonly fromApp: boolean;
  readonly text: string;
  readonly blocks: readonly PlacedBlock[];
  /** Everything that can be read in it, block after block. */
  readonly lines: readonly string[];
  /** The words on its buttons. */
  readonly buttons: readonly string[];
  readonly files: readonly string[];
  readonly isEdited: boolean;
  /** Marks in its markup that would call people or link: `!channel`, `@U1`, `#C1`, `https:...`. */
  readonly marks: readonly string[];
}

/** A box of a form, under its block_id. */
export interface ShownBox {
  readonly label: string;
  readonly hint: string | null;
  readonly isOptional: boolean;
  readonly value: string | readonly string[] | null;
}

export interface ShownView {
  readonly id: string;
  readonly callbackId: string;
  readonly title: string;
  readonly submit: string | null;
  readonly close: string | null;
  readonly privateMetadata: string;
  readonly blocks: readonly PlacedBlock[];
  readonly lines: readonly string[];
  readonly buttons: readonly string[];
  readonly boxes: Readonly<Record<string, ShownBox>>;
  readonly errors: Readonly<Record<string, string>>;
}

type RichPart = Extract<PlacedBlock, { type: 'rich_text' }>['elements'][number];

const richWords = (part: RichPart): readonly string[] =>
  part.type === 'rich_text_list'
    ? part.elements.map((line) => line.elements.map((one) => one.text).join(''))
    : [part.elements.map((one) => one.text).join('')];

function linesOf(block: PlacedBlock): readonly string[] {
  switch (block.type) {
    case 'section':
      return [...(block.text ? [block.text.text] : []), ...(block.fields ?? []).map(({ text }) => text)];
    case 'header':
      return [block.text.text];
    case 'context':
      return block.elements.map(({ text }) => text);
    case 'rich_text':
      return block.elements.flatMap(richWords);
    case 'input':
      return [block.label.text];
    case 'divider':
    case 'actions':
      return [];
    default:
      return block satisfies never;
  }
}

const buttonsOf = (blocks: readonly PlacedBlock[]): readonly string[] =>
  blocks.flatMap(elementsOf).flatMap((it) => (it.type === 'button' ? [it.text.text] : []));

/** Rich and plain text have no markup; the text beside the blocks, sections and contexts may. */
function markupOf(block: PlacedBlock): readonly string[] {
  if (block.type === 'context')
    return block.elements.flatMap((one) => (one.type === 'mrkdwn' ? [one.text] : []));
  if (block.type !== 'section') return [];
  return [block.text, ...(block.fields ?? [])].flatMap((one) => (one?.type === 'mrkdwn' ? [one.text] : []));
}

const marksIn = (text: string): readonly string[] =>
  [...text.matchAll(/<([!@#][^<>]*|[a-z]+:[^<>]*)>/g)].map((found) => found[1] ?? '');

export const shownMessage = (message: FakeMessage, workspace: Workspace): ShownMessage => ({
  channel: message.channel,
  ts: message.ts,
  fromApp: message.fromApp,
  text: message.text,
  blocks: message.blocks,
  // The text stands only where there are no blocks: with them it is what notifications say.
  lines: message.blocks.length > 0 ? message.blocks.flatMap(linesOf) : [message.text],
  buttons: buttonsOf(message.blocks),
  files: message.files.map((id) => workspace.files.get(id)?.name ?? id),
  isEdited: message.edits > 0,
  marks: [message.text, ...message.blocks.flatMap(markupOf)].flatMap(marksIn),
});

function boxesOf(blocks: readonly PlacedBlock[], state: ViewState): Readonly<Record<string, ShownBox>> {
  const boxes: Record<string, ShownBox> = {};
  for (const block of blocks) {
    if (block.type !== 'input') continue;
    const stands = state[block.block_id]?.[block.element.action_id];
    boxes[block.block_id] = {
      label: block.label.text,
      hint: block.hint?.text ?? null,
      isOptional: block.optional ?? false,
      value: stands ? shownValue(stands) : null,
    };
  }
  return boxes;
}

export function shownView({ id, view, blocks, state, errors }: FakeView): ShownView {
  const isModal = view.type === 'modal';
  return {
    id,
    callbackId: view.callback_id ?? '',
    title: isModal ? view.title.text : '',
    submit: isModal ? (view.submit?.text ?? null) : null,
    close: isModal ? (view.close?.text ?? null) : null,
    privateMetadata: view.private_metadata ?? '',
    blocks,
    lines: blocks.flatMap(linesOf),
    buttons: buttonsOf(blocks),
    boxes: boxesOf(blocks, state),
    errors,
  };
}
