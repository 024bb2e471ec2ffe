import type { Block } from '../../src/view/card.ts';
import type { Field } from '../../src/view/form.ts';

/** Every word of a block that its reader has to see, wherever it is drawn. */
export const wordsOf = (block: Block): readonly string[] => {
  switch (block.is) {
    case 'text':
    case 'heading':
    case 'notice':
    case 'small':
      return [block.text];
    case 'facts':
      return block.rows.flatMap((row) => [row.label, row.value]);
    case 'list':
      return block.items.flatMap((row) => [row.text, ...(row.source ? [row.source.words] : [])]);
    case 'quote':
      return [block.text, block.by];
    case 'buttons':
      return block.buttons.map((row) => row.label);
    case 'rule':
      return [];
    default:
      return block satisfies never;
  }
};

/** Texts in pieces stand in several blocks: line breaks are no difference. */
export const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Those that are not in the text. */
export function lacks(text: string, wanted: readonly string[]): readonly string[] {
  const all = flat(text);
  return wanted.filter((words) => !all.includes(flat(words)));
}

/** A question without a choice to make is not asked. */
export const isAsked = (field: Field): boolean =>
  (field.is !== 'choice' && field.is !== 'many') || field.options.length > 0;

/** A text that a form offers, to be seen whole. */
export const offeredText = (field: Field): string | null =>
  (field.is === 'text' || field.is === 'long' || field.is === 'day') && field.value ? field.value : null;
