import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { webPages } from '../../adapters/web/handler.ts';
import { memoryCounts } from '../../src/app/counts.ts';
import type { Counts, Timer } from '../../src/ports.ts';
import type { LinkDoor } from '../../src/surface.ts';
import { keptLog } from './world.ts';

export interface RunningWeb {
  readonly origin: string;
  readonly counts: Counts;
  readonly log: ReturnType<typeof keptLog>;
  stop(): Promise<void>;
}

/** Accord's own pages over real HTTP, at an address of their own. */
export async function runWeb(parts: {
  readonly door: LinkDoor;
  /** What the pages take for their own address, where it is not the one that they listen at. */
  readonly origin?: string;
  readonly timer?: Timer;
  readonly listening?: (origin: string) => void;
}): Promise<RunningWeb> {
  let here = '';
  const counts = memoryCounts();
  const log = keptLog();
  const handle = webPages({
    door: parts.door,
    origin: () => parts.origin ?? here,
    timer: parts.timer ?? { ms: () => Date.now() },
    counts,
    log,
    settle: () => {},
  });
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  parts.listening?.(here);
  return {
    origin: here,
    counts,
    log,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
