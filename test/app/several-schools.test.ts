import { expect, it } from 'vitest';
import { deliverAll } from '../../src/app/deliver.ts';
import { doorOf, evidence } from '../../src/app/receive.ts';
import { putMember } from '../../src/app/school-setup.ts';
import { IntentKey, RoleId } from '../../src/domain/ids.ts';
import type { Card } from '../../src/view/card.ts';
import { cardText } from '../../src/view/plain-text.ts';
import type { Reply } from '../../src/view/reply.ts';
import { describeOnBothDatabases, type OpenedStore } from '../support/databases.ts';
import { buttonsIn } from '../support/drawings.ts';
import { delivered, onSlack } from '../support/on-slack.ts';
import { openWorld, type World } from '../support/world.ts';

const SAM = { platform: 'slack', user: 'U0SAM' } as const;
const REPORT = { tap: 'form', form: 'report', case: null, carries: {} } as const;

const cardIn = (reply: Reply): Card => {
  if (reply.is !== 'card') throw new Error(`No card, but a ${reply.is}.`);
  return reply.card;
};

async function join({ app, school }: World): Promise<void> {
  const put = await app.store.write((unit) =>
    putMember(
      app,
      unit,
      school,
      { name: 'Sam Invented', roles: [RoleId.parse('head')], identities: [SAM] },
      'command_line',
    ),
  );
  if (!put.ok) throw new Error(put.refusal.words);
}

async function twoSchools(store: OpenedStore): Promise<readonly [World, World]> {
  const first = await openWorld(store, 'stockham-primary', { name: 'Larkfield Primary' });
  const second = await openWorld(store, 'robert-miles-junior', { name: 'Moorfield Junior' });
  await join(first);
  await join(second);
  return [first, second];
}

describeOnBothDatabases('somebody who works in several schools', (open) => {
  it('chooses one by a button, and is answered what they asked for there', async () => {
    const [first, second] = await twoSchools(await open());
    const sam = onSlack(first, 'U0SAM');
    const card = cardIn(await sam.say('/incident report'));
    expect(card.title).toBe('Which school?');
    expect(buttonsIn(card).map((row) => [row.label, row.school])).toEqual([
      ['Larkfield Primary', first.school.id],
      ['Moorfield Junior', second.school.id],
    ]);
    for (const button of buttonsIn(card)) {
      const form = await sam.tap(button.tap, button.school);
      expect(form.is === 'form' && form.form.school).toBe(button.school);
    }
  });

  it('is asked the same of a tap, which does at the school they choose what it would have done', async () => {
    const [first, second] = await twoSchools(await open());
    const sam = onSlack(first, 'U0SAM');
    const [, button] = buttonsIn(cardIn(await sam.tap(REPORT)));
    expect(button?.tap).toEqual(REPORT);
    const form = await sam.tap(REPORT, button?.school);
    expect(form.is === 'form' && form.form.school).toBe(second.school.id);
  });

  it('gets a button that carries as many of their words as a button can', async () => {
    const [first] = await twoSchools(await open());
    const [button] = buttonsIn(cardIn(await onSlack(first, 'U0SAM').say(`person ${'x'.repeat(900)}`)));
    expect(button?.tap.tap === 'say' && button.tap.words).toHaveLength(200);
  });

  it('is asked nothing once the school is said, nor in a school that is not theirs', async () => {
    const [first] = await twoSchools(await open());
    const sam = onSlack(first, 'U0SAM');
    expect(cardIn(await sam.say('home', first.school.id)).title).toBe('Larkfield Primary');
    const third = await openWorld(first.app.store, 'stockham-primary', { name: 'Other Primary' });
    expect(cardIn(await sam.say('home', third.school.id)).title).toBe('We have not met yet');
  });
});

