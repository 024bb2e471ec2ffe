import type { Carries, KeptWords, Values } from '../form-kind.ts';
import { typedText } from './read-values.ts';

/** Boxes for one letter, at most: more than the longest that fits a submission. */
const PARTS = 12;
/** Characters suggested in one box, so that there is room to add to it. */
const SUGGESTED = 2400;

/** A letter begun again has boxes of other names. */
export function boxName(part: number, { round }: Carries): string {
  const first = round ? `text_again_${round}` : 'text';
  return part === 0 ? first : `${first}_${part + 1}`;
}

/** Cut between paragraphs, because no surface holds a whole letter in one box; a paragraph too long is cut within. */
export function cutLetter(text: string): readonly string[] {
  const paragraphs = text.split(/\n{2,}/).flatMap((row) => row.match(/[\s\S]{1,2400}/g) ?? []);
  const parts: string[] = [];
  for (const row of paragraphs) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + row.length + 2 <= SUGGESTED)
      parts[parts.length - 1] = `${last}\n\n${row}`;
    else parts.push(row);
  }
  return parts;
}

/** As many boxes as came back; at first, as many as the draft needs. */
export function typedParts(values: Values, carries: Carries): readonly string[] {
  const rows = Array.from({ length: PARTS }, (_, part) => typedText(values, boxName(part, carries)));
  const last = rows.findLastIndex((row) => row !== undefined);
  return rows.slice(0, last + 1).map((row) => row ?? '');
}

/** Words that were kept, back in their boxes. */
export const valuesOfKept = ({ markdown }: KeptWords, carries: Carries): Values =>
  Object.fromEntries(cutLetter(markdown).map((text, part) => [boxName(part, carries), text]));
