import { expect, it } from 'vitest';
import { doorOf } from '../../src/app/receive.ts';
import { changeSettings, putMember, removeMember } from '../../src/app/school-setup.ts';
import { RoleId } from '../../src/domain/ids.ts';
import type { School } from '../../src/ports.ts';
import type { Form } from '../../src/view/form.ts';
import { cardText } from '../../src/view/plain-text.ts';
import type { Reply } from '../../src/view/reply.ts';
import { describeOnBothDatabases, type OpenedStore } from '../support/databases.ts';
import { buttonsIn } from '../support/drawings.ts';
import {
  delivered,
  onSlack,
  peopleOf,
  picked,
  rolesOf,
  type SlackAccount,
  unclaimed,
} from '../support/on-slack.ts';
import { openWorld, type World } from '../support/world.ts';

const formIn = (reply: Reply): Form => {
  if (reply.is !== 'form' && reply.is !== 'form_again')
    throw new Error(`No form: ${reply.is === 'said' ? reply.text : cardText(reply.card)}`);
  return reply.form;
};
const saidIn = (reply: Reply): string => {
  if (reply.is !== 'said') throw new Error(`Nothing was said, but a ${reply.is} came.`);
  return reply.text;
};

const SETUP = { tap: 'form', form: 'setup', case: null, carries: {} } as const;
const NAMES = {
  U0HEAD: 'Hanna Invented',
  U0CHAIR: 'Chris Invented',
  U0OFFICE: 'Olu Invented',
  U0DSL: 'Dee Invented',
  U0DPO: 'Pip Invented',
  U0TEACHER: 'Theo Invented',
};
const EVERYBODY = {
  head: ['U0HEAD'],
  chair: ['U0CHAIR'],
  office: ['U0OFFICE'],
  dsl: ['U0DSL'],
  dpo: ['U0DPO'],
  reporters: ['U0ADMIN', 'U0TEACHER'],
  groups: ['S0STAFF'],
  channel: 'C0LEAD',
};

interface Begun {
  readonly world: World;
  readonly school: School;
  readonly admin: SlackAccount;
  readonly form: Form;
}

async function claimed(store: OpenedStore): Promise<Begun> {
  const world = await openWorld(store, 'stockham-primary');
  const { school, code } = await unclaimed(world);
  const admin = onSlack(world, 'U0ADMIN', 'Ada Invented');
  return { world, school, admin, form: formIn(await admin.say(`setup ${code}`)) };
}

const factsOf = ({ world, school }: Begun) =>
  world.app.store.read((unit) => unit.journal.load(`school:${school.id}`));

