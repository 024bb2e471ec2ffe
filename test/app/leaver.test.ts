import { expect, it } from 'vitest';
import { putMember, removeMember } from '../../src/app/school-setup.ts';
import { RoleId } from '../../src/domain/ids.ts';
import { cardText } from '../../src/view/plain-text.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { openWorld, type RoleName, type World } from '../support/world.ts';

const REPORT = {
  who: 'new:Jordan Vale (invented)',
  breaches: ['loud_offensive_temper'],
  when: '2026-11-20T15:10',
  narrative: 'MARKER-STORY',
};

const accountOf = (world: World, role: RoleName) => ({
  platform: 'playground' as const,
  user: `${world.school.id}:${role}`,
});
const leave = (world: World, role: RoleName) =>
  world.app.store.write((unit) =>
    removeMember(world.app, unit, world.school, accountOf(world, role), 'command_line'),
  );

describeOnBothDatabases('somebody who has left', (open) => {
  it('is a stranger: no word, no card and no name is answered', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await world.as('teacher').fill('report', null, REPORT);
    expect((await leave(world, 'head')).ok).toBe(true);
    for (const words of ['home', 'list', 'show AC-26-0001', 'report', 'gate']) {
      const reply = await world.as('head').say(words);
      expect(reply.is).toBe('card');
      const text = reply.is === 'card' ? cardText(reply.card) : '';
      expect(text).not.toMatch(/AC-26|Jordan|MARKER|Invented/);
      expect(reply).toEqual(await world.as('head').say('anything else'));
    }
  });

  it('is sent nothing more, not even what was owed before they left', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await world.settle();
    await world.as('teacher').fill('report', null, REPORT);
    const before = world.as('head').cards().length;
    await leave(world, 'head');
    await world.settle();
    world.clock.set('2026-11-23', 9);
    await world.settle();
    world.clock.set('2026-11-30', 9);
    await world.settle();
    expect(world.as('head').cards()).toHaveLength(before);
    expect(await world.app.store.read((unit) => unit.owed.counts())).toMatchObject({ owed: 0, aside: 0 });
    expect(world.channel().length).toBeGreaterThan(0);
  });

  it('keeps the reference alone on the card they had, once the case moves on', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await world.as('teacher').fill('report', null, REPORT);
    await world.settle();
    const had = () => world.as('head').cards().map(cardText).join('\n');
    expect(had()).toContain('MARKER-STORY');
    await leave(world, 'head');
    const id = await world.caseByRef('AC-26-0001');
    await world.as('teacher').fill('account', id, { text: 'MARKER-MORE' });
    await world.settle();
    expect(had()).toContain('AC-26-0001');
    expect(had()).not.toMatch(/MARKER|Jordan/);
  });

  it('keeps the reference alone of what they reported themselves, too', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await world.as('teacher').fill('report', null, REPORT);
    const id = await world.caseByRef('AC-26-0001');
    const decided = await world.as('head').fill('classify', id, { finding: 'found' });
    expect(decided).toMatchObject({ is: 'said', level: 'good' });
    await world.as('head').fill('account', id, { text: 'Saw it too.' });
    await world.settle();
    const had = () => world.as('teacher').cards().map(cardText).join('\n');
    expect(had()).toContain('MARKER-STORY');
    await leave(world, 'teacher');
    await world.as('head').fill('account', id, { text: 'Heard of it again.' });
    await world.settle();
    expect(had()).toContain('AC-26-0001');
    expect(had()).not.toMatch(/MARKER|Take it back/);
  });

  it('leaves nothing undone: what they owed falls to whoever has the role next', async () => {
    const store = await open();
    const world = await openWorld(store, 'stockham-primary');
    await world.as('teacher').fill('report', null, REPORT);
    const due = async (role: RoleName): Promise<string> => {
      const reply = await world.as(role).say('due');
      return reply.is === 'card' ? cardText(reply.card) : '';
    };
    expect(await due('head')).toContain('AC-26-0001');
    expect(await due('teacher3')).not.toContain('AC-26-0001');
    await leave(world, 'head');
    // With no head, the deputy has it alone.
    expect(await due('deputy')).toContain('AC-26-0001');
    expect(await due('teacher3')).not.toContain('AC-26-0001');
    await store.write((unit) =>
      putMember(
        world.app,
        unit,
        world.school,
        {
          name: 'Invented successor',
          roles: [RoleId.parse('head')],
          identities: [accountOf(world, 'teacher3')],
        },
        'command_line',
      ),
    );
    expect(await due('teacher3')).toContain('AC-26-0001');
    world.clock.set('2026-11-27', 9);
    await world.settle();
    expect(world.as('teacher3').cards().map(cardText).join('\n')).toContain('Decide what to do');
  });
});
