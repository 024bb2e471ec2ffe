import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';
import { connectTeams, TEAMS_PATH } from '../adapters/teams/connect.ts';
import { doorOf } from '../src/app/receive.ts';
import { putMember } from '../src/app/school-setup.ts';
import type { RoleId } from '../src/domain/ids.ts';
import { addressesIn } from '../src/live/surfaces.ts';
import { silentLog, systemTimer } from '../src/main.ts';
import { type FakeTeams, startFakeTeams } from '../test/support/fake-teams/fake-teams.ts';
import { startTinyBot } from '../test/support/fake-teams/tiny-bot.ts';
import { line, median, percentile, perSecond } from './printed.ts';
import { benchSchool } from './slack-school.ts';

const ASKED = 300;
const AT_ONCE = 8;
const ROUNDS = 5;
/** Open loop: invokes a second, for so many seconds, while Microsoft's connector hangs. */
const STEADY = { perSecond: 30, seconds: 10 } as const;

const KEY = 'key-of-the-benchmark';
const OPEN_REPORT = {
  verb: 'accord',
  k: KEY,
  t: { tap: 'form', form: 'report', case: null, carries: {} },
};

interface Target {
  readonly url: string;
  stop(): Promise<void>;
}

/** Accord over a database of its own, with the SDK's authentication on. */
async function accord(fake: FakeTeams, file: string, user: string): Promise<Target> {
  const { app, store } = await benchSchool(file, 'http://127.0.0.1:9/api/');
  const [school] = await store.read((unit) => unit.schools.all());
  if (!school) throw new Error('There is no school.');
  await store.write((unit) =>
    putMember(
      app,
      unit,
      school,
      { name: 'Invented Reporter', roles: ['staff' as RoleId], identities: [{ platform: 'teams', user }] },
      'command_line',
    ),
  );
  const { appId, appPassword, tenantId } = fake.names;
  const teams = connectTeams(
    { appId, tenantId, key: { is: 'password', password: appPassword } },
    {
      door: doorOf(app),
      addressOf: addressesIn(store),
      log: silentLog,
      counts: app.counts,
      timer: systemTimer,
      settle: () => {},
    },
  );
  const server = createServer((request, response) => void teams.handle(request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${TEAMS_PATH}`,
    async stop() {
      await teams.stop();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await store.close();
    },
  };
}

interface Ask {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Where one of the two is asked. What asks is in the same process: it is to cost as little as it can. */
interface Asked {
  ask(one: Ask): Promise<string>;
  close(): Promise<void>;
}

function askedAt(url: string): Asked {
  const { origin, pathname: path } = new URL(url);
  const pool = new Pool(origin, { connections: AT_ONCE });
  return {
    async ask({ headers, body }) {
      const answer = await pool.request({ path, method: 'POST', headers, body });
      const text = await answer.body.text();
      if (answer.statusCode !== 200) throw new Error(`It answered ${answer.statusCode}.`);
      return text;
    },
    close: () => pool.close(),
  };
}

async function rate({ ask }: Asked, one: Ask): Promise<number> {
  const started = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next++ < ASKED) await ask(one);
    }),
  );
  return ASKED / ((performance.now() - started) / 1000);
}

/** Milliseconds from the moment each was due to its answer, whether the one before had one or not. */
async function steady({ ask }: Asked, one: Ask): Promise<readonly number[]> {
  const began = performance.now();
  const count = STEADY.perSecond * STEADY.seconds;
  return Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const due = began + (n * 1000) / STEADY.perSecond;
      await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
      await ask(one);
      return performance.now() - due;
    }),
  );
}

/** An invoke to its answered dialog, beside a bare botbuilder bot that answers the same dialog, in the same run. */
export async function benchTeams(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'accord-bench-teams-'));
  const fake = await startFakeTeams();
  const user = fake.tenant.addUser({ name: 'Invented Reporter' });
  const ours = await accord(fake, join(folder, 'accord.db'), user.aadObjectId);
  const bare = await startTinyBot(fake.names);
  const [toOurs, toBare] = [askedAt(ours.url), askedAt(bare.url)];
  const activity = { ...fake.activities.taskFetch(user, OPEN_REPORT) };
  const one: Ask = {
    headers: { 'content-type': 'application/json', authorization: `Bearer ${fake.token()}` },
    body: JSON.stringify(activity),
  };
  try {
    const same = JSON.parse(await toOurs.ask(one));
    bare.on(async () => same);
    console.log(
      `Teams, ${ASKED} invokes a round, ${AT_ONCE} at once, median of ${ROUNDS} rounds in turn, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}:`,
    );
    const rates = { ours: [] as number[], bare: [] as number[] };
    for (let round = 0; round <= ROUNDS; round += 1) {
      const [a, b] = [await rate(toOurs, one), await rate(toBare, one)];
      // The first warms both up.
      if (round > 0) {
        rates.ours.push(a);
        rates.bare.push(b);
      }
    }
    line('button to opened dialog, Accord', perSecond(median(rates.ours)));
    line('the same dialog from a bare botbuilder bot', perSecond(median(rates.bare)));
    line('share', median(rates.ours.map((row, n) => row / (rates.bare[n] ?? Number.NaN))).toFixed(2));
    fake.misbehave.always('*', { do: 'hang' });
    const times = await steady(toOurs, one);
    line(
      `answer while the connector hangs, ${STEADY.perSecond} a second, p50 / p99`,
      `${percentile(times, 0.5).toFixed(0)} / ${percentile(times, 0.99).toFixed(0)} ms`,
    );
  } finally {
    fake.misbehave.clear();
    await Promise.all([toOurs.close(), toBare.close()]);
    await ours.stop();
    await bare.stop();
    await fake.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
