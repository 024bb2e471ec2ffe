import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { z } from 'zod';
import { addAuditCommand } from './cli/audit-command.ts';
import { addDemoCommand } from './cli/demo-command.ts';
import { type Exit, fail, type Io, processIo, type Run } from './cli/io.ts';
import { addManifestCommand } from './cli/manifest-command.ts';
import { addMembersCommands } from './cli/members-commands.ts';
import { addMigrateCommand } from './cli/migrate-command.ts';
import { addOwedCommands } from './cli/owed-commands.ts';
import { addPackCommands } from './cli/pack-commands.ts';
import { addPeopleCommands } from './cli/people-commands.ts';
import { addRebuildCommand } from './cli/rebuild-command.ts';
import { addSchoolCommands } from './cli/school-commands.ts';
import { addStartCommand } from './cli/start-command.ts';
import { whyItFailed } from './cli/why-it-failed.ts';

const EXAMPLES = `
A new school, from nothing:
  accord migrate
  accord pack list
  accord school add "Larkfield Primary" --pack stockham-primary
  accord members import "Larkfield Primary" staff.csv --dry-run

Every command says more with --help. It ends with 0 when it is done, 1 when it failed and 2 when it did not
understand you.`;

const version = (): string =>
  z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))).version;

/** `error: unknown command 'x'` and what commander adds to it, as sentences. */
function sentence(text: string): string {
  const [first = '', ...more] = text
    .replace(/^error: /, '')
    .trim()
    .split('\n')
    .map((line) => line.replace(/'([^']*)'/g, '"$1"').replace(/^\((.*)\)$/, '$1'));
  const whole = `${first.charAt(0).toUpperCase()}${first.slice(1)}${/[.?!]$/.test(first) ? '' : '.'}`;
  return `${[`Accord did not understand that. ${whole}`, ...more].join(' ')}\n`;
}

function commands(io: Io, run: Run): Command {
  const accord = new Command('accord')
    .description("Runs a school's Parent Code of Conduct: sets Accord up and looks after it.")
    .version(version(), '--version', 'print the version')
    .helpOption('-h, --help', 'explain the command, with an example')
    .helpCommand('help [command]', 'the same as --help')
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('Write --help after the command to see what it takes, with an example.')
    .exitOverride()
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      outputError: (text, write) => write(sentence(text)),
    });
  addStartCommand(accord, run);
  addMigrateCommand(accord, run);
  addSchoolCommands(accord, run);
  addMembersCommands(accord, run);
  addPeopleCommands(accord, run);
  addAuditCommand(accord, run);
  addOwedCommands(accord, run);
  addRebuildCommand(accord, run);
  addPackCommands(accord, run);
  addManifestCommand(accord, run);
  addDemoCommand(accord, run);
  return accord;
}

/** Runs one command. Never throws and never ends the process: it returns what the process is to end with. */
export async function runCommandLine(args: readonly string[], io: Io = processIo()): Promise<Exit> {
  let exit: Exit = 0;
  const accord = commands(io, async (work) => {
    exit = await work(io);
  });
  try {
    await accord.parseAsync([...args], { from: 'user' });
    return exit;
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? 0 : 2;
    return fail(io, whyItFailed(cause));
  }
}
