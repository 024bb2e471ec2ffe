import type { Command } from 'commander';
import { readConfig } from '../config.ts';
import type { Joined } from '../main.ts';
import type { Log } from '../ports.ts';
import { type Exit, fail, type Io } from './io.ts';

export interface DatabaseFlags {
  readonly databaseUrl?: string;
  readonly dataDir?: string;
}

export const withDatabaseFlags = (command: Command): Command =>
  command
    .option(
      '--database-url <url>',
      'file:PATH or postgres://...; put one with a password in DATABASE_URL instead',
    )
    .option(
      '--data-dir <folder>',
      'where the key is, and the database file unless --database-url names another',
    );

export function configFor(io: Io, flags: DatabaseFlags): ReturnType<typeof readConfig> {
  return readConfig(
    { DATABASE_URL: flags.databaseUrl, ACCORD_DATA_DIR: flags.dataDir },
    io.environment,
    io.envFile,
  );
}

export const refuseConfig = (io: Io, problems: readonly string[]): 1 =>
  fail(io, ...problems, 'Correct it in the command, the environment or .env. See .env.example.');

/** Whatever goes wrong within is told in words only: the cause may hold what people typed. */
const logTo = (io: Io): Log => ({
  info: () => {},
  warn: (what) => io.err(`${what}\n`),
  error: (what) => io.err(`${what}\n`),
});

/** Opens the database that flags, environment and `.env` name, and closes it whatever happens. */
export async function withApp(
  io: Io,
  flags: DatabaseFlags,
  work: (joined: Joined) => Promise<Exit>,
): Promise<Exit> {
  const read = configFor(io, flags);
  if (!read.ok) return refuseConfig(io, read.problems);
  // Loaded on first need: help and packs have no use for a database.
  const { joinApp } = await import('../main.ts');
  const joined = await joinApp(read.config, { log: logTo(io) });
  try {
    return await work(joined);
  } finally {
    await joined.store.close();
  }
}
