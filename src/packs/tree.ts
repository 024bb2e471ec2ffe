/** A value of a pack that remembers where it was written, so that an error can name file and line. */
export type Tree = {
  readonly file: string;
  readonly line: number;
  readonly value: string | number | boolean | null | Tree[] | Map<string, Tree>;
};

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