describeOnBothDatabases('the first administrator', (open) => {
  it('types the one-time code and is handed the form at once', async () => {
    const begun = await claimed(await open());
    expect(begun.form.name).toBe('setup');
    expect(begun.form.school).toBe(begun.school.id);
    expect(await rolesOf(begun.world, begun.school.id)).toEqual({ U0ADMIN: ['admin', 'staff'] });
    expect((await peopleOf(begun.world, begun.school.id)).map((row) => row.name)).toEqual(['Ada Invented']);
    expect((await factsOf(begun)).map((row) => row.type)).toContain('school_claimed');
  });

  it('may type it after the command, in small letters, and is called Administrator where Slack gave no name', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    const { school, code } = await unclaimed(world);
    const reply = await onSlack(world, 'U0ADMIN').say(`/incident setup ${code.toLowerCase()}`);
    expect(reply.is).toBe('form');
    expect((await peopleOf(world, school.id)).map((row) => row.name)).toEqual(['Administrator']);
  });

  it('gets the same answer when the platform delivers the same message twice', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    const { school, code } = await unclaimed(world);
    const admin = onSlack(world, 'U0ADMIN', 'Ada Invented');
    expect((await admin.say(`setup ${code}`)).is).toBe('form');
    expect((await admin.say(`setup ${code}`)).is).toBe('form');
    expect(await peopleOf(world, school.id)).toHaveLength(1);
    expect(world.app.counts.all()).toEqual({});
  });

  it('does not get in again by the used code once they were removed', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    const { school, code } = await unclaimed(world);
    const admin = onSlack(world, 'U0ADMIN', 'Ada Invented');
    await admin.say(`setup ${code}`);
    await world.app.store.write((unit) =>
      removeMember(world.app, unit, school, { platform: 'slack', user: 'U0ADMIN' }, 'command_line'),
    );
    expect(saidIn(await admin.say(`setup ${code}`))).toContain('has been used');
    expect(await rolesOf(world, school.id)).toEqual({});
  });

  it('keeps the parts that the command line gave them before', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    const { school, code } = await unclaimed(world);
    await world.app.store.write((unit) =>
      putMember(
        world.app,
        unit,
        school,
        {
          name: 'Hanna Invented',
          roles: [RoleId.parse('head')],
          identities: [
            { platform: 'slack', user: 'U0HEAD' },
            { platform: 'teams', user: 'aad-head' },
          ],
        },
        'command_line',
      ),
    );
    await onSlack(world, 'U0HEAD', 'h.invented').say(`setup ${code}`);
    const [head] = await peopleOf(world, school.id);
    expect(head).toMatchObject({ name: 'Hanna Invented', roles: ['head', 'admin', 'staff'] });
    expect(head?.identities).toContainEqual({ platform: 'teams', user: 'aad-head' });
  });

  it('may claim another school with its own code', async () => {
    const { world, admin, school } = await claimed(await open());
    const second = await unclaimed(world, 'Moorfield Infant');
    expect(formIn(await admin.say(`setup ${second.code}`)).school).toBe(second.school.id);
    expect(await rolesOf(world, second.school.id)).toEqual({ U0ADMIN: ['admin', 'staff'] });
    expect(await rolesOf(world, school.id)).toEqual({ U0ADMIN: ['admin', 'staff'] });
  });
});

describeOnBothDatabases('a code that is wrong', (open) => {
  it('is refused with a sentence and counted, and lets nobody in', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    const { school } = await unclaimed(world);
    const reply = await onSlack(world, 'U0NOBODY').say('setup AAAAA-AAAAA-AAAAA-AAAAA');
    expect(saidIn(reply)).toContain('That code is not right, or has been used.');
    expect(await peopleOf(world, school.id)).toEqual([]);
    expect(world.app.counts.all()).toEqual({ wrong_code: 1, stranger: 1 });
    expect(JSON.stringify(world.log.lines)).not.toContain('AAAAA');
  });

  it('is refused when it has been used by somebody else', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    const { school, code } = await unclaimed(world);
    await onSlack(world, 'U0ADMIN', 'Ada Invented').say(`setup ${code}`);
    expect(saidIn(await onSlack(world, 'U0SECOND').say(`setup ${code}`))).toContain('has been used');
    expect(await peopleOf(world, school.id)).toHaveLength(1);
  });

  it('five times shuts the account out for the hour, even with the right one, and nobody else', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    const { school, code } = await unclaimed(world);
    const guesser = onSlack(world, 'U0NOBODY');
    for (let n = 0; n < 5; n += 1)
      expect(saidIn(await guesser.say(`setup wrong-${n}`))).toContain('not right');
    world.clock.set('2026-11-20', 15, 50);
    expect(saidIn(await guesser.say(`setup ${code}`))).toContain('Try again in 30 minutes');
    expect(world.app.counts.all()).toEqual({ wrong_code: 5, stranger: 6 });
    world.clock.set('2026-11-20', 16, 20);
    expect((await guesser.say(`setup ${code}`)).is).toBe('form');
    expect(await rolesOf(world, school.id)).toEqual({ U0NOBODY: ['admin', 'staff'] });
  });

  it('does not shut out another account', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    const { code } = await unclaimed(world);
    for (let n = 0; n < 6; n += 1) await onSlack(world, 'U0NOBODY').say(`setup wrong-${n}`);
    expect((await onSlack(world, 'U0ADMIN').say(`setup ${code}`)).is).toBe('form');
  });
});

