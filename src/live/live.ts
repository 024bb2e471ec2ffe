import { webPages } from '../../adapters/web/handler.ts';
import { WEB_PATH } from '../../adapters/web/places.ts';
import type { App } from '../app/app.ts';
import { countRefused } from '../app/count-refused.ts';
import { linkDoorOf } from '../app/link-door.ts';
import { doorOf } from '../app/receive.ts';
import type { Config } from '../config.ts';
import type { Connected, Needs } from './connected.ts';
import { httpServer } from './http-server.ts';
import { type Loop, startLoop } from './loop.ts';
import { connectedSlack } from './slack.ts';
import { addressesIn, directoriesOf, outletOver } from './surfaces.ts';
import { connectedTeams } from './teams.ts';

export interface Live {
  /** Connects, listens, and begins to send. Rejects where the credentials will not do or the port is taken. */
  start(port: number, host: string): Promise<{ readonly port: number }>;
  readonly platforms: readonly { readonly name: string; readonly how: string }[];
  /** Takes nothing new, finishes what is under way, and leaves the rest for the next start. */
  stop(): Promise<void>;
}

/** Accord for a real school: every platform whose credentials are set, over one database. */
export async function openLive(app: App, config: Config): Promise<Live> {
  const addressOf = addressesIn(app.store);
  let loop: Loop | null = null;
  let directories: ReturnType<typeof directoriesOf> = new Map();
  const needs: Needs = {
    door: doorOf(app, {
      setUp: () => loop?.setUp(),
      refused: countRefused(app.counts, () => directories),
    }),
    addressOf,
    log: app.log,
    counts: app.counts,
    timer: app.timer,
    settle: () => loop?.settle(),
    groupsChanged: () => loop?.regroup(),
  };
  const found = [await connectedSlack(config, needs), await connectedTeams(config, needs)];
  const connected: readonly Connected[] = found.flatMap((row) => row ?? []);
  const surfaces = connected.map((row) => row.surface);
  directories = directoriesOf(surfaces);
  const pages = webPages({
    door: linkDoorOf(app),
    origin: app.pages.origin,
    timer: app.timer,
    counts: app.counts,
    log: app.log,
    settle: needs.settle,
  });
  const server = httpServer(
    app,
    new Map(connected.map((row) => row.path)),
    { path: WEB_PATH, handle: pages },
    () => connected.every((row) => row.ready()),
  );

  return {
    platforms: connected.map(({ name, how }) => ({ name, how })),
    async start(port, host) {
      const listening = await server.listen(port, host);
      for (const one of connected) await one.start();
      loop = startLoop({
        app,
        outlet: outletOver(surfaces, addressOf),
        directories,
        hourly: connected.map((row) => row.hourly),
      });
      return { port: listening };
    },
    async stop() {
      await server.close();
      for (const one of connected) await one.stop();
      await loop?.stop();
    },
  };
}
