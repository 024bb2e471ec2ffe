import type { Command } from 'commander';
import { type Exit, fail, type Io, type Run, say } from './io.ts';
import { type DatabaseFlags, withApp, withDatabaseFlags } from './open-app.ts';
import { counted } from './progress.ts';
import { shown, table } from './table.ts';

export function addOwedCommands(accord: Command, run: Run): void {
  const owed = accord.command('owed').description('Looks after messages that could not be sent.');
  withDatabaseFlags(owed.command('list'))
    .summary('list the messages that were set aside')
    .description(
      'Says how many messages wait, and lists those that were set aside because they could not be sent. It shows what each is about by reference, never what it says.',
    )
    .addHelpText('after', '\nExample:\n  accord owed list')
    .action((flags: DatabaseFlags) => run((io) => list(io, flags)));
  withDatabaseFlags(owed.command('retry'))
    .summary('put messages that were set aside back in line')
    .description(
      'Puts a message that was set aside back in line, or all of them. They go out as Accord next sends.',
    )
    .argument('[id]', 'from "accord owed list"; all of them if you leave it out')
    .addHelpText('after', '\nExamples:\n  accord owed retry\n  accord owed retry 019aa0c1-...')
    .action((id: string | undefined, flags: DatabaseFlags) => run((io) => retry(io, id, flags)));
}

function list(io: Io, flags: DatabaseFlags): Promise<Exit> {
  return withApp(io, flags, async ({ store }) => {
    const { counts, aside } = await store.read(async (unit) => ({
      counts: await unit.owed.counts(),
      aside: await unit.owed.asideList(),
    }));
    say(
      io,
      `Waiting to be sent: ${counted(counts.owed, 'message')}; to be drawn again: ${counted(counts.redraws, 'card')}.`,
    );
    if (aside.length === 0) return say(io, 'Nothing was set aside.');
    return say(
      io,
      `Set aside: ${counted(aside.length, 'message')}. Mend the reason, then run "accord owed retry".`,
      ...table([
        ['ID', 'TRIES', 'ABOUT', 'WHY'],
        ...aside.map((row) => [row.id, String(row.attempts), row.key, row.reason]),
      ]),
    );
  });
}

function retry(io: Io, id: string | undefined, flags: DatabaseFlags): Promise<Exit> {
  return withApp(io, flags, async ({ store }) => {
    const back = await store.write((unit) => unit.owed.retry(id));
    if (back > 0) return say(io, `Back in line: ${counted(back, 'message')}.`);
    if (id === undefined) return say(io, 'Nothing was set aside, so there was nothing to do.');
    return fail(
      io,
      `No message with the id "${shown(id)}" was set aside; it may have been put back already. "accord owed list" shows those there are.`,
    );
  });
}
