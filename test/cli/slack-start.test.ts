import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemTimer } from '../../src/main.ts';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack/fake-slack.ts';
import { newPlace, type Place } from '../support/run-accord.ts';
import { ROOT, readProjectFile } from '../support/sources.ts';

const page = readProjectFile('README.md');

/** The names in the block that a part of the README's Slack section puts into `.env`. */
function envNames(heading: string): string[] {
  const [part = ''] = (page.split(`\n### ${heading}\n`)[1] ?? '').split('\n### ');
  return [...part.matchAll(/^ +([A-Z_]+)=\S*\.\.\.$/gm)].map((row) => row[1] ?? '');
}

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** `npm start` without npm, which would stand between a test and its signals. */
async function started(place: Place): Promise<{
  readonly said: string;
  readonly stop: (how?: 'SIGTERM' | 'SIGKILL') => Promise<unknown>;
}> {
  const child = spawn(process.execPath, [join(ROOT, 'src/accord.mjs'), 'start'], {
    cwd: place.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH },
  });
  const closed = once(child, 'close');
  const stop = async (how: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') => {
    child.kill(how);
    const [code] = await closed;
    return code;
  };
  stops.push(() => stop());
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('Stop it with')) resolve();
    });
    void closed.then(() => reject(new Error(`It ended by itself: ${said}`)));
  });
  return { said, stop };
}

/** How long something is waited for on a machine that does much else. */
const WAIT = { timeout: 30_000 };

const portIn = (said: string): string => /127\.0\.0\.1:(\d+)\n/.exec(said)?.[1] ?? '';

async function prepared(heading: string): Promise<{ fake: FakeSlack; place: Place; code: string }> {
  const fake = await startFakeSlack({ now: systemTimer.ms() });
  stops.push(fake.stop);
  const place = newPlace();
  stops.push(place.remove);
  const values: Readonly<Record<string, string>> = {
    SLACK_BOT_TOKEN: fake.names.botToken,
    SLACK_APP_TOKEN: fake.names.appToken,
    SLACK_SIGNING_SECRET: fake.names.signingSecret,
  };
  const rows = envNames(heading).map((name) => `${name}=${values[name] ?? ''}`);
  expect(rows).toHaveLength(2);
  const key = randomBytes(32).toString('base64');
  writeFileSync(
    join(place.folder, '.env'),
    ['NODE_ENV=production', `ACCORD_DATA_KEY=${key}`, ...rows, `SLACK_API_URL=${fake.apiUrl}`, 'PORT=0'].join(
      '\n',
    ),
  );
  expect(await place.inShell('migrate')).toMatchObject({ exit: 0 });
  const added = await place.inShell('school', 'add', 'Larkfield Primary', '--pack', 'stockham-primary');
  const code = /code of its first administrator: (\S+)/.exec(added.out)?.[1] ?? '';
  expect(code).not.toBe('');
  return { fake, place, code };
}

