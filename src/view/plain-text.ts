import type { Block, Card } from './card.ts';
import type { Field, Form } from './form.ts';

const MARKS = { done: '[x]', todo: '[ ]', warning: '[!]', none: '-' } as const;
const LEVELS = { danger: '!!', warning: '!', info: 'i', good: 'ok' } as const;

const indented = (words: string, by: string): string => words.split('\n').join(`\n${by}`);

function blockLines(block: Block): string {
  switch (block.is) {
    case 'text':
      return block.text;
    case 'heading':
      return `${block.text}\n${'-'.repeat(block.text.length)}`;
    case 'facts':
      return block.rows.map((row) => `${row.label}: ${indented(row.value, '  ')}`).join('\n');
    case 'list':
      return block.items
        .map((item) => {
          const mark = MARKS[item.mark ?? 'none'];
          const source = item.source ? `\n  (${item.source.words})` : '';
          return `${mark} ${indented(item.text, '  ')}${source}`;
        })
        .join('\n');
    case 'quote':
      return `  "${indented(block.text, '  ')}"\n  - ${block.by}`;
    case 'notice':
      return `${LEVELS[block.level]} ${block.text}`;
    case 'rule':
      return '---';
    case 'small':
      return `(${block.text})`;
    case 'buttons':
      return block.buttons.map((button) => `[ ${button.label} ]`).join(' ');
    default:
      return block satisfies never;
  }
}

/** A card as anybody can read it, in a terminal or where a surface can draw nothing better. Nothing is left out. */
export const cardText = (card: Card): string =>
  [
    `${card.title}`,
    '='.repeat(card.title.length),
    ...card.blocks.map((block) => `${blockLines(block)}\n`),
  ].join('\n');

function fieldLines(field: Field, error: string | undefined): string {
  const asked = `${field.label}${field.required ? '' : ' (if you like)'}`;
  const hint = field.hint ? `\n  ${field.hint}` : '';
  const wrong = error ? `\n  !! ${error}` : '';
  return `${asked}${hint}${answerLines(field)}${wrong}`;
}

function answerLines(field: Field): string {
  switch (field.is) {
    case 'text':
    case 'long':
    case 'day':
    case 'moment':
      return `\n  > ${indented(field.value ?? '', '  ')}`;
    case 'person':
      return `\n  > ${field.shown ?? field.value ?? ''}`;
    case 'accounts':
    case 'groups':
      return `\n  > ${(field.values ?? []).join(', ')}`;
    case 'channel':
      return `\n  > ${field.value ?? ''}`;
    case 'files':
      return `\n  > (up to ${field.most} files)`;
    case 'tick':
      return `\n  ${field.value ? '[x]' : '[ ]'}`;
    case 'choice':
      return field.options
        .map(
          (row) =>
            `\n  ${row.value === field.value ? '(o)' : '( )'} ${row.label}${row.hint ? `: ${row.hint}` : ''}`,
        )
        .join('');
    case 'many':
      return field.options
        .map(
          (row) =>
            `\n  ${field.values?.includes(row.value) ? '[x]' : '[ ]'} ${row.label}${row.hint ? `: ${row.hint}` : ''}`,
        )
        .join('');
    default:
      return field satisfies never;
  }
}

export const formText = (form: Form): string =>
  [
    form.title,
    '='.repeat(form.title.length),
    ...(form.errors.form ? [`!! ${form.errors.form}\n`] : []),
    ...form.intro.map((block) => `${blockLines(block)}\n`),
    ...form.fields.map((field) => `${fieldLines(field, form.errors[field.name])}\n`),
    `[ ${form.submit} ]`,
    '',
  ].join('\n');
