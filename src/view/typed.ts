import type { ParticularsRef } from '../domain/ids.ts';

export type TextKind =
  | 'narrative'
  | 'reason'
  | 'account'
  | 'evidence'
  | 'view'
  | 'their_side'
  | 'letter'
  | 'note'
  | 'person';

/** What somebody typed, on its way to being kept: never part of an event. */
export interface TypedText {
  readonly typed: string;
  readonly kind: TextKind;
}

/** A command as a form reads it: typed text stands where a reference will, once it is kept. */
export type Typed<T> = T extends ParticularsRef
  ? TypedText
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends readonly (infer U)[]
      ? readonly Typed<U>[]
      : { readonly [K in keyof T]: Typed<T[K]> };