describeOnBothDatabases('somebody unknown', (open) => {
  it('is counted, and a member is not', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await onSlack(world, 'U0NOBODY').say('home');
    await onSlack(world, 'U0NOBODY').tap(SETUP);
    await world.as('teacher').say('home');
    expect(world.app.counts.all()).toEqual({ stranger: 2 });
  });
});

describeOnBothDatabases('the setup form', (open) => {
  it('makes members of whoever is picked, with their parts, and says what is set and what is missing', async () => {
    const begun = await claimed(await open());
    const { world, school, admin, form } = begun;
    const reply = await admin.send(form, EVERYBODY, NAMES);
    expect(reply).toMatchObject({ is: 'said', level: 'good' });
    expect(saidIn(reply)).toMatch(/Saved\. Set: .*the channel for the weekly post, one group\./);
    expect(saidIn(reply)).toContain('Data protection officer, the channel');
    expect(saidIn(reply)).toContain('Still missing:');
    expect(saidIn(reply)).not.toMatch(/Nobody is the|No channel is set|Invented/);
    expect(await rolesOf(world, school.id)).toEqual({
      U0ADMIN: ['admin', 'staff'],
      U0HEAD: ['head'],
      U0CHAIR: ['chair'],
      U0OFFICE: ['office'],
      U0DSL: ['dsl'],
      U0DPO: ['dpo'],
      U0TEACHER: ['staff'],
    });
    const names = (await peopleOf(world, school.id)).map((row) => row.name).sort();
    expect(names).toEqual(['Ada Invented', ...Object.values(NAMES)].sort());
    expect(JSON.stringify(await factsOf(begun))).not.toMatch(/Invented|C0LEAD/);
    const kept = await world.app.store.read((unit) => unit.schools.byId(school.id));
    expect(kept?.settings).toMatchObject({
      channels: { slack: 'C0LEAD' },
      groups: [{ platform: 'slack', group: 'S0STAFF' }],
    });
  });

  it('owes each of them a welcome', async () => {
    const { world, school, admin, form } = await claimed(await open());
    await admin.send(form, EVERYBODY, NAMES);
    const sent = await delivered(world);
    for (const { id } of await peopleOf(world, school.id))
      expect(sent.messages({ kind: 'member', member: id }, school.id).map((row) => row.card.title)).toContain(
        'Welcome to Accord at Larkfield Primary',
      );
  });

  it('is filled with who holds what, and sent untouched changes nothing at all', async () => {
    const begun = await claimed(await open());
    const { admin, form } = begun;
    await admin.send(form, EVERYBODY, NAMES);
    const again = formIn(await admin.tap(SETUP));
    expect(picked(again)).toEqual({ deputy: [], ...EVERYBODY });
    const before = await factsOf(begun);
    expect(await admin.send(again)).toMatchObject({ is: 'said', level: 'good' });
    expect(await factsOf(begun)).toEqual(before);
  });

  it('sent twice does nothing twice, and is answered the same', async () => {
    const begun = await claimed(await open());
    const { admin, form } = begun;
    const first = await admin.send(form, EVERYBODY, NAMES);
    const before = await factsOf(begun);
    expect(await admin.send(form, EVERYBODY, NAMES)).toEqual(first);
    expect(await factsOf(begun)).toEqual(before);
  });

  it('has the groups looked at once it was saved, and not when it was refused', async () => {
    const { world, admin, form } = await claimed(await open());
    const looked: string[] = [];
    const door = doorOf(world.app, { setUp: () => looked.push('groups') });
    const send = (chair: string[]) =>
      door.receive(admin.who, {
        do: 'submit',
        submit: {
          ...{ form: 'setup', key: form.key, case: null, revision: form.revision, carries: {} },
          values: { head: ['U0HEAD'], chair, reporters: ['U0ADMIN'] },
          names: NAMES,
        },
      });
    expect((await send(['U0HEAD'])).is).toBe('form_again');
    expect(looked).toEqual([]);
    expect((await send(['U0CHAIR'])).is).toBe('said');
    expect(looked).toEqual(['groups']);
  });

  it('takes the parts from whoever is taken out of every field, and leaves what was given elsewhere', async () => {
    const { world, school, admin, form } = await claimed(await open());
    await admin.send(form, EVERYBODY, NAMES);
    const again = formIn(await admin.tap(SETUP));
    const reply = await admin.send(again, { head: [], office: ['U0HEAD'], dsl: [], dpo: [], reporters: [] });
    expect(reply).toMatchObject({ is: 'said', level: 'good' });
    expect(await rolesOf(world, school.id)).toEqual({
      U0ADMIN: ['admin'],
      U0HEAD: ['office'],
      U0CHAIR: ['chair'],
    });
    const gone = await onSlack(world, 'U0DSL').say('home');
    expect(gone.is === 'card' && gone.card.title).toBe('We have not met yet');
  });

  it('learns the name of an administrator who had none, once they are picked themselves', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    const { school, code } = await unclaimed(world);
    const admin = onSlack(world, 'U0ADMIN');
    const form = formIn(await admin.say(`setup ${code}`));
    await admin.send(form, { head: ['U0ADMIN'] }, { U0ADMIN: 'Ada Invented' });
    expect(await peopleOf(world, school.id)).toMatchObject([
      { name: 'Ada Invented', roles: ['admin', 'staff', 'head'] },
    ]);
  });

  it('keeps those who may report beyond what the field has room for', async () => {
    const { world, school, admin } = await claimed(await open());
    for (let n = 0; n < 64; n += 1)
      await world.app.store.write((unit) =>
        putMember(
          world.app,
          unit,
          school,
          {
            name: 'Many Invented',
            roles: [RoleId.parse('staff')],
            identities: [{ platform: 'slack', user: `U1MANY${n}` }],
          },
          'command_line',
        ),
      );
    const form = formIn(await admin.tap(SETUP));
    expect(picked(form).reporters).toHaveLength(60);
    expect(await admin.send(form, { head: ['U0HEAD'] }, NAMES)).toMatchObject({ level: 'good' });
    expect(Object.keys(await rolesOf(world, school.id))).toHaveLength(66);
  });

  it('leaves alone who holds a part on another platform, and keeps their other accounts', async () => {
    const { world, school, admin } = await claimed(await open());
    const put = (
      name: string,
      role: string,
      ...identities: { platform: 'slack' | 'teams'; user: string }[]
    ) =>
      world.app.store.write((unit) =>
        putMember(world.app, unit, school, { name, roles: [RoleId.parse(role)], identities }, 'command_line'),
      );
    await put('Chris Invented', 'chair', { platform: 'teams', user: 'aad-chair' });
    await put(
      'Vic Invented',
      'vice_chair',
      { platform: 'teams', user: 'aad-vice' },
      { platform: 'slack', user: 'U0VICE' },
    );
    const form = formIn(await admin.tap(SETUP));
    expect(picked(form).chair).toEqual([]);
    expect(await admin.send(form, { office: ['U0VICE'] })).toMatchObject({ level: 'good' });
    const members = await peopleOf(world, school.id);
    expect(members.find((row) => row.name === 'Chris Invented')).toMatchObject({
      roles: ['chair'],
      active: true,
    });
    expect(members.find((row) => row.name === 'Vic Invented')).toMatchObject({
      roles: ['vice_chair', 'office'],
      identities: expect.arrayContaining([{ platform: 'teams', user: 'aad-vice' }]),
    });
  });

  it('comes back with what was chosen and a sentence at the field, having saved none of it', async () => {
    const begun = await claimed(await open());
    const { admin, form } = begun;
    const before = await factsOf(begun);
    const reply = await admin.send(form, { ...EVERYBODY, chair: ['U0HEAD'] }, NAMES);
    expect(reply.is).toBe('form_again');
    expect(Object.keys(formIn(reply).errors)).toEqual(['chair']);
    expect(picked(formIn(reply))).toMatchObject({ chair: ['U0HEAD'], channel: 'C0LEAD' });
    const nameless = await admin.send(form, EVERYBODY, { ...NAMES, U0DSL: '' });
    expect(Object.keys(formIn(nameless).errors)).toEqual(['dsl']);
    expect(await factsOf(begun)).toEqual(before);
  });

  it('comes back with what was chosen when people were changed meanwhile, and takes nothing from anybody unseen', async () => {
    const { world, school, admin, form } = await claimed(await open());
    await world.app.store.write((unit) =>
      putMember(
        world.app,
        unit,
        school,
        {
          name: 'Dee Invented',
          roles: [RoleId.parse('dsl')],
          identities: [{ platform: 'slack', user: 'U0DSL' }],
        },
        'command_line',
      ),
    );
    const reply = await admin.send(form, { ...EVERYBODY, dsl: [] }, NAMES);
    expect(reply.is).toBe('form_again');
    expect(formIn(reply).errors.form).toContain('Somebody has changed people');
    expect(await rolesOf(world, school.id)).toEqual({ U0ADMIN: ['admin', 'staff'], U0DSL: ['dsl'] });
    expect(await admin.send(formIn(reply), {}, NAMES)).toMatchObject({ level: 'good' });
    expect(Object.keys(await rolesOf(world, school.id))).not.toContain('U0DSL');
  });

  it('is for administrators alone: nobody else sees it or sends it, and that they tried is written down', async () => {
    const { world, school, admin, form } = await claimed(await open());
    await admin.send(form, EVERYBODY, NAMES);
    const head = onSlack(world, 'U0HEAD');
    expect(saidIn(await head.tap(SETUP))).toContain('for the administrator');
    const forged = await head.send(
      { ...form, key: world.app.ids.next() as Form['key'] },
      { office: ['U0HEAD'] },
    );
    expect(saidIn(forged)).toContain('for the administrator');
    expect((await rolesOf(world, school.id)).U0HEAD).toEqual(['head']);
    const id = (await peopleOf(world, school.id)).find((row) => row.name === 'Hanna Invented')?.id;
    const tried = await world.app.store.read((unit) => unit.journal.load(`access:${id}:2026-11`));
    expect(tried.map((row) => row.data)).toEqual([
      { what: 'setup', case: null },
      { what: 'setup', case: null },
    ]);
  });

  it('is opened by the button of the setup card, and the playground has no such button', async () => {
    const { world, admin, form } = await claimed(await open());
    await admin.send(form, EVERYBODY, NAMES);
    const card = await admin.say('setup');
    if (card.is !== 'card') throw new Error('No card.');
    const button = buttonsIn(card.card).find((row) => row.label === 'People and channel');
    expect(button?.tap).toEqual(SETUP);
    expect(cardText(card.card)).not.toContain('No channel is set');
    expect(cardText(card.card)).toContain('Where people meet Accord: Slack');
    const played = await world.as('admin').say('setup');
    if (played.is !== 'card') throw new Error('No card.');
    expect(buttonsIn(played.card)).toEqual([]);
    expect(cardText(played.card)).toContain('there already');
    expect(cardText(played.card)).toContain('Where people meet Accord: the playground');
    expect((await world.as('admin').tap(SETUP)).is).toBe('card');
  });
});

