import { expect, it, onTestFinished } from 'vitest';
import { deliverAll } from '../../src/app/deliver.ts';
import { fetchAll } from '../../src/app/fetch-files.ts';
import { doorOf } from '../../src/app/receive.ts';
import { addSchool } from '../../src/app/school-setup.ts';
import { tick } from '../../src/app/tick.ts';
import { PackId, type SchoolId } from '../../src/domain/ids.ts';
import { addressesIn, directoriesOf, outletOver } from '../../src/live/surfaces.ts';
import { describeOnBothDatabases, type OpenedStore } from '../support/databases.ts';
import type { FakePerson } from '../support/fake-teams/person.ts';
import { runTeams } from '../support/running-teams.ts';
import { messageText } from '../support/teams-stage/teams-text.ts';
import { appOver, keptLog, movableClock } from '../support/world.ts';

const PHOTO = {
  name: 'Jordan at the gate.png',
  bytes: Buffer.from('a photo, invented'),
  mediaType: 'image/png',
};

const PEOPLE = ['admin', 'head', 'deputy', 'chair', 'office', 'dsl', 'teacher'] as const;
type Name = (typeof PEOPLE)[number];

const account = (name: Name): string =>
  `d0000000-0000-4000-8000-${String(PEOPLE.indexOf(name) + 1).padStart(12, '0')}`;

/** A school that nobody has claimed, and a tenant where its people have accounts and Accord has just been added. */
async function newSchool(store: OpenedStore) {
  const log = keptLog();
  const app = appOver(store, movableClock(), log);
  const added = await addSchool(app, {
    name: 'Larkfield Primary (invented)',
    pack: PackId.parse('stockham-primary'),
    trust: null,
  });
  if (!added.ok) throw new Error(added.refusal.words);
  const addressOf = addressesIn(store);
  const running = await runTeams({ door: doorOf(app), addressOf, log, counts: app.counts });
  onTestFinished(() => running.stop());
  const { fake, teams } = running;
  for (const name of PEOPLE)
    fake.tenant.addUser({ id: `29:${name}`, aadObjectId: account(name), name: `Invented ${name}` });
  const team = fake.tenant.addTeam('Leadership', { members: ['29:admin', '29:head'] });
  const directories = directoriesOf([teams]);

  return {
    app,
    fake,
    log,
    team,
    directories,
    code: added.made.code,
    school: added.made.school.id,
    as: (name: Name): FakePerson => fake.user(account(name)),
    /** What the loop of a running Accord does, until nothing is left to do. */
    async settle(): Promise<void> {
      await running.settled();
      await tick(app);
      await fetchAll(app, directories, 'test');
      await deliverAll(app, outletOver([teams], addressOf), 'test');
      await running.settled();
      expect(fake.violations).toEqual([]);
      for (const name of PEOPLE) expect(fake.user(account(name)).screen().trouble).toBe(null);
    },
    messages(name: Name): readonly string[] {
      const { id } = fake.tenant.personalChat(`29:${name}`);
      return fake.tenant.messages
        .filter((row) => row.conversation === id && row.fromApp && !row.isDeleted)
        .map(messageText);
    },
    window(name: Name): string {
      const { dialog } = fake.user(account(name)).screen();
      if (!dialog) throw new Error(`No window is open in front of ${name}.`);
      return [dialog.title, ...dialog.lines].join('\n');
    },
    roles: (id: SchoolId) =>
      store.read(async ({ members }) =>
        Object.fromEntries(
          (await members.ofSchool(id))
            .filter((row) => row.active)
            .map((row) => [PEOPLE.find((name) => account(name) === row.identities[0]?.user), row.roles]),
        ),
      ),
  };
}

