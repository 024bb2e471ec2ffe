import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { Config } from '../../src/config.ts';
import { openLive } from '../../src/live/live.ts';
import { systemTimer } from '../../src/main.ts';
import { describeOnSqlite, type OpenedStore } from '../support/databases.ts';
import { startFakeSlack } from '../support/fake-slack/fake-slack.ts';
import { openWorld } from '../support/world.ts';

const SLACK_PATH = '/slack/events';
const REPORT = {
  who: 'new:Jordan Vale (invented)',
  breaches: ['loud_offensive_temper'],
  when: '2026-11-20T15:10',
  where: 'on_site',
  narrative: 'Shouted at the gate.',
};
const HEAD = 'U0HEAD';
const ADMIN = 'U0ADMIN';
/** No such account is in Slack. */
const LOST = 'U0LOST';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return address.port;
}

/** A school whose head and administrator are in Slack, and Accord as it runs for real schools. */
async function scene(store: OpenedStore) {
  const world = await openWorld(store, 'stockham-primary');
  const fake = await startFakeSlack();
  for (const id of [HEAD, ADMIN]) fake.workspace.addUser({ id, realName: 'Invented colleague' });
  const given = { head: HEAD, admin: ADMIN, dpo: LOST } as const;
  await store.write(async (unit) => {
    for (const role of ['head', 'admin', 'dpo'] as const) {
      const member = await unit.members.byId(world.school.id, world.as(role).id);
      if (!member) throw new Error(`Nobody plays ${role}.`);
      await unit.members.put({ ...member, identities: [{ platform: 'slack', user: given[role] }] });
    }
  });
  const config = Config.parse({
    SLACK_BOT_TOKEN: fake.names.botToken,
    SLACK_SIGNING_SECRET: fake.names.signingSecret,
    SLACK_API_URL: fake.apiUrl,
  });
  let url = '';
  const pages = { origin: () => url };
  const live = await openLive({ ...world.app, timer: systemTimer, pages }, config);
  let stopped = false;
  const stop = async () => {
    if (!stopped) await live.stop();
    stopped = true;
  };
  onTestFinished(async () => {
    await stop();
    await fake.stop();
  });
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  fake.appAt(`${url}${SLACK_PATH}`);
  const has = (user: string): string =>
    JSON.stringify(
      fake.workspace.messages.filter((row) => row.fromApp && row.channel === fake.workspace.dm(user).id),
    );
  return {
    world,
    fake,
    live,
    store,
    stop,
    has,
    start: () => live.start(port, '127.0.0.1'),
    get: (path: string, init: RequestInit = {}) => fetch(`${url}${path}`, init),
    /** It goes out by itself, in its own time. */
    written: (user: string, words: string) =>
      expect.poll(() => has(user), { timeout: 15_000, interval: 20 }).toContain(words),
  };
}