describe.each(['Socket Mode', 'HTTPS, behind a reverse proxy'])(
  "a school that follows the README's way of %s",
  (heading) => {
    it('comes from nothing to a report that the head is told of', async () => {
      const { fake, place, code } = await prepared(heading);
      const { said, stop } = await started(place);
      const port = portIn(said);
      if (heading === 'Socket Mode') {
        expect(said).toMatch(/Slack +by Socket Mode/);
        fake.appOnSocket();
      } else {
        expect(said).toMatch(/Slack +at \/slack\/events/);
        fake.appAt(`http://127.0.0.1:${port}/slack/events`);
      }
      for (const id of ['U0ADMIN01', 'U0HEAD001', 'U0CHAIR01', 'U0OFFICE1', 'U0TEACH01'])
        fake.workspace.addUser({ id, realName: `Invented ${id}` });
      const channel = fake.workspace.addChannel('leadership', { isPrivate: true, members: ['U0ADMIN01'] });

      const admin = fake.user('U0ADMIN01');
      await admin.type(`/incident setup ${code}`);
      await vi.waitFor(() => expect(admin.screen().view?.title).toBe('Set up people'), WAIT);
      await admin.fillAndSubmit({
        head: ['U0HEAD001'],
        chair: ['U0CHAIR01'],
        office: ['U0OFFICE1'],
        reporters: ['U0TEACH01'],
        channel: channel.id,
      });
      expect(JSON.stringify(admin.screen().view)).toContain('Still missing');

      const teacher = fake.user('U0TEACH01');
      await teacher.type('/incident');
      await vi.waitFor(() => expect(teacher.screen().view?.title).toBe('Report an incident'), WAIT);
      await teacher.fillAndSubmit({
        breaches: ['verbal_aggression'],
        'when~day': new Date(systemTimer.ms() - 86_400_000).toISOString().slice(0, 10),
        'when~time': '15:20',
        narrative: 'Shouted at the office about a parking ticket.',
      });
      const [ref = 'no reference'] = /AC-\d\d-\d{4}/.exec(teacher.screen().view?.lines.join() ?? '') ?? [];

      const head = fake.user('U0HEAD001');
      const told = () => head.screen().messages.filter((row) => JSON.stringify(row.blocks).includes(ref));
      await vi.waitFor(() => expect(told()).toHaveLength(1), WAIT);
      expect(told()[0]?.text).not.toContain('parking');
      expect(JSON.stringify(fake.user('U0CHAIR01').screen().messages)).not.toContain(ref);
      expect(await stop()).toBe(0);
      expect(fake.violations).toEqual([]);
    }, 240_000);
  },
);

it('over HTTPS, a form that was open while Accord was stopped and killed is taken, and once', async () => {
  const { fake, place, code } = await prepared('HTTPS, behind a reverse proxy');
  let running = await started(place);
  const at = ({ said }: typeof running) => fake.appAt(`http://127.0.0.1:${portIn(said)}/slack/events`);
  const restarted = async (how: 'SIGTERM' | 'SIGKILL') => {
    await running.stop(how);
    running = await started(place);
    at(running);
  };
  at(running);
  fake.workspace.addUser({ id: 'U0ADMIN01', realName: 'Invented Admin' });
  const admin = fake.user('U0ADMIN01');
  await admin.type(`/incident setup ${code}`);
  await vi.waitFor(() => expect(admin.screen().view?.title).toBe('Set up people'), WAIT);
  // A process that has just come up on a busy machine may answer too late: the window stays, and they press again.
  const sends = () => vi.waitFor(async () => expect((await admin.submit()).trouble).toBeNull(), WAIT);
  await admin.fill({ head: ['U0ADMIN01'] });
  await sends();
  expect(JSON.stringify(admin.screen().view)).toContain('Still missing');
  await admin.close();

  await admin.type('/incident');
  await vi.waitFor(() => expect(admin.screen().view?.title).toBe('Report an incident'), WAIT);
  await restarted('SIGTERM');
  const typed = {
    breaches: ['verbal_aggression'],
    'when~day': new Date(systemTimer.ms() - 86_400_000).toISOString().slice(0, 10),
    'when~time': '15:20',
    narrative: 'Shouted at the office about a parking ticket.',
  };
  await admin.fill(typed);
  await sends();
  const told = admin.screen().view?.lines.join(' ') ?? '';
  expect(told).toContain('AC-');

  // Killed after it was kept: Slack, or an impatient finger, sends the same again to whatever comes up next.
  await restarted('SIGKILL');
  const again = await vi.waitFor(async () => {
    const answer = await fake.delivery.repeat();
    expect(answer.status).toBe(200);
    return answer;
  }, WAIT);
  const [ref = 'no reference'] = /AC-\d\d-\d{4}/.exec(told) ?? [];
  expect(again.body).toContain(ref);
  await admin.close();
  await admin.type('/incident list');
  await vi.waitFor(() => expect(admin.screen().view?.lines.join(' ')).toContain(ref), WAIT);
  expect(
    admin
      .screen()
      .view?.lines.join(' ')
      .match(/AC-\d\d-\d{4}/g),
  ).toEqual([ref]);
  expect(fake.violations).toEqual([]);
}, 240_000);
