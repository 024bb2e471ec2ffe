import type { Command } from 'commander';
import { type Exit, fail, type Io, type Run, say } from './io.ts';
import { type DatabaseFlags, withApp, withDatabaseFlags } from './open-app.ts';
import { counted } from './progress.ts';
import { shown, table } from './table.ts';

export function addOwedCommands(accord: Command, run: Run): void {
  const owed = accord
    .command('owed')
    .description('Looks after messages that could not be sent and files that could not be fetched.');
  withDatabaseFlags(owed.command('list'))
    .summary('list the messages that were set aside')
    .description(
      'Says how many messages and files wait, and lists those that were set aside because they could not be sent or fetched. It shows what each is about by reference, never what it says.',
    )
    .addHelpText('after', '\nExample:\n  accord owed list')
    .action((flags: DatabaseFlags) => run((io) => list(io, flags)));
  withDatabaseFlags(owed.command('retry'))
    .summary('put messages that were set aside back in line')
    .description(
      'Puts a message or file that was set aside back in line, or all of them. They go out, or are fetched, as Accord next sends.',
    )
    .argument('[id]', 'from "accord owed list"; all of them if you leave it out')
    .addHelpText('after', '\nExamples:\n  accord owed retry\n  accord owed retry 019aa0c1-...')
    .action((id: string | undefined, flags: DatabaseFlags) => run((io) => retry(io, id, flags)));
}

function list(io: Io, flags: DatabaseFlags): Promise<Exit> {
  return withApp(io, flags, async ({ store }) => {
    const { counts, files, aside } = await store.read(async (unit) => ({
      counts: await unit.owed.counts(),
      files: await unit.fetches.counts(),
      aside: [...(await unit.owed.asideList()), ...(await unit.fetches.asideList())],
    }));
    const fetching = files.owed > 0 ? `; to be fetched: ${counted(files.owed, 'file')}` : '';
    say(
      io,
      `Waiting to be sent: ${counted(counts.owed, 'message')}; to be drawn again: ${counted(counts.redraws, 'card')}${fetching}.`,
    );
    if (aside.length === 0) return say(io, 'Nothing was set aside.');
    return say(
      io,
      `Set aside: ${setAsideWords(aside.length - files.aside, files.aside)}. Mend the reason, then run "accord owed retry".`,
      ...table([
        ['ID', 'TRIES', 'ABOUT', 'WHY'],
        ...aside.map((row) => [row.id, String(row.attempts), row.key, row.reason]),
      ]),
    );
  });
}

/** Messages that could not be sent and files that could not be fetched; files are named only where there are any. */
const setAsideWords = (messages: number, files: number): string =>
  [
    ...(messages > 0 || files === 0 ? [counted(messages, 'message')] : []),
    ...(files > 0 ? [counted(files, 'file')] : []),
  ].join(' and ');

function retry(io: Io, id: string | undefined, flags: DatabaseFlags): Promise<Exit> {
  return withApp(io, flags, async ({ store }) => {
    const { messages, files } = await store.write(async (unit) => ({
      messages: await unit.owed.retry(id),
      files: await unit.fetches.retry(id),
    }));
    if (messages + files > 0) return say(io, `Back in line: ${setAsideWords(messages, files)}.`);
    if (id === undefined) return say(io, 'Nothing was set aside, so there was nothing to do.');
    return fail(
      io,
      `No message or file with the id "${shown(id)}" was set aside; it may have been put back already. "accord owed list" shows those there are.`,
    );
  });
}
