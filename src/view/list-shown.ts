import type { ContactColumns } from '../domain/contacts/columns.ts';
import type { PersonId, UploadId } from '../domain/ids.ts';
import type { Scene } from './drawing.ts';

/** Somebody of the same name on the list, about whom people are asked. */
export interface SameName {
  readonly row: number;
  readonly name: string;
  readonly with: readonly { readonly id: PersonId; readonly words: string }[];
}

/** A file for the list of parents and carers, and what it would change. */
export interface ListShown {
  readonly upload: UploadId;
  readonly headings: readonly string[];
  readonly columns: ContactColumns;
  readonly encoding: 'utf-8' | 'utf-16' | 'windows-1252';
  readonly people: number;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  /** Addresses that somebody had looked at, and that would change. */
  readonly confirmedBefore: number;
  /** On the list by an import and not in this file, by name. */
  readonly missing: readonly string[];
  readonly questions: readonly SameName[];
  /** Sentences with their rows, and nothing of what stands in them. */
  readonly problems: readonly string[];
}

export interface ListScene extends Scene {
  readonly list: ListShown;
}
