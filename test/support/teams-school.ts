import { doorOf } from '../../src/app/receive.ts';
import { changeSettings } from '../../src/app/school-setup.ts';
import { addressesIn } from '../../src/live/surfaces.ts';
import type { Store } from '../../src/ports.ts';
import type { Door } from '../../src/surface.ts';
import type { FakePerson } from './fake-teams/person.ts';
import type { FakeTeam, FakeUser } from './fake-teams/tenant.ts';
import { type RunningParts, type RunningTeams, runTeams } from './running-teams.ts';
import { EVERYBODY } from './story.ts';
import { teamsAccount, teamsUserId } from './teams-stage/teams-account.ts';
import { openWorld, type RoleName, type World } from './world.ts';

export interface TeamsSchool extends RunningTeams {
  readonly world: World;
  /** The team with the leadership channel, which is its general one. */
  readonly team: FakeTeam;
  person(role: RoleName): FakePerson;
  user(role: RoleName): FakeUser;
}

/** A school whose people are in Teams, over a real database, with the adapter behind checked tokens. */
export async function teamsSchool(
  store: Store,
  more: Partial<RunningParts> & { pack?: string; around?: (door: Door) => Door } = {},
): Promise<TeamsSchool> {
  const world = await openWorld(store, more.pack ?? 'schools-and-parents');
  const { app, school } = world;
  const door = doorOf(app);
  const running = await runTeams({
    door: more.around ? more.around(door) : door,
    addressOf: addressesIn(store),
    log: world.log,
    counts: app.counts,
    ...more,
  });
  const { tenant } = running.fake;
  const users = new Map(
    EVERYBODY.map((role) => [
      role,
      tenant.addUser({ id: teamsUserId(role), aadObjectId: teamsAccount(role), name: `Invented ${role}` }),
    ]),
  );
  const team = tenant.addTeam('Leadership', {
    members: (['head', 'deputy', 'chair'] as const).map(teamsUserId),
  });
  await store.write(async (unit) => {
    for (const role of EVERYBODY) {
      const member = await unit.members.byId(school.id, world.as(role).id);
      if (!member) throw new Error(`Nobody plays ${role}.`);
      await unit.members.put({ ...member, identities: [{ platform: 'teams', user: teamsAccount(role) }] });
    }
    await changeSettings(app, unit, school, { channels: { teams: team.general.id } }, 'command_line');
  });
  const user = (role: RoleName): FakeUser => {
    const found = users.get(role);
    if (!found) throw new Error(`Nobody plays ${role}.`);
    return found;
  };
  return { ...running, world, team, user, person: (role) => running.fake.user(teamsUserId(role)) };
}
