import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { connectSlack } from '../../adapters/slack/connect.ts';
import { deliverAll } from '../../src/app/deliver.ts';
import { doorOf } from '../../src/app/receive.ts';
import { changeSettings, putMember } from '../../src/app/school-setup.ts';
import { syncGroups } from '../../src/app/sync-groups.ts';
import { RoleId } from '../../src/domain/ids.ts';
import { directoriesOf } from '../../src/live/surfaces.ts';
import { systemTimer } from '../../src/main.ts';
import type { Card } from '../../src/view/card.ts';
import { describeOnSqlite, type TestDatabases } from '../support/databases.ts';
import { startFakeSlack } from '../support/fake-slack/fake-slack.ts';
import { type SlackSchool, slackSchool, slackUser } from '../support/slack-school.ts';
import { openWorld } from '../support/world.ts';

const open: SlackSchool[] = [];
afterEach(async () => {
  for (const school of open.splice(0)) await school.stop();
});

const inSlack = async (
  db: TestDatabases,
  more: Parameters<typeof slackSchool>[1] = {},
): Promise<SlackSchool> => {
  const school = await slackSchool(await db(), more);
  open.push(school);
  return school;
};

const JORDAN = 'Jordan Vale, red coat';
const REPORT = {
  who: `new:${JORDAN}`,
  breaches: ['disrespectful_interaction'],
  'when~day': '2026-11-20',
  'when~time': '15:10',
  narrative: 'Shouted at me at the gate.',
};

const casesOf = ({ world }: SlackSchool) => world.app.store.read((unit) => unit.cases.open(world.school.id));
const saying = (text: string): Card => ({
  title: 'AC-26-0042',
  tone: 'plain',
  blocks: [{ is: 'text', text }],
});

async function opensReport(school: SlackSchool, name = JORDAN) {
  const teacher = school.person('teacher');
  await teacher.type('/incident');
  await school.settled();
  await teacher.suggest('who', name);
  return teacher;
}

async function reports(school: SlackSchool) {
  const teacher = await opensReport(school);
  const outcome = await teacher.fillAndSubmit(REPORT);
  await school.settled();
  return { teacher, outcome };
}

const post = (school: SlackSchool, body: string, how: Parameters<SlackSchool['fake']['signed']>[1] = {}) =>
  fetch(school.url, school.fake.signed(body, how));

const command = (school: SlackSchool, words = 'help') =>
  new URLSearchParams({
    command: '/incident',
    text: words,
    user_id: slackUser('teacher'),
    team_id: school.fake.names.teamId,
    channel_id: 'D1',
    trigger_id: 'none',
  }).toString();