describeOnBothDatabases('"setup here"', (open) => {
  const typed = (user: string, world: World, channel?: string, words = 'setup here') =>
    doorOf(world.app).receive(
      { platform: 'slack', user, ...(channel === undefined ? {} : { channel }) },
      { do: 'say', words },
    );
  const channelsOf = async ({ world, school }: Begun) =>
    (await world.app.store.read((unit) => unit.schools.byId(school.id)))?.settings.channels;

  it('typed by an administrator in a channel makes it the one for the weekly post', async () => {
    const begun = await claimed(await open());
    const { world, admin, form } = begun;
    await admin.send(form, EVERYBODY, NAMES);
    const reply = await typed('U0ADMIN', world, 'C0OTHER', '/incident SETUP  Here ');
    expect(reply).toEqual({
      is: 'said',
      text: 'Weekly posts go to this channel from now on, by reference only.',
      level: 'good',
    });
    expect(await channelsOf(begun)).toEqual({ slack: 'C0OTHER' });
    const before = await factsOf(begun);
    expect(before.at(-1)?.type).toBe('settings_changed');
    expect(JSON.stringify(before)).not.toContain('C0OTHER');
    expect(await typed('U0ADMIN', world, 'C0OTHER')).toEqual(reply);
    expect(await factsOf(begun)).toEqual(before);
  });

  it('leaves the channels of other platforms as they are', async () => {
    const store = await open();
    const world = await openWorld(store, 'stockham-primary');
    const who = { ...world.as('admin').who, channel: 'leadership-2' };
    await store.write((unit) =>
      changeSettings(
        world.app,
        unit,
        world.school,
        { channels: { playground: 'leadership', teams: 'T0LEAD' } },
        'command_line',
      ),
    );
    await doorOf(world.app).receive(who, { do: 'say', words: 'setup here' });
    const kept = await store.read((unit) => unit.schools.byId(world.school.id));
    expect(kept?.settings.channels).toEqual({ playground: 'leadership-2', teams: 'T0LEAD' });
  });

  it('typed anywhere else is answered with where to type it, and changes nothing', async () => {
    const begun = await claimed(await open());
    const before = await factsOf(begun);
    expect(saidIn(await typed('U0ADMIN', begun.world))).toContain('Type "setup here" in the channel');
    expect(await factsOf(begun)).toEqual(before);
    expect(await channelsOf(begun)).toEqual({});
  });

  it('typed by anybody else is refused, and that they tried is written down', async () => {
    const begun = await claimed(await open());
    const { world, school, admin, form } = begun;
    await admin.send(form, EVERYBODY, NAMES);
    expect(saidIn(await typed('U0HEAD', world, 'C0OTHER'))).toContain('Setting up is for the administrator.');
    expect(await channelsOf(begun)).toEqual({ slack: 'C0LEAD' });
    const id = (await peopleOf(world, school.id)).find((row) => row.name === 'Hanna Invented')?.id;
    const tried = await world.app.store.read((unit) => unit.journal.load(`access:${id}:2026-11`));
    expect(tried.map((row) => row.data)).toEqual([{ what: 'setup', case: null }]);
    const stranger = await typed('U0NOBODY', world, 'C0OTHER');
    expect(stranger.is === 'card' && stranger.card.title).toBe('We have not met yet');
    expect(world.app.counts.all()).toEqual({ stranger: 1 });
  });

  it('is the only thing that is answered by where it was typed', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await world.as('teacher').fill('report', null, {
      who: 'new:Jordan Vale (invented)',
      breaches: ['loud_offensive_temper'],
      when: '2026-11-20T15:10',
      where: 'on_site',
      narrative: 'Shouted at the gate.',
    });
    const { who } = world.as('head');
    const keyless = (reply: Reply) => JSON.stringify(reply).replaceAll(/"key":"[^"]*"/g, '');
    for (const words of [
      'home',
      'list',
      'show AC-26-0001',
      'timeline AC-26-0001',
      'due',
      'gate',
      'setup',
      'help',
    ]) {
      const [alone, inChannel] = [
        await doorOf(world.app).receive(who, { do: 'say', words }),
        await doorOf(world.app).receive({ ...who, channel: 'C0OTHER' }, { do: 'say', words }),
      ];
      expect(keyless(inChannel), words).toEqual(keyless(alone));
    }
  });
});

describeOnBothDatabases('the weekly post', (open) => {
  it('goes to the channel only where the school has one', async () => {
    const without = await openWorld(await open(), 'stockham-primary', { settings: { channels: {} } });
    const having = await openWorld(await open(), 'stockham-primary');
    for (const world of [without, having]) {
      world.clock.set('2026-11-23', 9);
      await world.settle();
    }
    expect(without.channel()).toEqual([]);
    expect(having.channel()).toHaveLength(1);
    expect(
      without
        .as('head')
        .cards()
        .map((card) => card.title),
    ).toEqual(
      having
        .as('head')
        .cards()
        .map((card) => card.title),
    );
  });
});