describeOnBothDatabases('files from somebody who works in several schools', (open) => {
  async function reported(world: World): Promise<void> {
    const reply = await world.as('teacher').fill('report', null, {
      who: 'new:Jordan Vale',
      breaches: ['threat'],
      when: '2026-11-20T15:10',
      where: 'on_site',
      narrative: 'Shouted at the gate.',
    });
    expect(reply).toMatchObject({ level: 'good' });
  }
  const send = async (world: World, words: string) =>
    evidence(world.app, SAM, { words, files: ['F0PHOTO'], key: words });

  it('go to the one school where they may add to a case of that reference', async () => {
    const [first, second] = await twoSchools(await open());
    await reported(second);
    expect(await send(first, 'AC-26-0001')).toMatchObject({
      level: 'good',
      text: expect.stringContaining('It goes to AC-26-0001'),
    });
    const owed = await first.app.store.write((unit) => unit.fetches.claim('test', 'slack', 1e15, 1000, 5));
    expect(owed.map((row) => row.school)).toEqual([second.school.id]);
  });

  it('go where they say where both have such a case, and nowhere until they do', async () => {
    const [first, second] = await twoSchools(await open());
    await reported(first);
    await reported(second);
    const refused = await send(first, 'AC-26-0001');
    expect(refused.is === 'said' && refused.text).toContain(
      "the school's name beside it: Larkfield Primary, Moorfield Junior. Nothing was kept.",
    );
    expect(await send(first, 'AC-26-0001, moorfield junior')).toMatchObject({ level: 'good' });
    const owed = await first.app.store.write((unit) => unit.fetches.claim('test', 'slack', 1e15, 1000, 5));
    expect(owed.map((row) => row.school)).toEqual([second.school.id]);
  });
});

describeOnBothDatabases('a message that somebody wants to report', (open) => {
  const WORDS = 'A message in Slack says:\n\nYou will be sorry.';
  const told = (reply: Reply): string => {
    if (reply.is !== 'form') throw new Error(`No form, but a ${reply.is}.`);
    const box = reply.form.fields.find((row) => row.name === 'narrative');
    return box?.is === 'long' ? (box.value ?? '') : '';
  };

  it('is in the form of whichever school they choose, and in no button on the way there', async () => {
    const [first, second] = await twoSchools(await open());
    const door = doorOf(first.app);
    const asked = await door.quote(SAM, WORDS);
    const card = cardIn(await door.receive(SAM, asked));
    expect(JSON.stringify(card)).not.toContain('sorry');
    expect(buttonsIn(card).map((row) => row.school)).toEqual([first.school.id, second.school.id]);
    const sam = onSlack(first, 'U0SAM');
    for (const button of buttonsIn(card)) expect(told(await sam.tap(button.tap, button.school))).toBe(WORDS);
  });

  it('is still there where the form could not be opened in time, and lies nowhere unencrypted', async () => {
    const [first] = await twoSchools(await open());
    const door = doorOf(first.app);
    await door.later(SAM, 'trigger', await door.quote(SAM, WORDS));
    const found = await first.app.store.read((unit) => unit.members.byIdentity(SAM.platform, SAM.user));
    const surface = await delivered(first);
    const sent = found.flatMap(({ id, school }) =>
      surface.messages({ kind: 'member', member: id }, school).map((row) => row.card),
    );
    const asked = sent.find((card) => card.title === 'Which school?');
    const [button] = asked ? buttonsIn(asked) : [];
    if (!button) throw new Error('No button came.');
    expect(JSON.stringify(sent)).not.toContain('sorry');
    expect(told(await onSlack(first, 'U0SAM').tap(button.tap, button.school))).toBe(WORDS);
  });

  it('is nobody else\u2019s to open, is kept for a day, and for a stranger not at all', async () => {
    const [first] = await twoSchools(await open());
    const door = doorOf(first.app);
    const { key, tap } = await door.quote(SAM, WORDS);
    expect(told(await first.as('head').tap(tap, key))).toBe('');
    const { id } = first.school;
    expect(told(await door.receive(SAM, { do: 'tap', key, tap, school: id }))).toBe(WORDS);
    first.clock.set('2026-11-21', 16);
    expect(told(await door.receive(SAM, { do: 'tap', key, tap, school: id }))).toBe('');
    const stranger = { platform: 'slack', user: 'U0NOBODY' } as const;
    const reply = await door.receive(stranger, await door.quote(stranger, WORDS));
    expect(cardIn(reply).title).toBe('We have not met yet');
  });
});

