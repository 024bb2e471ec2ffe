import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readConfig } from '../src/config.ts';
import { envExample } from './support/env-example.ts';
import {
  filesUnder,
  ROOT,
  readProjectFile,
  type SourceFile,
  shellLines,
  sourceFiles,
} from './support/sources.ts';

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readProjectFile('package.json')));
const ci = readProjectFile('.ci/run');
const PAGES = ['README.md', 'CONTRIBUTING.md', 'docs/architecture.md'];

/** Commands in blocks, and those in the middle of a sentence. */
const commandsOf = (page: string): string[] => [
  ...shellLines(page).flatMap((line) => line.split(' && ')),
  ...[...page.matchAll(/`(npm [^`]+|\.ci\/run)`/g)].map((match) => match[1] ?? ''),
];

describe.each(PAGES)('the commands of %s', (path) => {
  const page = readProjectFile(path);
  const commands = [...new Set(commandsOf(page))];

  it('are run: by CI, or by the test that follows the page', () => {
    const byCi = (command: string) =>
      command === '.ci/run' ||
      command === 'npm test' ||
      ci.split('\n').some((line) => line.startsWith(`step ${command}`));
    // test/cli/readme.test.ts runs these two kinds, of this page, one after the other.
    // `npm start` is started, used and stopped by test/adapters/playground-start.test.ts, under the same words.
    const byTest = (command: string) =>
      (path === 'README.md' && /^(npm run accord -- |node -p )/.test(command)) ||
      (command === 'npm start' && scripts.start === 'node src/accord.mjs start') ||
      // Made by test/adapters/teams-manifest.test.ts, under the same words.
      (command === 'npm run manifest:teams' &&
        scripts['manifest:teams'] === 'node src/accord.mjs manifest teams');
    expect(commands.filter((command) => !byCi(command) && !byTest(command))).toEqual([]);
  });

  it('name scripts that there are', () => {
    const named = commands.flatMap((command) => /^npm (?:run )?([a-z:]+)/.exec(command)?.[1] ?? []);
    expect(named.filter((name) => name !== 'ci' && !(name in scripts))).toEqual([]);
  });
});

describe('what the pages promise', () => {
  it('gives one test command in the README, in the form in which CI reads it there', () => {
    const found = readProjectFile('README.md').match(/^npm ci && npm test$/gm);
    expect(found).toHaveLength(1);
    expect(ci).toContain("sed -n 's/^npm ci && \\(npm test\\)$/\\1/p' README.md");
  });

  it.each([...PAGES, 'src/packs/README.md', 'manifests/slack/README.md', 'manifests/teams/README.md'])(
    'points only to files that are there, in %s',
    (path) => {
      const links = [...readProjectFile(path).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(
        (match) => match[1] ?? '',
      );
      const gone = links.filter((link) => !existsSync(join(ROOT, dirname(path), link)));
      expect(gone).toEqual([]);
    },
  );

  it('points only to headings that are there, in the README', () => {
    const page = readProjectFile('README.md');
    const headings = [...page.matchAll(/^#+ (.+)$/gm)].map((match) =>
      (match[1] ?? '')
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
    const anchors = [...page.matchAll(/\]\(#([^)]+)\)/g)].map((match) => match[1] ?? '');
    expect(anchors.filter((anchor) => !headings.includes(anchor))).toEqual([]);
  });

  it('names every folder of the layout that the README draws', () => {
    const drawn = [...readProjectFile('README.md').matchAll(/^([\w/]+\/) {2,}\S/gm)].map(
      (match) => match[1] ?? '',
    );
    expect(drawn.length).toBeGreaterThan(5);
    expect(drawn.filter((folder) => !existsSync(join(ROOT, folder)))).toEqual([]);
  });

  it('keeps .env.example equal to what config.ts reads', () => {
    expect(readProjectFile('.env.example')).toBe(envExample());
  });

  it('makes settings that can be used of .env.example, every default switched on', () => {
    const lines = [...readProjectFile('.env.example').matchAll(/^# ([A-Z_]+)=(.+)$/gm)];
    expect(lines.length).toBeGreaterThan(4);
    const read = readConfig(
      {},
      Object.fromEntries(lines.map(([, name, value]) => [name ?? '', value])),
      '/nowhere',
    );
    expect(read).toEqual(readConfig({}, {}, '/nowhere'));
  });

  it('checks the code without running a test', () => {
    expect(scripts.check).not.toMatch(/vitest|npm (run )?test/);
  });
});

interface Rule {
  readonly says: string;
  readonly pattern: RegExp;
  /** The one place where it belongs. */
  readonly but: readonly string[];
  readonly inComments?: true;
  /** A line that breaks it, so that the rule itself is tried. */
  readonly breaks: string;
}

const RULES: readonly Rule[] = [
  {
    says: 'reads the environment in config.ts alone',
    pattern: /process\.env|import\.meta\.env/,
    but: ['src/config.ts'],
    breaks: 'const port = process.env.PORT;',
  },
  {
    says: 'reads the clock in main.ts alone',
    pattern: /Date\.now|new Date\(\s*\)|\bDate\(\s*\)|performance\.now|process\.hrtime|Temporal\.Now/,
    but: ['src/main.ts'],
    breaks: 'const now = new Date();',
  },
  {
    says: 'exports by name',
    pattern: /^export default|as default\b/m,
    but: [],
    breaks: 'export default run;',
  },
  {
    says: 'says what things are, and never "any"',
    pattern: /(?::\s*|\bas\s+|<|,\s+)any(?=\s*(?:[;,)=>[\]|]|$))/m,
    but: [],
    breaks: 'const read = (value: any) => value;',
  },
  {
    says: 'does not switch the compiler off',
    pattern: /@ts-(ignore|expect-error|nocheck)/,
    but: [],
    inComments: true,
    breaks: '// @ts-ignore',
  },
  {
    says: 'leaves nothing for later',
    pattern: /\b(TODO|FIXME|XXX)\b|not implemented/,
    but: [],
    inComments: true,
    breaks: '// TODO: write this',
  },
];

/** Code without its comments and texts, in which any word may stand. */
const codeOf = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''");

describe('the code', () => {
  const files = sourceFiles();

  const breaks = (rule: Rule, text: string): boolean =>
    rule.pattern.test(rule.inComments ? text : codeOf(text));

  it.each(RULES)('$says', (rule) => {
    const broken = files.filter(({ path, text }) => !rule.but.includes(path) && breaks(rule, text));
    expect(broken.map(({ path }) => path)).toEqual([]);
  });

  it.each(RULES)('would notice a file that breaks "$says"', (rule) => {
    expect(breaks(rule, `${rule.breaks}\n`)).toBe(true);
  });

  it('has no file that is called utils, and no barrel', () => {
    const named = files.filter(({ path }) => /\/(utils?|helpers?|misc|common|index)\.ts$/.test(path));
    const barrels = files.filter(({ text }) => /^export \* from/m.test(text));
    expect([...named, ...barrels].map(({ path }) => path)).toEqual([]);
  });

  it('has no file of 500 lines; those over 250 are printed, to be looked at twice', () => {
    const long = files
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > 250)
      .sort((a, b) => b.lines - a.lines);
    if (long.length > 0)
      console.info(['Over 250 lines:', ...long.map(({ path, lines }) => `  ${lines} ${path}`)].join('\n'));
    expect(long.filter(({ lines }) => lines >= 500)).toEqual([]);
  });
});

describe('the tests', () => {
  const tests = filesUnder(['test'], /\.ts$/).filter(({ path }) => path !== 'test/promises.test.ts');
  const holding = (pattern: RegExp): string[] =>
    tests.filter(({ text }: SourceFile) => pattern.test(codeOf(text))).map(({ path }) => path);

  it('are all run: none is switched off, alone or left for later', () => {
    expect(holding(/\b(it|test|describe)\.(skip|only|todo|fails|skipIf|runIf)\b/)).toEqual([]);
  });

  it('mock no module and spy on nothing: fakes are functions of our own', () => {
    expect(holding(/\bvi\.(mock|doMock|spyOn|stubGlobal|useFakeTimers)\b/)).toEqual([]);
  });
});

describe('the whole project', () => {
  it('does not lean on a folder that lies outside it', () => {
    const outside = ['..', 'shared'].join('/');
    const absolute = ['', 'work', 'shared'].join('/');
    const naming = filesUnder(['.'], /\.(ts|mjs|md|ya?ml|json|example)$|^run$/).filter(
      ({ text }) => text.includes(outside) || text.includes(absolute),
    );
    expect(naming.map(({ path }) => path)).toEqual([]);
  });
});
