import type { CaseRef } from '../domain/ids.ts';
import { audienceOf, isLetterKind, LETTER_TITLES } from '../domain/letters/kinds.ts';
import type { Instant } from '../domain/time.ts';
import type { Paper } from './paper.ts';

/** As what a signed letter may be had. */
export const LETTER_FILES = ['word', 'pdf', 'large_pdf'] as const;
export type LetterFile = (typeof LETTER_FILES)[number];

export interface LetterOnPaper {
  readonly kind: string;
  readonly ref: CaseRef;
  readonly school: string;
  readonly markdown: string;
  readonly language: string;
  readonly size: Paper['size'];
  readonly logo: Paper['logo'];
  readonly at: Instant;
  readonly isDraft: boolean;
}

/** What a file says it is, where it may be overlooked: for a parent no more than who writes. */
const titleOf = ({ kind, ref, school }: LetterOnPaper): string =>
  isLetterKind(kind) && audienceOf(kind) !== 'parent'
    ? `${LETTER_TITLES[kind]}, ${ref}`
    : `Letter from ${school}, ${ref}`;

/** A note has no letterhead, and whoever finds it in a file of the police has to know whose it is. */
const footOf = ({ kind, ref, school }: LetterOnPaper): string =>
  isLetterKind(kind) && audienceOf(kind) !== 'parent' ? `${school}, ${ref}` : ref;

export const letterPaper = (it: LetterOnPaper): Paper => ({
  title: titleOf(it),
  author: it.school,
  language: it.language === 'en' ? 'en-GB' : it.language,
  foot: footOf(it),
  size: it.size,
  turned: false,
  mark: it.isDraft ? 'Draft, not signed' : null,
  contents: null,
  logo: it.logo,
  at: it.at,
  blocks: [{ is: 'letter', markdown: it.markdown }],
});

const ENDINGS: Readonly<Record<LetterFile, string>> = {
  word: '.docx',
  pdf: '.pdf',
  large_pdf: '-large-print.pdf',
};

/** The reference and which of its letters: platforms show a file's name in notifications. */
export const letterFileName = (ref: CaseRef, number: number, as: LetterFile): string =>
  `${ref}-${number}${ENDINGS[as]}`;
