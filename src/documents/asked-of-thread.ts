import type { Paper } from '../view/paper.ts';

/** What the thread that draws is asked, and what it answers: a paper, a PDF, bytes. No function goes across. */
export type Asked =
  | { readonly id: number; readonly make: 'pdf' | 'word'; readonly paper: Paper }
  | { readonly id: number; readonly make: 'picture'; readonly pdf: Uint8Array; readonly most: number };

export type Made = { readonly bytes: Uint8Array; readonly unshown: readonly string[] };

export type Answered =
  | { readonly id: number; readonly ok: true; readonly made: Made }
  | { readonly id: number; readonly ok: false; readonly cause: Error };
