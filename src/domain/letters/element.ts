import type { PlaceholderName } from './placeholders.ts';

/**
 * Something a letter of a kind must hold. `placeholders`: all of these are used. `words`: a paragraph marked
 * `<!-- says: id -->` says it. `ifHeld`: a placeholder marked optional will do, since not every case has one.
 */
export interface Element {
  readonly id: string;
  readonly says: string;
  readonly by: 'words' | readonly PlaceholderName[];
  readonly ifHeld: boolean;
}

export const fills = (id: string, says: string, ...by: PlaceholderName[]): Element => ({
  id,
  says,
  by,
  ifHeld: false,
});
export const ifHeld = (id: string, says: string, ...by: PlaceholderName[]): Element => ({
  id,
  says,
  by,
  ifHeld: true,
});
export const words = (id: string, says: string): Element => ({ id, says, by: 'words', ifHeld: false });

export const EVENT = [
  fills('reported', 'what was reported, when and where', 'happened_on', 'happened_where', 'reported_account'),
  fills('clause', 'the part of the code and its version', 'clauses', 'policy_title', 'policy_version'),
];
