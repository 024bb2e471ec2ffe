import type { Person } from '../domain/contacts/person.ts';
import type { PersonId, SchoolId } from '../domain/ids.ts';

/** One person as search keeps them, and the change they were read at. */
export interface IndexedPerson {
  readonly person: Person;
  readonly changed: string;
  readonly words: readonly string[];
  /** The words in one line: joined once and not for each letter that somebody types. */
  readonly line: string;
}

/** A school's people in memory, true for one version of them. */
export interface SchoolNames {
  readonly version: string;
  readonly people: ReadonlyMap<PersonId, IndexedPerson>;
}

/** Decrypted names, held in memory alone, by school. */
export type NameIndex = Map<SchoolId, SchoolNames>;

/**
 * Words as search compares them: small letters without accents, and without the marks nobody sees (a
 * zero-width space or a direction mark would otherwise hide a name from whoever types it).
 */
export const searchWords = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** 0 is best; null where a word is missing. */
export function nameRank(
  { words, line }: Pick<IndexedPerson, 'words' | 'line'>,
  wanted: readonly string[],
  wantedLine: string,
): number | null {
  if (wanted.length === 0) return null;
  if (line === wantedLine) return 0;
  if (line.startsWith(wantedLine)) return 1;
  if (!wanted.every((want) => line.includes(want))) return null;
  return wanted.every((want) => words.some((word) => word.startsWith(want))) ? 2 : 3;
}
