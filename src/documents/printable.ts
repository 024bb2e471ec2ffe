/** Joiners and selectors have no sign of their own: where a font lacks them, nothing is lost without them. */
const UNSEEN = /^[\p{Default_Ignorable_Code_Point}\p{Cf}]$/u;
const PICTOGRAPH = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

/** A word of so many signs may be wider than the page, and is cut where it has to be. */
const PIECE = 5;
const LONG_WORD = /\S{30,}/gu;

/** Stands where a long word may be cut. From the private use area, which none of our fonts has: so no text keeps it. */
export const CUT = '\ue000';

/**
 * The marks that turn the direction of text: with them a paper could be made to read as something other than it says.
 * The direction of names in other scripts is their own, and needs none.
 */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;
export const withoutTurns = (text: string): string => text.replace(TURNS, '');

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

export interface Printable {
  readonly text: string;
  /** Signs that no font has. */
  readonly unshown: readonly string[];
}

/**
 * A text with nothing in it that the fonts cannot show. What they lack is named and not left out: an emoji as
 * `[emoji]`, any other sign by its number in Unicode, such as `[U+738B]`.
 */
export function printable(text: string, has: (codePoint: number) => boolean): Printable {
  const unshown: string[] = [];
  const signs = Array.from(graphemes.segment(withoutTurns(text)), ({ segment }) => {
    const codes = Array.from(segment);
    const lacking = codes.filter((sign) => !isShown(sign, has));
    if (lacking.length === 0) return segment;
    if (lacking.every((sign) => UNSEEN.test(sign)))
      return codes.filter((sign) => isShown(sign, has)).join('');
    unshown.push(segment);
    return PICTOGRAPH.test(segment) ? '[emoji]' : `[${codes.map(numberOf).join(' ')}]`;
  });
  return { text: signs.join('').replace(LONG_WORD, cuttable), unshown };
}

const isShown = (sign: string, has: (codePoint: number) => boolean): boolean =>
  sign === '\n' || has(sign.codePointAt(0) ?? 0);

const numberOf = (sign: string): string =>
  `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const cuttable = (word: string): string =>
  Array.from(graphemes.segment(word), ({ segment }) => segment).reduce(
    (cut, sign, i) => (i > 0 && i % PIECE === 0 ? `${cut}${CUT}${sign}` : cut + sign),
    '',
  );

const STRONG_RTL = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const STRONG = /\p{L}/u;

/** Whether a paragraph reads from right to left: as its first letter does. */
export const readsRightToLeft = (text: string): boolean => STRONG_RTL.test(STRONG.exec(text)?.[0] ?? '');
