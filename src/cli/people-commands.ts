import type { Command } from 'commander';
import type { ImportAgreementsFlags } from './agreements-import.ts';
import type { Run } from './io.ts';
import { withDatabaseFlags } from './open-app.ts';
import type { ImportPeopleFlags } from './people-import.ts';

const SCHOOL = 'its name in quotation marks, or its id';

export function addPeopleCommands(accord: Command, run: Run): void {
  const people = accord
    .command('people')
    .description('Keeps the list of parents and carers, whom reports may concern.');

  withDatabaseFlags(people.command('import'))
    .summary('add or change parents and carers from a CSV file')
    .description(
      'Adds or changes everyone in an export of your own system, or nobody: one mistake and nothing is changed. Importing a file twice changes nothing the second time. Somebody is known again by the id of your system, or else by name together with address or child.',
    )
    .argument('<school>', SCHOOL)
    .argument('<file>', 'CSV with headings in its first row; in UTF-8, UTF-16 or Windows-1252')
    .option('--dry-run', 'say what would change, and change nothing')
    .option('--leavers', 'mark those as having left who came with an import and are not in this file')
    .addHelpText(
      'after',
      '\nThe usual headings of SIMS, Arbor and Bromcom are understood, such as:\n  Contact ID,Title,Forename,Surname,Address,Postcode,Pupil name,Class,Relationship,Email\n\nExample:\n  accord people import "Larkfield Primary" parents.csv --dry-run',
    )
    .action((asked: string, file: string, flags: ImportPeopleFlags) =>
      run(async (io) => (await import('./people-import.ts')).peopleImport(io, asked, file, flags)),
    );

  const agreements = accord
    .command('agreements')
    .description('Keeps who has signed the code, where the policy asks for signatures.');

  withDatabaseFlags(agreements.command('import'))
    .summary('record signatures from a CSV file')
    .description(
      'Records who signed the version of the code that the school follows now: all of the file or nothing. People are found as "people import" finds them, and nobody is added. Importing a file twice changes nothing the second time.',
    )
    .argument('<school>', SCHOOL)
    .argument('<file>', 'CSV with the columns of the list of parents, and "Signed on"')
    .option('--dry-run', 'say what would change, and change nothing')
    .addHelpText(
      'after',
      '\nA column for each tick of your form, under its words or its id, holds yes or no:\n  Contact ID,Name,Signed on,agrees,understands\n  101,Jordan Invented,10/09/2026,yes,yes\n\nExample:\n  accord agreements import "Larkfield Primary" signed.csv --dry-run',
    )
    .action((asked: string, file: string, flags: ImportAgreementsFlags) =>
      run(async (io) => (await import('./agreements-import.ts')).agreementsImport(io, asked, file, flags)),
    );
}
