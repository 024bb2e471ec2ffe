import { describe, expect, it } from 'vitest';
import { contractParts, PLACES, parityRows, parityTable, whyNotShown } from '../support/parity.ts';
import { readProjectFile } from '../support/sources.ts';

const [, between = ''] =
  /<!-- parity: made by test\/support\/parity\.ts -->\n([\s\S]*?)<!-- \/parity -->/.exec(
    readProjectFile('README.md'),
  ) ?? [];

describe('the same on every platform', () => {
  it('stands in the README as it is made here', () => {
    expect(between).toBe(`${parityTable()}\n`);
  });

  it('is shown, each entry of it, by a test that is there', () => {
    const shown = parityRows().flatMap(({ at }) => PLACES.map((place) => at[place]));
    const wrong = shown.flatMap((entry) => (typeof entry === 'string' ? [] : (whyNotShown(entry) ?? [])));
    expect(wrong).toEqual([]);
  });

  it('knows an entry that nothing shows', () => {
    const how = 'somehow';
    expect(whyNotShown({ how, by: ['test/no-such.test.ts', 'anything'] })).toContain('is not there');
    const file = 'test/contract/surface-contract.ts';
    expect(whyNotShown({ how, by: [file, 'flies to the moon'] })).toContain('does not say');
  });

  it('counts every test of the contract, under every heading', () => {
    const parts = contractParts();
    const source = readProjectFile('test/contract/surface-contract.ts');
    expect(parts.map((part) => part.title)).toEqual(
      expect.arrayContaining(['what is shown', 'files', 'what is drawn again', 'what people do']),
    );
    expect(parts.reduce((sum, part) => sum + part.tests, 0)).toBe(
      [...source.matchAll(/(?<!\.)\btest(?:\.each\(\w+\))?\(/g)].length,
    );
    // None is left out for one surface and run for another.
    expect(source).not.toMatch(/\.(skip|skipIf|runIf|only|todo)\b/);
  });
});
