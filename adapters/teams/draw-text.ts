import { type Element, LIMITS, type RichTextBlock, type TextRun } from './limits.ts';
import { cut, inert, lines, unread } from './text.ts';

type Look = Omit<TextRun, 'type' | 'text'>;
type Spacing = NonNullable<RichTextBlock['spacing']>;

export const SMALL = { size: 'small', isSubtle: true } as const satisfies Look;
export const BOLD = { weight: 'bolder' } as const satisfies Look;

/** A run of no length is refused; a card may well hold one. */
export const run = (text: string, look: Look = {}): TextRun => ({
  type: 'TextRun',
  text: unread(text) || '\u2013',
  ...look,
});

export const rich = (inlines: TextRun[], spacing?: Spacing): RichTextBlock => ({
  type: 'RichTextBlock',
  inlines,
  ...(spacing ? { spacing } : {}),
});

/**
 * Text as people typed it: no mark in a run means anything. Each line stands in a block of its own, since not every
 * client breaks lines inside one; blank lines become a wider gap. `before` stands at the beginning of the first.
 */
export function paragraphs(
  text: string,
  look: Look = {},
  how: { readonly before?: readonly TextRun[]; readonly spacing?: Spacing } = {},
): RichTextBlock[] {
  const { before = [], spacing } = how;
  const blocks: RichTextBlock[] = [];
  let gap = false;
  for (const line of lines(text, LIMITS.run)) {
    if (line.trim() === '') gap = true;
    else {
      const isFirst = blocks.length === 0;
      blocks.push(
        rich([...(isFirst ? before : []), run(line, look)], isFirst ? spacing : gap ? 'medium' : 'none'),
      );
      gap = false;
    }
  }
  return blocks.length > 0 ? blocks : [rich([...before, run('', look)], spacing)];
}

/** Teams tells screen readers of headings in this element alone, which it reads as Markdown: hence made inert. */
const headed = (text: string, size: 'medium' | 'large'): Extract<Element, { type: 'TextBlock' }> => ({
  type: 'TextBlock',
  text: cut(inert(text), LIMITS.cardTitle) || '\u2013',
  style: 'heading',
  size,
  weight: 'bolder',
  wrap: true,
});

export const title = (text: string) => headed(text, 'large');
export const heading = (text: string) => headed(text, 'medium');
