import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { afterAll, describe, expect, it } from 'vitest';
import { newPlace } from '../support/run-accord.ts';
import { ROOT, readProjectFile, shellLines } from '../support/sources.ts';

const page = readProjectFile('README.md');
const lines = shellLines(page);

/** `npm run accord -- members list "Larkfield Primary"` without its first four words, as a shell would hand it on. */
const words = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '').slice(4);

const inSentences = [...page.matchAll(/`(npm run accord -- [^`]+)`/g)].map((match) => match[1] ?? '');

/** Black. */
const PNG_OF_ONE_PIXEL = encode({ width: 1, height: 1, channels: 1, data: new Uint8Array(1) });

describe('an administrator who follows the README word for word', () => {
  const [keyLine = ''] = lines.filter((line) => line.startsWith('node -p '));
  // Through a shell, because that is where the page says to write it.
  const key = execFileSync('/bin/sh', ['-c', keyLine], { cwd: ROOT, encoding: 'utf8' }).trim();
  // The two lines of .env that the page gives: real use, with a key of one's own.
  const place = newPlace({ environment: { NODE_ENV: 'production', ACCORD_DATA_KEY: key } });
  writeFileSync(
    join(place.folder, 'staff.csv'),
    'name,roles,slack\nBen Invented,staff;office,U0000BEN1\nCy Invented,head,U0000CYI1\n',
  );
  writeFileSync(
    join(place.folder, 'parents.csv'),
    'Contact ID,Forename,Surname,Address,Pupil name\n11,Jordan,Invented,1 Invented Road,Maya Invented\n',
  );
  writeFileSync(join(place.folder, 'crest.png'), PNG_OF_ONE_PIXEL);
  writeFileSync(
    join(place.folder, 'signed.csv'),
    'Contact ID,Name,Signed on\n11,Jordan Invented,10/09/2026\n',
  );
  afterAll(() => place.remove());

  it('gets a key that Accord takes', () => {
    expect(key).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(page).toContain('NODE_ENV=production\nACCORD_DATA_KEY=');
  });

  it('finds every command to do what the page says, in its order', async () => {
    const commands = lines.filter((line) => line.startsWith('npm run accord -- '));
    expect(commands.length).toBeGreaterThan(10);
    const said = new Map<string, string>();
    for (const line of [...commands, ...inSentences]) {
      const ran = await place.here(
        ...words(line).map((word) => (/^\w+\.(csv|yaml|png)$/.test(word) ? join(place.folder, word) : word)),
      );
      expect({ line, exit: ran.exit, err: ran.err }).toEqual({ line, exit: 0, err: '' });
      said.set(line, ran.out);
    }
    const listed = said.get('npm run accord -- members list "Larkfield Primary"') ?? '';
    for (const name of ['Ada Invented', 'Ben Invented', 'Cy Invented']) expect(listed).toContain(name);
  });

  it('finds that each example of settings is taken as it stands', async () => {
    // Whom the examples name is a member: the page's own commands have added them.
    const examples = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');
    expect(examples.length).toBeGreaterThan(2);
    for (const [index, example] of examples.entries()) {
      const file = join(place.folder, `example-${index}.yaml`);
      writeFileSync(file, example);
      const ran = await place.here('school', 'settings', 'Larkfield Primary', file);
      expect({ example, exit: ran.exit, err: ran.err }).toEqual({ example, exit: 0, err: '' });
      expect(ran.out).toContain('changed');
    }
  });

  it('names each of the roles that there are', async () => {
    const { PARTS } = await import('../../src/domain/policy/roles.ts');
    for (const part of PARTS) expect(page).toContain(`\`${part}\``);
  });

  it('finds that "npm run accord" is the command line', () => {
    const { scripts } = JSON.parse(readProjectFile('package.json'));
    expect(scripts.accord).toBe('node src/accord.mjs');
    expect(scripts.demo).toBe('node src/accord.mjs demo');
  });
});
