import { expect, it, onTestFinished } from 'vitest';
import { deliverAll } from '../../src/app/deliver.ts';
import { fetchAll } from '../../src/app/fetch-files.ts';
import { doorOf } from '../../src/app/receive.ts';
import { addSchool } from '../../src/app/school-setup.ts';
import { syncGroups } from '../../src/app/sync-groups.ts';
import { tick } from '../../src/app/tick.ts';
import { PackId, type SchoolId } from '../../src/domain/ids.ts';
import { addressesIn, directoriesOf, outletOver } from '../../src/live/surfaces.ts';
import { describeOnBothDatabases, type OpenedStore } from '../support/databases.ts';
import type { FakePerson } from '../support/fake-slack/person.ts';
import { runSlack } from '../support/running-slack.ts';
import { messageText, viewText } from '../support/slack-stage/slack-text.ts';
import { appOver, keptLog, movableClock } from '../support/world.ts';

const PHOTO = {
  name: 'Jordan at the gate.png',
  bytes: Buffer.from('a photo, invented'),
  mimetype: 'image/png',
};

const PEOPLE = {
  admin: 'U0ADMIN',
  head: 'U0HEAD',
  deputy: 'U0DEPUTY',
  chair: 'U0CHAIR',
  office: 'U0OFFICE',
  dsl: 'U0DSL',
  teacher: 'U0TEACHER',
} as const;
type Name = keyof typeof PEOPLE;

/** A school that nobody has claimed, and a Slack where its people have accounts and Accord has just been added. */
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
  let regroup = false;
  const running = await runSlack({
    door: doorOf(app, {
      setUp: () => {
        regroup = true;
      },
    }),
    addressOf,
    log,
    counts: app.counts,
    groupsChanged: () => {
      regroup = true;
    },
  });
  onTestFinished(() => running.stop());
  const { fake, slack } = running;
  for (const [name, id] of Object.entries(PEOPLE))
    fake.workspace.addUser({ id, realName: `Invented ${name}` });
  const channel = fake.workspace.addChannel('leadership', { isPrivate: true, members: [PEOPLE.admin] }).id;
  const group = fake.workspace.addGroup('staff', [PEOPLE.teacher], { name: 'All staff' });
  const directories = directoriesOf([slack]);

  return {
    app,
    fake,
    log,
    code: added.made.code,
    school: added.made.school.id,
    channel,
    group,
    as: (name: Name): FakePerson => fake.user(PEOPLE[name]),
    /** What the loop of a running Accord does, until nothing is left to do. */
    async settle(): Promise<void> {
      await running.settled();
      if (regroup) await syncGroups(app, directories);
      regroup = false;
      await tick(app);
      await fetchAll(app, directories, 'test');
      await deliverAll(app, outletOver([slack], addressOf), 'test');
      await running.settled();
      expect(fake.violations).toEqual([]);
      for (const id of Object.values(PEOPLE)) expect(fake.user(id).screen().trouble).toBe(null);
    },
    messages: (name: Name): string => fake.user(PEOPLE[name]).screen().messages.map(messageText).join('\n\n'),
    window(name: Name): string {
      const { view } = fake.user(PEOPLE[name]).screen();
      if (!view) throw new Error(`No window is open in front of ${name}.`);
      return viewText(view);
    },
    home(name: Name): string {
      const { home } = fake.user(PEOPLE[name]).screen();
      if (!home) throw new Error(`${name} has no home tab.`);
      return viewText(home);
    },
    roles: (id: SchoolId) =>
      store.read(async ({ members }) =>
        Object.fromEntries(
          (await members.ofSchool(id))
            .filter((row) => row.active)
            .map((row) => [row.identities[0]?.user, row.roles]),
        ),
      ),
  };
}

