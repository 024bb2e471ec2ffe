import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Playground } from '../../adapters/playground/playground.ts';
import { playgroundServer } from '../../adapters/playground/server.ts';
import { Config } from '../../src/config.ts';
import { atSchoolTime, toDay } from '../../src/domain/time.ts';
import { startPlayground } from '../../src/playground.ts';
import { keptLog } from './world.ts';

/** A Friday afternoon in term. */
const BEGINS = Date.parse(atSchoolTime(toDay('2026-11-20'), 15, 20));

export interface RunningPlayground {
  readonly url: string;
  readonly port: number;
  readonly playground: Playground;
  readonly log: ReturnType<typeof keptLog>;
  /** Stops the server and its database and starts them again on the same port, as after a crash or an update. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The playground with everything it has, on a port of its own and in a folder that goes with it. */
export async function runPlayground(): Promise<RunningPlayground> {
  const folder = mkdtempSync(join(tmpdir(), 'accord-playground-'));
  const config = Config.parse({ ACCORD_DATA_DIR: folder, DATABASE_URL: `file:${join(folder, 'accord.db')}` });
  const log = keptLog();
  const began = performance.now();
  const timer = { ms: () => BEGINS + Math.round(performance.now() - began) };
  const start = async (wanted: number) => {
    const playground = await startPlayground(config, { log, timer });
    const server = playgroundServer(playground, log);
    const port = await server.listen(wanted);
    return { playground, server, port };
  };
  let it = await start(0);
  const { port } = it;
  const halt = async () => {
    await it.server.close();
    await it.playground.close();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    log,
    get playground() {
      return it.playground;
    },
    async restart() {
      await halt();
      it = await start(port);
    },
    async stop() {
      await halt();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
