import { lines, md } from '../markdown.ts';
import { OFFENCE_WORDS } from '../offences.ts';

export interface Letterhead {
  readonly school: string;
  /** Address, telephone, email: one line each. */
  readonly lines: readonly string[];
}

/** One parent each: never two names on one letter, since they may live apart. */
export interface OnePerson {
  readonly name: string;
  readonly address: readonly string[];
}

export interface Signatory {
  readonly name: string;
  readonly role: string;
}

export interface CitedClause {
  /** Where in the policy: `Section 2`, `What we will not tolerate, point 3`. */
  readonly clause: string;
  readonly label: string;
}

export const composeLetterhead = (head: Letterhead): string[] =>
  head.school.trim() === '' ? [] : [md`**${head.school}**`, lines(head.lines)].filter((it) => it !== '');

export const composeAddressee = (to: OnePerson): string[] =>
  to.name.trim() === '' ? [] : [lines([to.name, ...to.address])];

/** Says why an addressee will not do, if it will not. */
export function addresseeLacks(to: OnePerson): string | null {
  if (/\s(and|&)\s/i.test(to.name)) return 'write to one person: each parent gets a letter of their own';
  if (to.address.every((line) => line.trim() === '')) return 'give the address this person has confirmed';
  return null;
}

export const composeSignature = (by: Signatory): string[] =>
  by.name.trim() === '' ? [] : [`${md`**${by.name}**`}\\\n${md`${by.role}`}`];

const NOT_A_PERSON =
  /^(accord|the )|\b(bot|automat\w*|system|slack|microsoft|teams|school|office|no-?reply)\b/i;

export function signatureLacks(by: Signatory): string | null {
  if (NOT_A_PERSON.test(by.name.trim()))
    return 'name the person who signs; a letter is never signed by a program';
  if (by.role.trim() === '') return 'say in what role the person signs';
  return null;
}

const plain = (text: string): boolean => !OFFENCE_WORDS.test(text);

/**
 * Where in the policy, with the label of what was reported. Policies use words such as "libellous" for things
 * nobody has found; a part that holds one is left out, and the place in the policy is enough to look it up.
 */
function clauseLine(it: CitedClause): string {
  const place = it.clause.split(', ').filter(plain).join(', ') || it.clause;
  return plain(it.label) ? md`- ${place}: ${it.label}` : md`- ${place}`;
}

export const composeClauses = (clauses: readonly CitedClause[]): string[] =>
  clauses.length === 0 ? [] : [clauses.map(clauseLine).join('\n')];
