import { expect, it } from 'vitest';
import { putMember } from '../../src/app/school-setup.ts';
import { tellUnreachable } from '../../src/app/tell-unreachable.ts';
import { RoleId } from '../../src/domain/ids.ts';
import type { Platform } from '../../src/ports.ts';
import type { Directory } from '../../src/surface.ts';
import { cardText } from '../../src/view/plain-text.ts';
import { describeOnBothDatabases, type OpenedStore } from '../support/databases.ts';
import { openWorld, type World } from '../support/world.ts';

/** A platform where these accounts cannot be written to; whom it was asked about. */
function without(...lost: readonly string[]) {
  const asked: string[] = [];
  const directory: Directory = {
    names: async () => new Map(),
    membersOf: async () => [],
    fetch: async () => ({ ok: false, why: 'never', reason: 'no files here' }),
    channelTrouble: async () => null,
    noMember: async () => 'stranger',
    async unreachable(users) {
      asked.push(...users);
      return users.filter((user) => lost.includes(user));
    },
  };
  return { directory, asked };
}

const LOOSE = 'Accord cannot write to everybody';
const told = (world: World, role: 'admin' | 'head' = 'admin'): readonly string[] =>
  world
    .as(role)
    .cards()
    .filter((card) => card.title === LOOSE)
    .map(cardText);

async function look(
  world: World,
  directories: readonly (readonly [Platform, Directory])[],
  when: 'at_once' | 'in_school_hours' = 'in_school_hours',
): Promise<void> {
  await tellUnreachable(world.app, new Map(directories), when);
  await world.settle();
}

const add = async (world: World, name: string, role: string, platform: Platform, user: string) => {
  const identities = [{ platform, user }];
  const put = await world.app.store.write((unit) =>
    putMember(world.app, unit, world.school, { name, roles: [RoleId.parse(role)], identities }, 'clock'),
  );
  if (!put.ok) throw new Error(put.refusal.words);
  return put.made.member;
};

const onSlackToo = async (store: OpenedStore): Promise<World> => {
  const world = await openWorld(store, 'stockham-primary');
  await add(world, 'Dee Invented', 'dsl', 'slack', 'U0DSL');
  await add(world, 'Theo Invented', 'staff', 'teams', 'aad-theo');
  await world.settle();
  return world;
};

describeOnBothDatabases('people whom Accord cannot write to', (open) => {
  it('are told to the administrator with what they are and what to do, by platform, and no case', async () => {
    const world = await onSlackToo(await open());
    await world.as('teacher').fill('report', null, {
      who: 'new:Jordan Vale (invented)',
      breaches: ['loud_offensive_temper'],
      when: '2026-11-20T15:10',
      where: 'on_site',
      narrative: 'Shouted at the gate.',
    });
    const slack = without('U0DSL');
    const teams = without('aad-theo');
    await look(world, [
      ['slack', slack.directory],
      ['teams', teams.directory],
    ]);
    const [card, another] = told(world);
    expect(another).toBeUndefined();
    expect(card).toMatch(/On Slack[\s\S]*Dee Invented: [^\n]*afeguarding[\s\S]*switched off/);
    expect(card).toMatch(/On Microsoft Teams[\s\S]*Theo Invented[\s\S]*install Accord for them/);
    expect(card).not.toMatch(/AC-26|Jordan/);
    expect(told(world, 'head')).toEqual([]);
    expect(slack.asked).toEqual(['U0DSL']);
    expect(teams.asked).toEqual(['aad-theo']);
  });

  it('are told once a day while they are the same, again the next day, and at once when they are others', async () => {
    const world = await onSlackToo(await open());
    for (let n = 0; n < 3; n += 1) await look(world, [['slack', without('U0DSL').directory]]);
    expect(told(world)).toHaveLength(1);
    await add(world, 'Olu Invented', 'office', 'slack', 'U0OFFICE');
    await look(world, [['slack', without('U0DSL', 'U0OFFICE').directory]]);
    expect(told(world)).toHaveLength(2);
    world.clock.set('2026-11-23', 10);
    await look(world, [['slack', without('U0DSL', 'U0OFFICE').directory]]);
    expect(told(world)).toHaveLength(3);
  });

  it('are told in no evening or weekend, but at once to whoever has just set people up', async () => {
    const world = await onSlackToo(await open());
    world.clock.set('2026-11-21', 22);
    const slack = without('U0DSL');
    await look(world, [['slack', slack.directory]]);
    expect(told(world)).toEqual([]);
    expect(slack.asked).toEqual([]);
    await look(world, [['slack', slack.directory]], 'at_once');
    expect(told(world)).toHaveLength(1);
  });

  it('are nobody: then nothing is said', async () => {
    const world = await onSlackToo(await open());
    await look(world, [['slack', without().directory]]);
    expect(told(world)).toEqual([]);
  });

  it('that left meanwhile are in no card, and no card is sent for them alone', async () => {
    const world = await onSlackToo(await open());
    await tellUnreachable(world.app, new Map([['slack', without('U0DSL').directory]]), 'at_once');
    await world.app.store.write(async (unit) => {
      const gone = (await unit.members.ofSchool(world.school.id)).find((row) => row.name === 'Dee Invented');
      if (gone) await unit.members.put({ ...gone, roles: [], active: false });
    });
    await world.settle();
    expect(told(world)).toEqual([]);
  });

  it('are asked about outside any transaction, and a platform that fails keeps nothing from the others', async () => {
    const world = await onSlackToo(await open());
    const failing: Directory = {
      ...without().directory,
      async unreachable() {
        // A write inside a write would wait for ever.
        await world.app.store.write(async () => {});
        throw new Error('Slack is away: Dee Invented');
      },
    };
    await look(world, [
      ['slack', failing],
      ['teams', without('aad-theo').directory],
    ]);
    expect(told(world).join()).toContain('Theo Invented');
    expect(told(world).join()).not.toContain('Dee');
    expect(world.log.lines.join()).toContain('it is asked again');
  });

  it('are at most two hundred a run: those with a part each time, the others in turn', async () => {
    const world = await onSlackToo(await open());
    for (let n = 0; n < 250; n += 1) await add(world, 'Many Invented', 'staff', 'slack', `U1MANY${n}`);
    const slack = without();
    const run = async () => {
      const from = slack.asked.length;
      await tellUnreachable(world.app, new Map([['slack', slack.directory]]), 'at_once');
      return slack.asked.slice(from);
    };
    const first = await run();
    expect(first).toHaveLength(200);
    world.clock.set('2026-11-20', 16);
    const second = await run();
    expect(second).toHaveLength(200);
    for (const users of [first, second]) expect(users).toContain('U0DSL');
    expect(new Set([...first, ...second]).size).toBe(251);
  });

  it('that are the only administrators are said in the log, without a name', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await look(world, [['playground', without(world.as('admin').who.user).directory]]);
    expect(told(world)).toEqual([]);
    expect(world.log.lines.join()).toContain('can write to no administrator');
    expect(world.log.lines.join()).not.toContain('Invented');
  });
});
