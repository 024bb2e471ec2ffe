import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { start } from '../../src/cli/start.ts';
import { ROOT } from '../support/sources.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

const started = () => {
  let out = '';
  let err = '';
  return {
    io: {
      out: (text: string) => {
        out += text;
      },
      err: (text: string) => {
        err += text;
      },
      watched: false,
    },
    said: () => ({ out, err }),
  };
};

/** Starts and is asked to stop at once, in this process: enough for everything that refuses. */
async function startHere(environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const { io, said } = started();
  const { runCommandLine } = await import('../../src/cli.ts');
  const exit = environment.STOP
    ? await start(
        { ...io, environment: { ACCORD_DATA_DIR: folder, PORT: '0', ...environment }, envFile: '/nowhere' },
        {},
        Promise.resolve(),
      )
    : await runCommandLine(['start'], {
        ...io,
        environment: { ACCORD_DATA_DIR: folder, PORT: '0', ...environment },
        envFile: '/nowhere',
      });
  return { exit, ...said() };
}

const once = (environment: Readonly<Record<string, string>> = {}) =>
  startHere({ STOP: 'yes', ...environment });

/** One clear sentence or two, no trace of where in the program. */
const clear = ({ err }: Ended) => {
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(err).not.toMatch(/\bat \/|Error:|undefined/);
  return err;
};

describe('npm start', () => {
  it('says where it listens, over which database, in which mode and why', async () => {
    const ended = await once();
    expect(ended).toMatchObject({ exit: 0, err: '' });
    expect(ended.out).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
    expect(ended.out).toContain('accord.db');
    expect(ended.out).toContain('the playground, because no credentials for Slack or Teams are set');
  });

  it('stops in production, where real cases are, and says what is missing', async () => {
    const ended = await startHere({ NODE_ENV: 'production' });
    expect(ended).toMatchObject({ exit: 1, out: '' });
    expect(clear(ended)).toContain('SLACK_');
  });

  it('refuses its own database once credentials are there, and names no secret', async () => {
    await once();
    const ended = await startHere({ SLACK_BOT_TOKEN: 'xoxb-secret', SLACK_SIGNING_SECRET: 'a-secret' });
    expect(ended.exit).toBe(1);
    expect(clear(ended)).toContain('playground');
    expect(ended.err).not.toContain('xoxb');
  });

  it('does not touch the database of a real school', async () => {
    const { runCommandLine } = await import('../../src/cli.ts');
    const { io } = started();
    const place = { ...io, environment: { ACCORD_DATA_DIR: folder }, envFile: '/nowhere' };
    expect(await runCommandLine(['migrate'], place)).toBe(0);
    expect(await runCommandLine(['school', 'add', 'Larkfield', '--pack', 'stockham-primary'], place)).toBe(0);
    const ended = await startHere();
    expect(ended.exit).toBe(1);
    expect(clear(ended)).toContain('real school');
  });

  it('says that the port is taken', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    const ended = await startHere({ PORT: String(port) });
    await new Promise((resolve) => other.close(resolve));
    expect(ended.exit).toBe(1);
    expect(clear(ended)).toContain(`Port ${port} is taken`);
  });

  it('says that the key is another one', async () => {
    await once();
    rmSync(join(folder, 'data.key'));
    const ended = await startHere({ ACCORD_DATA_KEY: Buffer.alloc(32, 7).toString('base64') });
    expect(ended.exit).toBe(1);
    expect(clear(ended)).toMatch(/key/i);
  });

  it('says that a file is no database, or an old one', async () => {
    writeFileSync(join(folder, 'accord.db'), 'not a database at all, but a note somebody left in this place');
    const ended = await startHere();
    expect(ended.exit).toBe(1);
    clear(ended);
  });

  it('says that the database is not SQLite', async () => {
    const ended = await startHere({ DATABASE_URL: 'postgres://u:secret@127.0.0.1/x' });
    expect(ended.exit).toBe(1);
    expect(clear(ended)).toContain('SQLite');
    expect(ended.err).not.toContain('secret');
  });

  it('says that it may not write there', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    chmodSync(file, 0o400);
    const ended = await startHere({ ACCORD_DATA_DIR: join(file, 'data') });
    expect(ended.exit).toBe(1);
    expect(clear(ended)).toContain('folder');
  });

  it('stops gracefully when it is asked to, from a shell as from a service', {
    timeout: 60_000,
  }, async () => {
    const child = spawn(process.execPath, [join(ROOT, 'src/accord.mjs'), 'start', '--port', '0'], {
      cwd: folder,
      env: { PATH: process.env.PATH, ACCORD_DATA_DIR: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stderr.on('data', (part) => {
      err += part;
    });
    const listening = new Promise<void>((resolve) => {
      child.stdout.on('data', (part) => {
        out += part;
        if (out.includes('Stop it with')) resolve();
      });
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    await Promise.race([listening, ended]);
    const url = /http:\S+/.exec(out)?.[0] ?? '';
    // A page that is open holds a connection for as long as it likes: it must not hold up the stop.
    const stream = await fetch(`${url}/api/stream`);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await stream.body?.cancel().catch(() => undefined);
    expect(err).toBe('');
    expect(out).toContain('Stopping');
  });
});
