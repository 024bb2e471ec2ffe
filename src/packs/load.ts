import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PackId } from '../domain/ids.ts';
import { isLetterKind, LETTER_KINDS } from '../domain/letters/kinds.ts';
import { nearest } from '../domain/policy/nearest.ts';
import { parsePolicy } from '../domain/policy/parse.ts';
import type { Policy } from '../domain/policy/policy.ts';
import { merge } from './merge.ts';
import { bare, type FileProblem, placeOf, readText, readTree, type Tree } from './yaml-tree.ts';

export type PackProblem = FileProblem & { readonly path: string };
export type Letter = { readonly file: string; readonly markdown: string };
export type LoadedPack = {
  ok: true;
  policy: Policy;
  /** SHA-256, hex, of `text`. */
  sha256: string;
  /** The whole policy, base and letters included, in one text that `parsePolicyText` reads back. */
  text: string;
  /** By kind, or kind and language: `warning`, `warning.cy`. */
  letters: Map<string, Letter>;
};
export type PackResult = LoadedPack | { ok: false; problems: PackProblem[] };

/** Where the packs that come with Accord are. */
export const PACKS_FOLDER = dirname(fileURLToPath(import.meta.url));
const LETTER_FILE = /^(([a-z][a-z0-9_]{0,59})(?:\.[a-z]{2}(?:-[A-Z]{2})?)?)\.md$/;
const MOST_BASES = 5;

