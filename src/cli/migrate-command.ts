import type { Command } from 'commander';
import { type Run, say } from './io.ts';
import { configFor, type DatabaseFlags, refuseConfig, withDatabaseFlags } from './open-app.ts';
import { counted } from './progress.ts';

export function addMigrateCommand(accord: Command, run: Run): void {
  withDatabaseFlags(accord.command('migrate'))
    .summary('make the database, or bring it up to this version')
    .description(
      'Makes the database if there is none, and brings it up to this version of Accord. Running it again does no harm, nor does running it twice at once. Make a backup before an upgrade.',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  accord migrate\n  accord migrate --database-url file:/srv/accord/accord.db',
    )
    .action((flags: DatabaseFlags) =>
      run(async (io) => {
        const read = configFor(io, flags);
        if (!read.ok) return refuseConfig(io, read.problems);
        const { migrate } = await import('../store/migrate.ts');
        const done = await migrate({ url: read.config.DATABASE_URL });
        return done.length === 0
          ? say(io, 'The database is up to date: there was nothing to do.')
          : say(
              io,
              `The database is ready: ${counted(done.length, 'step was', 'steps were')} done.`,
              ...done.map((step) => `  ${step}`),
            );
      }),
    );
}
