import { expect, it } from 'vitest';
import { putMember, removeMember } from '../../src/app/school-setup.ts';
import { syncGroups } from '../../src/app/sync-groups.ts';
import { RoleId } from '../../src/domain/ids.ts';
import type { Platform } from '../../src/ports.ts';
import type { Directory } from '../../src/surface.ts';
import { describeOnBothDatabases, type OpenedStore } from '../support/databases.ts';
import { delivered, onSlack, peopleOf, picked, rolesOf } from '../support/on-slack.ts';
import { openWorld, type World } from '../support/world.ts';

type Groups = Record<string, { readonly user: string; readonly name: string }[]>;

/** A platform that keeps these groups, and fails for any other as Slack does for one that is gone. */
const keeping = (groups: Groups, asked: string[] = []): Directory => ({
  names: async () => new Map(),
  async membersOf(group) {
    asked.push(group);
    const people = groups[group];
    if (!people) throw new Error('no_such_subteam: Theo Invented');
    return people;
  },
  unreachable: async () => [],
  channelTrouble: async () => null,
  noMember: async () => 'stranger',
  fetch: async () => ({ ok: false, why: 'never', reason: 'no files here' }),
});

const THEO = { user: 'U0THEO', name: 'Theo Invented' };
const UMA = { user: 'U0UMA', name: 'Uma Invented' };
const STAFF = { platform: 'slack', group: 'S0STAFF' };
const TAS = { platform: 'slack', group: 'S0TAS' };

const withGroups = async (store: OpenedStore, ...groups: (typeof STAFF)[]): Promise<World> =>
  openWorld(store, 'stockham-primary', { settings: { groups } });
const sync = ({ app }: World, directory: Directory, platform: Platform = 'slack') =>
  syncGroups(app, new Map([[platform, directory]]));
const journalOf = ({ app, school }: World) =>
  app.store.read((unit) => unit.journal.load(`school:${school.id}`));
const add = ({ app, school }: World, role: string, user: string) =>
  app.store.write((unit) =>
    putMember(
      app,
      unit,
      school,
      { name: 'Added Invented', roles: [RoleId.parse(role)], identities: [{ platform: 'slack', user }] },
      'command_line',
    ),
  );