const problem = (file: string, says: string, mend: string, line = 1): PackProblem => ({
  file,
  line,
  path: '',
  says,
  mend,
});
type Failed = { ok: false; problems: PackProblem[] };
const failed = (problems: readonly (FileProblem & { path?: string })[]): Failed => ({
  ok: false,
  problems: problems.map((it) => ({ path: '', ...it })),
});
const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** The packs that can be adopted, by id; bases marked `abstract: true` are left out. */
export function listPacks(folder: string = PACKS_FOLDER): { id: string; folder: string }[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && PackId.safeParse(entry.name).success)
    .map((entry) => ({ id: entry.name, folder: join(folder, entry.name) }))
    .filter((pack) => statSync(join(pack.folder, 'policy.yaml'), { throwIfNoEntry: false }) !== undefined)
    .filter((pack) => {
      const read = readTree(join(pack.folder, 'policy.yaml'));
      // A pack that cannot be read is listed, so that checking all packs finds it.
      return !read.ok || wordAt(read.tree, 'abstract') !== true;
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A pack by the id of one that comes with Accord, or by its folder. */
export function loadPack(idOrFolder: string): PackResult {
  const shipped = join(PACKS_FOLDER, idOrFolder);
  const folder = PackId.safeParse(idOrFolder).success && isFolder(shipped) ? shipped : resolve(idOrFolder);
  if (!isFolder(folder))
    return failed([
      problem(
        idOrFolder,
        'is neither a pack that comes with Accord nor a folder',
        `Give a folder that holds policy.yaml, or one of: ${listPacks()
          .map((pack) => pack.id)
          .join(', ')}.`,
      ),
    ]);
  const chain = readChain(folder);
  if (!chain.ok) return chain;
  const file = join(folder, 'policy.yaml');
  if (wordAt(chain.own, 'abstract') === true)
    return failed([
      problem(file, 'this is a base for other packs, not a policy', 'Load a pack that extends it.'),
    ]);
  const letters = readLetters(chain.folders);
  if (!letters.ok) return letters;
  const raw = bare(without(chain.tree, ['extends', 'abstract']));
  const parsed = parsePolicy(raw);
  if (!parsed.ok)
    return failed(
      parsed.problems.map((it) => {
        const { place } = placeOf(chain.tree, it.path);
        return { file: place.file, line: place.line, path: spell(it.path), says: it.says, mend: it.mend };
      }),
    );
  if (parsed.policy.id !== basename(folder))
    return failed([
      {
        ...problem(
          file,
          `the id is "${parsed.policy.id}" and the folder is "${basename(folder)}"`,
          'Give the folder and the policy the same name.',
          placeOf(chain.own, ['id']).place.line,
        ),
        path: 'id',
      },
    ]);
  const text = canonical({
    accord_policy: 1,
    letters: Object.fromEntries([...letters.letters].map(([key, letter]) => [key, letter.markdown])),
    policy: raw,
  });
  return { ok: true, policy: parsed.policy, sha256: sha256(text), text, letters: letters.letters };
}

/** A policy from the text that was kept when it was adopted. */
export function parsePolicyText(text: string): PackResult {
  const file = 'the kept policy';
  const damaged = failed([
    problem(file, 'the text is not a policy that Accord kept', 'Adopt the pack again with "accord school".'),
  ]);
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    return damaged;
  }
  if (typeof kept !== 'object' || kept === null || !('policy' in kept) || !('letters' in kept))
    return damaged;
  if (typeof kept.letters !== 'object' || kept.letters === null) return damaged;
  const parsed = parsePolicy(kept.policy);
  if (!parsed.ok)
    return failed(
      parsed.problems.map((it) => ({ file, line: 1, path: spell(it.path), says: it.says, mend: it.mend })),
    );
  const letters = new Map(
    Object.entries(kept.letters).map(([key, markdown]) => [key, { file, markdown: String(markdown) }]),
  );
  return { ok: true, policy: parsed.policy, sha256: sha256(text), text, letters };
}

type Chain = { ok: true; own: Tree; tree: Tree; folders: string[] };

/** The pack and the bases under it, merged; `folders` runs from the deepest base to the pack. */
function readChain(start: string): Chain | Failed {
  const trees: Tree[] = [];
  const folders: string[] = [];
  let folder: string | null = start;
  while (folder !== null) {
    const file = join(folder, 'policy.yaml');
    const read = readTree(file);
    if (!read.ok) return failed(read.problems);
    if (!(read.tree.value instanceof Map))
      return failed([problem(file, 'the file is empty or is not a policy', 'Start from a copy of another.')]);
    trees.unshift(read.tree);
    folders.unshift(folder);
    const base = wordAt(read.tree, 'extends');
    if (base === undefined) break;
    const line = placeOf(read.tree, ['extends']).place.line;
    const found: string | null =
      typeof base === 'string' && PackId.safeParse(base).success ? findBase(folder, base) : null;
    if (found === null || folders.includes(found) || folders.length > MOST_BASES)
      return failed([
        {
          ...problem(
            file,
            found === null
              ? `extends "${String(base)}", and there is no such pack beside it or in Accord`
              : `extends "${String(base)}", which comes back to this pack or goes too deep`,
            'Name the folder of another pack, such as "common".',
            line,
          ),
          path: 'extends',
        },
      ]);
    folder = found;
  }
  const own = trees.at(-1);
  const [first, ...rest] = trees;
  if (!own || !first) throw new Error('A pack chain was empty after reading at least one file.');
  return { ok: true, own, tree: rest.reduce(merge, first), folders };
}

function findBase(folder: string, id: string): string | null {
  const places = [join(dirname(folder), id), join(PACKS_FOLDER, id)];
  return places.find((place) => isFolder(place)) ?? null;
}

function readLetters(folders: readonly string[]): { ok: true; letters: Map<string, Letter> } | Failed {
  const letters = new Map<string, Letter>();
  const problems: FileProblem[] = [];
  for (const folder of folders.map((it) => join(it, 'letters')).filter(isFolder))
    for (const name of readdirSync(folder).sort()) {
      const file = join(folder, name);
      const [, key, kind] = LETTER_FILE.exec(name) ?? [];
      if (!key || !kind || !isLetterKind(kind)) {
        const near = nearest(kind ?? name, LETTER_KINDS);
        // Editors and file managers leave hidden files about.
        if (!name.startsWith('.'))
          problems.push(
            problem(
              file,
              `"${name}" is not the name of a letter that Accord writes`,
              `${near ? `Did you mean ${near}.md? ` : ''}Name it after one of: ${LETTER_KINDS.join(', ')}, with the language after it where there are two (warning.cy.md).`,
            ),
          );
        continue;
      }
      const read = readText(file);
      if (read.ok) letters.set(key, { file, markdown: read.text.replaceAll('\r\n', '\n') });
      else problems.push(read.problem);
    }
  return problems.length > 0 ? failed(problems) : { ok: true, letters };
}

const wordAt = (tree: Tree, key: string): unknown =>
  tree.value instanceof Map ? tree.value.get(key)?.value : undefined;

const without = (tree: Tree, keys: readonly string[]): Tree => ({
  ...tree,
  value:
    tree.value instanceof Map ? new Map([...tree.value].filter(([key]) => !keys.includes(key))) : tree.value,
});

/** `steps[2].label` */
const spell = (path: readonly (string | number)[]): string =>
  path.map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`)).join('');

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** JSON with the words of every group in order of the alphabet: the same policy is the same text. */
function canonical(value: unknown): string {
  const sorted = (it: unknown): unknown => {
    if (Array.isArray(it)) return it.map(sorted);
    if (typeof it !== 'object' || it === null) return it;
    return Object.fromEntries(
      Object.entries(it)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, child]) => [key, sorted(child)]),
    );
  };
  return JSON.stringify(sorted(value), null, 1);
}
