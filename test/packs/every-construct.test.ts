import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { UNITS } from '../../src/domain/policy/duration.ts';
import { parsePolicy } from '../../src/domain/policy/parse.ts';
import { PolicyShape } from '../../src/domain/policy/policy.ts';
import { loadPack } from '../../src/packs/load.ts';
import { constructsOf, constructsUsed } from '../support/schema-constructs.ts';

const folder = fileURLToPath(new URL('../support/packs/invented', import.meta.url));

function rawOf(idOrFolder: string): Record<string, unknown> {
  const loaded = loadPack(idOrFolder);
  if (!loaded.ok) throw new Error(loaded.problems.map((it) => `${it.line}: ${it.says}`).join('\n'));
  const kept: { policy: Record<string, unknown> } = JSON.parse(loaded.text);
  return kept.policy;
}

const raw = rawOf(folder);
const all = constructsOf(PolicyShape);
const used = constructsUsed(PolicyShape, raw);
const unused = [...all].filter(([name]) => !used.has(name));

describe('the pack format', () => {
  test('has no word, form or choice that the invented pack leaves untried', () => {
    expect(unused.filter(([, times]) => times === 'several').map(([name]) => name)).toEqual([]);
  });

  test('walks the schema for real: far more constructs than a list kept by hand would hold', () => {
    expect(all.size).toBeGreaterThan(300);
    expect(used.size).toBeGreaterThan(280);
  });

  // A policy has one country, one kind of school, one ground for a ban: the others are tried one at a time.
  test.each(unused.filter(([name]) => name.includes('=')).map(([name]) => name))(
    'takes the other choice %s',
    (name) => {
      const [path = '', choice = ''] = name.split('=');
      expect(parsePolicy(withChoice(raw, path.split('.').slice(1), choice)).ok).toBe(true);
    },
  );

  test('leaves nothing untried but choices of which a policy makes one', () => {
    expect(unused.filter(([name]) => !name.includes('=')).map(([name]) => name)).toEqual([]);
  });

  test('has no unit of time that the invented pack leaves untried', () => {
    const written = JSON.stringify(raw);
    const singular = (unit: string) => unit.replace(/s$/, '');
    expect(UNITS.filter((unit) => !new RegExp(`"\\d+ ${singular(unit)}s?"`).test(written))).toEqual([]);
  });

  test('keeps letters of two languages apart', () => {
    const loaded = loadPack(folder);
    expect(loaded.ok && [...loaded.letters.keys()].sort()).toEqual(['warning', 'warning.cy']);
  });
});

function withChoice(value: unknown, path: readonly string[], choice: string): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return choice;
  if (typeof value !== 'object' || value === null) return value;
  return { ...value, [key]: withChoice(Reflect.get(value, key), rest, choice) };
}
