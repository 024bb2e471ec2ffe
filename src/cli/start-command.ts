import type { Command } from 'commander';
import type { Run } from './io.ts';
import { type DatabaseFlags, withDatabaseFlags } from './open-app.ts';

export interface StartFlags extends DatabaseFlags {
  readonly port?: string;
}

export function addStartCommand(accord: Command, run: Run): void {
  withDatabaseFlags(accord.command('start'))
    .summary('start Accord; without credentials, the playground')
    .description(
      'Starts Accord. Without credentials for Slack or Teams, and outside production, that is the playground: a chat page in your browser, on this computer alone, over a database of its own. Stop it with Ctrl+C.',
    )
    .option('--port <number>', 'the port to listen on; 3978 unless PORT says otherwise')
    .addHelpText('after', '\nExample:\n  accord start --port 4000')
    .action((flags: StartFlags) => run(async (io) => (await import('./start.ts')).start(io, flags)));
}
