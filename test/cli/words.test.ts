import { afterAll, describe, expect, it } from 'vitest';
import { newPlace } from '../support/run-accord.ts';
import { readProjectFile } from '../support/sources.ts';

const place = newPlace();
afterAll(place.remove);

const COMMANDS = [
  'migrate',
  'school add',
  'school list',
  'school code',
  'school adopt',
  'school settings',
  'members add',
  'members import',
  'members remove',
  'members list',
  'audit verify',
  'owed list',
  'owed retry',
  'rebuild',
  'pack list',
  'pack check',
  'pack rehearse',
  'manifest teams',
  'demo',
  'start',
];

describe('the words of the command line', () => {
  it.each(COMMANDS)('explains "%s" with an example, and does nothing', async (command) => {
    const ran = await place.here(...command.split(' '), '--help');
    expect(ran.exit).toBe(0);
    expect(ran.err).toBe('');
    expect(ran.out).toMatch(new RegExp(`Examples?:\\n  accord ${command}`));
  });

  it('names every command in the help of its group', async () => {
    for (const group of ['', 'school', 'members', 'audit', 'owed', 'pack', 'manifest']) {
      const { out } = await place.here(...group.split(' ').filter((word) => word !== ''), '--help');
      const within = COMMANDS.filter((command) => group === '' || command.startsWith(`${group} `));
      for (const command of within)
        expect(out).toMatch(new RegExp(`^  ${command.split(' ')[group === '' ? 0 : 1]}\\b`, 'm'));
    }
  });

  it.each([
    ['schol', 'Unknown command "schol". Did you mean school?'],
    ['school ad', 'Unknown command "ad". Did you mean add?'],
    ['school add Larkfield', 'Required option "--pack <id>" not specified.'],
    ['school add --pack stockham-primary', 'Missing required argument "name".'],
    ['school list --jsn', 'Unknown option "--jsn".'],
    ['migrate now', 'Too many arguments for "migrate". Expected 0 arguments but got 1.'],
    ['members add Larkfield --role staff', 'Required option "--name <name>" not specified.'],
    ['pack check', 'Name one pack, or write --all for all of them.'],
    ['pack check stockham-primary --all', 'Name one pack, or write --all for all of them.'],
    ['school settings Larkfield --dry-run', 'Name the file that --dry-run is to try.'],
    [
      'school settings Larkfield one.yaml --save two.yaml',
      'Name a file to change settings from, or --save one, not both.',
    ],
    ['owed retry --database-url', 'Option "--database-url <url>" argument missing.'],
  ])('ends "%s" with 2 and a sentence', async (words, sentence) => {
    const ran = await place.here(...words.split(' '));
    expect(ran).toEqual({
      exit: 2,
      out: '',
      err: `Accord did not understand that. ${sentence}\nWrite --help after the command to see what it takes, with an example.\n`,
    });
  });

  it.each(['', 'school', 'audit'])('shows what there is when "accord %s" stops too early', async (words) => {
    const ran = await place.here(...words.split(' ').filter((word) => word !== ''));
    expect(ran.exit).toBe(2);
    expect(ran.err).toContain('Usage: accord');
  });

  it('prints the version of the package', async () => {
    const { version } = JSON.parse(readProjectFile('package.json'));
    expect(await place.here('--version')).toEqual({ exit: 0, out: `${version}\n`, err: '' });
  });

  it('ends a real process with the same codes', async () => {
    const [wrong, help] = await Promise.all([place.inShell('schol'), place.inShell('--help')]);
    expect([wrong.exit, wrong.out]).toEqual([2, '']);
    expect([help.exit, help.err]).toEqual([0, '']);
  });
});
