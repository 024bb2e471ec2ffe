import type { SchoolId } from '../../src/domain/ids.ts';
import type { Card, Tone } from '../../src/view/card.ts';
import type { Again } from '../../src/view/intent.ts';
import { MORE, openFile } from '../../src/view/open-file.ts';
import { hasParts, inParts, partAsked, partBlocks } from '../../src/view/parts.ts';
import { drawBlocks } from './draw-blocks.ts';
import { drawButtons, type Standing } from './draw-buttons.ts';
import { paragraphs, SMALL, title } from './draw-text.ts';
import { type AdaptiveCard, adaptiveCard, bytes, type Container, type Element, LIMITS } from './limits.ts';
import { cut, unread } from './text.ts';

const TONES: Readonly<Record<Tone, Container['style'] | null>> = {
  plain: null,
  urgent: 'attention',
  waiting: 'warning',
  done: 'good',
  private: 'accent',
};

function headOf({ title: words, tone }: Card): Element {
  const style = TONES[tone];
  return style ? { type: 'Container', style, bleed: true, items: [title(words)] } : title(words);
}

export const dialogTitle = (words: string): string =>
  cut(unread(words.replaceAll(/\s+/g, ' ')).trim() || 'Accord', LIMITS.dialogTitle);

export const isTitleCut = (words: string): boolean => dialogTitle(words).endsWith('\u2026');

const fits = (body: Element[]): boolean => bytes(adaptiveCard(body)) <= LIMITS.cardBytes;

/** As many as fit from the start, found by halves: weighing a card means writing it out. */
function mostThatFit(
  elements: readonly Element[],
  head: readonly Element[],
  end: readonly Element[],
): number {
  let [low, high] = [0, elements.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits([...head, ...elements.slice(0, middle), ...end])) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The part of a card that was asked for, where one dialog does not hold it, with the way to the others. */
function onePart(
  head: readonly Element[],
  rest: readonly Element[],
  last: readonly Element[],
  at: Standing,
  again: Again,
): Element[] {
  const ways = (part: number, most: number): readonly Element[] =>
    drawBlocks(partBlocks(again, part, most), at).flatMap((row) => row.elements);
  const parts = inParts(rest, (some) => fits([...head, ...some, ...ways(1, 1000), ...last]));
  const part = Math.min(partAsked(again), parts.length - 1);
  return [...head, ...(parts[part] ?? []), ...ways(part, parts.length), ...last];
}

/**
 * As much of a card as a message may hold. What has to go is cut visibly, and behind "Open file" is all of it; the
 * card's own buttons come last and are kept, for without them nothing can be answered. `again` is what the card in a
 * dialog came from, so that it can be shown anew once something was done from it.
 */
export function drawCard(
  card: Card,
  of: SchoolId | undefined,
  where: Standing['where'],
  again: Again | null = null,
): AdaptiveCard {
  const at: Standing = { of, where, again };
  // A dialog has a title of its own.
  const head = where === 'dialog' && !isTitleCut(card.title) ? [] : [headOf(card)];
  const drawn = drawBlocks(card.blocks, at);
  const all = [...head, ...drawn.flatMap((row) => row.elements)];
  if (all.length === 0) return adaptiveCard([headOf(card)]);
  if (fits(all)) return adaptiveCard(all);
  const last = drawn.findLast((row) => row.is === 'buttons');
  const rest = drawn.flatMap((row) => (row === last ? [] : row.elements));
  if (again && hasParts(again)) return adaptiveCard(onePart(head, rest, last?.elements ?? [], at, again));
  const end = [
    ...paragraphs(MORE, SMALL),
    ...(card.whole ? drawButtons([openFile(card.whole)], at) : []),
    ...(last?.elements ?? []),
  ];
  return adaptiveCard([...head, ...rest.slice(0, mostThatFit(rest, head, end)), ...end]);
}

const TOLD = { good: 'Done', info: 'Accord', refused: 'Not done' } as const;
const LEVELS = { good: 'good', info: 'info', refused: 'warning' } as const;

/** The title of a dialog in which a sentence stands alone. */
export const saidTitle = (level: keyof typeof TOLD): string => TOLD[level];

/** A sentence alone: what was done, or why not. */
export const drawSaid = (text: string, level: keyof typeof TOLD): AdaptiveCard =>
  adaptiveCard(
    drawBlocks([{ is: 'notice', level: LEVELS[level], text }], { of: undefined, where: 'dialog' }).flatMap(
      (row) => row.elements,
    ),
  );
