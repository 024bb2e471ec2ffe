import type { Instant } from '../domain/time.ts';

/** A stretch of text. Nothing in it is markup, and a line break in it is a line break. */
export interface Run {
  readonly text: string;
  readonly strong?: true;
  readonly emphasis?: true;
}
export type Words = string | readonly Run[];

export interface Picture {
  readonly mediaType: 'image/png' | 'image/jpeg';
  readonly bytes: Uint8Array;
}

export type PaperBlock =
  /** Level 1 begins a part, and stands in the contents with level 2. */
  | { readonly is: 'heading'; readonly level: 1 | 2 | 3; readonly text: Words }
  | { readonly is: 'paragraph'; readonly text: Words }
  | { readonly is: 'small'; readonly text: Words }
  | {
      readonly is: 'list';
      readonly from: number | null;
      readonly items: readonly Words[];
      /** In a PDF it is not divided between two pages. */
      readonly whole?: true;
    }
  | { readonly is: 'quote'; readonly text: Words }
  /** In a frame, so that it is not read past. */
  | { readonly is: 'notice'; readonly text: Words }
  | { readonly is: 'facts'; readonly rows: readonly { readonly label: string; readonly value: Words }[] }
  /** The head comes again on every page. `widths` are shares of the line. */
  | {
      readonly is: 'table';
      readonly head: readonly string[];
      readonly widths: readonly number[];
      readonly rows: readonly (readonly Words[])[];
    }
  /** `alt` says what it shows to whoever cannot see it. */
  | { readonly is: 'picture'; readonly picture: Picture; readonly alt: string }
  | { readonly is: 'rule' }
  | { readonly is: 'page' }
  /** The school on top, the reader in the window of a DL envelope, `aside` (date, reference) to the right of it. */
  | {
      readonly is: 'letterhead';
      readonly school: string;
      readonly lines: readonly string[];
      readonly aside: readonly string[];
      readonly to: readonly string[];
    }
  /** Kept together, with room to sign by hand; on a line, where no name stands under it. */
  | {
      readonly is: 'signature';
      readonly closing: Words | null;
      readonly name: string;
      readonly lines: readonly string[];
    }
  /** A letter of a case in the Markdown it is drafted and frozen in: its parts are found in it. */
  | { readonly is: 'letter'; readonly markdown: string };

/** What goes on paper, as data: one document, drawn as a PDF or as a Word file. */
export interface Paper {
  /** Kept in the file's properties, where it can be overlooked: never a person's name. */
  readonly title: string;
  /** Who made it, in the file's properties: the school. */
  readonly author: string;
  /** BCP 47, such as `en-GB` or `cy`. */
  readonly language: string;
  /** At the foot of every page beside its number: a reference, and whose it is. */
  readonly foot: string;
  /** `large` is large print, 18 points. */
  readonly size: 'usual' | 'large';
  readonly turned: boolean;
  /** Across every page, such as "Draft"; null for none. */
  readonly mark: string | null;
  /** The heading of a list of contents on a page of its own; null for none. */
  readonly contents: string | null;
  /** What stands before the first break of a page is a cover: the contents come after it. */
  readonly covered?: true;
  readonly logo: Picture | null;
  /** When it was made. The same paper made at the same instant gives the same bytes. */
  readonly at: Instant;
  readonly blocks: readonly PaperBlock[];
}
