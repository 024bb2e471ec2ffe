import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { NOTICES } from '../../src/domain/policy/breach.ts';
import { FAMILIES, FLAGS, SEVERITIES, WHERE } from '../../src/domain/policy/condition.ts';
import { UNITS } from '../../src/domain/policy/duration.ts';
import { PROVIDERS } from '../../src/domain/policy/policy.ts';
import { PARTS } from '../../src/domain/policy/roles.ts';
import { Body, CONTACT_CHANNELS, SITE_EXTENTS } from '../../src/domain/policy/rules.ts';
import { OUTCOMES, STEP_KINDS, STRENGTHS } from '../../src/domain/policy/step.ts';
import { loadPack, PACKS_FOLDER } from '../../src/packs/load.ts';
import { parseTree } from '../../src/packs/yaml-tree.ts';

const readme = readFileSync(join(PACKS_FOLDER, 'README.md'), 'utf8');
const scratch = mkdtempSync(join(tmpdir(), 'accord-readme-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const blocks = (info: string): string[] =>
  [...readme.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)]
    .filter((match) => match[1] === info)
    .map((match) => match[2] ?? '');

function write(id: string, text: string): string {
  const folder = join(scratch, id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'policy.yaml'), text);
  return folder;
}
const loadedOrWrong = (folder: string): unknown => {
  const loaded = loadPack(folder);
  return loaded.ok || loaded.problems;
};

describe('the page that teaches a school to write a pack', () => {
  test.each(blocks('yaml').map((text, i) => [i + 1, text] as const))(
    'example %i is read as YAML',
    (_, text) => {
      const parsed = parseTree(text, 'README.md');
      expect(parsed.ok || parsed.problems).toBe(true);
    },
  );

  test('gives examples that are a whole policy when put one under the other', () => {
    expect(loadedOrWrong(write('larkfield-primary', blocks('yaml').join('\n')))).toBe(true);
  });

  test('gives a school of a trust that works on top of it', () => {
    write('larkfield-primary', blocks('yaml').join('\n'));
    const [text = ''] = blocks('yaml override');
    const loaded = loadPack(write('larkfield-annexe', text));
    expect(loaded.ok || loaded.problems).toBe(true);
    if (!loaded.ok) return;
    expect(loaded.policy.steps.find((step) => step.id === 'word')?.label).toBe('Have a word at the gate');
    expect(loaded.policy.steps.some((step) => step.id === 'hand_to_behaviour')).toBe(false);
    expect(loaded.policy.bodies).toMatchObject([{ kind: 'police', name: 'Hill Police (invented)' }]);
  });

  test('shows every kind of section that a policy may have', () => {
    const whole = blocks('yaml').join('\n');
    const sections = [...whole.matchAll(/^([a-z_]+):/gm)].map((match) => match[1]);
    expect(sections).toEqual(expect.arrayContaining(['gates', 'promises', 'panels', 'not_applied', 'asks']));
    expect(new Set(sections).size).toBe(sections.length);
    expect(sections.length).toBeGreaterThan(30);
  });

  test('shows an error as Accord really prints it', () => {
    const [shown = ''] = blocks('text');
    const [, message = '', mend = ''] = /^policy\.yaml:\d+: (.*)\n\s+(.*)\n$/.exec(shown) ?? [];
    const wrong = blocks('yaml').join('\n').replace('shape: ladder', 'shape: laddre');
    const loaded = loadPack(write('larkfield-primary', wrong));
    const problems = loaded.ok ? [] : loaded.problems;
    expect(problems.map((it) => it.says)).toContain(message);
    expect(problems.map((it) => it.mend)).toContain(mend);
  });

  test.each([
    ...FAMILIES,
    ...SEVERITIES,
    ...WHERE,
    ...FLAGS,
    ...NOTICES,
    ...STEP_KINDS,
    ...OUTCOMES,
    ...STRENGTHS,
    ...PARTS,
    ...PROVIDERS,
    ...UNITS,
    ...SITE_EXTENTS,
    ...CONTACT_CHANNELS,
    ...Body.shape.kind.options,
  ])('explains or lists the word "%s"', (word) => {
    expect(readme).toContain(`\`${word}\``);
  });
});
