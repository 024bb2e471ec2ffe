import type { z } from 'zod';

const LEAVES = [
  'something',
  '2026-11-03',
  '2026-11-03T15:20:00.000Z',
  'AC-26-0001',
  'c'.repeat(64),
  'f'.repeat(8),
  1,
  12,
] as const;

const parses = (schema: z.core.$ZodType, value: unknown): boolean =>
  (schema as z.ZodType).safeParse(value).success;

/**
 * Values that a schema allows: one plain one first, then one for each other form of each of its parts, so that
 * every branch of a reader is met. Enough for facts of a case; not every schema.
 */
export function samplesOf(schema: z.core.$ZodType): readonly unknown[] {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  switch (def.type) {
    case 'object': {
      const parts = Object.entries(def.shape).map(([key, part]) => [key, samplesOf(part)] as const);
      const plain = Object.fromEntries(parts.map(([key, [first]]) => [key, first]));
      return [
        plain,
        ...parts.flatMap(([key, [, ...others]]) => others.map((other) => ({ ...plain, [key]: other }))),
      ];
    }
    case 'enum':
      return Object.values(def.entries);
    case 'literal':
      return def.values;
    case 'union':
      return def.options.flatMap(samplesOf);
    case 'array': {
      const inner = samplesOf(def.element);
      return [inner.slice(0, 1), inner, []].filter((value) => parses(schema, value));
    }
    case 'nullable':
      return [...samplesOf(def.innerType), null];
    case 'optional':
    case 'default':
      return samplesOf(def.innerType);
    case 'boolean':
      return [true, false];
    default: {
      const found = LEAVES.filter((value) => parses(schema, value)).slice(0, 1);
      if (found.length === 0) throw new Error(`No sample is known for a ${def.type}.`);
      return found;
    }
  }
}
