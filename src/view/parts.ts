import { IntentKey } from '../domain/ids.ts';
import type { Block, Button } from './card.ts';
import type { Again, Tap } from './intent.ts';

// Showing settles nothing, so one key does for every such button.
const KEY = IntentKey.parse('part');

/** In their order, in as few parts as hold them; what fits nowhere stands alone, for its drawer to cut. */
export function inParts<T>(rows: readonly T[], fits: (some: readonly T[]) => boolean): readonly T[][] {
  const parts: T[][] = [];
  for (const row of rows) {
    const last = parts.at(-1);
    if (last && fits([...last, row])) last.push(row);
    else parts.push([row]);
  }
  return parts;
}

/** Which part was asked for. */
export const partAsked = (again: Again): number =>
  again.do === 'tap' && (again.tap.tap === 'show' || again.tap.tap === 'say') ? (again.tap.part ?? 0) : 0;

const tapOf = (again: Again, part: number): Tap | null => {
  if (again.do === 'say') return { tap: 'say', words: again.words, part };
  return again.tap.tap === 'show' || again.tap.tap === 'say' ? { ...again.tap, part } : null;
};

/** Whether it can be asked for part by part: what was shown by doing something cannot, for it was done once. */
export const hasParts = (again: Again): boolean => tapOf(again, 0) !== null;

/** What stands below one part of a card: which it is, and the ways to the others. */
export function partBlocks(again: Again, part: number, of: number): readonly Block[] {
  const to = (label: string, at: number): readonly Button[] => {
    const tap = at >= 0 && at < of ? tapOf(again, at) : null;
    return tap ? [{ label, tap, key: KEY, style: 'plain' }] : [];
  };
  const buttons = [...to('Previous part', part - 1), ...to('Next part', part + 1)];
  return [
    { is: 'small', text: `Part ${part + 1} of ${of}` },
    ...(buttons.length > 0 ? [{ is: 'buttons' as const, buttons }] : []),
  ];
}
