import { afterEach, expect, it } from 'vitest';
import { deliverAll } from '../../src/app/deliver.ts';
import { describeOnSqlite, type TestDatabases } from '../support/databases.ts';
import { type SlackSchool, slackSchool, slackUser } from '../support/slack-school.ts';
import { offered } from '../support/world.ts';

const open: SlackSchool[] = [];
afterEach(async () => {
  for (const school of open.splice(0)) await school.stop();
});

const inSlack = async (db: TestDatabases, more: Parameters<typeof slackSchool>[1] = {}) => {
  const school = await slackSchool(await db(), more);
  open.push(school);
  return school;
};

async function home(school: SlackSchool, role: Parameters<SlackSchool['person']>[0]) {
  const person = school.person(role);
  await person.openHome();
  await school.settled();
  const shown = person.screen().home;
  return { person, text: (shown?.lines ?? []).join('\n'), buttons: shown?.buttons ?? [] };
}

/** Done elsewhere: what the home tab shows of it is what matters here. */
async function turnedAway({ world }: SlackSchool): Promise<void> {
  await world.as('teacher').fill('report', null, {
    who: 'new:Jordan Vale, red coat',
    breaches: ['weapon_on_site'],
    when: '2026-11-20T15:10',
    where: 'on_site',
    narrative: 'Held a knife at the gate.',
  });
  const head = world.as('head');
  const id = await world.caseByRef('AC-26-0001');
  const asked = await head.fill('decide', id, { steps: ['turn_away'], reason: 'A knife was seen.' });
  if (asked.is !== 'form') throw new Error('There was no second page.');
  const more = { risk: 'A knife was seen at the gate.', equality: 'none_known' };
  expect(await head.submit(asked.form, { ...offered(asked.form), ...more })).toMatchObject({ level: 'good' });
}

describeOnSqlite('the home tab in Slack', (db) => {
  it('shows deciders what waits, what is due and what is in force, by reference', async () => {
    const school = await inSlack(db, { alsoElsewhere: true });
    await turnedAway(school);
    const head = await home(school, 'head');
    expect(head.text).toContain('Waiting for me');
    expect(head.text).toContain('Due from me');
    expect(head.text).toMatch(/In force[\s\S]*AC-26-0001: not to come on site, until/);
    expect(head.buttons).toContain('Front gate list');
    const teacher = await home(school, 'teacher');
    expect(teacher.text).toContain('What I reported');
    expect(teacher.text).not.toContain('In force');
    expect(school.fake.violations).toEqual([]);
  });

  it('opens the gate list for the office, and each look is written down', async () => {
    const school = await inSlack(db, { alsoElsewhere: true });
    await turnedAway(school);
    const office = await home(school, 'office');
    expect(office.text).not.toContain('Held a knife');
    await office.person.press('Front gate list', 'home');
    await school.settled();
    expect(office.person.screen().view?.lines.join('\n')).toContain('Jordan Vale');
    const looked = await school.world.app.store.read((unit) =>
      unit.journal.load(`access:${school.world.as('office').id}:2026-11`),
    );
    expect(looked.map((row) => row.type)).toContain('gate_list_viewed');
  });

  it('tells a stranger how to be added, and nothing of the school', async () => {
    const school = await inSlack(db);
    school.fake.workspace.addUser({ id: 'U0PUPIL', realName: 'A pupil' });
    const pupil = school.fake.user('U0PUPIL');
    await pupil.openHome();
    await school.settled();
    const text = pupil.screen().home?.lines.join('\n') ?? '';
    expect(text).toContain('does not know you');
    expect(text).not.toContain('Invented Primary');
  });

  it('an account that was switched off while nobody listened loses its roles at the next look', async () => {
    const school = await inSlack(db);
    const gone = school.fake.workspace.users.get(slackUser('deputy'));
    if (!gone) throw new Error('There is no deputy.');
    gone.deleted = true;
    await school.slack.reconcile();
    const { world } = school;
    const member = await world.app.store.read((unit) =>
      unit.members.byId(world.school.id, world.as('deputy').id),
    );
    expect(member).toMatchObject({ active: false, roles: [] });
    await deliverAll(world.app, school.slack.outlet, 'test');
    const told = school
      .person('admin')
      .screen()
      .messages.map((row) => row.lines.join('\n'));
    expect(told.join('\n')).toContain('Invented deputy');
  });

  it('what is asked for in a chat and private is behind a button, so that nothing of it stays there', async () => {
    const school = await inSlack(db, { alsoElsewhere: true });
    await turnedAway(school);
    const head = school.person('head');
    await head.sendDm('AC-26-0001');
    await school.settled();
    const answer = head.screen().messages.at(-1);
    expect(answer?.lines.join(' ')).not.toMatch(/Jordan|knife/);
    await head.press('Open it');
    await school.settled();
    expect(head.screen().view?.lines.join(' ')).toContain('Held a knife at the gate.');
  });
});
