import { afterEach, expect, it } from 'vitest';
import { deliverAll } from '../../src/app/deliver.ts';
import { CaseId, IntentKey } from '../../src/domain/ids.ts';
import { readSettings } from '../../src/domain/settings.ts';
import { toDay } from '../../src/domain/time.ts';
import type { Who } from '../../src/surface.ts';
import type { Card } from '../../src/view/card.ts';
import { describeOnSqlite, type TestDatabases } from '../support/databases.ts';
import { BAD_TOKENS } from '../support/fake-teams/tokens.ts';
import { type TeamsSchool, teamsSchool } from '../support/teams-school.ts';
import { teamsAccount } from '../support/teams-stage/teams-account.ts';

const open: TeamsSchool[] = [];
afterEach(async () => {
  for (const school of open.splice(0)) await school.stop();
});

const inTeams = async (
  db: TestDatabases,
  more: Parameters<typeof teamsSchool>[1] = {},
): Promise<TeamsSchool> => {
  const school = await teamsSchool(await db(), more);
  open.push(school);
  return school;
};

const JORDAN = 'Jordan Vale, red coat';
const REPORT = {
  'person:who': `new:${JORDAN}`,
  'many:breaches': ['disrespectful_interaction'],
  'moment:when~day': '2026-11-20',
  'moment:when~time': '15:10',
  'long:narrative': 'Shouted at me at the gate.',
};

const casesOf = ({ world }: TeamsSchool) => world.app.store.read((unit) => unit.cases.open(world.school.id));
const logged = ({ world }: TeamsSchool, words: string): boolean =>
  world.log.lines.some((line) => line.includes(words));

async function opensReport(school: TeamsSchool) {
  const teacher = school.person('teacher');
  await teacher.openCommand();
  await teacher.suggest('person:who', JORDAN);
  await teacher.fill(REPORT);
  return teacher;
}

/** A card whose button acts at once, in the channel where several people read it. */
const acting = (of: string): Card => ({
  title: 'AC-26-0042',
  tone: 'plain',
  blocks: [
    {
      is: 'buttons',
      buttons: [
        {
          label: 'I have seen it',
          key: IntentKey.parse('one-key'),
          tap: { tap: 'act', act: 'mark_read', case: CaseId.parse(of), revision: 0, carries: {} },
          style: 'main',
        },
      ],
    },
  ],
});

