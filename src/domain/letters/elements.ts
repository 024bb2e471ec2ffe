import { type Element, EVENT, fills, words } from './element.ts';
import { FOR_OTHERS } from './elements-for-others.ts';
import { FOR_PARENTS } from './elements-for-parents.ts';
import { audienceOf, type LetterKind } from './kinds.ts';

const ALL = [
  fills('reference', 'the reference of the case', 'case_ref'),
  fills('date', 'the date', 'letter_date'),
  fills('signatory', 'the name and role of the person who signs', 'signature'),
];

const TO_A_PARENT = [
  ...ALL,
  ...EVENT,
  fills('letterhead', "the school's letterhead", 'letterhead'),
  fills('addressee', 'one person and their address', 'addressee', 'addressee_name'),
  fills('service', 'how the letter is sent', 'sent_by'),
  words('as_reported', 'that this is what was reported to the school'),
  fills('contact', 'whom to ask', 'contact'),
  fills('help', 'the offer of a translation or other help', 'help_offer'),
  fills('complaint', 'how to complain', 'complaint_route'),
  fills('data', 'how the record is looked after', 'data_notice'),
];

const OWN: Readonly<Record<LetterKind, readonly Element[]>> = { ...FOR_PARENTS, ...FOR_OTHERS };

/** Everything a letter of this kind must hold. */
export const elementsOf = (kind: LetterKind): readonly Element[] =>
  audienceOf(kind) === 'parent' ? [...TO_A_PARENT, ...OWN[kind]] : [...ALL, ...OWN[kind]];
