import { toInstant } from '../../src/domain/time.ts';
import type { Paper } from '../../src/view/paper.ts';

export const paperOf = (blocks: Paper['blocks'], more: Partial<Paper> = {}): Paper => ({
  title: 'Warning, AC-26-0042',
  author: 'Invented Primary School',
  language: 'en-GB',
  foot: 'AC-26-0042',
  size: 'usual',
  turned: false,
  mark: null,
  contents: null,
  logo: null,
  at: toInstant(new Date('2026-11-20T15:20:00Z')),
  blocks,
  ...more,
});

export const letterPaper = (markdown: string, more: Partial<Paper> = {}): Paper =>
  paperOf([{ is: 'letter', markdown }], more);
