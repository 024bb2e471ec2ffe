import type { Command } from 'commander';
import type { Run } from './io.ts';
import { type DatabaseFlags, withDatabaseFlags } from './open-app.ts';
import type { AddSchoolFlags } from './school-add.ts';
import type { LogoFlags } from './school-logo.ts';
import type { SettingsFlags } from './school-settings.ts';

const SCHOOL = 'its name in quotation marks, or its id';

export function addSchoolCommands(accord: Command, run: Run): void {
  const school = accord
    .command('school')
    .description('Adds schools, and looks after the policy they follow.');

  withDatabaseFlags(school.command('add'))
    .summary('add a school under a policy')
    .description(
      'Adds a school and prints the one-time code of its first administrator. The code is shown this once: only a trace of it is kept, from which it cannot be read back.',
    )
    .argument('<name>', 'as letters should have it')
    .requiredOption('--pack <id>', 'the policy it follows; "accord pack list" shows them')
    .option('--trust <name>', 'the trust it belongs to')
    .addHelpText(
      'after',
      '\nExample:\n  accord school add "Larkfield Primary" --pack stockham-primary --trust "Larkfield Trust"',
    )
    .action((name: string, flags: AddSchoolFlags) =>
      run(async (io) => (await import('./school-add.ts')).schoolAdd(io, name, flags)),
    );

  withDatabaseFlags(school.command('list'))
    .summary('list the schools')
    .description('Lists the schools with their policies, and whether an administrator has claimed each.')
    .addHelpText('after', '\nExample:\n  accord school list')
    .action((flags: DatabaseFlags) =>
      run(async (io) => (await import('./school-list.ts')).schoolList(io, flags)),
    );

  withDatabaseFlags(school.command('code'))
    .summary('print a new code for a school that nobody has claimed')
    .description(
      'Prints a new one-time code for the first administrator, where the first was lost. The code before it stops working. A school that has been claimed gets none.',
    )
    .argument('<school>', SCHOOL)
    .addHelpText('after', '\nExample:\n  accord school code "Larkfield Primary"')
    .action((asked: string, flags: DatabaseFlags) =>
      run(async (io) => (await import('./school-code.ts')).schoolCode(io, asked, flags)),
    );

  withDatabaseFlags(school.command('adopt'))
    .summary('follow the policy as it is on disk now')
    .description(
      'Makes a school, or every school, follow its pack as it is on disk now. Cases opened before keep the policy they were opened under.',
    )
    .argument('[school]', `${SCHOOL}; all of them if you leave it out`)
    .addHelpText('after', '\nExamples:\n  accord school adopt "Larkfield Primary"\n  accord school adopt')
    .action((asked: string | undefined, flags: DatabaseFlags) =>
      run(async (io) => (await import('./school-adopt.ts')).schoolAdopt(io, asked, flags)),
    );

  withDatabaseFlags(school.command('logo'))
    .summary("put the school's logo on its letters")
    .description(
      'Puts a PNG or JPEG picture, of at most 1 MB, on the letterhead of every letter made from now on. It is kept encrypted with everything else.',
    )
    .argument('<school>', SCHOOL)
    .argument('[file]', 'the picture')
    .option('--remove', 'take the logo away')
    .addHelpText(
      'after',
      '\nExamples:\n  accord school logo "Larkfield Primary" crest.png\n  accord school logo "Larkfield Primary" --remove',
    )
    .action((asked: string, file: string | undefined, flags: LogoFlags, command: Command) => {
      if ((file === undefined) !== (flags.remove === true))
        command.error('error: name the picture, or say --remove', { exitCode: 2 });
      return run(async (io) => (await import('./school-logo.ts')).schoolLogo(io, asked, file, flags));
    });

  withDatabaseFlags(school.command('settings'))
    .summary("print a school's settings, or change them from a file")
    .description(
      'Without a file it prints the settings as YAML, with a word on each: term dates, letterhead, deputies, answers. Change what you like and hand the file back. All of it is taken or none of it; what the file leaves out stays as it is.',
    )
    .argument('<school>', SCHOOL)
    .argument('[file]', 'the settings to change, in YAML')
    .option('--dry-run', 'say what would change, and change nothing')
    .option('--save <file>', 'write the settings as they are into a new file, instead of printing them')
    .addHelpText(
      'after',
      '\nExamples:\n  accord school settings "Larkfield Primary" --save larkfield.yaml\n  accord school settings "Larkfield Primary" larkfield.yaml --dry-run\n  accord school settings "Larkfield Primary" larkfield.yaml',
    )
    .action((asked: string, file: string | undefined, flags: SettingsFlags, command: Command) => {
      if (file !== undefined && flags.save !== undefined)
        command.error('error: name a file to change settings from, or --save one, not both', { exitCode: 2 });
      if (file === undefined && flags.dryRun)
        command.error('error: name the file that --dry-run is to try', { exitCode: 2 });
      return run(async (io) => (await import('./school-settings.ts')).schoolSettings(io, asked, file, flags));
    });
}
