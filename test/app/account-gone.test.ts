import { expect, it } from 'vitest';
import { doorOf } from '../../src/app/receive.ts';
import type { NewMember } from '../../src/app/school-setup.ts';
import { putMember } from '../../src/app/school-setup.ts';
import { RoleId } from '../../src/domain/ids.ts';
import { cardText } from '../../src/view/plain-text.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { onSlack, peopleOf } from '../support/on-slack.ts';
import { openWorld, type RoleName, type World } from '../support/world.ts';

const played = (world: World, role: RoleName) => ({
  platform: 'playground' as const,
  user: `${world.school.id}:${role}`,
});
const goes = (world: World, role: RoleName) => doorOf(world.app).accountGone(played(world, role));
const memberOf = async (world: World, role: RoleName) =>
  (await peopleOf(world, world.school.id)).find((row) => row.id === world.as(role).id);
const told = (world: World, role: RoleName): string => world.as(role).cards().map(cardText).join('\n');
const put = ({ app, school }: World, asked: NewMember) =>
  app.store.write((unit) => putMember(app, unit, school, asked, 'command_line'));

describeOnBothDatabases('an account that was switched off', (open) => {
  it('ends every role, lets nobody in any more and is written down', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await goes(world, 'head');
    expect(await memberOf(world, 'head')).toMatchObject({ active: false, roles: [] });
    const reply = await world.as('head').say('home');
    expect(reply.is === 'card' && reply.card.title).toBe('We have not met yet');
    const facts = await world.app.store.read((unit) => unit.journal.load(`school:${world.school.id}`));
    expect(facts.slice(-2)).toMatchObject([
      { type: 'member_changed', by: 'clock' },
      { type: 'account_gone', by: 'clock', data: { ended: ['head'], platform: 'playground' } },
    ]);
    expect(JSON.stringify(facts)).not.toContain('Invented');
  });

  it('is told to the administrators alone: whose, which parts ended, and that nobody plays them now', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await goes(world, 'chair');
    await world.settle();
    expect(told(world, 'admin')).toContain(
      'The account of Invented chair on the playground was switched off.',
    );
    expect(told(world, 'admin')).toMatch(/\[ \] Chair of.*: nobody now\. Choose somebody\./);
    expect(told(world, 'admin')).toContain('"setup"');
    for (const role of ['head', 'teacher', 'dpo', 'chair'] as const)
      expect(told(world, role)).not.toContain('switched off');
    const previews = world.surface
      .messages({ kind: 'member', member: world.as('admin').id }, world.school.id)
      .map((row) => row.preview);
    expect(previews.join()).not.toContain('Invented');
  });

  it('says who plays the part now where somebody does', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await put(world, {
      name: 'Second Invented',
      roles: [RoleId.parse('dsl')],
      identities: [{ platform: 'slack', user: 'U0DSL' }],
    });
    await goes(world, 'dsl');
    await world.settle();
    expect(told(world, 'admin')).toContain('[x] Safeguarding lead: this is now Second Invented.');
  });

  it('is told once, however often the platform says so', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await goes(world, 'teacher');
    await goes(world, 'teacher');
    await world.settle();
    expect(told(world, 'admin').match(/The account of/g)).toHaveLength(1);
  });

  it('is told again when the same person is added and leaves once more', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await goes(world, 'teacher');
    await put(world, {
      name: 'Invented teacher',
      roles: [RoleId.parse('staff')],
      identities: [played(world, 'teacher')],
    });
    await goes(world, 'teacher');
    await world.settle();
    expect(told(world, 'admin').match(/The account of/g)).toHaveLength(2);
  });

  it('takes away that account alone where they have another one', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await put(world, {
      name: 'Invented head',
      roles: [RoleId.parse('head')],
      identities: [played(world, 'head'), { platform: 'slack', user: 'U0HEAD' }],
    });
    await goes(world, 'head');
    expect(await memberOf(world, 'head')).toMatchObject({
      active: true,
      roles: ['head'],
      identities: [{ platform: 'slack', user: 'U0HEAD' }],
    });
    expect((await onSlack(world, 'U0HEAD').say('due')).is).toBe('card');
    const reply = await world.as('head').say('due');
    expect(reply.is === 'card' && reply.card.title).toBe('We have not met yet');
    await world.settle();
    expect(told(world, 'admin')).toContain('They have another account, so they keep their parts');
  });

  it('of the last administrator is warned of in the log, without a name', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await goes(world, 'admin');
    const warned = world.log.lines.filter((line) => line.includes('last administrator'));
    expect(warned).toHaveLength(1);
    expect(warned.join()).not.toMatch(/Invented/);
  });

  it('ends in every school where it was somebody, and of a stranger is nothing', async () => {
    const store = await open();
    const here = await openWorld(store, 'stockham-primary');
    const there = await openWorld(store, 'robert-miles-junior', { name: 'Moorfield Junior' });
    for (const world of [here, there])
      await put(world, {
        name: 'Sam Invented',
        roles: [RoleId.parse('staff')],
        identities: [{ platform: 'slack', user: 'U0SAM' }],
      });
    await doorOf(here.app).accountGone({ platform: 'slack', user: 'U0NOBODY' });
    await doorOf(here.app).accountGone({ platform: 'slack', user: 'U0SAM' });
    for (const world of [here, there]) {
      const sam = (await peopleOf(world, world.school.id)).find((row) => row.name === 'Sam Invented');
      expect(sam?.active).toBe(false);
    }
  });
});