describeOnBothDatabases('what could not be opened in time', (open) => {
  const owed = async (world: World): Promise<readonly Card[]> => {
    await deliverAll(world.app, world.surface, 'test');
    return world
      .as('head')
      .cards()
      .filter((card) => card.title === 'Open it here');
  };
  const head = (world: World) => ({ platform: 'playground' as const, user: `${world.school.id}:head` });

  it('comes as a message with one button that opens it, once for each key', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    const door = doorOf(world.app);
    await door.later(head(world), 'trigger-1', { do: 'say', words: '/incident' });
    await door.later(head(world), 'trigger-1', { do: 'say', words: '/incident' });
    const [card, another] = await owed(world);
    if (!card) throw new Error('Nothing came.');
    expect(another).toBeUndefined();
    expect(cardText(card)).toContain('It could not be opened in time. Here it is again.');
    const [button, more] = buttonsIn(card);
    expect(more).toBeUndefined();
    if (!button) throw new Error('No button came.');
    const form = await world.as('head').tap(button.tap, button.key);
    expect(form.is === 'form' && form.form.name).toBe('report');
    const messages = world.surface.messages({ kind: 'member', member: world.as('head').id }, world.school.id);
    expect(messages.at(-1)?.preview).toBe('Accord: something for you');
  });

  it('carries a tap as it was', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    const key = IntentKey.parse('tapped');
    await doorOf(world.app).later(head(world), 'trigger-2', { do: 'tap', key, tap: REPORT });
    const [card] = await owed(world);
    expect(card && buttonsIn(card)).toMatchObject([{ tap: REPORT, key }]);
  });

  it('keeps no name that was typed: what is owed lies unencrypted', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    const door = doorOf(world.app);
    const tried = [
      'person Jordan Vale',
      'Jordan Vale hit me',
      'show AC-26-0001',
      'ac-26-0001',
      'policy steps',
    ];
    for (const [n, words] of tried.entries()) await door.later(head(world), `t${n}`, { do: 'say', words });
    const cards = await owed(world);
    expect(cards.flatMap(buttonsIn).map((row) => row.tap)).toEqual(
      ['person', 'help', 'show AC-26-0001', 'ac-26-0001', 'policy steps'].map((words) => ({
        tap: 'say',
        words,
      })),
    );
    expect(JSON.stringify(cards)).not.toContain('Jordan');
  });

  it('asks whoever works in several schools which one they meant', async () => {
    const [first, second] = await twoSchools(await open());
    await doorOf(first.app).later(SAM, 'trigger-3', { do: 'say', words: 'report' });
    const found = await first.app.store.read((unit) => unit.members.byIdentity(SAM.platform, SAM.user));
    const surface = await delivered(first);
    const sent = found.flatMap(({ id, school }) =>
      surface.messages({ kind: 'member', member: id }, school).map((row) => row.card),
    );
    const asked = sent.filter((card) => card.title === 'Which school?');
    expect(asked).toHaveLength(1);
    expect(asked.flatMap(buttonsIn).map((row) => row.school)).toEqual([first.school.id, second.school.id]);
  });

  it('is nothing for a stranger', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await world.settle();
    await doorOf(world.app).later({ platform: 'slack', user: 'U0NOBODY' }, 'trigger-4', {
      do: 'say',
      words: '',
    });
    expect(await world.app.store.read((unit) => unit.owed.counts())).toMatchObject({ owed: 0 });
  });
});

describeOnBothDatabases('a card about a case', (open) => {
  it('says what shows all of it, in answers and in messages, and no other card does', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await world.as('teacher').fill('report', null, {
      who: 'new:Jordan Vale',
      breaches: ['loud_offensive_temper'],
      when: '2026-11-20T15:10',
      narrative: 'It happened.',
    });
    await world.settle();
    const of = await world.caseByRef('AC-26-0001');
    for (const words of ['show', 'timeline', 'letters', 'more'])
      expect(cardIn(await world.as('head').say(`${words} AC-26-0001`)).whole).toEqual({
        tap: 'show',
        case: of,
      });
    expect(cardIn(await world.as('teacher').say('AC-26-0001')).whole).toEqual({ tap: 'show', case: of });
    const posted = world
      .as('head')
      .cards()
      .filter((card) => cardText(card).includes('Jordan'));
    expect(posted.map((card) => card.whole)).toEqual(posted.map(() => ({ tap: 'show', case: of })));
    expect(posted.length).toBeGreaterThan(0);
    for (const words of ['home', 'list', 'due', 'policy'])
      expect(cardIn(await world.as('head').say(words)).whole).toBeUndefined();
  });
});
