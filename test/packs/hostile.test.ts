import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../src/domain/policy/parse.ts';
import { bare, placeOf } from '../../src/packs/tree.ts';
import { parseTree } from '../../src/packs/yaml-tree.ts';

const INVENTED = readFileSync(
  fileURLToPath(new URL('../support/packs/invented/policy.yaml', import.meta.url)),
  'utf8',
);
const LINES = INVENTED.split('\n');

/** What stands wrong with a text, by way of everything a pack goes through; an exception fails the test. */
function complaints(text: string): { line: number; says: string; mend: string }[] {
  const read = parseTree(text, 'policy.yaml');
  if (!read.ok) return read.problems;
  const parsed = parsePolicy(bare(read.tree));
  if (parsed.ok) return [];
  return parsed.problems.map(({ path, says, mend }) => ({
    line: placeOf(read.tree, path).place.line,
    says,
    mend,
  }));
}

const isUseful = (found: { line: number; says: string; mend: string }): boolean =>
  found.line >= 1 &&
  found.says.length > 10 &&
  found.mend.length > 10 &&
  !/undefined|\[object/.test(found.says);

describe('a damaged pack', () => {
  test('never throws, and always gets a line, a reason and a mend, whichever lines are lost or swapped', () => {
    const line = fc.nat({ max: LINES.length - 1 });
    fc.assert(
      fc.property(line, line, fc.boolean(), (a, b, swap) => {
        const text = LINES.map((words, i) => (i === a ? (swap ? LINES[b] : '') : words)).join('\n');
        expect(complaints(text).filter((it) => !isUseful(it))).toEqual([]);
      }),
      { numRuns: 60, seed: 42 },
    );
  });

  test('never throws, whichever character is written over', () => {
    const character = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      '"',
      "'",
      '&',
      '*',
      '!',
      '|',
      '>',
      '%',
      '@',
      '\t',
      '#',
      '-',
      '\u0000',
      '~',
      '1',
    );
    fc.assert(
      fc.property(fc.nat({ max: INVENTED.length - 1 }), character, (at, put) => {
        const text = INVENTED.slice(0, at) + put + INVENTED.slice(at + 1);
        expect(complaints(text).filter((it) => !isUseful(it))).toEqual([]);
      }),
      { numRuns: 60, seed: 42 },
    );
  });

  test('never throws on data of any shape under any word of the format', () => {
    const words = [
      'steps',
      'gates',
      'breaches',
      'roles',
      'dates',
      'decides',
      'restriction',
      'promises',
      'tracks',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...words), fc.jsonValue({ maxDepth: 4 }), (word, value) => {
        const text = `${INVENTED.replace(new RegExp(`^${word}:`, 'm'), 'was_here:')}\n${word}: ${JSON.stringify(value)}\n`;
        const found = complaints(text);
        expect(found.length).toBeGreaterThan(0);
        expect(found.filter((it) => !isUseful(it))).toEqual([]);
      }),
      { numRuns: 60, seed: 42 },
    );
  });

  test.each([
    ['brackets', '['.repeat(400_000)],
    ['closed brackets', '['.repeat(50_000) + ']'.repeat(50_000)],
    ['groups', '{a: '.repeat(100_000)],
    ['dashes', '- '.repeat(100_000)],
    ['margins', Array.from({ length: 1200 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('made of %s inside one another is refused at once, before it can use up the memory', (_, text) => {
    expect(complaints(text)).toMatchObject([{ says: expect.stringMatching(/inside something else/) }]);
  });

  test.each(['__proto__', 'constructor', 'prototype'])('cannot name a property %s', (word) => {
    expect(complaints(`roles:\n  a: { ${word}: { title: x } }`)).toMatchObject([{ line: 2 }]);
    expect(Object.hasOwn(Object.prototype, 'title')).toBe(false);
  });

  test('cannot have a program run by a tag', () => {
    expect(complaints('name: !!js/function "function () { return 1 }"').length).toBeGreaterThan(0);
  });
});
