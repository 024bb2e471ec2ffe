import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ROOT } from './support/sources.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

interface Played {
  /** A word of the npm command that is to fail. */
  readonly fails?: 'ci' | 'check' | 'test' | 'demo';
  readonly report?: object | null;
  readonly readme?: string;
}

const GREEN = {
  numPassedTests: 12,
  numFailedTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
};

/** `.ci/run` with an npm of our own, which notes what it is asked and writes the report that vitest would. */
function play({ fails, report = GREEN, readme = '# A page\n\n```sh\nnpm ci && npm test\n```\n' }: Played) {
  const folder = mkdtempSync(join(tmpdir(), 'accord-ci-'));
  folders.push(folder);
  mkdirSync(join(folder, 'bin'));
  cpSync(join(ROOT, '.ci'), join(folder, '.ci'), { recursive: true });
  writeFileSync(join(folder, 'README.md'), readme);
  writeFileSync(join(folder, 'report.json'), report === null ? '' : JSON.stringify(report));
  writeFileSync(
    join(folder, 'bin', 'npm'),
    `#!/bin/sh
echo "npm $1 $2 CI=$CI"
for word in "$@"; do case "$word" in --outputFile.json=*) cp report.json "\${word#*=}" ;; esac; done
for word in "$@"; do [ "$word" = "${fails ?? 'nothing'}" ] && exit 1; done
exit 0
`,
  );
  chmodSync(join(folder, 'bin', 'npm'), 0o755);
  // From another folder, as somebody might start it.
  const ran = spawnSync(join(folder, '.ci', 'run'), [], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: { PATH: [join(folder, 'bin'), dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter) },
  });
  const lines = ran.stdout.trim().split('\n');
  return { status: ran.status, last: lines.at(-1), asked: lines.filter((line) => line.startsWith('npm ')) };
}

describe('.ci/run', () => {
  it('installs, checks, tests as the README says, and plays the demonstration', () => {
    expect(play({})).toEqual({
      status: 0,
      last: '12 passed, 0 failed',
      asked: ['npm ci  CI=true', 'npm run check CI=true', 'npm test -- CI=true', 'npm run demo CI=true'],
    });
  });

  it.each([
    ['check', '12 passed, 1 failed'],
    ['demo', '12 passed, 1 failed'],
  ] as const)('does not end well, nor say "0 failed", when %s fails alone', (fails, last) => {
    expect(play({ fails })).toMatchObject({ status: 1, last });
  });

  it('stops, and still says how it ended, when the packages cannot be installed', () => {
    expect(play({ fails: 'ci' })).toEqual({
      status: 1,
      last: '0 passed, 1 failed',
      asked: ['npm ci  CI=true'],
    });
  });

  it('counts failed tests, and a file that could not be loaded', () => {
    const report = {
      numPassedTests: 10,
      numFailedTests: 2,
      testResults: [
        { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'failed' }] },
        { status: 'failed', assertionResults: [] },
      ],
    };
    expect(play({ fails: 'test', report })).toMatchObject({ status: 1, last: '10 passed, 3 failed' });
  });

  it('does not pass when the tests end badly though none of them failed', () => {
    expect(play({ fails: 'test' })).toMatchObject({ status: 1, last: '12 passed, 1 failed' });
  });

  it('does not pass when there is no report, or no test in it', () => {
    expect(play({ report: null })).toMatchObject({ status: 1, last: '0 passed, 1 failed' });
    const empty = { numPassedTests: 0, numFailedTests: 0, testResults: [] };
    expect(play({ report: empty })).toMatchObject({ status: 1, last: '0 passed, 1 failed' });
  });

  it('does not pass when the README no longer says how to test', () => {
    expect(play({ readme: '# A page\n' })).toMatchObject({ status: 1 });
  });
});
