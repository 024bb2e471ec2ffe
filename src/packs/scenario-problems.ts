import type { z } from 'zod';
import { nearest } from '../domain/policy/nearest.ts';
import { placeOf, type Tree } from './tree.ts';
import type { FileProblem } from './yaml-tree.ts';

type Path = readonly (string | number)[];

/** A mistake in a scenario at the line where it was written. */
export const problemIn = (tree: Tree, path: Path, says: string, mend: string): FileProblem => {
  const { place } = placeOf(tree, path);
  return { file: place.file, line: place.line, says, mend };
};

/** What zod found, in words a school office can act on. `before` leads from the file's top to the part read. */
export const explainIssues = (
  issues: readonly z.core.$ZodIssue[],
  schema: z.core.$ZodType,
  tree: Tree,
  before: Path = [],
): FileProblem[] => issues.flatMap((issue) => explain(issue, schema, tree, before));

function explain(issue: z.core.$ZodIssue, schema: z.core.$ZodType, tree: Tree, before: Path): FileProblem[] {
  const own = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  const path = [...before, ...own];
  const name = `"${path.findLast((part) => typeof part === 'string') ?? 'scenario'}"`;
  const { place, whole } = placeOf(tree, path);
  const one = (says: string, mend: string): FileProblem[] => [
    { file: place.file, line: place.line, says, mend },
  ];
  // A word on its own stands for a list or a group, so its place is there though its path is not.
  const written = !whole && !(place.value instanceof Map) && !Array.isArray(place.value);
  if (!whole && !written && issue.code !== 'custom' && issue.code !== 'unrecognized_keys')
    return one(`${name} is missing`, `Add ${name} here.${choices(issue)}`);
  const value = valueWords(place);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const known = keysAt(schema, own);
        const meant = nearest(key, known);
        return problemIn(
          tree,
          [...path, key],
          `"${key}" is not a word that Accord knows here`,
          meant ? `Did you mean "${meant}"?` : `The words known here are: ${known.join(', ')}.`,
        );
      });
    case 'invalid_value': {
      const known = issue.values.map(String);
      if (place.value === null)
        return one(`nothing is written at ${name}`, `Write one of: ${known.join(', ')}.`);
      const meant = typeof place.value === 'string' ? nearest(place.value, known) : null;
      return one(
        `${value} is not one of the words allowed for ${name}`,
        `${meant ? `Did you mean "${meant}"? ` : ''}Write one of: ${known.join(', ')}.`,
      );
    }
    case 'invalid_type':
      return one(
        `${name} should be ${TYPES[issue.expected] ?? issue.expected}, and ${value} is written`,
        place.value === null
          ? `Write something after the colon, or take ${name} out.`
          : `Write ${TYPES[issue.expected] ?? issue.expected} instead.`,
      );
    case 'too_small':
      return one(`${name} is too short or too small`, `Write at least ${issue.minimum}.`);
    case 'too_big':
      return one(`${name} is too long or too large`, `Write at most ${issue.maximum}.`);
    case 'invalid_format':
      return one(
        `${value} is not written as ${name} should be`,
        issue.message.startsWith('Invalid')
          ? 'Use small letters, digits and _, starting with a letter.'
          : sentence(issue.message),
      );
    case 'custom': {
      const [says = issue.message, ...rest] = issue.message.split('; ');
      return one(says, rest.length > 0 ? sentence(rest.join('; ')) : 'Correct it, then rehearse again.');
    }
    case 'invalid_key':
      return one(`${name} is not a word that can stand there`, 'Use small letters, digits and _.');
    case 'invalid_union':
    case 'invalid_element':
    case 'not_multiple_of':
      return one(`${name} cannot be read`, sentence(issue.message));
    default:
      return issue satisfies never;
  }
}

const valueWords = ({ value }: Tree): string =>
  value === null
    ? 'nothing'
    : Array.isArray(value)
      ? 'a list'
      : value instanceof Map
        ? 'a group of words'
        : `"${String(value).slice(0, 60)}"`;

const sentence = (text: string): string => {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!]$/.test(first) ? first : `${first}.`;
};

const choices = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_value' ? ` Write one of: ${issue.values.map(String).join(', ')}.` : '';

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of words, each with a colon',
  record: 'a group of words, each with a colon',
};

/** The words that may stand at a place, read from the schema itself so that they cannot go stale. */
function keysAt(schema: z.core.$ZodType, path: Path): string[] {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  const [part, ...rest] = path;
  switch (def.type) {
    case 'optional':
    case 'default':
      return keysAt(def.innerType, path);
    case 'pipe':
      return [...keysAt(def.in, path), ...keysAt(def.out, path)];
    case 'array':
      return keysAt(def.element, rest);
    case 'union':
      return def.options.flatMap((option) => keysAt(option, path));
    case 'object': {
      if (part === undefined) return Object.keys(def.shape);
      const child = def.shape[String(part)];
      return child ? keysAt(child, rest) : [];
    }
    default:
      return [];
  }
}
