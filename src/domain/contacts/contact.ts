import type { PersonId } from '../ids.ts';
import type { Day } from '../time.ts';

export interface Child {
  readonly name: string;
  /** Empty where it is not known. */
  readonly class: string;
}

/** What a school's own system says of a parent or carer. Empty is: it does not say. */
export interface Contact {
  /** The system's own id of the person, which stays when the name or the address changes. */
  readonly externalId: string;
  readonly title: string;
  readonly name: string;
  readonly address: string;
  readonly email: string;
  readonly language: string;
  readonly relationship: string;
  readonly children: readonly Child[];
}

/** Somebody on the school's list, as far as an import may know and change them. */
export interface Listed {
  readonly id: PersonId;
  readonly title: string;
  readonly name: string;
  readonly address: string | null;
  readonly email: string;
  readonly language: string;
  readonly relationship: string;
  readonly children: readonly Child[];
  readonly externalId: string | null;
  /** Came with an import: only these can be missing from one. */
  readonly listed: boolean;
  readonly leftOn: Day | null;
}

/** Marks that turn the line round or cannot be seen: nobody meant them, and they would hide who it is. */
const UNSEEN = /[\p{Bidi_Control}\u200b\ufeff]|(?![\n\r\t])\p{Cc}/gu;
export const withoutUnseen = (text: string): string => text.replace(UNSEEN, '');

/** One spelling for what differs only in capitals, accents, blanks and marks. */
export const sameAs = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const childWords = (child: Child): string =>
  child.class === '' ? child.name : `${child.name} in ${child.class}`;

/** `mother of Maya Vale in Oak and Leo Vale in Ash`; empty where no child is known. */
export function childrenWords(of: Pick<Contact, 'relationship' | 'children'>): string {
  const names = of.children.map(childWords);
  const last = names.at(-1);
  if (last === undefined) return '';
  const all = names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
  return `${of.relationship === '' ? 'parent or carer' : of.relationship} of ${all}`;
}

/** What tells somebody apart: what was typed about them, then whose parent they are. */
export const apartBy = (
  of: Pick<Contact, 'relationship' | 'children'> & { readonly detail: string },
): string => [of.detail, childrenWords(of)].filter((part) => part !== '').join('; ');
