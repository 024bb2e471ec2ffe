import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PackId } from '../domain/ids.ts';
import { parsePolicy } from '../domain/policy/parse.ts';
import type { Policy } from '../domain/policy/policy.ts';
import { readChain, wordAt } from './chain.ts';
import { isFolder } from './is-folder.ts';
import { type Letter, readLetters } from './letters.ts';
import { type Failed, failed, problemAt } from './pack-problem.ts';
import { bare, placeOf, type Tree } from './tree.ts';
import { readTree } from './yaml-tree.ts';

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
export type PackResult = LoadedPack | Failed;

/** Where the packs that come with Accord are. */
export const PACKS_FOLDER = dirname(fileURLToPath(import.meta.url));

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
      problemAt(
        idOrFolder,
        'is neither a pack that comes with Accord nor a folder',
        `Give a folder that holds policy.yaml, or one of: ${listPacks()
          .map((pack) => pack.id)
          .join(', ')}.`,
      ),
    ]);
  const chain = readChain(folder, PACKS_FOLDER);
  if (!chain.ok) return chain;
  const file = join(folder, 'policy.yaml');
  if (wordAt(chain.own, 'abstract') === true)
    return failed([
      problemAt(file, 'this is a base for other packs, not a policy', 'Load a pack that extends it.'),
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
      problemAt(
        file,
        `the id is "${parsed.policy.id}" and the folder is "${basename(folder)}"`,
        'Give the folder and the policy the same name.',
        placeOf(chain.own, ['id']).place.line,
        'id',
      ),
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
    problemAt(
      file,
      'the text is not a policy that Accord kept',
      'Adopt the pack again with "accord school".',
    ),
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
