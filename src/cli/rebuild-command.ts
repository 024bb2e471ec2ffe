import type { Command } from 'commander';
import { type Run, say } from './io.ts';
import { type DatabaseFlags, withApp, withDatabaseFlags } from './open-app.ts';
import { counted, progressOn } from './progress.ts';

export function addRebuildCommand(accord: Command, run: Run): void {
  withDatabaseFlags(accord.command('rebuild'))
    .summary('make the lists of cases, restrictions and deadlines again')
    .description(
      'Makes the lists of cases, restrictions and deadlines again from the journal, in one go: until it is done everybody sees the lists as they were, and if it fails they stay so. The journal, people and what is owed are not touched.',
    )
    .addHelpText('after', '\nExample:\n  accord rebuild')
    .action((flags: DatabaseFlags) =>
      run((io) =>
        withApp(io, flags, async ({ app, store }) => {
          const { rebuild } = await import('../app/rebuild.ts');
          const progress = progressOn(io, app.timer, 'cases');
          await rebuild(app, progress.at);
          progress.end();
          const now = await store.read((unit) => unit.readRows.counts());
          return say(
            io,
            `Made again from the journal: ${counted(now.cases, 'case')}, ${counted(now.restrictions, 'restriction')}, ${counted(now.deadlines, 'deadline')}.`,
          );
        }),
      ),
    );
}