describeOnBothDatabases('the first day in Teams', (open) => {
  it('a code and a form of pickers make a school; a colleague reports and sends a photo that the head is given', async () => {
    const s = await newSchool(await open());

    await s.as('head').install();
    await s.as('head').say('incident');
    await s.settle();
    for (const told of s.messages('head')) {
      expect(told).toMatch(/does not know you[\s\S]*ask your administrator to add you/);
      expect(told).not.toContain('Larkfield');
    }
    expect(s.messages('head')).toHaveLength(2);

    await s.as('admin').say(`setup ${s.code}`);
    await s.settle();
    await s.as('admin').press('Open the form');
    expect(s.window('admin')).toMatch(/Set up people[\s\S]*Leadership channel/);
    expect(await s.as('admin').suggest('accounts:head', 'invented he')).toEqual(['Invented head']);
    await s.as('admin').fillAndSubmit({
      'accounts:head': [account('head')],
      'accounts:deputy': [account('deputy')],
      'accounts:chair': [account('chair')],
      'accounts:office': [account('office')],
      'accounts:dsl': [account('dsl')],
      'accounts:reporters': [account('admin'), account('teacher')],
    });
    await s.settle();
    expect(s.window('admin')).toContain('Done');
    s.as('admin').close();
    expect(await s.roles(s.school)).toMatchObject({
      admin: ['admin', 'staff'],
      head: ['head'],
      deputy: ['deputy'],
      chair: ['chair'],
      teacher: ['staff'],
    });
    const names = await s.app.store.read((unit) => unit.members.ofSchool(s.school));
    expect(names.map((row) => row.name)).toContain('Invented deputy');

    await s.as('admin').mention(s.team.general, 'setup here');
    await s.settle();
    const school = await s.app.store.read((unit) => unit.schools.byId(s.school));
    expect(school?.settings).toMatchObject({ channels: { teams: s.team.general.id } });

    await s.as('teacher').openCommand('commandBox');
    expect(await s.as('teacher').suggest('person:who', 'Jordan Vale (invented)')).toContain(
      'Someone new: Jordan Vale (invented)',
    );
    await s.as('teacher').fillAndSubmit({
      'person:who': 'Someone new: Jordan Vale (invented)',
      'many:breaches': ['threat'],
      'moment:when~day': '2026-11-20',
      'moment:when~time': '15:10',
      'choice:where': 'on_site',
      'long:narrative': 'Said that I should watch my back.',
    });
    const ref = /AC-\d\d-\d{4}/.exec(s.window('teacher'))?.[0] ?? 'no reference';
    s.as('teacher').close();
    await s.settle();
    expect(s.messages('head').join('\n')).toContain(ref);
    expect(s.messages('chair').join('\n')).not.toContain(ref);

    for (const name of PEOPLE) {
      await s.as(name).say('home');
      await s.settle();
      await s.as(name).press('Open it');
      await s.settle();
      const home = s.window(name);
      s.as(name).close();
      expect(home, name).toContain('Larkfield Primary (invented)');
      expect(home.includes(ref), name).toBe(name === 'head' || name === 'teacher');
      if (name === 'head') expect(home).toMatch(new RegExp(`Waiting for me[\\s\\S]*${ref}`));
      if (name === 'teacher') expect(home).toMatch(new RegExp(`What I reported[\\s\\S]*${ref}`));
    }

    await s.as('teacher').sendFile(PHOTO, `${ref}: from the office window`);
    await s.settle();
    expect(s.messages('teacher').join('\n')).toContain(`It goes to ${ref}`);
    await s.as('head').say(`show ${ref}`);
    await s.settle();
    await s.as('head').press('Open it');
    await s.settle();
    expect(s.window('head')).toContain('from the office window');
    await s.as('head').press('Send me the file');
    await s.settle();
    s.as('head').close();
    await s.as('head').acceptFile();
    await s.settle();
    expect(s.as('head').screen().messages.at(-1)?.files).toEqual(['accord-file.png']);
    expect([...s.fake.files.uploaded.values()]).toEqual([{ name: 'accord-file.png', bytes: PHOTO.bytes }]);

    await s.as('deputy').uninstall();
    expect(await s.directories.get('teams')?.unreachable(PEOPLE.map(account))).toEqual([account('deputy')]);
    expect(s.log.lines.join('\n')).not.toMatch(/Jordan|watch my back|office window/);
  });
});
