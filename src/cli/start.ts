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

/** Halves of what a platform needs: told before anything is opened. */
function halfSlack(config: Config, set: readonly string[]): string | null {
  const { SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: secret, SLACK_APP_TOKEN: app } = config;
  if (set.length === 0) return null;
  if (bot === undefined)
    return `Slack is set up by half (${inWords(set)}): SLACK_BOT_TOKEN is missing. Copy it from the app's settings, OAuth & Permissions; or unset the others.`;
  if (secret === undefined && app === undefined)
    return 'Slack is set up by half: beside SLACK_BOT_TOKEN it needs SLACK_SIGNING_SECRET for requests over HTTPS, or SLACK_APP_TOKEN for Socket Mode. Set one of them.';
  return null;
}

function halfTeams(config: Config, set: readonly string[]): string | null {
  if (set.length === 0) return null;
  const missing = [
    ...(config.TEAMS_APP_ID === undefined ? ['TEAMS_APP_ID'] : []),
    ...(config.TEAMS_TENANT_ID === undefined ? ['TEAMS_TENANT_ID'] : []),
    ...(config.TEAMS_APP_PASSWORD === undefined && config.TEAMS_APP_CERTIFICATE_FILE === undefined
      ? ['TEAMS_APP_PASSWORD']
      : []),
  ];
  return missing.length === 0
    ? null
    : `Teams is set up by half (${inWords(set)}): ${inWords(missing)} ${missing.length === 1 ? 'is' : 'are'} missing. Without all of them anybody could speak in somebody else's name, so Accord does not start. Set them, or unset the others.`;
}

function halfSet(config: Config, credentials: readonly string[]): string | null {
  const of = (prefix: string) => credentials.filter((name) => name.startsWith(prefix));
  return halfSlack(config, of('SLACK_')) ?? halfTeams(config, of('TEAMS_'));
}

/** Links lead to Accord itself, and mail without them has nothing to say. */
function halfMail({ SMTP_URL: url, SMTP_FROM: from, PUBLIC_URL: address }: Config): string | null {
  if (url === undefined && from === undefined) return null;
  if (url === undefined || from === undefined)
    return `Mail is set up by half: ${url === undefined ? 'SMTP_URL' : 'SMTP_FROM'} is missing. Set both, or neither.`;
  return address?.startsWith('https://')
    ? null
    : 'Mail is set up by half: the links it sends lead to PUBLIC_URL, which has to be there and begin with https://. Set it, or unset SMTP_URL and SMTP_FROM.';
}

async function live(
  io: Io,
  config: Config,
  credentials: readonly string[],
  stop: Promise<void>,
): Promise<Exit> {
  const half = halfSet(config, credentials) ?? halfMail(config);
  if (half) return fail(io, half);
  const [{ joinApp }, { openLive }, { SlackRefused }, { TeamsRefused }] = await Promise.all([
    import('../main.ts'),
    import('../live/live.ts'),
    import('../../adapters/slack/slack-refused.ts'),
    import('../live/teams.ts'),
  ]);
  const { app, store } = await joinApp(config, { command: config.ACCORD_COMMAND });
  try {
    if ((await store.purpose()) === 'playground')
      return fail(
        io,
        `Credentials are set (${inWords(credentials)}), and the database is a playground with invented people. Real cases never go into it: set DATABASE_URL or ACCORD_DATA_DIR to another place, and run "accord migrate" there first.`,
      );
    await store.setPurpose('school');
    const running = await openLive(app, config);
    try {
      const { port } = await running.start(config.PORT, config.HOST);
      say(
        io,
        '',
        `  Accord is ready on ${config.HOST}:${port}`,
        '',
        ...running.platforms.map(
          ({ name, how }) => `  ${name.padEnd(9)} ${how}, because its credentials are set`,
        ),
        ...(app.pages.origin() === null
          ? []
          : [
              `  Links     ${app.pages.origin()}/view/..., for people without an account${app.mail ? ', sent by email too' : ''}`,
            ]),
        `  Database  ${databaseInWords(config)}`,
        `  Health    http://${config.HOST}:${port}/healthz`,
        '',
        '  Stop it with Ctrl+C. Nothing is lost.',
        '',
      );
      await stop;
      io.out('Stopping: nothing new is taken, and what is under way is finished.\n');
      return 0;
    } finally {
      await running.stop();
    }
  } catch (cause) {
    if (cause instanceof SlackRefused || cause instanceof TeamsRefused) return fail(io, cause.message);
    const told = listenFailed(io, cause, config.PORT);
    if (told === null) throw cause;
    return told;
  } finally {
    await store.close();
  }
}

/** Never with a password: of a PostgreSQL address only the host and the name are said. */
function databaseInWords({ DATABASE_URL: url }: Config): string {
  if (url.startsWith('file:')) return `${url.slice('file:'.length)} (SQLite)`;
  const { host, pathname } = new URL(url);
  return `${host}${pathname} (PostgreSQL)`;
}

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
  if (credentials.length > 0) return live(io, config, credentials, stop ?? stopAsked());
  if (config.NODE_ENV === 'production')
    return fail(
      io,
      'Accord is in production (NODE_ENV), and neither Slack nor Teams is set up: there is no variable that begins with SLACK_ or TEAMS_. Set the credentials of one of them. To try Accord with invented people instead, leave NODE_ENV out.',
    );
  return playground(io, config, stop ?? stopAsked());
}
