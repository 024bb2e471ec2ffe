import { connectSlack, SLACK_PATH, type Slack } from '../../adapters/slack/connect.ts';
import type { App } from '../app/app.ts';
import { doorOf } from '../app/receive.ts';
import type { Config } from '../config.ts';
import type { Surface } from '../surface.ts';
import { type Handler, type HttpServer, httpServer } from './http-server.ts';
import { type Loop, startLoop } from './loop.ts';
import { addressesIn, directoriesOf, outletOver } from './surfaces.ts';

export interface Live {
  /** Connects, listens, and begins to send. Rejects where the credentials will not do or the port is taken. */
  start(port: number, host: string): Promise<{ readonly port: number }>;
  readonly platforms: readonly { readonly name: string; readonly how: string }[];
  /** Takes nothing new, finishes what is under way, and leaves the rest for the next start. */
  stop(): Promise<void>;
}

/** Accord for a real school: every platform whose credentials are set, over one database. */
export function openLive(app: App, config: Config): Live {
  const addressOf = addressesIn(app.store);
  let loop: Loop | null = null;
  const needs = {
    door: doorOf(app, { setUp: () => loop?.regroup() }),
    addressOf,
    log: app.log,
    counts: app.counts,
    timer: app.timer,
    settle: () => loop?.settle(),
    groupsChanged: () => loop?.regroup(),
  };
  const slack: Slack | null = config.SLACK_BOT_TOKEN
    ? connectSlack(
        {
          botToken: config.SLACK_BOT_TOKEN,
          signingSecret: config.SLACK_SIGNING_SECRET,
          appToken: config.SLACK_APP_TOKEN,
          api: config.SLACK_API_URL,
          team: config.SLACK_TEAM_ID,
        },
        needs,
      )
    : null;
  const surfaces: readonly Surface[] = slack ? [slack] : [];
  const paths = new Map<string, Handler>(slack ? [[SLACK_PATH, slack.handle]] : []);
  const server: HttpServer = httpServer(app, paths, () => slack?.ready() ?? true);

  return {
    platforms: slack
      ? [{ name: 'Slack', how: slack.mode === 'socket' ? 'by Socket Mode' : `at ${SLACK_PATH}` }]
      : [],
    async start(port, host) {
      const listening = await server.listen(port, host);
      await slack?.start();
      loop = startLoop({
        app,
        outlet: outletOver(surfaces, addressOf),
        directories: directoriesOf(surfaces),
        hourly: slack ? [slack.reconcile] : [],
      });
      return { port: listening };
    },
    async stop() {
      await server.close();
      await slack?.stop();
      await loop?.stop();
    },
  };
}
