import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectSlack, SLACK_PATH, type Slack } from '../../adapters/slack/connect.ts';
import { memoryCounts } from '../../src/app/counts.ts';
import { systemTimer } from '../../src/main.ts';
import type { Counts, Log } from '../../src/ports.ts';
import type { AddressOf, Door } from '../../src/surface.ts';
import { type FakeSlack, startFakeSlack, type Wanted } from './fake-slack/fake-slack.ts';
import { keptLog } from './world.ts';

export interface RunningSlack {
  readonly fake: FakeSlack;
  readonly slack: Slack;
  readonly counts: Counts;
  /** Where Slack sends what people do. */
  readonly url: string;
  /** Until nothing is under way on either side. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export interface RunningParts {
  readonly door: Door;
  readonly addressOf: AddressOf;
  readonly log?: Log;
  readonly counts?: Counts;
  readonly mode?: 'http' | 'socket';
  readonly paceMs?: number;
  readonly wanted?: Wanted;
  readonly settle?: () => void;
  readonly groupsChanged?: () => void;
}

/** The adapter with its real SDK over real HTTP, and a Slack of our own on the other side. */
export async function runSlack(parts: RunningParts): Promise<RunningSlack> {
  const fake = await startFakeSlack(parts.wanted);
  const log = parts.log ?? keptLog();
  const counts = parts.counts ?? memoryCounts();
  const { botToken, signingSecret, appToken, teamId } = fake.names;
  const isSocket = parts.mode === 'socket';
  const slack = connectSlack(
    {
      botToken,
      ...(isSocket ? { appToken } : { signingSecret }),
      api: fake.apiUrl,
      team: teamId,
      paceMs: parts.paceMs ?? 0,
    },
    {
      door: parts.door,
      addressOf: parts.addressOf,
      log,
      counts,
      timer: systemTimer,
      settle: parts.settle ?? (() => {}),
      groupsChanged: parts.groupsChanged ?? (() => {}),
    },
  );
  const server = createServer((request, response) => {
    slack.handle(request, response).catch((cause) => {
      log.error('A request was not answered.', cause);
      response.destroy();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${SLACK_PATH}`;
  if (isSocket) fake.appOnSocket();
  else fake.appAt(url);
  await slack.start();
  return {
    fake,
    slack,
    counts,
    url,
    async settled() {
      await fake.delivery.settled();
      await slack.settled();
    },
    async stop() {
      await slack.stop();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await fake.stop();
    },
  };
}
