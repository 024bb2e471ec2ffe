import { countRefused } from '../../src/app/count-refused.ts';
import { doorOf } from '../../src/app/receive.ts';
import { changeSettings } from '../../src/app/school-setup.ts';
import { addressesIn, directoriesOf } from '../../src/live/surfaces.ts';
import type { Store } from '../../src/ports.ts';
import type { Door } from '../../src/surface.ts';
import type { FakePerson } from './fake-slack/person.ts';
import { type RunningParts, type RunningSlack, runSlack } from './running-slack.ts';
import { EVERYBODY } from './story.ts';
import { openWorld, type RoleName, type World } from './world.ts';

export interface SlackSchool extends RunningSlack {
  readonly world: World;
  /** The leadership channel's id. */
  readonly channel: string;
  person(role: RoleName): FakePerson;
}

export const slackUser = (role: RoleName): string => `U0${role.toUpperCase().replaceAll('_', '')}`;

/** A school whose people are in Slack, over a real database, with the adapter on real signed HTTP. */
export async function slackSchool(
  store: Store,
  more: Partial<RunningParts> & { pack?: string; around?: (door: Door) => Door; alsoElsewhere?: true } = {},
): Promise<SlackSchool> {
  const world = await openWorld(store, more.pack ?? 'schools-and-parents');
  const { app, school } = world;
  let directories: ReturnType<typeof directoriesOf> = new Map();
  const door = doorOf(app, { refused: countRefused(app.counts, () => directories) });
  const running = await runSlack({
    door: more.around ? more.around(door) : door,
    addressOf: addressesIn(store),
    log: world.log,
    counts: app.counts,
    ...more,
  });
  directories = directoriesOf([running.slack]);
  const { workspace } = running.fake;
  const channel = workspace.addChannel('leadership', { isPrivate: true, withApp: true, members: [] }).id;
  await store.write(async (unit) => {
    for (const role of EVERYBODY) {
      const member = await unit.members.byId(school.id, world.as(role).id);
      if (!member) throw new Error(`Nobody plays ${role}.`);
      const own = { platform: 'slack' as const, user: slackUser(role) };
      await unit.members.put({
        ...member,
        identities: more.alsoElsewhere ? [own, ...member.identities] : [own],
      });
    }
    await changeSettings(app, unit, school, { channels: { slack: channel } }, 'command_line');
  });
  for (const role of EVERYBODY) workspace.addUser({ id: slackUser(role), realName: `Invented ${role}` });
  return { ...running, world, channel, person: (role) => running.fake.user(slackUser(role)) };
}
