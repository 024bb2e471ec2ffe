import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Receiver } from '@slack/bolt';
import type { Counts, Log, Timer } from '../../src/ports.ts';
import type { AddressOf, Door, Surface } from '../../src/surface.ts';
import { clientOptions, SLACK_API, slackClient, slackError } from './client.ts';
import { directMessages } from './direct.ts';
import { slackDirectory } from './directory.ts';
import { httpReceiver } from './http-receiver.ts';
import { listen } from './listen.ts';
import { PACE_MS, slackOutlet } from './outlet.ts';
import type { SlackParts } from './parts.ts';
import { signedRequest } from './signed-request.ts';
import { FILE_MS } from './slack-fetch.ts';
import { SlackRefused } from './slack-refused.ts';
import { type Socket, slackSocket } from './socket.ts';
import { TrackedApp } from './tracked-app.ts';

export const SLACK_PATH = '/slack/events';

export interface SlackConfig {
  readonly botToken: string;
  /** For requests over HTTP. */
  readonly signingSecret?: string | undefined;
  /** For Socket Mode. */
  readonly appToken?: string | undefined;
  /** Where Slack's Web API is; Slack's own where left out. */
  readonly api?: string | undefined;
  /** The one workspace; the token's where left out. */
  readonly team?: string | undefined;
  /** Milliseconds between two messages in one conversation; about what Slack takes where left out. */
  readonly paceMs?: number | undefined;
}

export interface SlackNeeds {
  readonly door: Door;
  readonly addressOf: AddressOf;
  readonly log: Log;
  readonly counts: Counts;
  readonly timer: Timer;
  /** Somebody joined or left a user group. */
  readonly groupsChanged: () => void;
  /** Something may be owed to somebody now. */
  readonly settle: () => void;
}

export interface Slack extends Surface {
  readonly platform: 'slack';
  readonly mode: 'http' | 'socket';
  /** Learns the workspace and connects. Rejects with `SlackRefused` where the credentials will not do. */
  start(): Promise<void>;
  /** A request to `SLACK_PATH`. Answers by itself, always. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  ready(): boolean;
  /** Accounts that were switched off while nobody listened: tells the door of each. */
  reconcile(): Promise<void>;
  /** Resolves when nothing that Slack sent is under way, answers that are still to be shown included. */
  settled(): Promise<void>;
  /** Takes nothing new and finishes what is under way. */
  stop(): Promise<void>;
}

const REFUSED: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
]);