describeOnBothDatabases('the people of a group', (open) => {
  it('become members who may report, once, and are welcomed', async () => {
    const world = await withGroups(await open(), STAFF, TAS);
    const directory = keeping({ S0STAFF: [THEO], S0TAS: [THEO, UMA] });
    await sync(world, directory);
    await sync(world, directory);
    expect(await rolesOf(world, world.school.id)).toEqual({ U0THEO: ['staff'], U0UMA: ['staff'] });
    const members = await peopleOf(world, world.school.id);
    expect(
      members
        .filter((row) => row.via === 'group')
        .map((row) => row.name)
        .sort(),
    ).toEqual(['Theo Invented', 'Uma Invented']);
    const added = (await journalOf(world)).filter((row) => row.by === 'clock');
    expect(added.map((row) => row.type)).toEqual(['member_added', 'member_added']);
    const sent = await delivered(world);
    for (const { id } of members.filter((row) => row.via === 'group'))
      expect(sent.messages({ kind: 'member', member: id }, world.school.id)).toHaveLength(1);
  });

  it('are members no more once they are in none of the groups, and again when they come back', async () => {
    const world = await withGroups(await open(), STAFF, TAS);
    await sync(world, keeping({ S0STAFF: [THEO, UMA], S0TAS: [THEO] }));
    await sync(world, keeping({ S0STAFF: [], S0TAS: [THEO] }));
    expect(await rolesOf(world, world.school.id)).toEqual({ U0THEO: ['staff'] });
    const left = await peopleOf(world, world.school.id);
    await sync(world, keeping({ S0STAFF: [UMA], S0TAS: [] }));
    expect(await rolesOf(world, world.school.id)).toEqual({ U0UMA: ['staff'] });
    expect((await peopleOf(world, world.school.id)).map((row) => row.id)).toEqual(left.map((row) => row.id));
  });

  it('are left as they are where an administrator added them, in the group or out of it', async () => {
    const world = await withGroups(await open(), STAFF);
    await add(world, 'head', 'U0HEAD');
    await sync(world, keeping({ S0STAFF: [{ user: 'U0HEAD', name: 'Other Name' }] }));
    await sync(world, keeping({ S0STAFF: [] }));
    expect(await rolesOf(world, world.school.id)).toEqual({ U0HEAD: ['head'] });
    expect((await peopleOf(world, world.school.id)).map((row) => row.name)).toContain('Added Invented');
  });

  it('stay away where somebody removed them by hand', async () => {
    const world = await withGroups(await open(), STAFF);
    const directory = keeping({ S0STAFF: [THEO] });
    await sync(world, directory);
    const { app, school } = world;
    await app.store.write((unit) =>
      removeMember(app, unit, school, { platform: 'slack', user: 'U0THEO' }, 'command_line'),
    );
    await sync(world, directory);
    expect(await rolesOf(world, school.id)).toEqual({});
  });

  it('are added once when two rounds run at the same time', async () => {
    const world = await withGroups(await open(), STAFF);
    const directory = keeping({ S0STAFF: [THEO, UMA] });
    await Promise.all([1, 2, 3, 4].map(() => sync(world, directory)));
    const here = await peopleOf(world, world.school.id);
    expect(here.filter((row) => row.via === 'group')).toHaveLength(2);
  });

  it('stay as staff of the group when the setup form takes their part away', async () => {
    const world = await withGroups(await open(), STAFF);
    const { app, school } = world;
    await add(world, 'admin', 'U0ADMIN');
    await add(world, 'dsl', 'U0THEO');
    const admin = onSlack(world, 'U0ADMIN');
    const form = await admin.tap({ tap: 'form', form: 'setup', case: null, carries: {} });
    if (form.is !== 'form') throw new Error('No form came.');
    expect(await admin.send(form.form, { dsl: [] })).toMatchObject({ level: 'good' });
    expect(await rolesOf(world, school.id)).toEqual({ U0ADMIN: ['admin'] });
    await syncGroups(app, new Map([['slack', keeping({ S0STAFF: [THEO] })]]));
    expect(await rolesOf(world, school.id)).toEqual({ U0ADMIN: ['admin'], U0THEO: ['staff'] });
  });

  it('stay for good once an administrator picks them by hand', async () => {
    const world = await withGroups(await open(), STAFF);
    await add(world, 'admin', 'U0ADMIN');
    await sync(world, keeping({ S0STAFF: [THEO, UMA] }));
    const admin = onSlack(world, 'U0ADMIN');
    const form = await admin.tap({ tap: 'form', form: 'setup', case: null, carries: {} });
    if (form.is !== 'form') throw new Error('No form came.');
    expect(picked(form.form)).toMatchObject({ reporters: [], groups: ['S0STAFF'] });
    expect(await admin.send(form.form, { office: ['U0THEO'] })).toMatchObject({ level: 'good' });
    await sync(world, keeping({ S0STAFF: [] }));
    expect(await rolesOf(world, world.school.id)).toEqual({
      U0ADMIN: ['admin'],
      U0THEO: ['staff', 'office'],
    });
  });

  it('end when the group is taken out of the settings', async () => {
    const world = await withGroups(await open(), STAFF);
    await sync(world, keeping({ S0STAFF: [THEO] }));
    const { app, school } = world;
    await app.store.write((unit) =>
      unit.schools.put({ ...school, settings: { ...school.settings, groups: [] } }),
    );
    await sync(world, keeping({}));
    expect(await rolesOf(world, school.id)).toEqual({});
  });
});

describeOnBothDatabases('a platform that cannot say who is in a group', (open) => {
  it('changes nothing, also not by the groups it could say, and is logged without a name', async () => {
    const world = await withGroups(await open(), STAFF, TAS);
    await sync(world, keeping({ S0STAFF: [THEO], S0TAS: [] }));
    const before = await journalOf(world);
    await sync(world, keeping({ S0STAFF: [UMA] }));
    expect(await rolesOf(world, world.school.id)).toEqual({ U0THEO: ['staff'] });
    expect(await journalOf(world)).toEqual(before);
    expect(world.log.lines.filter((line) => line.includes('could not say'))).toHaveLength(1);
  });

  it('does not end those who came by the group of another platform', async () => {
    const world = await withGroups(await open(), STAFF);
    await sync(world, keeping({ S0STAFF: [THEO] }));
    await sync(world, keeping({}), 'teams');
    expect(await rolesOf(world, world.school.id)).toEqual({ U0THEO: ['staff'] });
  });

  it('holds up no other school', async () => {
    const store = await open();
    const gone = await withGroups(store, { platform: 'slack', group: 'S0GONE' });
    const fine = await withGroups(store, STAFF);
    await sync(fine, keeping({ S0STAFF: [THEO] }));
    expect(await rolesOf(gone, gone.school.id)).toEqual({});
    expect(await rolesOf(fine, fine.school.id)).toEqual({ U0THEO: ['staff'] });
  });
});

describeOnBothDatabases('groups that change while the platform is asked', (open) => {
  it('wait for the next round, and nobody leaves by an answer to another question', async () => {
    const world = await withGroups(await open(), STAFF);
    await sync(world, keeping({ S0STAFF: [THEO] }));
    const { app, school } = world;
    const directory: Directory = {
      ...keeping({}),
      async membersOf() {
        await app.store.write((unit) =>
          unit.schools.put({ ...school, settings: { ...school.settings, groups: [STAFF, TAS] } }),
        );
        return [];
      },
    };
    await sync(world, directory);
    expect(await rolesOf(world, school.id)).toEqual({ U0THEO: ['staff'] });
  });
});
