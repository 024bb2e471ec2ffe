import type { Command } from 'commander';
import type { Run } from './io.ts';
import type { CheckFlags } from './pack-check.ts';
import type { RehearseFlags } from './pack-rehearse.ts';

export function addPackCommands(accord: Command, run: Run): void {
  const pack = accord.command('pack').description('Looks at policies as packs: one folder for each.');

  pack
    .command('list')
    .summary('list the packs that come with Accord')
    .description('Lists the packs that a school can follow.')
    .addHelpText('after', '\nExample:\n  accord pack list')
    .action(() => run(async (io) => (await import('./pack-list.ts')).packList(io)));

  pack
    .command('check')
    .summary('read a pack and say what it leaves unsaid')
    .description(
      'Reads a pack. A mistake is shown with its file and line, and ends with 1. A pack that can be read ends with 0, whatever is remarked on it: what is overdue, unfair as written, left unsaid, or assumed.',
    )
    .argument('[pack]', 'the id of a pack that comes with Accord, or the folder of your own')
    .option('--all', 'check every pack that comes with Accord')
    .option('--json', 'print it for a program')
    .addHelpText(
      'after',
      '\nExamples:\n  accord pack check stockham-primary\n  accord pack check path/to/larkfield-primary\n  accord pack check --all --json',
    )
    .action((asked: string | undefined, flags: CheckFlags, command: Command) => {
      if ((asked === undefined) === (flags.all === undefined))
        command.error('error: name one pack, or write --all for all of them', { exitCode: 2 });
      return run(async (io) => (await import('./pack-check.ts')).packCheck(io, asked, flags));
    });

  pack
    .command('rehearse')
    .summary('play a written scenario through a pack')
    .description(
      'Plays a scenario through a policy without anybody being told, and prints what it recommends, what must happen first, every date and every letter. Ends with 1 where something came out otherwise than the scenario expects.',
    )
    .argument('<pack>', 'the id of a pack that comes with Accord, or the folder of your own')
    .argument(
      '[scenario]',
      'its name beside the pack, or the path of a file; all of the pack if you leave it out',
    )
    .option('--json', 'print it for a program')
    .addHelpText(
      'after',
      '\nExamples:\n  accord pack rehearse all-saints-mat assault-at-the-gate\n  accord pack rehearse path/to/larkfield-primary',
    )
    .action((asked: string, scenario: string | undefined, flags: RehearseFlags) =>
      run(async (io) => (await import('./pack-rehearse.ts')).packRehearse(io, asked, scenario, flags)),
    );
}
