import { titleOf } from '../../domain/book.ts';
import type { Letter } from '../../domain/case.ts';
import { printDay } from '../../domain/letters/print-day.ts';
import type { Drawing } from '../drawing.ts';
import type { Which } from './choices.ts';

const kindWords = (kind: string): string => {
  const words = kind.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const letterWords = (row: Letter, d: Drawing): string =>
  `${kindWords(row.kind)}, signed by ${row.signers.map((role) => titleOf(role, d.policy)).join(' or ')}, due ${printDay(row.due)}`;

export const letterChoice = (d: Drawing, keep: (row: Letter) => boolean, none: string): Which<Letter> => ({
  name: 'letter',
  label: 'Which letter is it?',
  rows: d.it.letters.filter((row) => !row.dropped && keep(row)),
  says: (row) => letterWords(row, d),
  needed: 'Choose which letter it is.',
  none,
});
