import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { listPacks, loadPack, PACKS_FOLDER, parsePolicyText } from '../../src/packs/load.ts';
import type { PackProblem } from '../../src/packs/pack-problem.ts';

const broken = fileURLToPath(new URL('../support/packs/broken', import.meta.url));
const invented = fileURLToPath(new URL('../support/packs/invented', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'accord-packs-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function problemsOf(folder: string): PackProblem[] {
  const loaded = loadPack(folder);
  return loaded.ok ? [] : loaded.problems;
}

function good(folder: string) {
  const loaded = loadPack(folder);
  if (!loaded.ok) throw new Error(loaded.problems.map((it) => `${it.line}: ${it.says}`).join('\n'));
  return loaded;
}

/** The line that the broken pack itself marks with `# WRONG`. */
function markedLine(name: string): number {
  const lines = readFileSync(join(broken, name, 'policy.yaml'), 'utf8').split('\n');
  return lines.findIndex((line) => line.includes('WRONG')) + 1;
}

function packIn(place: string, text: string, letters: Record<string, string> = {}): string {
  const folder = join(scratch, place);
  mkdirSync(join(folder, 'letters'), { recursive: true });
  writeFileSync(join(folder, 'policy.yaml'), text);
  for (const [name, words] of Object.entries(letters)) writeFileSync(join(folder, 'letters', name), words);
  return folder;
}

const WARNING = readFileSync(join(PACKS_FOLDER, 'common/letters/warning.md'), 'utf8');
const REMINDER = readFileSync(join(PACKS_FOLDER, 'common/letters/reminder.md'), 'utf8');
const SOUND = readFileSync(join(broken, 'sound', 'policy.yaml'), 'utf8');

/** Folder, what the error says, how it says to mend it. The line is the one marked in the file. */
const MISTAKES: readonly [string, RegExp, RegExp][] = [
  ['same-word-twice', /same word .* twice/, /Keep one of the two/],
  ['tab', /indented with a tab/, /two spaces/],
  ['open-quotation-mark', /closing/, /quotation mark/],
  ['misspelt-word', /"lable" is not a word/, /Did you mean "label"\?/],
  ['comma-in-brackets', /"and talk" is not a word/, /in quotation marks/],
  ['word-missing', /"strength" is missing/, /Write one of: must, usually/],
  ['source-missing', /"source" is missing/, /where this comes from/],
  ['two-sources', /"source" is not written/, /source: \{ policy: "the clause" \}/],
  ['not-text', /"title" should be text, and "2026" is written/, /quotation marks/],
  ['nothing-written', /"name" should be text, and nothing is written/, /after the colon/],
  ['word-not-allowed', /"laddre" is not one of the words/, /Did you mean "ladder"\?/],
  ['days-alone', /"10 days" is not written/, /10 school days/],
  ['date-the-other-way', /"next_review" is not written/, /2024-11-20/],
  ['step-unknown', /the step "wrod"/, /Did you mean "word"\?/],
  ['role-unknown', /the role "haed"/, /Did you mean "head"\?/],
  ['letter-unknown', /the letter "warming"/, /Did you mean "warning"\?/],
  ['condition-unknown', /"when" is not written/, /A condition is one of/],
  ['flag-in-condition-unknown', /"possible_crmie" is not one/, /Did you mean "possible_crime"\?/],
  ['waits-for-itself', /"letter" waits for itself/, /an earlier one/],
  ['same-id-twice', /"letter" is used twice/, /its own/],
  ['too-short-to-answer', /fewer than five school days/, /Five is the least/],
  ['lasts-too-long', /longer than a year/, /12 months/],
  ['usual-over-cap', /longer than the longest/, /no more than "cap"/],
  ['reviewed-too-seldom', /half a year pass without a review/, /6 months/],
  ['decided-too-late', /more than 20 school days/, /20 school days/],
  ['too-long-to-answer', /more than 30 school days/, /30 school days/],
  ['nobody-decides-the-rest', /who decides everything else/, /Add one without "steps"/],
  ['word-of-javascript', /"__proto__" cannot be used/, /another word/],
  ['unfolds', /used too often/, /Write the repeated part out/],
  ['goes-round', /unfolds into far more/, /Write repeated parts out/],
  ['base-missing', /"nowhere", and there is no such pack/, /Name the folder/],
  ['another-id', /the id is "somebody-else"/, /the same name/],
  ['empty', /empty/, /Start from a copy/],
];

describe('a pack with a mistake', () => {
  test('is not refused because of the base that the broken packs share', () => {
    expect(problemsOf(join(broken, 'sound'))).toEqual([]);
  });

  test.each(MISTAKES)('%s: names the file, the line, the reason and the mend', (name, says, mend) => {
    const problem = problemsOf(join(broken, name)).find((it) => says.test(it.says));
    expect(problem?.says).toMatch(says);
    expect(problem?.mend).toMatch(mend);
    expect(problem?.line).toBe(markedLine(name));
    expect(problem?.file).toBe(join(broken, name, 'policy.yaml'));
  });

  test('is told apart from a mistake in its base, which is reported where it is written', () => {
    const [problem] = problemsOf(join(broken, 'base-broken'));
    expect(problem?.file).toBe(join(broken, 'not-text', 'policy.yaml'));
    expect(problem?.line).toBe(markedLine('not-text'));
  });

  test('cannot extend itself by way of another', () => {
    expect(problemsOf(join(broken, 'base-loop'))[0]?.says).toMatch(/comes back to this pack/);
  });

  test('is refused as a policy when it is only a base', () => {
    expect(problemsOf(join(broken, 'only-a-base'))[0]?.says).toMatch(/a base for other packs/);
    expect(problemsOf('common')[0]?.says).toMatch(/a base for other packs/);
  });

  test('has the name of a letter file put right', () => {
    const [problem] = problemsOf(join(broken, 'letter-file-misnamed'));
    expect(problem?.file).toMatch(/warnning\.md$/);
    expect(problem?.mend).toMatch(/Did you mean warning\.md\?/);
  });

  test('is refused when a letter of it leaves out what the letter must say, at that line of the letter', () => {
    const folder = packIn('poor-letter', SOUND.replace('id: sound', 'id: poor-letter'), {
      'warning.md': WARNING.replace('{{complaint_route}}', '{{complaint_rout}}'),
    });
    const problems = problemsOf(folder);
    const line = WARNING.split('\n').indexOf('{{complaint_route}}') + 1;
    expect(problems.map((it) => it.line)).toContain(line);
    expect(problems.every((it) => it.file === join(folder, 'letters/warning.md'))).toBe(true);
    expect(problems.find((it) => it.line === line)?.says).toMatch(/Did you mean \{\{complaint_route\}\}\?/);
  });

  test('is refused when it is not plain text', () => {
    expect(problemsOf(join(broken, 'not-utf8'))[0]?.mend).toMatch(/UTF-8/);
  });

  test('is refused unread when it is larger than any policy', () => {
    const folder = packIn('huge', `# ${'x'.repeat(1_000_001)}\n`);
    expect(problemsOf(folder)[0]?.says).toMatch(/larger than 1 MB/);
  });

  test('is refused when the folder or its policy is not there', () => {
    mkdirSync(join(scratch, 'bare'), { recursive: true });
    expect(problemsOf(join(scratch, 'bare'))[0]?.says).toMatch(/no such file/);
    expect(problemsOf('no-such-pack')[0]?.mend).toMatch(/alumwell-infant/);
  });

  test('has every mistake reported at once', () => {
    const folder = packIn(
      'three-wrong',
      SOUND.replace('id: sound', 'id: three-wrong')
        .replace('shape: ladder', 'shape: stairs')
        .replace('severity: low', 'severity: tiny')
        .replace('body: null', 'boody: null'),
    );
    expect(problemsOf(folder).length).toBeGreaterThanOrEqual(4);
  });

  test('has a broken folder here for every row of the table, and no folder without a test', () => {
    const apart = [
      'sound',
      'base-broken',
      'base-loop',
      'base-loop-other',
      'only-a-base',
      'letter-file-misnamed',
    ];
    const tested = [...MISTAKES.map(([name]) => name), ...apart, 'not-utf8'];
    expect(readdirSync(broken).sort()).toEqual(tested.sort());
  });
});

describe('a pack that extends another', () => {
  const sound = (id: string) => SOUND.replace('id: sound', `id: ${id}`);

  test('keeps what it does not mention, changes what it does, and drops what it removes', () => {
    packIn('trust', `${sound('trust')}abstract: true\n`, { 'warning.md': `${WARNING}\nThe trust.\n` });
    const school = packIn(
      'school',
      'extends: trust\nid: school\nname: A school of the trust\nsteps:\n' +
        '  - { id: word, label: A kind word }\n  - { id: hand_to_behaviour, remove: true }\n' +
        'look_back:\n  within: 6 months\n  source: { policy: "9" }\n',
      { 'reminder.md': `${REMINDER}\nThe school.\n` },
    );
    const { policy, letters } = good(school);
    expect(policy.name).toBe('A school of the trust');
    expect(policy.steps.find((step) => step.id === 'word')).toMatchObject({
      label: 'A kind word',
      kind: 'remind',
    });
    const ids = policy.steps.map((step): string => step.id);
    expect(ids).toContain('turn_away');
    expect(ids).not.toContain('hand_to_behaviour');
    expect(policy.look_back).toMatchObject({ within: { words: '6 months' }, source: { kind: 'policy' } });
    expect(letters.get('warning')?.markdown).toMatch(/The trust\.\n$/);
    expect(letters.get('reminder')?.markdown).toMatch(/The school\.\n$/);
    expect(letters.get('meeting_invitation')?.file).toMatch(/common\/letters\/meeting_invitation\.md$/);
  });

  test('has a row that it removes and that nobody has reported, instead of passing over it', () => {
    const folder = packIn(
      'remove-nothing',
      'extends: sound\nid: remove-nothing\nsteps:\n  - { id: turn_awy, remove: true }\n',
    );
    packIn('sound', SOUND);
    expect(problemsOf(folder).some((it) => it.says.includes('"remove"') && it.line === 4)).toBe(true);
  });

  test('replaces a list whose rows have no id as a whole', () => {
    const folder = packIn('own-rows', `${sound('own-rows')}retention: []\n`);
    expect(problemsOf(folder).map((it) => it.path)).toEqual(['retention']);
  });

  test('is found beside the pack before the packs that come with Accord', () => {
    packIn('alumwell-infant', `${sound('alumwell-infant')}abstract: true\n`);
    const folder = packIn('beside', 'extends: alumwell-infant\nid: beside\nname: Beside\n');
    expect(good(folder).policy.title).toBe('Code');
  });

  test('cannot reach out of the packs by a path', () => {
    const folder = packIn('escape', `extends: ../../broken/sound\nid: escape\n`);
    expect(problemsOf(folder)[0]?.says).toMatch(/no such pack/);
  });
});

describe('a kept policy', () => {
  test('comes back from its text as the same policy with the same letters', () => {
    const loaded = good(invented);
    const kept = parsePolicyText(loaded.text);
    expect(kept.ok && kept.policy).toEqual(loaded.policy);
    expect(kept.ok && kept.sha256).toBe(loaded.sha256);
    expect(kept.ok && kept.letters.get('warning.cy')?.markdown).toBe(
      loaded.letters.get('warning.cy')?.markdown,
    );
  });

  test('has the same hash wherever its folder lies and however its words are ordered', () => {
    const other = mkdtempSync(join(scratch, 'elsewhere-'));
    const lines = SOUND.split('\n');
    const turned = [...lines.slice(0, 1), ...lines.slice(2, 8).reverse(), lines[1], ...lines.slice(8)];
    mkdirSync(join(other, 'sound'));
    writeFileSync(join(other, 'sound', 'policy.yaml'), turned.join('\n'));
    expect(good(join(other, 'sound')).sha256).toBe(good(join(broken, 'sound')).sha256);
  });

  test('has another hash when a letter changes by one word', () => {
    const one = good(packIn('letters/one', SOUND.replace('id: sound', 'id: one'), { 'warning.md': WARNING }));
    writeFileSync(join(scratch, 'letters/one/letters/warning.md'), `${WARNING}\nThank you.\n`);
    expect(good(join(scratch, 'letters/one')).sha256).not.toBe(one.sha256);
  });

  test('is refused in words when the text is damaged', () => {
    for (const text of ['', 'not json', '[]', 'null', '{"policy":1}', '{"policy":{},"letters":{}}'])
      expect(parsePolicyText(text).ok).toBe(false);
  });
});

describe('the packs that come with Accord', () => {
  test('are listed without the base they share', () => {
    expect(listPacks().map((pack) => pack.id)).toEqual([
      'all-saints-mat',
      'alumwell-infant',
      'robert-miles-junior',
      'schools-and-parents',
      'stockham-primary',
    ]);
  });

  test.each(listPacks().map((pack) => pack.id))('%s loads by id and by folder alike', (id) => {
    expect(good(id).sha256).toBe(good(join(PACKS_FOLDER, id)).sha256);
    expect(good(id).policy.id).toBe(id);
  });

  test('load through a link to their folder as well', () => {
    const link = join(scratch, basename('all-saints-mat'));
    symlinkSync(join(PACKS_FOLDER, 'all-saints-mat'), link);
    expect(good(link).sha256).toBe(good('all-saints-mat').sha256);
    expect(dirname(link)).toBe(scratch);
  });
});
