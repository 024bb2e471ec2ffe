import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import type { SchoolId } from '../../src/domain/ids.ts';
import type { Card } from '../../src/view/card.ts';
import type { Again } from '../../src/view/intent.ts';
import { MORE, openFile } from '../../src/view/open-file.ts';
import { hasParts, inParts, partAsked, partBlocks } from '../../src/view/parts.ts';
import { cardMeta } from './coded.ts';
import { type Drawn, drawBlock, header, paragraph, small } from './draw-blocks.ts';
import { LIMITS } from './limits.ts';
import { cut, escaped } from './text.ts';

interface Room {
  readonly blocks: number;
  /** Characters as they are sent. */
  readonly length: number;
}

const length = (blocks: readonly Drawn[]): number => JSON.stringify(blocks).length;

interface Drawing {
  readonly head: readonly Drawn[];
  readonly rest: readonly Drawn[];
  /** The card's own buttons: they come last and are kept, for without them nothing can be answered. */
  readonly last: readonly Drawn[];
  readonly fits: (some: readonly Drawn[]) => boolean;
}

function drawing(card: Card, of: SchoolId | undefined, room: Room, titled: boolean, mark: string): Drawing {
  const drawn = card.blocks.map((block, n) => ({
    is: block.is,
    blocks: drawBlock(block, of, `${mark}${n}`),
  }));
  const last = drawn.findLast((row) => row.is === 'buttons')?.blocks ?? [];
  return {
    head: titled ? [header(card.title)] : [],
    rest: drawn.flatMap((row) => (row.blocks === last ? [] : row.blocks)),
    last,
    fits: (some) => some.length <= room.blocks && length(some) <= room.length,
  };
}

/** As much of a card as there is room for. What has to go is cut visibly, and behind "Open file" is all of it. */
function fitted(card: Card, of: SchoolId | undefined, room: Room, titled: boolean, mark = 'b'): KnownBlock[] {
  const { head, rest, last, fits } = drawing(card, of, room, titled, mark);
  const all = [...head, ...rest, ...last];
  if (fits(all)) return all;
  const open: readonly Drawn[] = card.whole
    ? drawBlock({ is: 'buttons', buttons: [openFile(card.whole)] }, of, 'whole')
    : [];
  const end = [...small(MORE), ...open, ...last];
  const kept: Drawn[] = [...head];
  for (const block of rest) {
    if (!fits([...kept, block, ...end])) break;
    kept.push(block);
  }
  return [...kept, ...end];
}

/** All of a card, in as many parts as it takes: the one that was asked for, with the way to the others. */
function inWindow(card: Card, of: SchoolId | undefined, again: Again | null, titled: boolean): KnownBlock[] {
  const { head, rest, last, fits } = drawing(card, of, VIEW, titled, 'b');
  const all = [...head, ...rest, ...last];
  if (fits(all)) return all;
  if (!again || !hasParts(again)) return fitted(card, of, VIEW, titled);
  const ways = (part: number, most: number): readonly Drawn[] =>
    partBlocks(again, part, most).flatMap((block) => drawBlock(block, of, 'part'));
  const parts = inParts(rest, (some) => fits([...head, ...some, ...ways(1, 1000), ...last]));
  const part = Math.min(partAsked(again), parts.length - 1);
  return [...head, ...(parts[part] ?? []), ...ways(part, parts.length), ...last];
}

const MESSAGE = { blocks: LIMITS.messageBlocks, length: LIMITS.messageBlocksLength } as const;

export const drawMessage = (card: Card, of: SchoolId): KnownBlock[] => fitted(card, of, MESSAGE, true);

/** Rows of buttons on an answer bear this mark: nobody draws them again, so they go once they were used. */
export const ANSWER = 'answer';

export const drawAnswer = (card: Card, of: SchoolId | undefined): KnownBlock[] =>
  fitted(card, of, MESSAGE, true, ANSWER);

/** All that a locked screen shows, and a screen reader reads first. */
export const drawPreview = (preview: string): string => escaped(cut(preview, 150));

const VIEW = { blocks: LIMITS.viewBlocks, length: LIMITS.viewBytes / 4 } as const;

const plain = (text: string, max: number) =>
  ({ type: 'plain_text', text: cut(text, max), emoji: false }) as const;

export const viewTitle = (title: string) => plain(title, LIMITS.viewTitle);

/** A card that was asked for, in a window of its own: nobody else sees it, and it goes when it is closed. */
export function drawCardModal(card: Card, of: SchoolId | undefined, again: Again | null): ModalView {
  const isCut = card.title.length > LIMITS.viewTitle;
  return {
    type: 'modal',
    callback_id: 'card',
    title: viewTitle(card.title),
    close: plain('Close', LIMITS.viewTitle),
    private_metadata: cardMeta(of, again),
    blocks: inWindow(card, of, again, isCut),
  };
}

/** A sentence in a window: what was done, or why not. */
export const drawSaidModal = (
  text: string,
  level: 'good' | 'info' | 'refused',
  of: SchoolId | undefined,
): ModalView => ({
  type: 'modal',
  callback_id: 'said',
  title: viewTitle({ good: 'Done', info: 'Accord', refused: 'Not done' }[level]),
  close: plain('Close', LIMITS.viewTitle),
  private_metadata: cardMeta(of, null),
  blocks: [...paragraph(text)],
});

export const drawHome = (card: Card, of: SchoolId | undefined): HomeView => ({
  type: 'home',
  callback_id: 'home',
  private_metadata: cardMeta(of, null),
  blocks: fitted(card, of, VIEW, true),
});
