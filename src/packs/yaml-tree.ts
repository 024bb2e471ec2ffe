import { readFileSync, statSync } from 'node:fs';
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import { tooDeep } from './too-deep.ts';
import type { Tree } from './tree.ts';
import { inPlainWords } from './yaml-words.ts';

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
/** One slip makes a trail of errors, of which only the first few help. */
const MOST_SYNTAX_ERRORS = 10;
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
  const nested = tooDeep(text);
  if (nested !== null)
    return {
      ok: false,
      problems: [
        {
          file,
          line: nested,
          says: 'more lies inside something else here than any policy needs',
          mend: 'Look for brackets that are not closed, and start the part on a line of its own.',
        },
      ],
    };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineOf = (offset: number) => Math.max(1, lines.linePos(offset).line);
  if (document.errors.length > 0)
    return {
      ok: false,
      problems: document.errors.slice(0, MOST_SYNTAX_ERRORS).map((error) => {
        const { says, mend } = inPlainWords(error.code, error.message);
        return { file, line: lineOf(beginning(document, error.pos[0])), says, mend };
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
            name === ''
              ? 'something other than a plain word stands on the left of a colon'
              : `"${name}" cannot be used as a word on the left of a colon`,
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

/** A quotation mark that is never closed is found at the end of the file; the mend is where it was opened. */
function beginning(document: Document.Parsed, offset: number): number {
  let from = offset;
  visit(document, {
    Scalar(_, node) {
      const [start, , end] = node.range ?? [offset, offset, offset];
      if (node.type?.startsWith('QUOTE') && start <= offset && offset <= end) from = start;
    },
  });
  return from;
}
