import type { Day } from '../time.ts';
import type { Audience } from './kinds.ts';
import { escapeInline, escapeParagraphs } from './markdown.ts';
import { printDay, printDays } from './print-day.ts';

/** One name a template may use. `blocks` returns Markdown that is already safe. */
export interface Placeholder<V> {
  readonly means: string;
  /** May hold what people typed. Everything is escaped all the same. */
  readonly typed: boolean;
  /**
   * Where nothing is known: `needed` refuses the draft and may not be marked `?`; `may be left out` refuses too,
   * unless the template says `{{name?}}`; `says` is printed instead.
   */
  readonly empty: 'needed' | 'may be left out' | { readonly says: string };
  /** `block` stands alone in its paragraph; `inline` is part of a sentence; `either` is both. */
  readonly shape: 'inline' | 'either' | 'block';
  readonly only?: readonly Audience[];
  /** `language` is the letter's, for what can be said in it: a day. The rest is as it was typed, or in English. */
  readonly blocks: (value: V, language: string) => readonly string[];
  /** It says the same in every language, or is said in the letter's: a name, a day. */
  readonly anyLanguage?: true;
  /** Why a value that is there will not do. */
  readonly lacks?: (value: V) => string | null;
}

type Rest = Partial<Pick<Placeholder<unknown>, 'typed' | 'empty' | 'only' | 'anyLanguage'>>;
type Lacks<V> = { lacks?: (value: V) => string | null };

const base = { typed: false, empty: 'may be left out' } as const;

export const line = (means: string, rest: Rest = {}): Placeholder<string> => ({
  ...base,
  means,
  shape: 'inline',
  blocks: (value) => [escapeInline(value)],
  ...rest,
});

/** What people typed at length: paragraphs where it stands alone, one run of words inside a sentence. */
export const text = (means: string, rest: Rest = {}): Placeholder<string> => ({
  ...base,
  means,
  typed: true,
  shape: 'either',
  blocks: escapeParagraphs,
  ...rest,
});

export const day = (means: string, rest: Rest = {}): Placeholder<Day> => ({
  ...base,
  means,
  shape: 'inline',
  anyLanguage: true,
  blocks: (value, language) => [printDay(value, language)],
  ...rest,
});

/** One that begins a line: `Dydd Iau`. */
export const dayAtHead = (means: string, rest: Rest = {}): Placeholder<Day> => ({
  ...day(means, rest),
  blocks: (value, language) => {
    const printed = printDay(value, language);
    return [`${printed.charAt(0).toUpperCase()}${printed.slice(1)}`];
  },
});

export const days = (means: string, rest: Rest = {}): Placeholder<readonly Day[]> => ({
  ...base,
  means,
  shape: 'inline',
  anyLanguage: true,
  blocks: (value, language) => [printDays(value, language)],
  ...rest,
});

export const list = (means: string, rest: Rest = {}): Placeholder<readonly string[]> => ({
  ...base,
  means,
  typed: true,
  shape: 'block',
  blocks: (value) => {
    const items = value.map(escapeInline).filter((item) => item !== '');
    return items.length === 0 ? [] : [items.map((item) => `- ${item}`).join('\n')];
  },
  ...rest,
});

export const composed = <V>(
  means: string,
  blocks: (value: V) => readonly string[],
  rest: Rest & Lacks<V> = {},
): Placeholder<V> => ({ ...base, means, shape: 'block', blocks, ...rest });

export const sentence = <V>(
  means: string,
  words: (value: V) => string,
  rest: Rest & Lacks<V> = {},
): Placeholder<V> => ({ ...base, means, shape: 'inline', blocks: (value) => [words(value)], ...rest });