describeOnSqlite('Accord as it runs for real schools', (open) => {
  it('is healthy at once, and ready once it is connected', async () => {
    const s = await scene(await open());
    let connect: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      connect = resolve;
    });
    s.fake.misbehave.next('auth.test', { do: 'until', gate });
    const started = s.start();
    await expect
      .poll(
        () =>
          s.get('/healthz').then(
            (answer) => answer.status,
            () => 0,
          ),
        { timeout: 10_000 },
      )
      .toBe(200);
    expect((await s.get('/readyz')).status).toBe(503);
    connect();
    await started;
    expect((await s.get('/readyz')).status).toBe(200);
    expect(s.live.platforms).toEqual([{ name: 'Slack', how: `at ${SLACK_PATH}` }]);
  });

  it('answers at no other address, and to Slack alone by POST and with its signature', async () => {
    const s = await scene(await open());
    await s.start();
    for (const path of ['/', '/healthz/x', '/api/state', '/..%2f', `${SLACK_PATH}/x`])
      expect((await s.get(path)).status, path).toBe(404);
    expect((await s.get('/healthz', { method: 'POST' })).status).toBe(404);
    expect((await s.get(SLACK_PATH)).status).toBe(405);
    const forged = await s.get(SLACK_PATH, { method: 'POST', body: 'command=%2Fincident' });
    expect(forged.status).toBeGreaterThanOrEqual(400);
    expect(forged.status).toBeLessThan(500);
  });

  it('shows its own pages under its own name alone, and logs no address of theirs', async () => {
    const s = await scene(await open());
    await s.start();
    const secret = 'a'.repeat(43);
    const dead = await s.get(`/view/${secret}`);
    expect([dead.status, dead.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(await dead.text()).toContain('This link opens nothing');
    const elsewhere = await s.get(`/view/${secret}`, {
      method: 'POST',
      headers: { origin: 'https://a.example' },
    });
    expect(elsewhere.status).toBe(403);
    expect((await s.get('/view')).status).toBe(404);
    expect(await (await s.get('/metrics')).text()).toContain('accord_refused_total{what="wrong_link"} 1');
    expect(s.world.log.lines.join('\n')).not.toContain(secret);
  });

  it('counts messages and whoever is not let in, and names nobody', async () => {
    const s = await scene(await open());
    await s.start();
    s.fake.workspace.addUser({ id: 'U0STRANGER', realName: 'Sam Stranger' });
    await s.fake.user('U0STRANGER').type('/incident home');
    const metrics = async () => (await s.get('/metrics')).text();
    // Slack is asked first who it was.
    await expect.poll(metrics, { timeout: 10_000 }).toMatch(/"stranger"/);
    const figures = await metrics();
    expect(figures).toMatch(/^accord_messages\{state="owed"\} \d+$/m);
    expect(figures).toMatch(/^accord_refused_total\{what="stranger"\} 1$/m);
    for (const line of figures.trim().split('\n')) expect(line).toMatch(/^(# |accord_\w+\{\w+="\w+"\} \d+$)/);
    expect(figures).not.toMatch(/Stranger|U0|Invented/);
  });

  it('sends what is owed by itself, to whoever it is for', async () => {
    const s = await scene(await open());
    await s.start();
    await s.world.as('teacher').fill('report', null, REPORT);
    await s.written(HEAD, 'AC-26-0001');
    expect(s.has(ADMIN)).not.toContain('AC-26-0001');
  });

  it('tells the administrator by itself whom it cannot write to', async () => {
    const s = await scene(await open());
    await s.start();
    await s.written(ADMIN, 'Accord cannot write to everybody');
    expect(s.has(ADMIN)).toContain('Invented dpo');
    expect(s.has(ADMIN)).not.toContain('Invented head');
    expect(s.has(HEAD)).not.toContain('Accord cannot write');
  });

  it('makes a channel the one for the weekly post where an administrator says so, and no direct message', async () => {
    const s = await scene(await open());
    await s.start();
    const channel = s.fake.workspace.addChannel('leadership', {
      isPrivate: true,
      withApp: true,
      members: [ADMIN],
    });
    const kept = async () =>
      (await s.store.read((unit) => unit.schools.byId(s.world.school.id)))?.settings.channels;
    const before = await kept();
    await s.fake.user(ADMIN).type('/incident setup here');
    expect(await kept()).toEqual(before);
    await s.fake.user(ADMIN).type('/incident setup here', channel.id);
    expect(await kept()).toEqual({ ...Object(before), slack: channel.id });
  });

  it('finishes what is under way before it stops, and sends nothing afterwards', async () => {
    const s = await scene(await open());
    await s.start();
    let answer: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await s.world.as('teacher').fill('report', null, REPORT);
    s.fake.misbehave.next('chat.postMessage', { do: 'until', gate, applied: 'before' });
    await s.written(HEAD, 'AC-26-0001');
    const stopped = s.stop();
    answer();
    await stopped;
    const sent = s.fake.workspace.messages.length;
    expect(s.has(HEAD).split('"ts"').length).toBeGreaterThan(1);
    await s.world.as('teacher2').fill('report', null, REPORT);
    await expect(s.get('/healthz')).rejects.toThrow();
    expect(s.fake.workspace.messages).toHaveLength(sent);
    expect((await s.store.read((unit) => unit.owed.counts())).owed).toBeGreaterThan(0);
    expect(s.has(HEAD)).not.toContain('AC-26-0002');
  });
});
