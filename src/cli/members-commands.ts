import type { Command } from 'commander';
import type { Run } from './io.ts';
import type { AddMemberFlags } from './members-add.ts';
import type { ImportFlags } from './members-import.ts';
import type { RemoveMemberFlags } from './members-remove.ts';
import { type DatabaseFlags, withDatabaseFlags } from './open-app.ts';

const SCHOOL = 'its name in quotation marks, or its id';

export function addMembersCommands(accord: Command, run: Run): void {
  const members = accord.command('members').description('Says who may use Accord in a school, and as what.');

  withDatabaseFlags(members.command('add'))
    .summary('add or change a member')
    .description(
      'Adds someone who may use Accord, or changes the one who has the same account. Roles are replaced by those you give; accounts on other platforms are kept.',
    )
    .argument('<school>', SCHOOL)
    .requiredOption('--name <name>', 'as colleagues know them')
    .requiredOption('--role <role...>', 'staff, head, chair, office, dsl, admin ..., or a role of the policy')
    .option('--slack <user>', 'Slack member ID, such as U024BE7LH')
    .option('--teams <user>', 'Microsoft Entra object ID')
    .option('--playground <user>', 'a name in the playground, for trying things out')
    .option('--email <address>', 'for somebody without an account, such as a governor: links are sent there')
    .addHelpText(
      'after',
      '\nExamples:\n  accord members add "Larkfield Primary" --name "Ada Invented" --role staff --role office --slack U024BE7LH\n  accord members add "Larkfield Primary" --name "Gil Invented" --role chair --email gil@example.org',
    )
    .action((asked: string, flags: AddMemberFlags) =>
      run(async (io) => (await import('./members-add.ts')).membersAdd(io, asked, flags)),
    );

  withDatabaseFlags(members.command('import'))
    .summary('add or change members from a CSV file')
    .description(
      'Adds or changes everyone in a CSV file, or nobody: one mistake and nothing is changed. Importing a file twice changes nothing the second time. Nobody is taken out who is not in the file.',
    )
    .argument('<school>', SCHOOL)
    .argument(
      '<file>',
      'CSV in UTF-8, first row: name,roles,slack,teams,email (one of the last three is enough)',
    )
    .option('--dry-run', 'say what would change, and change nothing')
    .addHelpText(
      'after',
      '\nThe file, with several roles divided by a semicolon:\n  name,roles,slack\n  Ada Invented,staff;office,U024BE7LH\n\nExample:\n  accord members import "Larkfield Primary" staff.csv --dry-run',
    )
    .action((asked: string, file: string, flags: ImportFlags) =>
      run(async (io) => (await import('./members-import.ts')).membersImport(io, asked, file, flags)),
    );

  withDatabaseFlags(members.command('remove'))
    .summary('take out somebody who has left')
    .description(
      'Takes somebody out by their account: their roles end, they are shown and sent nothing more, and what they owed falls to others with the role. What they wrote stays in the record. "members add" with the same account brings them back.',
    )
    .argument('<school>', SCHOOL)
    .option('--slack <user>', 'Slack member ID, such as U024BE7LH')
    .option('--teams <user>', 'Microsoft Entra object ID')
    .option('--playground <user>', 'a name in the playground')
    .option('--email <address>', 'the address of somebody without an account')
    .addHelpText('after', '\nExample:\n  accord members remove "Larkfield Primary" --slack U024BE7LH')
    .action((asked: string, flags: RemoveMemberFlags) =>
      run(async (io) => (await import('./members-remove.ts')).membersRemove(io, asked, flags)),
    );

  withDatabaseFlags(members.command('list'))
    .summary('list the members of a school')
    .description('Lists who may use Accord in a school, with roles and accounts. It prints names.')
    .argument('<school>', SCHOOL)
    .addHelpText('after', '\nExample:\n  accord members list "Larkfield Primary"')
    .action((asked: string, flags: DatabaseFlags) =>
      run(async (io) => (await import('./members-list.ts')).membersList(io, asked, flags)),
    );
}
