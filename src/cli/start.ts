import { relative } from 'node:path';
import type { Config } from '../config.ts';
import { readConfig } from '../config.ts';
import { type Exit, fail, type Io, say } from './io.ts';
import { refuseConfig } from './open-app.ts';
import type { StartFlags } from './start-command.ts';

/** Resolves when somebody asks the process to stop. */
export const stopAsked = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });

const inWords = (names: readonly string[]): string => names.join(', ');

async function startWithCredentials(io: Io, config: Config, credentials: readonly string[]): Promise<Exit> {
  const { joinApp, silentLog } = await import('../main.ts');
  const { store } = await joinApp(config, { log: silentLog });
  try {
    if ((await store.purpose()) === 'playground')
      return fail(
        io,
        `Credentials are set (${inWords(credentials)}), and the database is a playground with invented people. Real cases never go into it: set DATABASE_URL or ACCORD_DATA_DIR to another place, and run "accord migrate" there first.`,
      );
    return fail(
      io,
      `Credentials are set (${inWords(credentials)}), but this version of Accord cannot talk to Slack or Teams yet. Unset them to try the playground.`,
    );
  } finally {
    await store.close();
  }
}

const listenFailed = (io: Io, cause: unknown, port: number): Exit | null => {
  const code = cause instanceof Error && 'code' in cause ? cause.code : '';
  if (code === 'EADDRINUSE')
    return fail(
      io,
      `Port ${port} is taken: another program, or another Accord, listens there. Stop it, or choose another port with --port or PORT.`,
    );
  if (code === 'EACCES')
    return fail(
      io,
      `This account may not listen on port ${port}. Choose one above 1023 with --port or PORT.`,
    );
  return null;
};

async function playground(io: Io, config: Config, stop: Promise<void>): Promise<Exit> {
  const [{ startPlayground, playgroundFile }, { playgroundServer }, { pinoLog }] = await Promise.all([
    import('../playground.ts'),
    import('../../adapters/playground/server.ts'),
    import('../main.ts'),
  ]);
  // What goes well is told in words below; the log is for what does not.
  const log = pinoLog(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL);
  const running = await startPlayground(config, { log });
  const server = playgroundServer(running, log);
  try {
    const port = await server.listen(config.PORT);
    say(
      io,
      '',
      `  Accord is ready:  http://127.0.0.1:${port}`,
      '',
      '  Mode      the playground, because no credentials for Slack or Teams are set',
      `  Database  ${relative(process.cwd(), playgroundFile(config)) || playgroundFile(config)} (SQLite, for the playground alone)`,
      '  People    all invented; the policies are real',
      ...(config.HOST === '127.0.0.1'
        ? []
        : ['  HOST      is left aside: the playground listens on this computer alone']),
      '',
      '  Stop it with Ctrl+C. Nothing is lost.',
      '',
    );
    void running.settle();
    await stop;
    io.out('Stopping: nothing new is taken, and what is under way is finished.\n');
    return 0;
  } catch (cause) {
    const told = listenFailed(io, cause, config.PORT);
    if (told === null) throw cause;
    return told;
  } finally {
    await server.close();
    await running.close();
  }
}

export async function start(io: Io, flags: StartFlags, stop?: Promise<void>): Promise<Exit> {
  const read = readConfig(
    { DATABASE_URL: flags.databaseUrl, ACCORD_DATA_DIR: flags.dataDir, PORT: flags.port },
    io.environment,
    io.envFile,
  );
  if (!read.ok) return refuseConfig(io, read.problems);
  const { config, credentials } = read;
  if (credentials.length > 0) return startWithCredentials(io, config, credentials);
  if (config.NODE_ENV === 'production')
    return fail(
      io,
      'Accord is in production (NODE_ENV), and neither Slack nor Teams is set up: there is no variable that begins with SLACK_ or TEAMS_. Set the credentials of one of them. To try Accord with invented people instead, leave NODE_ENV out.',
    );
  return playground(io, config, stop ?? stopAsked());
}