/** Accord in one Slack workspace: what comes in goes to the door, what is owed goes out by the outlet. */
export function connectSlack(config: SlackConfig, needs: SlackNeeds): Slack {
  const { door, addressOf, log, counts, timer } = needs;
  const api = config.api ?? SLACK_API;
  const client = slackClient(config.botToken, api, log);
  const files = slackClient(config.botToken, api, log, FILE_MS);
  let team = config.team ?? '';
  let known = false;

  const socket: Socket | null = config.appToken ? slackSocket(config.appToken, api, log) : null;
  // With both, Socket Mode it is: nothing that comes in over HTTP would reach the app.
  const secret = socket ? undefined : config.signingSecret;
  const http = secret === undefined ? null : httpReceiver(log, clientOptions(api, log).logger);
  const receiver: Receiver | null = socket?.receiver ?? http?.receiver ?? null;
  if (!receiver)
    throw new SlackRefused(
      'Slack needs SLACK_SIGNING_SECRET for requests over HTTPS, or SLACK_APP_TOKEN for Socket Mode, beside SLACK_BOT_TOKEN. Set one of them.',
    );
  const app = new TrackedApp(
    {
      receiver,
      // Resolved by us: Bolt would ask Slack who it is at every request.
      authorize: async () => ({ botToken: config.botToken }),
      ignoreSelf: false,
      convoStore: false,
      clientOptions: clientOptions(api, log),
      logger: clientOptions(api, log).logger,
    },
    log,
  );

  const afterwards = new Set<Promise<void>>();
  const direct = directMessages(client);
  const directory = slackDirectory(client, {
    token: config.botToken,
    api,
    timer,
    team: () => team,
    direct,
  });
  const parts: SlackParts = {
    client,
    door,
    directory,
    log,
    counts,
    team: () => team,
    settle: needs.settle,
    homes: new Set(),
    groupsChanged: needs.groupsChanged,
    after(what, work) {
      const done = work().then(
        () => undefined,
        (cause) => {
          const said = slackError(cause);
          if (said === null) log.error(`${what} could not be shown in Slack.`, cause);
          else log.warn(`${what} could not be shown in Slack.`, { slack: said });
        },
      );
      afterwards.add(done);
      void done.then(() => afterwards.delete(done));
    },
  };
  listen(app, parts);

  async function settled(): Promise<void> {
    await app.drained();
    while (afterwards.size > 0) await Promise.all(afterwards);
  }

  async function learnWorkspace(): Promise<void> {
    try {
      const { team_id: found } = await client.auth.test();
      if (!found)
        throw new SlackRefused('Slack did not say which workspace the token is for. Try again in a moment.');
      if (config.team && found !== config.team)
        throw new SlackRefused(
          'SLACK_BOT_TOKEN belongs to another workspace than SLACK_TEAM_ID. Put right whichever of them is wrong.',
        );
      team = found;
    } catch (cause) {
      if (cause instanceof SlackRefused) throw cause;
      const said = slackError(cause);
      if (said && REFUSED.has(said))
        throw new SlackRefused(
          `Slack does not accept SLACK_BOT_TOKEN (it says ${said}). Copy the bot token from the app's settings again, or install the app anew.`,
        );
      if (!config.team)
        throw new SlackRefused(
          'Slack cannot be reached, so Accord does not know its workspace. Try again in a moment, or set SLACK_TEAM_ID to start without it.',
        );
      log.warn('Slack cannot be reached yet. Accord has started; what is owed waits.');
    }
  }

  return {
    platform: 'slack',
    mode: socket ? 'socket' : 'http',
    outlet: slackOutlet({ client, files, direct, addressOf, timer, paceMs: config.paceMs ?? PACE_MS }),
    directory,
    async start() {
      await learnWorkspace();
      known = true;
      // A socket that cannot be opened yet is tried again behind the scenes; one that never can is told now.
      if (socket) {
        let isTold = true;
        const started = socket.start().catch((cause) => {
          if (isTold) throw cause;
          log.error('Socket Mode cannot be used; look at SLACK_APP_TOKEN.', cause);
        });
        await Promise.race([started, new Promise<void>((resolve) => setTimeout(resolve, 5000).unref())]);
        isTold = false;
      }
    },
    async handle(request, response) {
      const end = (status: number) => {
        response.writeHead(status, status === 200 ? {} : { connection: 'close' });
        response.end();
      };
      if (!http || !secret) {
        log.warn('A request to the address for Slack was refused.', { why: 'Socket Mode is on' });
        return end(404);
      }
      const sent = await signedRequest(request, secret, timer.ms());
      if (sent.is === 'refused') {
        log.warn('A request to the address for Slack was refused.', { why: sent.why });
        return end(sent.status);
      }
      if (sent.is === 'gone') return;
      if (sent.is === 'check') return end(200);
      // Until the workspace is known nobody can be told from a stranger. Slack sends events again.
      return known ? http.take(sent.body, request, response) : end(503);
    },
    ready: () => known && (socket?.connected() ?? true),
    async reconcile() {
      // For the names that stand in the form of the groups that were chosen.
      await directory.groups('').catch(() => []);
      for (const user of await directory.gone()) await door.accountGone({ platform: 'slack', user });
    },
    settled,
    async stop() {
      await socket?.stop();
      await settled();
    },
  };
}