describeOnBothDatabases('the first day in Slack', (open) => {
  it('a code and a form of pickers make a school; a colleague reports, sends a photo, and somebody leaves', async () => {
    const s = await newSchool(await open());

    await s.as('head').type('/incident');
    await s.settle();
    expect(s.window('head')).toMatch(/does not know you[\s\S]*ask your administrator to add you/);
    expect(s.window('head')).not.toContain('Larkfield');
    await s.as('head').close();

    await s.as('admin').type(`/incident setup ${s.code}`);
    await s.settle();
    expect(s.window('admin')).toMatch(/Set up people[\s\S]*Leadership channel/);
    expect(await s.as('admin').suggest('groups', 'staff')).toEqual(['All staff']);
    await s.as('admin').fillAndSubmit({
      head: [PEOPLE.head],
      deputy: [PEOPLE.deputy],
      chair: [PEOPLE.chair],
      office: [PEOPLE.office],
      dsl: [PEOPLE.dsl],
      groups: ['All staff'],
      channel: s.channel,
    });
    await s.settle();
    expect(s.window('admin')).toContain('Done');
    await s.as('admin').close();
    const school = await s.app.store.read((unit) => unit.schools.byId(s.school));
    expect(school?.settings).toMatchObject({ channels: { slack: s.channel } });
    expect(await s.roles(s.school)).toMatchObject({
      U0ADMIN: ['admin', 'staff'],
      U0HEAD: ['head'],
      U0DEPUTY: ['deputy'],
      U0CHAIR: ['chair'],
      U0TEACHER: ['staff'],
    });

    await s.as('teacher').type('/incident');
    await s.settle();
    expect(await s.as('teacher').suggest('who', 'Jordan Vale (invented)')).toContain(
      'Someone new: Jordan Vale (invented)',
    );
    await s.as('teacher').fillAndSubmit({
      who: 'Someone new: Jordan Vale (invented)',
      breaches: ['threat'],
      'when~day': '2026-11-20',
      'when~time': '15:10',
      where: 'on_site',
      narrative: 'Said that I should watch my back.',
    });
    const ref = /AC-\d\d-\d{4}/.exec(s.window('teacher'))?.[0] ?? 'no reference';
    await s.as('teacher').close();
    await s.settle();
    expect(s.messages('head')).toContain(ref);
    expect(s.messages('chair')).not.toContain(ref);

    for (const name of ['admin', 'head', 'deputy', 'chair', 'office', 'dsl', 'teacher'] as const) {
      await s.as(name).openHome();
      await s.settle();
      expect(s.home(name)).toContain('Larkfield Primary (invented)');
      expect(s.home(name).includes(ref)).toBe(name === 'head' || name === 'teacher');
    }
    expect(s.home('head')).toMatch(new RegExp(`Waiting for me[\\s\\S]*${ref}`));
    expect(s.home('teacher')).toMatch(new RegExp(`What I reported[\\s\\S]*${ref}`));

    await s.as('teacher').sendDm(`${ref}: from the office window`, [PHOTO]);
    await s.settle();
    expect(s.messages('teacher')).toContain(`It goes to ${ref}`);
    await s.as('head').type(`/incident show ${ref}`);
    await s.settle();
    expect(s.window('head')).toContain('from the office window');
    await s.as('head').press('Send me the file', 'view');
    await s.settle();
    const [sent] = s
      .as('head')
      .screen()
      .messages.filter((row) => row.files.length > 0);
    expect(sent?.files).toEqual(['accord-file.png']);
    const kept = [...s.fake.workspace.files.values()].find((row) => row.name === 'accord-file.png');
    expect(kept?.bytes).toEqual(PHOTO.bytes);

    const account = s.fake.workspace.users.get(PEOPLE.deputy);
    if (!account) throw new Error('The deputy has no account.');
    account.deleted = true;
    await s.fake.delivery.event(s.fake.payloads.userChange(PEOPLE.deputy));
    await s.settle();
    expect(await s.roles(s.school)).not.toHaveProperty('U0DEPUTY');
    expect(s.messages('admin')).toMatch(/Invented deputy/);

    s.group.users = [];
    await s.fake.delivery.event(s.fake.payloads.groupMembersChanged(s.group.id, [], [PEOPLE.teacher]));
    await s.settle();
    expect(await s.roles(s.school)).not.toHaveProperty('U0TEACHER');
    expect(s.log.lines.join('\n')).not.toMatch(/Jordan|watch my back|office window/);
  });
});
