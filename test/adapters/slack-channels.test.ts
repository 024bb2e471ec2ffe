import { afterEach, expect, it } from 'vitest';
import { deliverAll } from '../../src/app/deliver.ts';
import { tellChannel } from '../../src/app/tell-channel.ts';
import { readSettings } from '../../src/domain/settings.ts';
import { toDay } from '../../src/domain/time.ts';
import { directoriesOf } from '../../src/live/surfaces.ts';
import { describeOnSqlite, type TestDatabases } from '../support/databases.ts';
import { type SlackSchool, slackSchool, slackUser } from '../support/slack-school.ts';

const open: SlackSchool[] = [];
afterEach(async () => {
  for (const school of open.splice(0)) await school.stop();
});

const inSlack = async (db: TestDatabases): Promise<SlackSchool> => {
  const school = await slackSchool(await db());
  open.push(school);
  return school;
};

const chosen = async ({ world }: SlackSchool): Promise<string | undefined> => {
  const school = await world.app.store.read((unit) => unit.schools.byId(world.school.id));
  return readSettings(school?.settings ?? {}).channels.slack;
};

/** `later`: so many milliseconds after what the school's own timer says. */
const deliver = ({ world: { app }, slack }: SlackSchool, later = 0) =>
  deliverAll({ ...app, timer: { ms: () => app.timer.ms() + later } }, slack.outlet, 'test');

/** As the admin reads them. */
const told = (school: SlackSchool): readonly string[] =>
  school
    .person('admin')
    .screen()
    .messages.map((row) => row.lines.join(' '))
    .filter((lines) => lines.includes('leadership channel needs you'));

const owedInChannel = ({ world }: SlackSchool) =>
  world.app.store.write((unit) =>
    unit.owed.owe(
      [
        {
          key: 'weekly/2026-11-16/channel',
          school: world.school.id,
          to: { kind: 'channel', channel: 'leadership' },
          about: { show: 'weekly_channel', week: toDay('2026-11-16') },
        },
      ],
      world.app.clock.now(),
    ),
  );

describeOnSqlite('Slack: the leadership channel', (db) => {
  it('is none that others read, that is archived, that Accord was not added to, or that Slack says nothing of', async () => {
    const school = await inSlack(db);
    const { workspace, misbehave } = school.fake;
    const before = await chosen(school);
    const members = [slackUser('admin')];
    const cases = [
      [workspace.addChannel('with-others', { isShared: true, members }), 'People outside the school read'],
      [workspace.addChannel('unknown-to-it', { isPrivate: true, withApp: false, members }), 'was not added'],
      [workspace.addChannel('open-to-all', { withApp: false, members }), 'was not added'],
      [workspace.addChannel('old', { members }), 'is archived'],
    ] as const;
    cases[3][0].isArchived = true;
    const admin = school.person('admin');
    for (const [channel, words] of cases)
      for (const typed of ['/incident setup here', '/incident /incident  Setup\u00a0Here ']) {
        const { ack } = await admin.type(typed, channel.id);
        expect(ack.body, channel.name).toContain(words);
        expect(await chosen(school), channel.name).toBe(before);
      }
    const own = workspace.addChannel('leadership-2', { isPrivate: true, members });
    misbehave.next('conversations.info', { do: 'http', status: 500 });
    expect((await admin.type('/incident setup here', own.id)).ack.body).toContain('in a moment');
    expect(await chosen(school)).toBe(before);
    expect((await admin.type('/incident setup here', own.id)).ack.body).toContain('go to this channel');
    expect(await chosen(school)).toBe(own.id);
    // Of the private one it was not added to, Slack said that there is none.
    expect(school.fake.violations.map((row) => row.error)).toEqual([
      'channel_not_found',
      'channel_not_found',
    ]);
  });

  it('that Accord was taken out of keeps the weekly post waiting, and the administrator is told once a day', async () => {
    const school = await inSlack(db);
    const { world, fake, slack } = school;
    const channel = fake.workspace.channels.get(school.channel);
    if (!channel) throw new Error('There is no channel.');
    const look = async () => {
      await tellChannel(world.app, directoriesOf([slack]), 'in_school_hours');
      await deliver(school);
    };
    await look();
    expect(told(school)).toEqual([]);
    channel.members.delete(fake.names.botUserId);
    await owedInChannel(school);
    await deliver(school);
    expect(await world.app.store.read((unit) => unit.owed.counts())).toMatchObject({ owed: 1, aside: 0 });
    await look();
    await look();
    expect(told(school)).toHaveLength(1);
    expect(told(school)[0]).toContain('Add Accord to the channel');
    world.clock.set('2026-11-23', 10);
    await look();
    expect(told(school)).toHaveLength(2);
    expect(school.person('head').screen().messages.join(' ')).not.toContain('leadership channel');
    channel.members.add(fake.names.botUserId);
    await deliver(school, 60_001);
    expect(fake.workspace.messages.filter((row) => row.channel === channel.id)).toHaveLength(1);
    await look();
    expect(told(school)).toHaveLength(2);
  });

  it('that is shared with others later is told to the administrator', async () => {
    const school = await inSlack(db);
    const { world, fake, slack } = school;
    const shared = fake.workspace.addChannel('joined-up', { isShared: true });
    const settled = await world.app.store.read((unit) => unit.schools.byId(world.school.id));
    if (!settled) throw new Error('There is no school.');
    await world.app.store.write((unit) =>
      unit.schools.put({ ...settled, settings: { ...settled.settings, channels: { slack: shared.id } } }),
    );
    await tellChannel(world.app, directoriesOf([slack]), 'at_once');
    await deliver(school);
    expect(told(school)).toHaveLength(1);
    expect(told(school)[0]).toContain('People of other organisations read it');
  });
});
