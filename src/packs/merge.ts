import type { Tree } from './tree.ts';

/** Values of which only one form can hold: the pack's own takes the place of the base's. */
const WHOLE = new Set(['source', 'when', 'owner', 'by', 'to', 'suggest', 'cap', 'within', 'skip']);

/**
 * A pack laid over its base. Maps merge, rows with an `id` merge by it (`remove: true` drops the row), all
 * else of the base is replaced.
 */
export function merge(base: Tree, own: Tree): Tree {
  if (base.value instanceof Map && own.value instanceof Map) {
    const merged = new Map(base.value);
    for (const [key, child] of own.value) {
      const under = merged.get(key);
      merged.set(key, under && !WHOLE.has(key) ? merge(under, child) : child);
    }
    return { ...own, value: merged };
  }
  if (Array.isArray(base.value) && Array.isArray(own.value)) {
    const rows = [...base.value, ...own.value];
    if (own.value.length > 0 && rows.every((row) => idOf(row) !== null))
      return { ...own, value: mergeRows(base.value, own.value) };
  }
  return own;
}

function mergeRows(base: readonly Tree[], own: readonly Tree[]): Tree[] {
  const inherited = new Map(base.map((row) => [idOf(row), row]));
  const overrides = new Map<string | null, Tree>();
  const added: Tree[] = [];
  for (const row of own) {
    const id = idOf(row);
    // A second row of the same id stays in the list, where it is found and reported as used twice.
    if (inherited.has(id) && !overrides.has(id)) overrides.set(id, row);
    else added.push(row);
  }
  const kept = base.map((row) => {
    const over = overrides.get(idOf(row));
    return over ? merge(row, over) : row;
  });
  // `remove` on a row that the base does not have stays, and is reported: the id is probably misspelt.
  return [...kept.filter((row) => !isRemoved(row)), ...added];
}

function idOf(row: Tree): string | null {
  const id = row.value instanceof Map ? row.value.get('id')?.value : undefined;
  return typeof id === 'string' ? id : null;
}

const isRemoved = (row: Tree): boolean => row.value instanceof Map && row.value.get('remove')?.value === true;
