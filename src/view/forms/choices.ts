import type { MemberId } from '../../domain/ids.ts';
import type { Scene } from '../drawing.ts';
import type { Carries } from '../form-kind.ts';

/** An answer of a list, drawn and read from the same row. */
export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
}

/** A table of words, one for each value of a union, as options in the order they are written. */
export function optionsOf<T extends Readonly<Record<string, string>>>(
  table: T,
): readonly Option<Extract<keyof T, string>>[] {
  const rows: Option<Extract<keyof T, string>>[] = [];
  for (const value in table) rows.push({ value, label: table[value] ?? value });
  return rows;
}

/** Colleagues, by name. Never the person reported or their family. */
export const memberOptions = (
  scene: Scene,
  keep: (id: MemberId) => boolean = () => true,
): readonly Option<MemberId>[] =>
  scene.book.members
    .filter((row) => row.active && !scene.book.personIs.includes(row.id) && keep(row.id))
    .map((row) => ({ value: row.id, label: scene.member(row.id) }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en-GB'));

/** Which meeting, letter or restriction a form is about, where a case may hold several. */
export interface Which<T extends { readonly id: string }> {
  readonly name: string;
  readonly label: string;
  readonly rows: readonly T[];
  readonly says: (row: T) => string;
  /** Asked when several are possible and none was chosen. */
  readonly needed: string;
  /** Said when there is none. */
  readonly none: string;
}

export function whichRow<T extends { readonly id: string }>(
  which: Which<T>,
  carries: Carries,
  chosen: string | undefined,
): T | undefined {
  // A button about one that has gone since never falls on another.
  const id = carriedId(which, carries) ?? (which.rows.length === 1 ? which.rows[0]?.id : chosen);
  return which.rows.find((row) => row.id === id);
}

export const carriedId = (which: { readonly name: string }, carries: Carries): string | undefined =>
  Object.hasOwn(carries, which.name) ? carries[which.name] : undefined;
