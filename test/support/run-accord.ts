import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommandLine } from '../../src/cli.ts';
import { ROOT } from './sources.ts';

export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

export interface Place {
  /** A folder of its own, gone with `remove`. */
  readonly folder: string;
  readonly databaseUrl: string;
  /** The command in a process of its own, as an administrator starts it: `data/` lies in the folder. */
  readonly inShell: (...args: string[]) => Promise<Ran>;
  /** The same command in this process, over the same database. */
  readonly here: (...args: string[]) => Promise<Ran>;
  readonly remove: () => void;
}

export interface PlaceOptions {
  readonly databaseUrl?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether somebody watches the screen. */
  readonly watched?: boolean;
}

export function newPlace(options: PlaceOptions = {}): Place {
  const folder = mkdtempSync(join(tmpdir(), 'accord-cli-'));
  mkdirSync(join(folder, 'data'));
  const databaseUrl = options.databaseUrl ?? `file:${join(folder, 'data', 'accord.db')}`;
  const environment = {
    DATABASE_URL: databaseUrl,
    ACCORD_DATA_DIR: join(folder, 'data'),
    ...options.environment,
  };
  return {
    folder,
    databaseUrl,
    inShell: (...args) => inShell(folder, args),
    here: (...args) => here(args, environment, options.watched ?? false),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function inShell(folder: string, args: readonly string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'src/accord.mjs'), ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      // Nothing of this machine's own settings: only what finds programs.
      env: { PATH: process.env.PATH },
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ exit: code ?? -1, out, err }));
  });
}

async function here(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  watched: boolean,
): Promise<Ran> {
  let out = '';
  let err = '';
  const exit = await runCommandLine(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    watched,
    environment,
    envFile: '/nowhere/.env',
  });
  return { exit, out, err };
}