describeOnSqlite('Teams: what goes wrong there', (db) => {
  it('a proof that is none, or somebody else\u2019s, is refused with 401, and nothing is written or called', async () => {
    const school = await inTeams(db);
    const { fake } = school;
    const teacher = await opensReport(school);
    const [fetched] = fake.delivery.log.slice(-1);
    expect(fetched?.ack.status).toBe(200);
    const before = fake.calls.filter((call) => call.place === 'post' || call.place === 'create').length;
    const good = fake.activities.personalMessage(teacher.user, 'list');
    for (const kind of BAD_TOKENS)
      for (const activity of [
        good,
        fake.activities.fetchTask(teacher.user, { commandId: 'incident', commandContext: 'compose' }),
      ])
        expect((await fake.delivery.send(activity, { token: fake.badToken(kind) })).status, kind).toBe(401);
    await school.settled();
    expect(await casesOf(school)).toEqual([]);
    expect(fake.calls.filter((call) => call.place === 'post' || call.place === 'create')).toHaveLength(
      before,
    );
    expect((await fake.delivery.send(good)).status).toBe(200);
  });

  it('a submission that arrives twice at once is one case with the same answer', async () => {
    const school = await inTeams(db);
    const teacher = await opensReport(school);
    school.fake.delivery.twice();
    await teacher.submit();
    await school.settled();
    expect(await casesOf(school)).toHaveLength(1);
    expect(teacher.screen().dialog?.lines.join(' ')).toContain('AC-26-0001');
    const [one, two] = school.fake.delivery.log.slice(-2).map(({ ack }) => ack.body);
    expect(one).toBe(two);
    expect(school.fake.violations).toEqual([]);
  });

  it('words and an installation that are delivered again get one answer', async () => {
    const school = await inTeams(db);
    const teacher = school.person('teacher');
    school.fake.delivery.twice();
    await teacher.say('help');
    await school.settled();
    expect(teacher.screen().messages.filter((row) => row.fromApp)).toHaveLength(1);
    school.fake.delivery.twice();
    await teacher.install();
    await school.settled();
    expect(teacher.screen().messages.filter((row) => row.fromApp)).toHaveLength(2);
  });

  it('two readers of a channel who press at once are two people, each answered alone', async () => {
    const heard: Who[] = [];
    const school = await inTeams(db, {
      around: (door) => ({
        ...door,
        async receive(who, intent) {
          if (intent.do !== 'tap') return door.receive(who, intent);
          heard.push(who);
          return { is: 'said', text: `Noted for ${who.name}.`, level: 'good' };
        },
      }),
    });
    const { outlet } = school.teams;
    const to = { kind: 'channel', channel: 'leadership' } as const;
    await outlet.post(to, school.world.school.id, acting('01case'), 'Accord');
    const [head, deputy] = [school.person('head'), school.person('deputy')];
    await Promise.all([head.press('I have seen it'), deputy.press('I have seen it')]);
    expect(heard.map((who) => who.user).sort()).toEqual(
      [teamsAccount('head'), teamsAccount('deputy')].sort(),
    );
    expect([head.screen().said, deputy.screen().said]).toEqual([
      'Noted for Invented head.',
      'Noted for Invented deputy.',
    ]);
    expect(school.fake.calls.filter((call) => call.place === 'update')).toEqual([]);
    expect(head.screen().messages.at(-1)?.isEdited).toBe(false);
  });

  it('a database that fails keeps the dialog open with what was typed, and the next try saves it once', async () => {
    let broken = true;
    const school = await inTeams(db, {
      around: (door) => ({
        ...door,
        async receive(who, intent) {
          if (intent.do === 'submit' && broken) throw new Error('disk full: Jordan Vale');
          return door.receive(who, intent);
        },
      }),
    });
    const teacher = await opensReport(school);
    const outcome = await teacher.submit();
    expect(outcome.ack.status).toBe(503);
    expect(teacher.screen().dialog?.boxes['long:narrative']?.value).toBe(REPORT['long:narrative']);
    expect(await casesOf(school)).toEqual([]);
    expect(logged(school, 'could not be saved')).toBe(true);
    broken = false;
    expect((await teacher.submit()).trouble).toBeNull();
    expect(await casesOf(school)).toHaveLength(1);
  });

  it('what Teams sends as null is as good as left out', async () => {
    const school = await inTeams(db);
    const good = school.fake.activities.personalMessage(school.user('teacher'), 'help');
    const nulls = Object.fromEntries(
      ['locale', 'textFormat', 'replyToId', 'summary', 'suggestedActions', 'name', 'entities'].map((name) => [
        name,
        null,
      ]),
    );
    const attachments = [{ contentType: 'text/html', content: '<p>help</p>', name: null, contentUrl: null }];
    const from = { ...school.user('teacher'), name: null, role: null };
    const heard = { ...good, ...nulls, attachments, from };
    expect((await school.fake.delivery.send(heard)).status).toBe(200);
    await school.settled();
    expect(
      school
        .person('teacher')
        .screen()
        .messages.filter((row) => row.fromApp),
    ).toHaveLength(1);
  });

  it('what cannot be answered is a failure that Teams sees at once, with a line in the log', async () => {
    const school = await inTeams(db, {
      around: (door) => ({ ...door, receive: async () => Promise.reject(new Error('no database')) }),
    });
    expect((await school.person('teacher').say('help')).ack.status).toBe(500);
    expect((await school.person('teacher').openCommand()).ack.status).toBe(500);
    expect(logged(school, 'could not be answered')).toBe(true);
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
    const school = await inTeams(db, {
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
    const submitted = teacher.submit();
    await reached;
    const stopped = school.teams.stop();
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

  it('the command, the slash, a typed word and the action on a message all lead to the form of a report', async () => {
    const school = await inTeams(db);
    const teacher = school.person('teacher');
    const title = () => teacher.screen().dialog?.buttons;
    for (const context of ['compose', 'commandBox'] as const) {
      await teacher.openCommand(context);
      expect(title()).toContain('Send report');
      teacher.close();
    }
    for (const words of ['incident', '/incident', '/incident report', 'report']) {
      await teacher.say(words);
      await school.settled();
      await teacher.press('Open the form');
      expect(title(), words).toContain('Send report');
      teacher.close();
    }
    school.team.members.add(teacher.id);
    const said = teacher.write(school.team.general, 'You are all useless <at the gate> & more.');
    await teacher.messageAction(said);
    expect(teacher.screen().dialog?.boxes['long:narrative']?.value).toContain(
      'You are all useless <at the gate> & more.',
    );
    expect(school.fake.violations).toEqual([]);
  });

  it('a mention in a channel shows nothing personal, and what it opens is seen by whoever presses alone', async () => {
    const school = await inTeams(db);
    const teacher = await opensReport(school);
    await teacher.submit();
    const head = school.person('head');
    for (const words of ['list', 'AC-26-0001', 'person Jordan', 'home'])
      await head.mention(school.team.general, words);
    await school.settled();
    const inChannel = head.screen().messages.filter((row) => row.where === 'channel' && row.fromApp);
    expect(inChannel).toHaveLength(4);
    for (const row of inChannel) expect(`${row.lines} ${row.preview}`).not.toMatch(/Jordan|AC-26|gate/);
    await head.press('What waits for me', { id: inChannel.at(-1)?.id ?? '' });
    expect(head.screen().dialog?.lines.join(' ')).toContain('AC-26-0001');
    expect(school.person('deputy').screen().dialog).toBeNull();
  });

  it('"setup here" makes a channel the leadership channel where an administrator says so, and nobody else', async () => {
    const school = await inTeams(db);
    const { fake, world } = school;
    const team = fake.tenant.addTeam('Another team', {
      members: [school.user('admin').id, school.user('teacher').id],
    });
    const channel = async () => {
      const row = await world.app.store.read((unit) => unit.schools.byId(world.school.id));
      return readSettings(row?.settings ?? {}).channels.teams;
    };
    await school.person('teacher').mention(team.general, 'setup here');
    await school.settled();
    expect(await channel()).toBe(school.team.general.id);
    await school.person('admin').mention(team.general, 'setup here');
    await school.settled();
    expect(await channel()).toBe(team.general.id);
    expect(school.person('admin').screen().messages.at(-1)?.lines.join(' ')).toContain(
      'Weekly posts go to this channel',
    );
    const other = fake.tenant.addChannel(team, 'Other');
    await school.person('admin').mention(other, 'incident setup here');
    await school.settled();
    expect(await channel()).toBe(other.id);
  });

  it('nobody is written to before Accord is installed for them; then it has a first word, and what was owed comes', async () => {
    const school = await inTeams(db);
    const head = school.person('head');
    head.user.installed = false;
    const teacher = await opensReport(school);
    await teacher.submit();
    await deliverAll(school.world.app, school.teams.outlet, 'test');
    const waiting = await school.world.app.store.read((unit) => unit.owed.counts());
    expect(waiting).toMatchObject({ aside: 0 });
    expect(waiting.owed).toBeGreaterThan(0);
    expect(await school.teams.directory.unreachable([teamsAccount('head'), teamsAccount('chair')])).toEqual([
      teamsAccount('head'),
    ]);
    await head.install();
    await school.settled();
    const [first] = head.screen().messages.filter((row) => row.fromApp);
    expect(first?.buttons).toContain('Open it');
    // At once, though it was to wait for minutes: its own timer has not moved.
    await deliverAll(school.world.app, school.teams.outlet, 'test');
    expect(await school.world.app.store.read((unit) => unit.owed.counts())).toMatchObject({ owed: 0 });
    expect(head.screen().messages.at(-1)?.lines.join(' ')).toContain('AC-26-0001');
    expect(
      await school.teams.outlet.post(
        { kind: 'member', member: school.world.as('head').id },
        school.world.school.id,
        acting('01case'),
        'Accord',
      ),
    ).toMatchObject({ ok: true });
    await head.uninstall();
    expect(await school.teams.directory.unreachable([teamsAccount('head')])).toEqual([teamsAccount('head')]);
  });

  it('where it was taken away what is owed waits, and goes once it is there again', async () => {
    const school = await inTeams(db);
    const head = school.person('head');
    const to = { kind: 'member', member: school.world.as('head').id } as const;
    const post = () => school.teams.outlet.post(to, school.world.school.id, acting('01case'), 'Accord');
    expect(await post()).toMatchObject({ ok: true });
    await head.uninstall();
    await school.settled();
    expect(await post()).toMatchObject({ ok: false, why: 'later', held: true });
    await head.install();
    await school.settled();
    expect(await post()).toMatchObject({ ok: true });
  });

  it('a team that took Accord out gets what was owed there as soon as it takes it in again, and is told of meanwhile', async () => {
    const school = await inTeams(db);
    const { world, teams, fake, team } = school;
    const { app } = world;
    const head = school.person('head');
    const trouble = () => teams.directory.channelTrouble(team.general.id);
    const owe = (key: string) =>
      app.store.write((unit) =>
        unit.owed.owe(
          [
            {
              key,
              school: world.school.id,
              to: { kind: 'channel', channel: 'leadership' },
              about: { show: 'weekly_channel', week: toDay('2026-11-16') },
            },
          ],
          app.clock.now(),
        ),
      );
    const inChannel = () => fake.tenant.messages.filter((row) => row.conversation === team.general.id).length;
    expect(await trouble()).toBeNull();
    await head.removeFromTeam(team);
    await school.settled();
    expect(await trouble()).toBe('not_added');
    await owe('weekly/one');
    await deliverAll(app, teams.outlet, 'test');
    const before = inChannel();
    expect(await app.store.read((unit) => unit.owed.counts())).toMatchObject({ owed: 1, aside: 0 });
    await head.addToTeam(team);
    await school.settled();
    await deliverAll(app, teams.outlet, 'test');
    expect(inChannel()).toBe(before + 1);
    expect(await trouble()).toBeNull();
  });

  it.each([
    ['412', { status: 412 }, { why: 'later' }],
    ['429 without a word', { status: 429 }, { why: 'later', held: true }],
    ['429 with Retry-After', { status: 429, retryAfter: 30 }, { why: 'later', held: true, afterMs: 30_000 }],
    ['502', { status: 502 }, { why: 'later' }],
    ['503 with Retry-After', { status: 503, retryAfter: 9 }, { why: 'later', held: true, afterMs: 9000 }],
    ['504', { status: 504 }, { why: 'later' }],
    ['413', { status: 413 }, { why: 'never' }],
  ])('a message that is answered %s is asked for once, and told apart', async (_name, how, told) => {
    const school = await inTeams(db);
    const to = { kind: 'member', member: school.world.as('head').id } as const;
    school.fake.misbehave.next('post', { do: 'http', ...how });
    const sent = await school.teams.outlet.post(to, school.world.school.id, acting('01case'), 'Accord');
    expect(sent).toMatchObject({ ok: false, ...told });
    expect(school.fake.calls.filter((call) => call.place === 'post')).toHaveLength(1);
  });
});
