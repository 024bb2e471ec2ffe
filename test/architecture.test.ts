import { describe, expect, it } from 'vitest';
import { type Import, importsOf, isIn } from './support/imports.ts';
import { type SourceFile, sourceFiles } from './support/sources.ts';

interface Area {
  readonly is: string;
  /** What it may use: areas end with a slash, packages are named whole. */
  readonly may: readonly string[];
  /** What it may name in types, which are gone when the program runs. */
  readonly mayName?: readonly string[];
}

const JOINS = ['src/', 'adapters/', 'migrations/'];

/** Who may import whom. `docs/architecture.md` says why; the first area that holds a file is the one that counts. */
const TABLE: readonly Area[] = [
  { is: 'src/domain/', may: ['src/domain/', 'zod', 'date-fns', '@date-fns/tz'] },
  { is: 'src/view/', may: ['src/view/', 'src/domain/', 'zod'] },
  { is: 'src/ports.ts', may: [], mayName: ['src/domain/', 'src/view/', 'src/ports/'] },
  { is: 'src/ports/', may: [], mayName: ['src/domain/', 'src/view/', 'src/ports.ts'] },
  { is: 'src/surface.ts', may: [], mayName: ['src/domain/', 'src/view/', 'src/ports.ts'] },
  {
    is: 'src/app/',
    may: ['src/app/', 'src/domain/', 'src/view/', 'src/ports.ts', 'src/ports/', 'src/surface.ts'],
  },
  {
    is: 'src/packs/',
    may: ['src/packs/', 'src/domain/', 'yaml', 'zod', 'node:fs', 'node:path', 'node:crypto', 'node:url'],
    mayName: ['src/ports.ts'],
  },
  {
    is: 'src/store/',
    may: [
      ...[
        'src/store/',
        'src/domain/',
        'src/ports.ts',
        'src/ports/',
        'migrations/',
        'zod',
        'kysely',
        'better-sqlite3',
        'pg',
      ],
      ...['node:fs', 'node:path', 'node:url', 'node:crypto', 'node:timers/promises'],
    ],
    mayName: ['src/view/'],
  },
  { is: 'migrations/', may: [], mayName: ['src/store/'] },
  {
    is: 'src/documents/',
    may: [
      ...['src/documents/', 'src/domain/', 'src/ports.ts', 'mdast-util-from-markdown', 'docx', 'fflate'],
      ...['@myriaddreamin/typst-ts-node-compiler', '@hyzyla/pdfium'],
      ...[
        'node:fs',
        'node:module',
        'node:url',
        'node:util',
        'node:worker_threads',
        'node:zlib',
        'tsx/esm/api',
      ],
      // How large a picture is says its own first bytes, to whoever lets it in and to whoever draws it.
      'src/view/picture-size.ts',
    ],
    // What goes on paper is data of the view, as a card is.
    mayName: ['src/view/', 'mdast'],
  },
  { is: 'src/csv/', may: ['csv-parse/sync'], mayName: ['src/ports.ts'] },
  { is: 'src/school-calendar.ts', may: ['src/domain/', 'date-holidays'] },
  { is: 'src/config.ts', may: ['zod', 'node:fs', 'node:path', 'node:util'] },
  {
    is: 'adapters/playground/',
    may: [
      ...[
        'adapters/playground/',
        'adapters/read-bytes.ts',
        'src/view/',
        'src/ports.ts',
        'src/surface.ts',
        'zod',
        'lit-html',
      ],
      // It plays a chat platform, and so keeps what was said as a platform would: in a file of its own.
      ...['better-sqlite3', 'node:http', 'node:net', 'node:fs', 'node:path', 'node:url'],
    ],
    mayName: ['src/domain/'],
  },
  {
    is: 'adapters/slack/',
    may: [
      ...[
        'adapters/slack/',
        'adapters/read-bytes.ts',
        'src/view/',
        'src/ports.ts',
        'src/surface.ts',
        'zod',
        '@slack/bolt',
        '@slack/web-api',
        '@slack/types',
      ],
      // Branded ids come back from Slack as text, and are read at the edge.
      ...[
        'src/domain/ids.ts',
        'node:http',
        'node:https',
        'node:crypto',
        'node:querystring',
        'node:timers/promises',
      ],
    ],
    mayName: ['src/domain/'],
  },
  {
    is: 'adapters/teams/transport.ts',
    may: [
      'adapters/teams/',
      'src/ports.ts',
      'zod',
      'botbuilder',
      'botframework-connector',
      '@microsoft/teams-ai',
      // To keep the SDK from the console while it looks at a token.
      'node:async_hooks',
    ],
    mayName: ['src/domain/', 'src/view/'],
  },
  {
    is: 'adapters/teams/',
    may: [
      ...['adapters/teams/', 'adapters/read-bytes.ts', 'src/view/', 'src/ports.ts', 'src/surface.ts', 'zod'],
      // Branded ids come back from Teams as text, and are read at the edge.
      ...['src/domain/ids.ts', 'node:http', 'node:crypto'],
    ],
    mayName: ['src/domain/'],
  },
  {
    is: 'adapters/web/',
    may: [
      'adapters/web/',
      'adapters/read-bytes.ts',
      'src/view/',
      'src/ports.ts',
      'src/surface.ts',
      'node:http',
      'node:net',
      'node:crypto',
    ],
    mayName: ['src/domain/'],
  },
  { is: 'adapters/read-bytes.ts', may: ['node:http'] },
  { is: 'adapters/mail/', may: ['adapters/mail/', 'src/surface.ts', 'nodemailer'] },
  { is: 'src/live/', may: [...JOINS, 'node:http', 'node:net', 'node:fs', 'node:crypto'] },
  { is: 'src/main.ts', may: [...JOINS, 'pino', 'node:fs'] },
  { is: 'src/cli.ts', may: [...JOINS, 'commander', 'zod', 'node:fs'] },
  // The one command that writes a zip file.
  { is: 'src/cli/teams-manifest.ts', may: [...JOINS, 'fflate', 'node:fs', 'node:path'] },
  { is: 'src/cli/', may: [...JOINS, 'commander', 'node:fs', 'node:path'] },
  { is: 'src/demo/', may: [...JOINS, 'node:fs', 'node:os', 'node:path'] },
  { is: 'src/playground.ts', may: [...JOINS, 'node:fs', 'node:path', 'node:url'] },
  { is: 'src/playground/', may: [...JOINS, 'node:crypto'] },
];

