import type { z } from 'zod';

/** The words that may stand at a place of a file, read from its schema itself so that they cannot go stale. */
export function knownKeys(path: readonly (string | number)[], schema: z.core.$ZodType): string[] {
  let here: z.core.$ZodType[] = [schema];
  for (const part of path) here = here.flatMap(open).flatMap((schema) => into(schema, part));
  return [...new Set(here.flatMap(open).flatMap(keysOf))];
}

/** A schema without its wrappings: optional, default, several forms, transforms. */
function open(schema: z.core.$ZodType): z.core.$ZodType[] {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
      return open(def.innerType);
    case 'lazy':
      return open(def.getter());
    case 'pipe':
      return open(def.in);
    case 'union':
      return def.options.flatMap(open);
    default:
      return [schema];
  }
}

function into(schema: z.core.$ZodType, part: string | number): z.core.$ZodType[] {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  if (def.type === 'object') {
    const child = def.shape[String(part)];
    return child ? [child] : [];
  }
  if (def.type === 'array') return [def.element];
  return def.type === 'record' ? [def.valueType] : [];
}

function keysOf(schema: z.core.$ZodType): string[] {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  return def.type === 'object' ? Object.keys(def.shape) : [];
}
