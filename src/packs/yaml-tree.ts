import { readFileSync, statSync } from 'node:fs';
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** A value of a pack that remembers where it was written, so that an error can name file and line. */
export type Tree = {
  readonly file: string;
  readonly line: number;
  readonly value: string | number | boolean | null | Tree[] | Map<string, Tree>;
};

export type FileProblem = {
  readonly file: string;
  readonly line: number;
  readonly says: string;
  readonly mend: string;
};
export type TreeResult = { ok: true; tree: Tree } | { ok: false; problems: FileProblem[] };

/** Bytes. A real policy is under 60 kB; anything near this is not one. */
export const LARGEST_FILE = 1_000_000;
/** Nodes after aliases are followed: a few kilobytes of YAML can otherwise unfold into gigabytes. */
const MOST_NODES = 50_000;
const MOST_ALIASES = 100;
const DEEPEST = 60;
/** Words that JavaScript gives a meaning of its own when they name a property. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

class Refused extends Error {
  readonly line: number;
  readonly mend: string;
  constructor(line: number, says: string, mend: string) {
    super(says);
    this.line = line;
    this.mend = mend;
  }
}

/** Reads a text file of a pack, or says why it cannot be read. */
export function readText(file: string): { ok: true; text: string } | { ok: false; problem: FileProblem } {
  const no = (says: string, mend: string) => ({
    ok: false as const,
    problem: { file, line: 1, says, mend },
  });
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) return no('there is no such file', 'Check the name of the folder and of the file.');
  if (found.size > LARGEST_FILE)
    return no(
      `the file is larger than ${LARGEST_FILE / 1_000_000} MB, which no policy needs`,
      'Check that this is the right file, and cut it down.',
    );
  const bytes = readFileSync(file);
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return no('the file is not plain text in UTF-8', 'Save it again as plain text with the encoding UTF-8.');
  }
}

export function readTree(file: string): TreeResult {
  const read = readText(file);
  return read.ok ? parseTree(read.text, file) : { ok: false, problems: [read.problem] };
}

export function parseTree(text: string, file: string): TreeResult {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineOf = (offset: number) => Math.max(1, lines.linePos(offset).line);
  if (document.errors.length > 0)
    return {
      ok: false,
      problems: document.errors.map((error) => {
        const { says, mend } = inPlainWords(error.code, error.message);
        return { file, line: lineOf(error.pos[0]), says, mend };
      }),
    };
  try {
    return { ok: true, tree: grow(document, file, lineOf) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ok: false, problems: [{ file, line: error.line, says: error.message, mend: error.mend }] };
  }
}

function grow(document: Document.Parsed, file: string, lineOf: (offset: number) => number): Tree {
  let nodes = 0;
  let aliases = 0;

  const walk = (node: Node | null, fallback: number, depth: number): Tree => {
    const line = node?.range ? lineOf(node.range[0]) : fallback;
    nodes += 1;
    if (nodes > MOST_NODES || depth > DEEPEST)
      throw new Refused(
        line,
        'the file unfolds into far more than a policy holds',
        'Write repeated parts out instead of using & and *.',
      );
    const at = (value: Tree['value']): Tree => ({ file, line, value });
    if (node === null) return at(null);
    if (isAlias(node)) {
      aliases += 1;
      const target = node.resolve(document);
      if (aliases > MOST_ALIASES || !target)
        throw new Refused(
          line,
          `the shorthand *${node.source} is used too often, or refers to itself`,
          'Write the repeated part out instead.',
        );
      return walk(target, line, depth + 1);
    }
    if (isMap<Node, Node | null>(node)) {
      const map = new Map<string, Tree>();
      for (const { key, value } of node.items) {
        const keyLine = key.range ? lineOf(key.range[0]) : line;
        const name = isScalar(key) ? String(key.value) : '';
        if (name === '' || FORBIDDEN.has(name))
          throw new Refused(
            keyLine,
            `"${name}" cannot be used as a word on the left of a colon`,
            'Choose another word.',
          );
        const grown = walk(value, keyLine, depth + 1);
        // A block value begins on the line below its key; the key's line is where a reader looks.
        map.set(name, { ...grown, line: keyLine });
      }
      return at(map);
    }
    if (isSeq<Node | null>(node)) return at(node.items.map((item) => walk(item, line, depth + 1)));
    if (isScalar(node)) {
      const { value } = node;
      if (value === null || typeof value === 'string' || typeof value === 'boolean') return at(value);
      return at(typeof value === 'number' ? value : String(value));
    }
    return at(null);
  };
  return walk(document.contents, 1, 0);
}

function inPlainWords(code: string, message: string): { says: string; mend: string } {
  if (code === 'DUPLICATE_KEY')
    return {
      says: 'the same word stands on the left of a colon twice in one place',
      mend: 'Keep one of the two; if both hold a list, put the rows under one.',
    };
  if (code === 'TAB_AS_INDENT')
    return { says: 'the line is indented with a tab', mend: 'Use two spaces for each step inwards.' };
  if (code === 'BAD_INDENT')
    return { says: 'the line does not line up with its neighbours', mend: 'Indent it like its neighbours.' };
  if (code === 'MULTIPLE_DOCS')
    return { says: 'the file holds more than one document', mend: 'Take out the line "---" in the middle.' };
  if (code === 'BAD_ALIAS')
    return { says: message, mend: 'Write the repeated part out, or put the words in quotation marks.' };
  return {
    says: `this is not YAML as Accord reads it (${message.split('\n')[0]?.replace(/\.$/, '') ?? code})`,
    mend: 'Look at this line and the one above: a missing quotation mark, bracket or space after a colon is usual.',
  };
}

/** Plain data, without places. */
export function bare(tree: Tree): unknown {
  const { value } = tree;
  if (Array.isArray(value)) return value.map(bare);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, child]) => [key, bare(child)]));
  return value;
}

/** The deepest place on the way to `path` that was written down, and whether that is the whole way. */
export function placeOf(tree: Tree, path: readonly (string | number)[]): { place: Tree; whole: boolean } {
  let place = tree;
  for (const part of path) {
    const { value } = place;
    const next = Array.isArray(value)
      ? value[Number(part)]
      : value instanceof Map
        ? value.get(String(part))
        : undefined;
    if (!next) return { place, whole: false };
    place = next;
  }
  return { place, whole: true };
}