/** Only these join the parts together, so nothing else may be built on them. */
const JOINERS = [
  'src/main.ts',
  'src/cli.ts',
  'src/cli/',
  'src/demo/',
  'src/live/',
  'src/playground.ts',
  'src/playground/',
];

const areaOf = (path: string): Area | undefined => TABLE.find((area) => isIn(path, area.is));

function whyNot({ from, to, typesOnly }: Import): string | null {
  const area = areaOf(from);
  const allowed = [...(area?.may ?? []), ...(typesOnly ? (area?.mayName ?? []) : [])];
  if (!allowed.some((one) => isIn(to, one))) return `${from} must not import ${to}`;
  const isJoiner = (path: string) => JOINERS.some((joiner) => isIn(path, joiner));
  if (isJoiner(to) && !isJoiner(from)) return `${from} must not import ${to}, which joins`;
  return null;
}

const wrongIn = (files: readonly SourceFile[]): string[] =>
  files.flatMap((file) =>
    areaOf(file.path)
      ? importsOf(file).flatMap((one) => whyNot(one) ?? [])
      : [`${file.path} is in no area of the table`],
  );

describe('who imports whom', () => {
  const files = sourceFiles();

  it('keeps to the table, in every file', () => {
    expect(wrongIn(files)).toEqual([]);
  });

  it('writes its own files with their ending, so that Node finds them as they are', () => {
    const without = files
      .flatMap(importsOf)
      .filter(({ to }) => /^(src|adapters|migrations)\//.test(to) && !to.endsWith('.ts'));
    expect(without).toEqual([]);
  });

  it('sees every import there is: as many as lines that begin or hold one', () => {
    // Counted another way than the parser counts, so that a form it does not know is noticed.
    for (const file of files) {
      const plain = file.text.split('\n').filter((line) => /\bfrom '[^']+';$|\bimport\('/.test(line)).length;
      expect(`${file.path} ${importsOf(file).length}`).toBe(`${file.path} ${plain}`);
    }
  });

  it.each([
    ['src/domain/x.ts', `import { z } from 'kysely';`],
    ['src/domain/x.ts', `import type { Store } from '../ports.ts';`],
    ['src/view/x.ts', `export { y } from '../app/y.ts';`],
    ['src/ports.ts', `import { decide } from './domain/decide/decide.ts';`],
    ['src/app/x.ts', `import {\n  a,\n  b,\n} from '../store/open.ts';`],
    ['src/app/x.ts', `const { joinApp } = await import('../main.ts');`],
    ['src/app/x.ts', `const it = await import(name);`],
    ['src/store/x.ts', `import { plainText } from '../view/plain-text.ts';`],
    ['src/main.ts', `import '../test/support/given.ts';`],
    ['adapters/playground/x.ts', `import { openStore } from '../../src/store/open.ts';`],
    ['src/somewhere/x.ts', `export const nothing = 0;`],
  ])('would notice %s with %j', (path, text) => {
    expect(wrongIn([{ path, text }])).toHaveLength(1);
  });
});