describeOnSqlite('Slack: what goes wrong there', (db) => {
  it('a submission that Slack sends again, or twice at once, is one case with the same answer', async () => {
    const school = await inSlack(db);
    const teacher = await opensReport(school);
    await teacher.fill(REPORT);
    school.fake.delivery.twice();
    await teacher.submit();
    await school.settled();
    expect(await casesOf(school)).toHaveLength(1);
    expect(teacher.screen().view?.lines.join(' ')).toContain('AC-26-0001');
    expect(school.fake.violations).toEqual([]);
  });

  it('words in a direct message that are delivered again get one answer', async () => {
    const school = await inSlack(db);
    school.fake.delivery.twice();
    await school.person('teacher').sendDm('help');
    await school.settled();
    expect(
      school
        .person('teacher')
        .screen()
        .messages.filter((row) => row.fromApp),
    ).toHaveLength(1);
  });

  it('a stop waits for what is under way, and the report is kept', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let arrived = () => {};
    const reached = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const school = await inSlack(db, {
      around: (door) => ({
        ...door,
        async receive(who, intent) {
          if (intent.do === 'submit') {
            arrived();
            await gate;
          }
          return door.receive(who, intent);
        },
      }),
    });
    const teacher = await opensReport(school);
    await teacher.fill(REPORT);
    const submitted = teacher.submit();
    await reached;
    const stopped = school.slack.stop();
    let isStopped = false;
    void stopped.then(() => {
      isStopped = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isStopped).toBe(false);
    release();
    await stopped;
    expect((await submitted).trouble).toBeNull();
    expect(await casesOf(school)).toHaveLength(1);
  });

  it('acknowledges while every call to Slack hangs, and the report is kept before it does', async () => {
    const school = await inSlack(db);
    const teacher = await opensReport(school);
    school.fake.misbehave.always('*', { do: 'hang' });
    const outcome = await teacher.fillAndSubmit(REPORT);
    expect(outcome.trouble).toBeNull();
    expect(await casesOf(school)).toHaveLength(1);
    const pressed = await school.person('head').type('/incident list');
    expect(pressed.ack.status).toBe(200);
    school.fake.misbehave.clear();
  });

  it('a database that fails keeps the window open with what was typed, and the next try saves it once', async () => {
    let broken = true;
    const school = await inSlack(db, {
      around: (door) => ({
        ...door,
        async receive(who, intent) {
          if (intent.do === 'submit' && broken) throw new Error('disk full: Jordan Vale');
          return door.receive(who, intent);
        },
      }),
    });
    const { teacher, outcome } = await reports(school);
    expect(outcome.trouble).toBeNull();
    const { view } = teacher.screen();
    expect(Object.values(view?.errors ?? {}).join()).toContain('What you typed is still here');
    expect(view?.boxes.narrative?.value).toBe(REPORT.narrative);
    expect(await casesOf(school)).toHaveLength(0);
    broken = false;
    await teacher.submit();
    await school.settled();
    expect(await casesOf(school)).toHaveLength(1);
    expect(school.world.log.lines.some((line) => line.includes('could not be saved'))).toBe(true);
  });

  it('a request that cannot be answered is a failure that Slack sees at once, with a line in the log', async () => {
    const school = await inSlack(db, {
      around: (door) => ({ ...door, receive: async () => Promise.reject(new Error('no database')) }),
    });
    const outcome = await school.person('teacher').type('/incident help');
    expect(outcome.ack.status).toBe(500);
    expect(school.world.log.lines.some((line) => line.includes('could not be answered'))).toBe(true);
  });

  it('refuses requests of yesterday and of tomorrow, forged ones, and those signed for another body', async () => {
    const school = await inSlack(db);
    const now = Math.floor(Date.now() / 1000);
    for (const at of [now - 86_400, now - 301, now + 301, now + 86_400])
      expect((await post(school, command(school), { at })).status).toBe(401);
    expect((await post(school, command(school), { secret: 'a guess' })).status).toBe(401);
    const { headers } = school.fake.signed(command(school));
    const other = await fetch(school.url, { method: 'POST', headers, body: `${command(school)}&more=1` });
    expect(other.status).toBe(401);
    const bare = await fetch(school.url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: command(school),
    });
    expect(bare.status).toBe(401);
    expect((await post(school, command(school))).status).toBe(200);
  });

  it('refuses what is too large, of another kind, or nothing at all, and stays alive', async () => {
    const school = await inSlack(db);
    expect((await post(school, `${command(school)}&x=${'x'.repeat(1_000_001)}`)).status).toBe(413);
    const kind = { contentType: 'application/x-www-form-urlencoded; charset=utf-8' };
    expect((await post(school, command(school), kind)).status).toBe(400);
    for (const body of ['null', '[]', '5', '{', 'payload=null', 'payload=%5B%5D'])
      expect(
        (await post(school, body, body.startsWith('payload') ? {} : { contentType: 'application/json' }))
          .status,
      ).toBe(400);
    expect((await post(school, command(school))).status).toBe(200);
  });

  it('another workspace, a stranger of Slack Connect and a bot get nothing, politely, and are counted', async () => {
    const school = await inSlack(db);
    const foreign = command(school, 'list').replace(school.fake.names.teamId, 'T0OTHER');
    const answer = await post(school, foreign);
    expect(await answer.text()).toContain('belongs to another');
    await school.fake.delivery.event({
      type: 'event_callback',
      team_id: school.fake.names.teamId,
      event: {
        type: 'message',
        channel: 'D9',
        channel_type: 'im',
        bot_id: 'B0OTHER',
        text: 'list',
        ts: '1.1',
      },
    });
    school.fake.workspace.addUser({ id: 'U0NEW', realName: 'A pupil' });
    const stranger = school.fake.user('U0NEW');
    await stranger.type('/incident list');
    await school.settled();
    const { view } = stranger.screen();
    expect(view?.lines.join(' ')).toContain('does not know you');
    expect(view?.lines.join(' ')).not.toContain('Invented Primary');
    await expect.poll(school.counts.all).toEqual({ outside: 1, bot: 1, stranger: 1 });
  });

  it('a guest nobody added and an account that was switched off are refused politely, each under its name', async () => {
    const school = await inSlack(db);
    const { workspace } = school.fake;
    workspace.addUser({ id: 'U0GUEST', realName: 'A guest (invented)', isRestricted: true });
    workspace.addUser({ id: 'U0ONEROOM', realName: 'Of one channel (invented)', isUltraRestricted: true });
    for (const id of ['U0GUEST', 'U0ONEROOM']) {
      const guest = school.fake.user(id);
      await guest.type('/incident list');
      await school.settled();
      expect(guest.screen().view?.lines.join(' ')).toContain('does not know you');
    }
    await expect.poll(school.counts.all).toEqual({ guest: 2 });
    await school.fake
      .user('U0GUEST')
      .sendDm('AC-26-0001', [{ name: 'a.png', bytes: Buffer.from('a'), mimetype: 'image/png' }]);
    await school.settled();
    await expect.poll(school.counts.all).toEqual({ guest: 3 });
    // What an account that was switched off can still send is what was on its way when it was.
    const teacher = workspace.users.get(slackUser('teacher'));
    if (!teacher) throw new Error('There is no teacher.');
    teacher.deleted = true;
    await school.slack.reconcile();
    expect((await post(school, command(school, 'list'))).status).toBe(200);
    await expect.poll(school.counts.all).toEqual({ guest: 3, switched_off: 1 });
    // Slack does not answer: they are counted all the same.
    school.fake.misbehave.always('users.info', { do: 'http', status: 500 });
    workspace.addUser({ id: 'U0UNTOLD', realName: 'Nobody can say' });
    await school.fake.user('U0UNTOLD').type('/incident list');
    await expect.poll(school.counts.all).toEqual({ guest: 3, switched_off: 1, stranger: 1 });
    school.fake.misbehave.clear();
    await school.settled();
  });

  it('a stale form comes back as the case is now, with new metadata and what was typed', async () => {
    const school = await inSlack(db);
    await reports(school);
    const head = school.person('head');
    await head.type('/incident AC-26-0001');
    await school.settled();
    await head.press('Decide');
    await school.settled();
    const before = head.screen().view;
    await head.fill({ reason: 'A word will do.' });
    const [row] = await casesOf(school);
    if (!row) throw new Error('There is no case.');
    const { world } = school;
    // The head's other device, on another surface: what is wanted of the case has changed meanwhile.
    await world.app.store.write(async (unit) => {
      const member = await unit.members.byId(world.school.id, world.as('head').id);
      const identities = [
        ...(member?.identities ?? []),
        { platform: 'playground' as const, user: `${world.school.id}:head` },
      ];
      if (member) await unit.members.put({ ...member, identities });
    });
    expect(await world.as('head').fill('classify', row.id, { breaches: ['weapon_on_site'] })).toMatchObject({
      level: 'good',
    });
    const outcome = await head.submit();
    await school.settled();
    expect(outcome.trouble).toBeNull();
    const after = head.screen().view;
    expect(after?.lines.join(' ')).toContain('moved this case on');
    expect(after?.boxes.reason?.value).toBe('A word will do.');
    expect(after?.id).toBe(before?.id);
    expect(after?.privateMetadata).not.toBe(before?.privateMetadata);
    expect(school.fake.violations).toEqual([]);
  });

  it('what has to be answered is a message that can be drawn again, never one that only its reader sees', async () => {
    const school = await inSlack(db);
    await reports(school);
    await deliverAll(school.world.app, school.slack.outlet, 'test');
    expect(school.person('head').screen().messages.at(-1)?.buttons.length).toBeGreaterThan(0);
    const spoken = school.fake.calls.filter((call) => call.method === 'chat.postEphemeral');
    expect(spoken.filter((call) => JSON.stringify(call.args).includes('actions'))).toEqual([]);
  });

  it('what people typed is never read as a mention, a channel or a link', async () => {
    const school = await inSlack(db);
    const teacher = await opensReport(school, '<!channel> <@U0HEAD>');
    await teacher.fillAndSubmit({
      ...REPORT,
      who: 'new:<!channel> <@U0HEAD>',
      narrative: '<!here> <https://evil.example|a link> & *all*',
    });
    await school.settled();
    await deliverAll(school.world.app, school.slack.outlet, 'test');
    const card = school.person('head').screen().messages.at(-1);
    expect(card?.lines.join(' ')).toContain('<!here> <https://evil.example|a link> & *all*');
    const markup = JSON.stringify(card?.blocks).match(/"mrkdwn"/g) ?? [];
    expect(markup).toEqual([]);
    expect(card?.text).not.toContain('<!');
    const said = await school.person('teacher').type('/incident person <!channel>');
    expect(said.ack.body).not.toContain('<!channel>');
  });

  it('asks Slack who it is once, not at every request', async () => {
    const school = await inSlack(db);
    for (let n = 0; n < 5; n += 1) await school.person('teacher').type('/incident help');
    await school.settled();
    expect(school.fake.calls.filter((call) => call.method === 'auth.test')).toHaveLength(1);
  });

  it('a message that timed out is posted once by the SDK, and left to the outbox to try again', async () => {
    const school = await inSlack(db);
    const to = { kind: 'member', member: school.world.as('head').id } as const;
    school.fake.misbehave.next('chat.postMessage', { do: 'drop', applied: false });
    const { outlet } = school.slack;
    expect(await outlet.post(to, school.world.school.id, saying('one'), 'Accord')).toMatchObject({
      ok: false,
      why: 'later',
    });
    expect(school.fake.calls.filter((call) => call.method === 'chat.postMessage').length).toBeLessThanOrEqual(
      1,
    );
    expect(await outlet.post(to, school.world.school.id, saying('two'), 'Accord')).toMatchObject({
      ok: true,
    });
  });

  it('Retry-After holds up the conversation it was said of, and no other', async () => {
    const school = await inSlack(db);
    const { outlet } = school.slack;
    const head = { kind: 'member', member: school.world.as('head').id } as const;
    const chair = { kind: 'member', member: school.world.as('chair').id } as const;
    school.fake.misbehave.next('chat.postMessage', { do: 'ratelimited', retryAfter: 40 });
    const refused = await outlet.post(head, school.world.school.id, saying('one'), 'Accord');
    expect(refused).toMatchObject({ ok: false, why: 'later', afterMs: 40_000, held: true });
    expect(await outlet.post(chair, school.world.school.id, saying('two'), 'Accord')).toMatchObject({
      ok: true,
    });
    const calls = school.fake.calls.length;
    expect(await outlet.post(head, school.world.school.id, saying('three'), 'Accord')).toMatchObject({
      ok: false,
      held: true,
    });
    expect(school.fake.calls).toHaveLength(calls);
  });

  it('Retry-After to a redraw or a file holds up that conversation alone, cards to be drawn again included', async () => {
    for (const method of [
      'chat.update',
      'files.getUploadURLExternal',
      'files.completeUploadExternal',
    ] as const) {
      const school = await inSlack(db);
      const { outlet } = school.slack;
      const { id } = school.world.school;
      const to = (role: 'head' | 'chair') => ({ kind: 'member', member: school.world.as(role).id }) as const;
      const posted = {
        head: await outlet.post(to('head'), id, saying('one'), 'Accord'),
        chair: await outlet.post(to('chair'), id, saying('one'), 'Accord'),
      };
      const again = (role: 'head' | 'chair') => {
        const before = posted[role];
        if (!before.ok) throw new Error('It was not posted.');
        return outlet.redraw(to(role), id, before.message, saying('two'));
      };
      const file = (role: 'head' | 'chair') =>
        outlet.file(
          to(role),
          id,
          { name: 'a.png', mediaType: 'image/png', bytes: Buffer.from('photo') },
          'A photo of AC-26-0042',
        );
      school.fake.misbehave.next(method, { do: 'ratelimited', retryAfter: 40 });
      const refused = method === 'chat.update' ? await again('head') : await file('head');
      expect(refused, method).toMatchObject({ ok: false, why: 'later', afterMs: 40_000, held: true });
      const calls = school.fake.calls.length;
      for (const sent of [
        await again('head'),
        await file('head'),
        await outlet.post(to('head'), id, saying('three'), 'Accord'),
      ])
        expect(sent, method).toMatchObject({ ok: false, why: 'later', held: true });
      expect(school.fake.calls, method).toHaveLength(calls);
      for (const sent of [
        await again('chair'),
        await file('chair'),
        await outlet.post(to('chair'), id, saying('three'), 'Accord'),
      ])
        expect(sent, method).toMatchObject({ ok: true });
    }
  });

  it('a conversation gets about one message a second, others meanwhile theirs', async () => {
    const school = await inSlack(db, { paceMs: 60_000 });
    const { outlet } = school.slack;
    const to = (role: 'head' | 'chair') => ({ kind: 'member', member: school.world.as(role).id }) as const;
    const { id } = school.world.school;
    expect(await outlet.post(to('head'), id, saying('one'), 'Accord')).toMatchObject({ ok: true });
    expect(await outlet.post(to('head'), id, saying('two'), 'Accord')).toMatchObject({
      ok: false,
      held: true,
    });
    expect(await outlet.post(to('chair'), id, saying('one'), 'Accord')).toMatchObject({ ok: true });
  });

  it('a window that cannot be opened in time comes as a message with a button for it', async () => {
    const school = await inSlack(db);
    school.fake.misbehave.next('views.open', { do: 'error', code: 'expired_trigger_id' });
    const teacher = school.person('teacher');
    await teacher.type('/incident');
    await school.settled();
    expect(teacher.screen().view).toBeNull();
    await deliverAll(school.world.app, school.slack.outlet, 'test');
    const [button] = teacher.screen().messages.at(-1)?.buttons ?? [];
    if (!button) throw new Error('There is no button.');
    await teacher.press(button);
    await school.settled();
    expect(teacher.screen().view?.submit).toBe('Send report');
  });

  it('a revoked token loses nothing: what is owed waits, uncounted, until Accord is let in again', async () => {
    const school = await inSlack(db);
    await reports(school);
    school.fake.misbehave.always('*', { do: 'error', code: 'token_revoked' });
    const { world } = school;
    await deliverAll(world.app, school.slack.outlet, 'test');
    const before = await world.app.store.read((unit) => unit.owed.counts());
    expect(before.owed).toBeGreaterThan(0);
    expect(before.aside).toBe(0);
    school.fake.misbehave.clear();
  });

  it('too much text is cut where it can be seen, and the whole is behind "Open file"', async () => {
    const school = await inSlack(db);
    const { outlet } = school.slack;
    await reports(school);
    const [row] = await casesOf(school);
    if (!row) throw new Error('There is no case.');
    const long: Card = {
      ...saying('A sentence that goes on and on. '.repeat(800)),
      whole: { tap: 'show', case: row.id },
    };
    const to = { kind: 'member', member: school.world.as('head').id } as const;
    expect(await outlet.post(to, school.world.school.id, long, 'Accord')).toMatchObject({ ok: true });
    const head = school.person('head');
    const message = head.screen().messages.at(-1);
    expect(message?.lines.join(' ')).toContain('There is more than fits here\u2026');
    await head.press('Open file');
    await school.settled();
    expect(head.screen().view?.lines.join(' ')).toContain(REPORT.narrative);
    expect(school.fake.violations).toEqual([]);
  });

  it('in Socket Mode a lost connection is made again, and the next command is answered', async () => {
    const school = await inSlack(db, { mode: 'socket' });
    const { fake } = school;
    expect((await school.person('teacher').type('/incident help')).trouble).toBeNull();
    fake.socket.drop();
    await fake.socket.whenConnected(2);
    expect((await school.person('teacher').type('/incident help')).trouble).toBeNull();
    fake.socket.refresh();
    await fake.socket.whenConnected(3);
    expect((await school.person('teacher').type('/incident help')).trouble).toBeNull();
  });

  it('a group is not emptied because Slack fails to describe one of its people', async () => {
    const school = await inSlack(db);
    const { app } = school.world;
    school.fake.workspace.addUser({ id: 'U0G1', realName: 'Group one (invented)' });
    school.fake.workspace.addUser({ id: 'U0G2', realName: 'Group two (invented)' });
    const group = school.fake.workspace.addGroup('staff', ['U0G1', 'U0G2'], { name: 'All staff' });
    const directories = directoriesOf([school.slack]);
    await app.store.write((unit) =>
      changeSettings(
        app,
        unit,
        school.world.school,
        { groups: [{ platform: 'slack', group: group.id }] },
        'command_line',
      ),
    );
    const named = async (...names: string[]) => {
      const all = await app.store.read((unit) => unit.members.ofSchool(school.world.school.id));
      return all.filter((row) => row.active && names.includes(row.name)).map((row) => row.name);
    };
    await app.store.write((unit) =>
      putMember(
        app,
        unit,
        school.world.school,
        {
          name: 'Group one (invented)',
          roles: [RoleId.parse('staff')],
          identities: [{ platform: 'slack', user: 'U0G1' }],
          via: 'group',
        },
        'clock',
      ),
    );
    school.fake.misbehave.next('users.info', { do: 'http', status: 500 }, 2);
    await syncGroups(app, directories);
    expect(await named('Group one (invented)')).toEqual(['Group one (invented)']);
    await syncGroups(app, directories);
    expect(await named('Group one (invented)', 'Group two (invented)')).toHaveLength(2);
  });

  it('an app or a stranger of another workspace cannot be set up as somebody, a guest can by name', async () => {
    const school = await inSlack(db);
    const { workspace } = school.fake;
    workspace.addUser({ id: 'U0BOT', realName: 'A bot', isBot: true });
    workspace.addUser({ id: 'U0AWAY', realName: 'From elsewhere', teamId: 'T0OTHER' });
    workspace.addUser({ id: 'U0GUEST', realName: 'A guest (invented)', isRestricted: true });
    const group = workspace.addGroup('staff', [], { name: 'All staff' });
    const admin = school.person('admin');
    await admin.type('/incident setup');
    await school.settled();
    await admin.press('People and channel');
    await school.settled();
    for (const wrong of ['U0BOT', 'U0AWAY']) {
      await admin.fillAndSubmit({ dsl: [wrong] });
      expect(admin.screen().view?.errors.dsl).toContain('Take out apps and people of other workspaces');
    }
    await admin.fillAndSubmit({ dsl: ['U0GUEST'], groups: ['All staff'] });
    await school.settled();
    expect(admin.screen().view?.title).toBe('Done');
    await admin.close();
    await admin.press('People and channel');
    await school.settled();
    const box = admin.screen().view?.blocks.find((block) => block.block_id === 'groups');
    expect(JSON.stringify(box)).toContain('All staff');
    expect(JSON.stringify(box)).not.toContain(`"text":"${group.id}"`);
  });

  it('files sent to Accord are taken whole or refused: too many, and words beside them that are long', async () => {
    const school = await inSlack(db);
    await reports(school);
    const teacher = school.person('teacher');
    await teacher.close();
    const photos = Array.from({ length: 12 }, (_, n) => ({
      name: `${n}.png`,
      bytes: Buffer.from(`photo ${n}`),
      mimetype: 'image/png',
    }));
    const last = () => teacher.screen().messages.at(-1)?.lines.join(' ');
    await teacher.sendDm('AC-26-0001', photos);
    await school.settled();
    expect(last()).toContain('too many at once');
    await teacher.sendDm(`AC-26-0001 ${'a sentence '.repeat(210)}and its end.`, photos.slice(0, 1));
    await school.settled();
    expect(last()).toContain('It goes to AC-26-0001');
    const head = school.person('head');
    await head.type('/incident AC-26-0001');
    await school.settled();
    expect(head.screen().view?.lines.join(' ')).toContain('and its end.');
  });

  it('a message that is reported comes as its reader saw it, cut before its link and never in it', async () => {
    const school = await inSlack(db);
    const teacher = school.person('teacher');
    const channel = school.fake.workspace.addChannel('general', { members: [slackUser('teacher')] }).id;
    const { ts } = teacher.say(
      channel,
      `Tom &amp; Jerry &lt;3 <@U0HEAD> <https://example.org/a|a page> <https://example.org> ${'and so on '.repeat(350)}`,
    );
    await teacher.messageAction('report_message', { channel, ts });
    await school.settled();
    const text = String(teacher.screen().view?.boxes.narrative?.value);
    expect(text).toContain(
      'Tom & Jerry <3 @U0HEAD a page (https://example.org/a) https://example.org and so on',
    );
    expect(text).toMatch(
      new RegExp(`\u2026\\n\\nhttps://[^\\s]+/archives/${channel}/p${ts.replace('.', '')}$`),
    );
    expect(school.fake.violations).toEqual([]);
  });

  it("Slack's own shortcut opens the report form, and tells somebody who is no member no more than a command", async () => {
    const school = await inSlack(db);
    const teacher = school.person('teacher');
    await teacher.shortcut('report');
    await school.settled();
    expect(teacher.screen().view?.submit).toBe('Send report');
    school.fake.workspace.addUser({ id: 'U0NEW', realName: 'A guest (invented)', isRestricted: true });
    const guest = school.fake.user('U0NEW');
    await guest.shortcut('report');
    await guest.openHome();
    await school.settled();
    for (const shown of [guest.screen().view, guest.screen().home]) {
      expect(shown?.lines.join(' ')).toContain('does not know you');
      expect(shown?.lines.join(' ')).not.toContain('Invented Primary');
    }
  });

  it('a button that is answered too late comes as a message with a button for the form', async () => {
    let wait: Promise<unknown> = Promise.resolve();
    const school = await inSlack(db, {
      around: (door) => ({
        ...door,
        async receive(who, intent) {
          await wait;
          return door.receive(who, intent);
        },
      }),
    });
    await reports(school);
    await deliverAll(school.world.app, school.slack.outlet, 'test');
    const head = school.person('head');
    let release = () => {};
    wait = new Promise<void>((resolve) => {
      release = resolve;
    });
    await head.press('Decide', 'message');
    school.fake.clock.move(3001);
    release();
    await school.settled();
    expect(head.screen().view).toBeNull();
    await deliverAll(school.world.app, school.slack.outlet, 'test');
    const [button] = head.screen().messages.at(-1)?.buttons ?? [];
    await head.press(button ?? 'no button');
    await school.settled();
    expect(head.screen().view?.title).toMatch(/^What happens next|Decide/);
  });

  it('a new name that is too long is never cut through the middle of a character', async () => {
    const school = await inSlack(db);
    const teacher = await opensReport(school);
    const [offered] = await teacher.suggest('who', `Jo ${'\u{1F600}'.repeat(60)}`);
    expect(offered).toMatch(/^Someone new: Jo (\u{1F600})+$/u);
  });

  it('a button of a card that was never theirs tells somebody nothing, whichever it is', async () => {
    const school = await inSlack(db);
    await reports(school);
    await deliverAll(school.world.app, school.slack.outlet, 'test');
    const { fake } = school;
    const at = fake.workspace.dm(slackUser('head')).id;
    const message = fake.workspace.messages.findLast((row) => row.channel === at);
    if (!message) throw new Error('The head has no card.');
    const buttons = (message.blocks ?? []).flatMap((block) =>
      block.type === 'actions' ? block.elements.filter((row) => row.type === 'button') : [],
    );
    expect(buttons.length).toBeGreaterThan(3);
    const stranger = school.person('teacher2');
    for (const { action_id, value } of buttons) {
      const place = { in: 'message', message, state: {} } as const;
      const action = { type: 'button', action_id, block_id: 'b0', value };
      await fake.delivery.interactive(fake.payloads.blockActions(slackUser('teacher2'), place, action));
      await school.settled();
      expect(stranger.screen().view?.lines.join(' ')).toBe(
        'There is no such case in this school, or it is not one for you to see.',
      );
      await stranger.close();
    }
  });

  it('in Socket Mode a stop waits for a connection that is being opened, and closes it', async () => {
    const school = await inSlack(db, { mode: 'socket' });
    const { fake, slack } = school;
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const opened = () => fake.calls.filter((call) => call.method === 'apps.connections.open').length;
    fake.misbehave.next('apps.connections.open', { do: 'until', gate });
    fake.socket.drop();
    await expect.poll(opened).toBe(2);
    let isStopped = false;
    const stopped = slack.stop().then(() => {
      isStopped = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isStopped).toBe(false);
    release();
    await stopped;
    await expect.poll(() => fake.socket.connected()).toBe(0);
  });

  it("Accord's own messages are not counted as a bot that was refused", async () => {
    const school = await inSlack(db);
    await school.person('teacher').sendDm('help');
    await school.settled();
    const own = school.fake.workspace.messages.at(-1);
    if (!own?.fromApp) throw new Error('Accord said nothing.');
    await school.fake.delivery.event(school.fake.payloads.botMessage(own));
    expect(school.counts.all().bot ?? 0).toBe(0);
  });

  it('what was asked in a thread is answered in that thread', async () => {
    const school = await inSlack(db);
    const { fake } = school;
    const channel = fake.workspace.dm(slackUser('teacher')).id;
    const first = fake.workspace.post({ channel, user: slackUser('teacher'), fromApp: false, text: 'A' });
    const reply = fake.workspace.post({
      channel,
      user: slackUser('teacher'),
      fromApp: false,
      text: 'help',
      threadTs: first.ts,
    });
    await fake.delivery.event(fake.payloads.directMessage(reply));
    await school.settled();
    expect(fake.workspace.messages.at(-1)).toMatchObject({ fromApp: true, threadTs: first.ts });
  });

  it('takes nothing before it knows its workspace: nobody is called a stranger, and events come again', async () => {
    const fake = await startFakeSlack();
    const { botToken, signingSecret } = fake.names;
    const world = await openWorld(await db(), 'schools-and-parents');
    const slack = connectSlack(
      { botToken, signingSecret, api: fake.apiUrl },
      {
        door: doorOf(world.app),
        addressOf: async () => null,
        log: world.log,
        counts: world.app.counts,
        timer: systemTimer,
        settle: () => {},
        groupsChanged: () => {},
      },
    );
    const server = createServer((request, response) => void slack.handle(request, response));
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    onTestFinished(async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await fake.stop();
    });
    const { port } = server.address() as AddressInfo;
    fake.appAt(`http://127.0.0.1:${port}/slack/events`);
    fake.workspace.addUser({ id: 'U0SOME', realName: 'Somebody' });
    expect((await fake.user('U0SOME').type('/incident help')).ack.status).toBe(503);
    expect(world.app.counts.all().outside ?? 0).toBe(0);
    await slack.start();
    expect((await fake.user('U0SOME').type('/incident help')).ack.status).toBe(200);
    await slack.settled();
  });

  it('does not start with a token of another workspace than the one that was set', async () => {
    const fake = await startFakeSlack();
    onTestFinished(() => fake.stop());
    const world = await openWorld(await db(), 'schools-and-parents');
    const { botToken, signingSecret } = fake.names;
    const slack = connectSlack(
      { botToken, signingSecret, api: fake.apiUrl, team: 'T0OTHER' },
      {
        door: doorOf(world.app),
        addressOf: async () => null,
        log: world.log,
        counts: world.app.counts,
        timer: systemTimer,
        settle: () => {},
        groupsChanged: () => {},
      },
    );
    await expect(slack.start()).rejects.toThrow('belongs to another workspace than SLACK_TEAM_ID');
    expect(slack.ready()).toBe(false);
  });
});
