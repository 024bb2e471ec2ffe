import { dirname, join } from 'node:path';
import { PackId } from '../domain/ids.ts';
import { isFolder } from './is-folder.ts';
import { merge } from './merge.ts';
import { type Failed, failed, problemAt } from './pack-problem.ts';
import { placeOf, type Tree } from './tree.ts';
import { readTree } from './yaml-tree.ts';

const MOST_BASES = 5;

type Chain = { ok: true; own: Tree; tree: Tree; folders: string[] };

/** The pack and the bases under it, merged; a base lies beside the pack or among `packs`; `folders` runs from the deepest base to the pack. */
export function readChain(start: string, packs: string): Chain | Failed {
  const trees: Tree[] = [];
  const folders: string[] = [];
  let folder: string | null = start;
  while (folder !== null) {
    const file = join(folder, 'policy.yaml');
    const read = readTree(file);
    if (!read.ok) return failed(read.problems);
    if (!(read.tree.value instanceof Map))
      return failed([
        problemAt(file, 'the file is empty or is not a policy', 'Start from a copy of another.'),
      ]);
    trees.unshift(read.tree);
    folders.unshift(folder);
    const base = wordAt(read.tree, 'extends');
    if (base === undefined) break;
    const line = placeOf(read.tree, ['extends']).place.line;
    const found: string | null =
      typeof base === 'string' && PackId.safeParse(base).success ? findBase(folder, base, packs) : null;
    if (found === null || folders.includes(found) || folders.length > MOST_BASES)
      return failed([
        problemAt(
          file,
          found === null
            ? `extends "${String(base)}", and there is no such pack beside it or in Accord`
            : `extends "${String(base)}", which comes back to this pack or goes too deep`,
          'Name the folder of another pack, such as "common".',
          line,
          'extends',
        ),
      ]);
    folder = found;
  }
  const own = trees.at(-1);
  const [first, ...rest] = trees;
  if (!own || !first) throw new Error('A pack chain was empty after reading at least one file.');
  return { ok: true, own, tree: rest.reduce(merge, first), folders };
}

function findBase(folder: string, id: string, packs: string): string | null {
  const places = [join(dirname(folder), id), join(packs, id)];
  return places.find((place) => isFolder(place)) ?? null;
}

export const wordAt = (tree: Tree, key: string): unknown =>
  tree.value instanceof Map ? tree.value.get(key)?.value : undefined;
