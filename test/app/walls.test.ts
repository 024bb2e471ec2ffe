import { expect, it } from 'vitest';
import { findPeople, receive } from '../../src/app/receive.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { offered, openWorld, type RoleName, type World } from '../support/world.ts';

const REPORT = {
  who: 'new:Jordan Vale (invented), red coat',
  breaches: ['loud_offensive_temper'],
  when: '2026-11-20T15:10',
  where: 'on_site',
  narrative: 'Shouted at the gate.',
};

async function turnedAway(world: World) {
  await world.as('teacher').fill('report', null, REPORT);
  const id = await world.caseByRef('AC-26-0001');
  const head = world.as('head');
  const first = await head.fill('decide', id, { steps: ['turn_away'], reason: 'Danger.' });
  if (first.is === 'form') await head.submit(first.form, { ...offered(first.form), risk: 'He said so.' });
  return id;
}

/** The person on the list is found to be a colleague. */
const isAlso = ({ app, school, as }: World, role: RoleName) =>
  app.store.write(async ({ people }) => {
    const [person] = await people.search(school.id, 'Jordan', 1);
    if (!person) throw new Error('Nobody is called Jordan.');
    await people.put({ ...person, member: as(role).id });
  });

describeOnBothDatabases('the walls', (open) => {
  it('keep a member who stood aside as family from the gate list, home and the history of the person', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    const id = await turnedAway(world);
    const deputy = world.as('deputy');
    expect(JSON.stringify(await deputy.say('gate'))).toContain('Jordan');
    await world
      .as('head')
      .fill('stand_aside', id, { member: deputy.id, why: 'related' }, { member: deputy.id });
    for (const words of ['gate', 'home', 'person Jordan', 'list', 'due'])
      expect(JSON.stringify(await deputy.say(words)), words).not.toContain('AC-26-0001');
    expect(JSON.stringify(await deputy.say('gate'))).not.toContain('Jordan');
  });

  it('keep the person reported from their own matter where another may be about the same event', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await world.as('teacher').fill('report', null, REPORT);
    await world.as('teacher2').fill('report', null, { ...REPORT, who: 'unknown' });
    const other = await world.caseByRef('AC-26-0002');
    const head = world.as('head');
    const shown = async () => {
      const replies = [
        await head.say('show AC-26-0002'),
        await head.say('more AC-26-0002'),
        await head.tap({ tap: 'form', form: 'join', case: other, carries: {} }),
      ];
      return JSON.stringify(replies);
    };
    expect(await shown()).toContain('AC-26-0001: Jordan Vale');
    await isAlso(world, 'head');
    expect(await shown()).not.toMatch(/AC-26-0001|Jordan/);
    const hidden = await world.caseByRef('AC-26-0001');
    const forged = await head.fill('join', other, { target: hidden, reason: 'One event.' });
    expect(forged.is).toBe('form_again');
    expect(JSON.stringify(forged)).not.toMatch(/AC-26-0001|Jordan/);
  });

  it('keep a matter from a relative beside a later one of the same person', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    const id = await turnedAway(world);
    const [jordan] = await findPeople(world.app, world.as('teacher').who, 'Jordan');
    await world.as('teacher2').fill('report', null, { ...REPORT, who: jordan?.id ?? '' });
    const later = await world.caseByRef('AC-26-0002');
    const head = world.as('head');
    const shown = async () =>
      JSON.stringify([
        await head.say('show AC-26-0002'),
        await head.tap({ tap: 'form', form: 'classify', case: later, carries: {} }),
        await head.tap({ tap: 'form', form: 'decide', case: later, carries: {} }),
      ]);
    expect(await shown()).toContain('AC-26-0001');
    await head.fill('stand_aside', id, { member: head.id, why: 'related' }, { member: head.id });
    expect(await shown()).not.toContain('AC-26-0001');
  });

  it('let only those who may report look for people by name', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await world.as('teacher').fill('report', null, REPORT);
    const looks = (role: string) =>
      findPeople(world.app, { platform: 'playground', user: `${world.school.id}:${role}` }, 'Jordan');
    expect(await looks('teacher2')).toHaveLength(1);
    for (const role of ['admin', 'dpo', 'governor', 'chair']) expect(await looks(role), role).toEqual([]);
  });

  it('do not let a case be joined into one that may not be seen, nor tell it from one that is not there', async () => {
    const store = await open();
    const world = await openWorld(store, 'stockham-primary');
    await world.as('teacher').fill('report', null, REPORT);
    await world.as('teacher2').fill('report', null, { ...REPORT, who: 'unknown' });
    const hidden = await world.caseByRef('AC-26-0001');
    const open2 = await world.caseByRef('AC-26-0002');
    const head = world.as('head');
    await head.fill('stand_aside', hidden, { member: head.id, why: 'related' }, { member: head.id });
    const tries = [];
    for (const ref of ['AC-26-0001', 'AC-26-0099'])
      tries.push(await head.fill('join', open2, { ref, reason: 'One event.' }));
    for (const reply of tries) expect(reply.is).toBe('form_again');
    const [unseen, unknown] = tries.map((reply) => (reply.is === 'form_again' ? reply.form.errors : {}));
    expect(Object.keys(unknown ?? {})).toEqual(['ref']);
    expect(unseen).toEqual(unknown);
    const stream = await store.read((unit) => unit.journal.load(`case:${hidden}`));
    expect(stream.some((fact) => fact.type === 'case_took_in')).toBe(false);
  });
});

describeOnBothDatabases("somebody else's key", (open) => {
  it('settles nothing of mine: another member, another form, and other words are each their own matter', async () => {
    const store = await open();
    const world = await openWorld(store, 'stockham-primary');
    const opened = await world.as('teacher').say('report');
    if (opened.is !== 'form') throw new Error('The report form did not open.');
    const { form } = opened;
    const values = { ...offered(form), ...REPORT };
    const first = await world.as('teacher').submit(form, values);
    const other = await world.as('teacher2').submit(form, { ...values, narrative: 'Something else.' });
    expect(first).toMatchObject({ is: 'said', text: expect.stringContaining('AC-26-0001') });
    expect(other).toMatchObject({ is: 'said', text: expect.stringContaining('AC-26-0002') });
    const changed = await world.as('teacher').submit(form, { ...values, narrative: 'Corrected.' });
    expect(changed).toMatchObject({
      is: 'said',
      level: 'info',
      text: expect.stringContaining('as you first sent it'),
    });
    const id = await world.caseByRef('AC-26-0001');
    const gathered = await receive(
      world.app,
      { platform: 'playground', user: `${world.school.id}:head` },
      {
        do: 'submit',
        submit: {
          form: 'gathered',
          key: form.key,
          case: id,
          revision: 0,
          values: { note: 'Asked two.' },
          carries: {},
        },
      },
    );
    expect(gathered).toMatchObject({ is: 'said', level: 'good' });
    expect(JSON.stringify(gathered)).not.toContain('Thank you');
    expect(await store.read((unit) => unit.cases.recent(world.school.id, 9))).toHaveLength(2);
  });
});
