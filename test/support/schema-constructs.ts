import type { z } from 'zod';

type Schema = z.core.$ZodType;
const defOf = (schema: Schema) => (schema as z.core.$ZodTypes)._zod.def;

/**
 * Everything a schema lets one write: each word of each group, each allowed word, each form of a union.
 * A schema that is used in several places (a source, a condition) counts once.
 */
export function constructsOf(schema: Schema): Map<string, 'several' | 'one'> {
  const found = new Map<string, 'several' | 'one'>();
  walkSchema(schema, '', 'one', new Set(), found);
  return found;
}

function walkSchema(
  schema: Schema,
  path: string,
  times: 'several' | 'one',
  seen: Set<Schema>,
  found: Map<string, 'several' | 'one'>,
): void {
  if (seen.has(schema)) return;
  seen.add(schema);
  const def = defOf(schema);
  const into = (child: Schema, at: string, often = times) => walkSchema(child, at, often, seen, found);
  switch (def.type) {
    case 'object':
      for (const [key, child] of Object.entries(def.shape)) {
        found.set(`${path}.${key}`, times);
        into(child, `${path}.${key}`);
      }
      break;
    case 'enum':
      for (const value of Object.values(def.entries)) found.set(`${path}=${String(value)}`, times);
      break;
    case 'union':
      def.options.forEach((option, i) => {
        found.set(`${path}|${i}`, times);
        into(option, `${path}|${i}`);
      });
      break;
    case 'array':
      into(def.element, `${path}[]`, 'several');
      break;
    case 'record':
      into(def.valueType, `${path}.*`, 'several');
      break;
    case 'optional':
    case 'nullable':
    case 'default':
      into(def.innerType, path);
      break;
    case 'lazy':
      into(innerOf(schema), path, 'several');
      break;
    case 'pipe':
      into(def.in, path);
      break;
    default:
      break;
  }
}

/** Which of them a piece of data uses, by the same names. */
export function constructsUsed(schema: Schema, data: unknown): Set<string> {
  const names = new Map<Schema, string>();
  nameAll(schema, '', names);
  const used = new Set<string>();
  walkData(schema, data, names, used);
  return used;
}

function nameAll(schema: Schema, path: string, names: Map<Schema, string>): void {
  if (names.has(schema)) return;
  names.set(schema, path);
  for (const [child, suffix] of childrenOf(schema)) nameAll(child, `${path}${suffix}`, names);
}

function childrenOf(schema: Schema): [Schema, string][] {
  const def = defOf(schema);
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape).map(([key, child]) => [child, `.${key}`]);
    case 'union':
      return def.options.map((option, i) => [option, `|${i}`]);
    case 'array':
      return [[def.element, '[]']];
    case 'record':
      return [[def.valueType, '.*']];
    case 'optional':
    case 'nullable':
    case 'default':
      return [[def.innerType, '']];
    case 'lazy':
      return [[innerOf(schema), '']];
    case 'pipe':
      return [[def.in, '']];
    default:
      return [];
  }
}

function walkData(schema: Schema, data: unknown, names: Map<Schema, string>, used: Set<string>): void {
  const def = defOf(schema);
  const path = names.get(schema) ?? '';
  if (def.type === 'enum') used.add(`${path}=${String(data)}`);
  if (def.type === 'object' || def.type === 'record') {
    if (typeof data !== 'object' || data === null) return;
    for (const [key, value] of Object.entries(data)) {
      const child = def.type === 'object' ? def.shape[key] : def.valueType;
      if (def.type === 'object') used.add(`${path}.${key}`);
      if (child) walkData(child, value, names, used);
    }
    return;
  }
  if (def.type === 'array') {
    if (Array.isArray(data)) for (const row of data) walkData(def.element, row, names, used);
    return;
  }
  if (def.type === 'union') {
    def.options.forEach((option, i) => {
      if (!parses(option, data)) return;
      used.add(`${path}|${i}`);
      walkData(option, data, names, used);
    });
    return;
  }
  for (const [child] of childrenOf(schema)) walkData(child, data, names, used);
}

function parses(schema: Schema, data: unknown): boolean {
  const result = schema._zod.run({ value: data, issues: [] }, { async: false });
  return !(result instanceof Promise) && result.issues.length === 0;
}

/** The schema behind a lazy one; asked of the schema, which makes it once, since each call of its getter makes another. */
function innerOf(schema: Schema): Schema {
  const inner: unknown = Reflect.get(schema._zod, 'innerType');
  if (!isSchema(inner)) throw new Error('Only a lazy schema has an inner one to open.');
  return inner;
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && '_zod' in value;
