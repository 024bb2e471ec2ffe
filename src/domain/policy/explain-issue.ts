import type { z } from 'zod';
import { nearest } from './nearest.ts';

type Path = readonly (string | number)[];
type Issue = z.core.$ZodIssue;

/** One mistake in what somebody wrote: where, what is wrong, and what to write instead. */
export interface WrittenProblem {
  readonly path: Path;
  readonly says: string;
  readonly mend: string;
}

/** What the file as a whole is about, and where its words are explained. */
export interface WrittenAs {
  readonly whole: string;
  /** The words that may stand at a place; none where any may. */
  readonly known: (path: Path) => readonly string[];
  readonly lookUp: string;
  readonly again: string;
}

/** A mistake that the schema found, in words a school office can act on. */
export function explainIssue(issue: Issue, raw: unknown, as: WrittenAs, before: Path = []): WrittenProblem[] {
  const path = [...before, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))];
  const name = nameOf(path, as.whole);
  const value = valueAt(raw, path);
  const one = (says: string, mend: string): WrittenProblem[] => [{ path, says, mend }];

  if (value === undefined && issue.code !== 'custom' && issue.code !== 'unrecognized_keys')
    return one(`${name} is missing`, `Add ${name} here.${hint(issue)}`);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => strangeWord(key, path, as));
    case 'invalid_union': {
      const branch = likeliest(issue.errors);
      if (branch) return branch.flatMap((inner) => explainIssue(inner, raw, as, path));
      return one(`${name} is not written in a way that Accord can read`, sentence(issue.message));
    }
    case 'invalid_type':
      return one(
        `${name} should be ${typeWords(issue.expected)}, and ${valueWords(value)} is written`,
        value === null ? `Write something after the colon, or take ${name} out.` : mendType(issue.expected),
      );
    case 'invalid_value': {
      const known = issue.values.map(String);
      const meant = typeof value === 'string' ? nearest(value, known) : null;
      return one(
        `${valueWords(value)} is not one of the words allowed for ${name}`,
        `${meant ? `Did you mean "${meant}"? ` : ''}Write one of: ${known.join(', ')}.`,
      );
    }
    case 'too_small':
      return one(
        `${name} is too short or too small`,
        `Write at least ${issue.minimum}${unit(issue.origin)}.`,
      );
    case 'too_big':
      return one(`${name} is too long or too large`, `Write at most ${issue.maximum}${unit(issue.origin)}.`);
    case 'invalid_format':
      return one(
        `${valueWords(value)} is not written as ${name} should be`,
        issue.message.startsWith('Invalid')
          ? 'Use small letters, digits and _, starting with a letter.'
          : sentence(issue.message),
      );
    case 'custom': {
      const [says = issue.message, ...rest] = issue.message.split('; ');
      return one(says, rest.length > 0 ? sentence(rest.join('; ')) : as.again);
    }
    case 'invalid_key':
      return one(`${name} holds a name that cannot be used`, 'Use small letters, digits, - and _.');
    case 'not_multiple_of':
    case 'invalid_element':
      return one(`${name} cannot be read`, sentence(issue.message));
    default:
      return issue satisfies never;
  }
}

export function strangeWord(word: string, path: Path, as: WrittenAs): WrittenProblem {
  const known = as.known(path);
  const meant = nearest(word, known);
  return {
    path: [...path, word],
    says: `"${word}" is not a word that Accord knows here`,
    mend: word.includes(' ')
      ? 'Put the whole text in quotation marks: inside { } a comma begins a new word.'
      : meant
        ? `Did you mean "${meant}"?`
        : known.length > 0
          ? `The words known here are: ${known.join(', ')}.`
          : as.lookUp,
  };
}

/** Of the ways a value may be written, the one it was evidently meant as. */
function likeliest(branches: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const near = branches.filter((issues) => issues.every((issue) => issue.path.length > 0));
  return near.length === 1 ? (near[0] ?? null) : null;
}

function valueAt(raw: unknown, path: Path): unknown {
  let value = raw;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

const nameOf = (path: Path, whole: string): string => {
  const word = path.findLast((part) => typeof part === 'string');
  return word === undefined ? whole : `"${word}"`;
};
const sentence = (text: string): string => {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!]$/.test(first) ? first : `${first}.`;
};
const valueWords = (value: unknown): string => {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a group of words';
  return `"${String(value).slice(0, 60)}"`;
};
const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list (each row beginning with "- ")',
  object: 'a group of words, each with a colon',
  record: 'a group of words, each with a colon',
};
const typeWords = (type: string): string => TYPES[type] ?? type;
const mendType = (type: string): string =>
  type === 'string'
    ? 'Put it in quotation marks if it is meant as text.'
    : `Write ${typeWords(type)} instead.`;
const unit = (origin: string): string =>
  origin === 'string' ? ' letters' : origin === 'array' || origin === 'set' ? ' rows' : '';

function hint(issue: Issue): string {
  if (issue.code === 'invalid_value') return ` Write one of: ${issue.values.map(String).join(', ')}.`;
  if (issue.code === 'invalid_type') return ` It is ${typeWords(issue.expected)}.`;
  return issue.message.startsWith('Invalid') ? '' : ` ${sentence(issue.message)}`;
}
