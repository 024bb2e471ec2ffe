import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectTeams, TEAMS_PATH, type Teams } from '../../adapters/teams/connect.ts';
import { memoryCounts } from '../../src/app/counts.ts';
import { systemTimer } from '../../src/main.ts';
import type { Counts, Log } from '../../src/ports.ts';
import type { AddressOf, Door } from '../../src/surface.ts';
import { type FakeTeams, startFakeTeams } from './fake-teams/fake-teams.ts';
import { keptLog } from './world.ts';

export interface RunningTeams {
  readonly fake: FakeTeams;
  readonly teams: Teams;
  readonly counts: Counts;
  /** Where Teams sends what people do. */
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
  readonly paceMs?: number;
  readonly givenUpMs?: number;
  readonly answerMs?: number;
  readonly wanted?: Parameters<typeof startFakeTeams>[0];
  readonly settle?: () => void;
}

/** The adapter with its real SDKs, authentication on, and a Microsoft of our own on the other side. */
export async function runTeams(parts: RunningParts): Promise<RunningTeams> {
  const fake = await startFakeTeams(parts.wanted);
  const log = parts.log ?? keptLog();
  const counts = parts.counts ?? memoryCounts();
  const { appId, appPassword, tenantId } = fake.names;
  const teams = connectTeams(
    { appId, tenantId, key: { is: 'password', password: appPassword } },
    {
      door: parts.door,
      addressOf: parts.addressOf,
      log,
      counts,
      timer: systemTimer,
      settle: parts.settle ?? (() => {}),
      paceMs: parts.paceMs ?? 0,
      ...(parts.givenUpMs === undefined ? {} : { givenUpMs: parts.givenUpMs }),
      ...(parts.answerMs === undefined ? {} : { answerMs: parts.answerMs }),
    },
  );
  const server = createServer((request, response) => {
    teams.handle(request, response).catch((cause) => {
      log.error('A request was not answered.', cause);
      response.destroy();
    });
  });
  // On a slow machine a connection would be closed in the moment that it is used again.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${TEAMS_PATH}`;
  fake.appAt(url);
  return {
    fake,
    teams,
    counts,
    url,
    async settled() {
      await fake.delivery.settled();
      await teams.settled();
    },
    async stop() {
      await teams.stop();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await fake.stop();
    },
  };
}
