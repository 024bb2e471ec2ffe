import { afterEach, expect, it } from 'vitest';
import { deliverAll } from '../../src/app/deliver.ts';
import { fetchAll } from '../../src/app/fetch-files.ts';
import { start } from '../../src/cli/start.ts';
import { FILE_LIMIT } from '../../src/domain/file-limit.ts';
import { directoriesOf } from '../../src/live/surfaces.ts';
import type { Card } from '../../src/view/card.ts';
import { describeOnSqlite, type TestDatabases } from '../support/databases.ts';
import type { Json } from '../support/fake-teams/json.ts';
import { unclaimed } from '../support/on-slack.ts';
import { type TeamsSchool, teamsSchool } from '../support/teams-school.ts';
import type { RoleName } from '../support/world.ts';

const open: TeamsSchool[] = [];
afterEach(async () => {
  for (const school of open.splice(0)) await school.stop();
});

const inTeams = async (
  db: TestDatabases,
  more: Parameters<typeof teamsSchool>[1] = {},
): Promise<TeamsSchool> => {
  const school = await teamsSchool(await db(), more);
  open.push(school);
  return school;
};

const JORDAN = 'Jordan Vale, red coat';
const NARRATIVE = 'Shouted at me at the gate.';
const REPORT = {
  'person:who': `new:${JORDAN}`,
  'many:breaches': ['disrespectful_interaction'],
  'moment:when~day': '2026-11-20',
  'moment:when~time': '15:10',
  'long:narrative': NARRATIVE,
};
const PHOTO = {
  name: 'Jordan at the gate.png',
  mediaType: 'image/png',
  bytes: Buffer.from('a photo, invented'),
};

const casesOf = ({ world }: TeamsSchool) => world.app.store.read((unit) => unit.cases.open(world.school.id));
const owedIn = ({ world }: TeamsSchool) => world.app.store.read((unit) => unit.owed.counts());
const delivered = ({ world, teams }: TeamsSchool) => deliverAll(world.app, teams.outlet, 'test');
const fetched = ({ world, teams }: TeamsSchool) => fetchAll(world.app, directoriesOf([teams]), 'test');
const memberAs = ({ world }: TeamsSchool, role: RoleName) =>
  ({ kind: 'member', member: world.as(role).id }) as const;
const saying = (text: string): Card => ({
  title: 'AC-26-0042',
  tone: 'plain',
  blocks: [{ is: 'text', text }],
});

/** What Accord has in somebody's own chat with it, newest last. */
const chat = (school: TeamsSchool, role: RoleName) =>
  school
    .person(role)
    .screen()
    .messages.filter((row) => row.fromApp && row.where === 'personal');
const lastWords = (school: TeamsSchool, role: RoleName): string =>
  chat(school, role).at(-1)?.lines.join('\n') ?? '';

async function reports(school: TeamsSchool) {
  const teacher = school.person('teacher');
  await teacher.openCommand();
  await teacher.suggest('person:who', JORDAN);
  const outcome = await teacher.fillAndSubmit(REPORT);
  await school.settled();
  return { teacher, outcome };
}

const post = (school: TeamsSchool, body: string, token: string | null = school.fake.token()) =>
  fetch(school.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body,
  });

/** Everything in what the app sent and answered. */
function everything(value: unknown): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap(everything);
  if (typeof value !== 'object' || value === null) return [];
  return [{ ...value }, ...Object.values(value).flatMap(everything)];
}

/** What a start says and what becomes of it, with this environment alone. */
async function started(environment: Record<string, string>) {
  const said: string[] = [];
  const code = await start(
    {
      out: (text) => said.push(text),
      err: (text) => said.push(text),
      watched: false,
      environment,
      envFile: '',
    },
    {},
    Promise.resolve(),
  );
  return { code, said: said.join('') };
}

describeOnSqlite('Teams: the thirteen things to guard against', (db) => {
  it('1. no card refreshes itself for one reader, and no answer to a button is drawn for everybody', async () => {
    const school = await inTeams(db);
    await reports(school);
    await delivered(school);
    await school.person('teacher').say('list');
    await school.settled();
    const sent = school.fake.calls.map((call) => call.body);
    const answered = school.fake.delivery.log.map(({ ack }) =>
      ack.body === '' ? null : JSON.parse(ack.body),
    );
    expect(everything([sent, answered]).filter((it) => 'refresh' in it)).toEqual([]);
    expect(everything(sent).some((it) => it.type === 'AdaptiveCard')).toBe(true);
    expect(everything(answered).some((it) => it.type === 'AdaptiveCard')).toBe(true);
  });

  it('2. a refusal or a throttling is never swallowed: what is owed waits, and no try is counted', async () => {
    const school = await inTeams(db);
    const { outlet } = school.teams;
    const { id } = school.world.school;
    for (const [role, status] of [
      ['dsl', 403],
      ['dpo', 429],
    ] as const) {
      school.fake.misbehave.next('post', { do: 'http', status });
      expect(await outlet.post(memberAs(school, role), id, saying('one'), 'Accord')).toMatchObject({
        ok: false,
        why: 'later',
        held: true,
      });
    }
    school.fake.misbehave.next('post', { do: 'http', status: 429, retryAfter: 40 });
    expect(await outlet.post(memberAs(school, 'admin'), id, saying('one'), 'Accord')).toMatchObject({
      afterMs: 40_000,
      held: true,
    });
    await reports(school);
    const { owed } = await owedIn(school);
    expect(owed).toBeGreaterThan(0);
    for (const status of [403, 429]) {
      school.fake.misbehave.always('post', { do: 'http', status });
      await delivered(school);
      school.fake.misbehave.clear();
      expect(await owedIn(school)).toMatchObject({ owed, aside: 0 });
    }
  });

  it('3. bodies that are no activity are refused with 400, and the process answers afterwards', async () => {
    const school = await inTeams(db);
    for (const body of ['{}', '', 'null', '[]', '5', '"x"', '{', '{"type":"message"}', '{"type":null}'])
      for (const token of [null, 'garbage', school.fake.token()])
        expect((await post(school, body, token)).status, body).toBe(400);
    const large = JSON.stringify({ type: 'message', text: 'x'.repeat(600_000) });
    expect((await post(school, large)).status).toBe(413);
    expect((await school.person('teacher').say('help')).ack.status).toBe(200);
  });

  it.each([
    [
      { TEAMS_APP_ID: 'a0000000-0000-4000-8000-000000000001' },
      'TEAMS_TENANT_ID, TEAMS_APP_PASSWORD are missing',
    ],
    [
      { TEAMS_APP_PASSWORD: 'a-secret', TEAMS_TENANT_ID: 'b0000000-0000-4000-8000-000000000001' },
      'TEAMS_APP_ID is missing',
    ],
    [
      { TEAMS_APP_ID: 'a0000000-0000-4000-8000-000000000001', TEAMS_APP_PASSWORD: 'a-secret' },
      'TEAMS_TENANT_ID is missing',
    ],
  ])('4. refuses to start with half of the credentials: %j', async (environment, words) => {
    const { code, said } = await started(environment);
    expect(code).toBe(1);
    expect(said).toContain(words);
    expect(said).not.toContain('a-secret');
  });

  it('5. a service address that is missing or not Microsoft\u2019s is refused, and nothing is called', async () => {
    const school = await inTeams(db);
    const { fake } = school;
    const good = fake.activities.personalMessage(school.user('teacher'), 'list');
    const calls = fake.calls.filter((call) => call.place !== 'keys' && call.place !== 'openid').length;
    const { serviceUrl: _, ...without } = good;
    expect((await fake.delivery.send(without)).status).toBe(400);
    // A token made out for that very address: a stolen key of another bot, say.
    for (const serviceUrl of [
      '',
      'http://smba.trafficmanager.net/uk/',
      'https://smba.trafficmanager.net.evil.example/uk/',
      'https://evil.example/smba.trafficmanager.net/',
      'https://smba.trafficmanager.net@evil.example/',
      'https://127.0.0.1:9/',
    ])
      expect((await fake.delivery.send({ ...good, serviceUrl })).status, serviceUrl).toBe(400);
    await school.settled();
    expect(fake.calls.filter((call) => call.place !== 'keys' && call.place !== 'openid')).toHaveLength(calls);
    expect(fake.violations).toEqual([]);
    expect(chat(school, 'teacher')).toEqual([]);
  });

  it('6. a connector or a token that never comes is given up, and invokes are answered meanwhile', async () => {
    const school = await inTeams(db, { givenUpMs: 1500 });
    const { outlet } = school.teams;
    const { id } = school.world.school;
    school.fake.misbehave.always('token', { do: 'hang' });
    const owed = outlet.post(memberAs(school, 'head'), id, saying('one'), 'Accord');
    await school.person('teacher').say('help');
    const began = performance.now();
    const { outcome } = await reports(school);
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(outcome.trouble).toBeNull();
    expect(outcome.ack.ms).toBeLessThan(2000);
    expect(await casesOf(school)).toHaveLength(1);
    expect(await owed).toMatchObject({ ok: false, why: 'later' });
    await school.person('teacher').say('AC-26-0001', [{ ...PHOTO, isInline: true }]);
    await fetched(school);
    expect(await school.world.app.store.read((unit) => unit.fetches.counts())).toEqual({ owed: 1, aside: 0 });
    school.fake.misbehave.clear();
    expect(await outlet.post(memberAs(school, 'head'), id, saying('two'), 'Accord')).toMatchObject({
      ok: true,
    });
    school.fake.misbehave.always('*', { do: 'hang' });
    const hanging = outlet.post(memberAs(school, 'head'), id, saying('three'), 'Accord');
    const pressed = await school.person('teacher2').openCommand();
    expect(pressed.ack.status).toBe(200);
    expect(pressed.ack.ms).toBeLessThan(2000);
    expect(await hanging).toMatchObject({ ok: false, why: 'later' });
    school.fake.misbehave.clear();
  }, 30_000);

  it('7. what Teams puts into words, mentions and blanks that do not break, is no part of them', async () => {
    const school = await inTeams(db);
    const teacher = school.user('teacher');
    const { activities, delivery, names } = school.fake;
    for (const text of [
      `<at>${names.botName}</at>&nbsp;help`,
      '&nbsp;help&nbsp;',
      '\u00a0help',
      '/incident&nbsp;help',
    ]) {
      await delivery.send({ ...activities.personalMessage(teacher, 'x'), text });
      await school.settled();
      expect(lastWords(school, 'teacher'), text).toContain('This list.');
    }
    expect(chat(school, 'teacher')).toHaveLength(4);
  });

  it('8. what comes from another tenant is refused, and counted', async () => {
    const school = await inTeams(db);
    const { fake } = school;
    const other = fake.tenant.addUser({ tenantId: 'c0000000-0000-4000-8000-000000000009' });
    expect((await fake.delivery.send(fake.activities.personalMessage(other, 'list'))).status).toBe(403);
    const good = fake.activities.fetchTask(school.user('teacher'), {
      commandId: 'incident',
      commandContext: 'compose',
    });
    const foreign = {
      ...good,
      conversation: { conversationType: 'personal', id: 'a:1', tenantId: other.tenantId },
    };
    expect((await fake.delivery.send(foreign)).status).toBe(403);
    const untold = { ...good, conversation: { conversationType: 'personal', id: 'a:1' }, channelData: {} };
    expect((await fake.delivery.send(untold)).status).toBe(403);
    await school.settled();
    expect(school.counts.all()).toMatchObject({ outside: 3 });
    expect(fake.calls.filter((call) => call.place === 'post')).toEqual([]);
  });

  it('9. an invoke that Accord does not know gets 501, and no invoke an empty answer', async () => {
    const school = await inTeams(db);
    const { fake } = school;
    const good = fake.activities.taskFetch(school.user('teacher'), {});
    for (const name of ['composeExtension/query', 'signin/verifyState', 'nothing'])
      expect((await fake.delivery.send({ ...good, name })).status).toBe(501);
    await reports(school);
    await school.person('teacher').openCommand();
    const message = fake.tenant.post({
      conversation: fake.tenant.personalChat(school.user('teacher').id).id,
      fromApp: true,
      from: fake.names.botId,
      text: 'As it was',
    });
    for (const activity of [
      good,
      fake.activities.taskSubmit(school.user('teacher'), { form: 'nonsense' }),
      fake.activities.cardAction(school.user('teacher'), message, { verb: 'accord', data: {} }),
      fake.activities.search(school.user('teacher'), 'people/who', ''),
      fake.activities.search(school.user('teacher'), 'something/else', 'Jordan'),
      fake.activities.fileConsent(school.user('teacher'), message, 'accept', 'x.png', { file: 'none' }),
    ])
      expect((await fake.delivery.send(activity)).body, String(activity.name)).not.toBe('');
    for (const { activity, ack } of fake.delivery.log)
      if (activity.type === 'invoke' && ack.status === 200)
        expect(ack.body, String(activity.name)).not.toBe('');
  });

  it('10. the conversation with somebody is asked for once, and is the one that is continued', async () => {
    const school = await inTeams(db);
    const { outlet } = school.teams;
    const { id } = school.world.school;
    for (const text of ['one', 'two'])
      expect(await outlet.post(memberAs(school, 'head'), id, saying(text), 'Accord')).toMatchObject({
        ok: true,
      });
    expect(school.fake.calls.filter((call) => call.place === 'create')).toHaveLength(1);
    expect(chat(school, 'head').map((row) => row.lines.at(-1))).toEqual(['one', 'two']);
    await school.person('head').say('help');
    await school.settled();
    expect(new Set(chat(school, 'head').map((row) => row.conversation)).size).toBe(1);
    expect(school.fake.violations).toEqual([]);
  });

  it('11. somebody is who their account in the tenant is, whatever id and name Teams gives them here', async () => {
    const school = await inTeams(db);
    const { fake } = school;
    const head = school.user('head');
    const stranger = fake.tenant.addUser({ name: head.name });
    const good = fake.activities.personalMessage(stranger, 'list');
    const posing = { ...good, from: { id: head.id, name: head.name, aadObjectId: stranger.aadObjectId } };
    await fake.delivery.send(posing);
    await school.settled();
    const told = fake.user(stranger.id).screen().messages.at(-1)?.lines.join(' ');
    expect(told).toContain('does not know you');
    expect(told).not.toContain('Invented Primary');
    const nobody = { ...good, id: '77', from: { id: head.id, name: head.name } };
    expect((await fake.delivery.send(nobody)).status).toBe(200);
    await school.settled();
    expect(
      fake
        .user(stranger.id)
        .screen()
        .messages.filter((row) => row.fromApp),
    ).toHaveLength(1);
    expect(school.counts.all()).toMatchObject({ stranger: 1 });
  });

  it('12. what was typed stays when an answer will not do, and when the door refuses in a sentence', async () => {
    const refusal = 'That cannot be kept just now, for a reason in a sentence.';
    let refuses = false;
    const school = await inTeams(db, {
      around: (door) => ({
        ...door,
        receive: async (who, intent) =>
          intent.do === 'submit' && refuses
            ? { is: 'said', text: refusal, level: 'refused' }
            : door.receive(who, intent),
      }),
    });
    const teacher = school.person('teacher');
    await teacher.openCommand();
    await teacher.suggest('person:who', JORDAN);
    await teacher.fill({ ...REPORT, 'moment:when~time': '23:59' });
    await teacher.submit();
    await school.settled();
    const kept = () => {
      const boxes = teacher.screen().dialog?.boxes ?? {};
      return Object.fromEntries(Object.keys(REPORT).map((id) => [id, boxes[id]?.value]));
    };
    const typed = { ...REPORT, 'many:breaches': 'disrespectful_interaction' };
    expect(kept()).toEqual({ ...typed, 'moment:when~time': '23:59' });
    expect(teacher.screen().dialog?.lines.join(' ')).toMatch(/That time has not come yet/);
    expect(await casesOf(school)).toHaveLength(0);
    await teacher.fill({ 'moment:when~time': '15:10' });
    refuses = true;
    await teacher.submit();
    expect(teacher.screen().dialog?.lines.join(' ')).toContain(refusal);
    expect(kept()).toEqual(typed);
    refuses = false;
    await teacher.submit();
    await school.settled();
    expect(teacher.screen().dialog?.lines.join(' ')).toContain('AC-26-0001');
    expect(await casesOf(school)).toHaveLength(1);
    expect(school.fake.violations).toEqual([]);
  });

  it('13a. the first administrator is whoever holds the one-time code, once', async () => {
    const school = await inTeams(db);
    const { code } = await unclaimed(school.world);
    const { tenant } = school.fake;
    const [first, second] = [tenant.addUser({ name: 'Invented first' }), tenant.addUser()];
    await school.fake.user(first.id).say(`setup ${code}`);
    await school.settled();
    await school.fake.user(first.id).press('Open the form');
    expect(school.fake.user(first.id).screen().dialog?.title).toMatch(/Set up people/);
    await school.fake.user(second.id).say(`setup ${code}`);
    await school.settled();
    const told = school.fake.user(second.id).screen().messages.at(-1);
    expect(told?.buttons).toEqual([]);
    expect(told?.lines.join(' ')).not.toContain('Larkfield');
    const [member] = await school.world.app.store.read((unit) =>
      unit.members.byIdentity('teams', first.aadObjectId),
    );
    expect(member).toMatchObject({ roles: ['admin', 'staff'], name: 'Invented first' });
  });

  it('13b. a file goes to the one who asked for it and said yes: to nobody else, and once', async () => {
    const school = await inTeams(db);
    const { fake, teams, world } = school;
    const file = { name: 'Jordan.png', mediaType: 'image/png', bytes: PHOTO.bytes };
    const words = 'The picture of AC-26-0001';
    expect(await teams.outlet.file(memberAs(school, 'head'), world.school.id, file, words)).toMatchObject({
      ok: true,
    });
    const asked = chat(school, 'head').at(-1);
    expect(asked?.consent).toEqual({ name: 'accord-file.png', description: words });
    const raw = fake.tenant.messages.find((row) => row.id === asked?.id);
    const context = everything(raw?.attachments).find((it) => 'acceptContext' in it)?.acceptContext;
    const deputy = school.user('deputy');
    const theirs = fake.tenant.post({
      conversation: fake.tenant.personalChat(deputy.id).id,
      fromApp: true,
      from: fake.names.botId,
      text: 'Another message',
    });
    await fake.delivery.send(fake.activities.fileConsent(deputy, theirs, 'accept', 'x.png', context));
    await school.settled();
    expect(fake.files.uploaded.size).toBe(0);
    expect(lastWords(school, 'deputy')).toContain('not at hand any more');
    fake.delivery.twice();
    await school.person('head').acceptFile(asked);
    await school.settled();
    expect([...fake.files.uploaded.values()].map((row) => row.bytes)).toEqual([PHOTO.bytes]);
    const shown = chat(school, 'head');
    expect(shown).toHaveLength(1);
    expect(shown.at(-1)?.files).toEqual(['accord-file.png']);
    expect(fake.violations).toEqual([]);
  });

  it('13c. files sent in personal chat with a reference arrive in the case; what cannot be had is told', async () => {
    const school = await inTeams(db);
    await reports(school);
    const teacher = school.person('teacher');
    await teacher.sendFile(PHOTO, 'AC-26-0001: from the office window');
    await teacher.say('AC-26-0001', [{ ...PHOTO, isInline: true }]);
    await school.settled();
    expect(lastWords(school, 'teacher')).toContain('It goes to AC-26-0001');
    await fetched(school);
    const kept = async () => {
      const [row] = await casesOf(school);
      const facts = row
        ? await school.world.app.store.read((unit) => unit.journal.load(`case:${row.id}`))
        : [];
      return facts.filter((fact) => fact.type === 'evidence_file_added').length;
    };
    expect(await kept()).toBe(2);
    const large = { name: 'film.mp4', mediaType: 'video/mp4', bytes: Buffer.alloc(FILE_LIMIT + 1, 'x') };
    await teacher.sendFile(large, 'AC-26-0001');
    await school.settled();
    await fetched(school);
    await delivered(school);
    expect(lastWords(school, 'teacher')).toMatch(/it is over 10 MB/);
    school.fake.misbehave.next('download', { do: 'http', status: 404 });
    await teacher.sendFile(PHOTO, 'AC-26-0001');
    await school.settled();
    await fetched(school);
    await delivered(school);
    expect(lastWords(school, 'teacher')).toMatch(/send it again/i);
    expect(await kept()).toBe(2);
    await teacher.sendFile(PHOTO, 'no reference in it');
    await school.settled();
    expect(lastWords(school, 'teacher')).toContain('Nothing was kept');
    expect(school.fake.calls.filter(({ place }) => place === 'download')).toHaveLength(3);
    expect(school.fake.violations).toEqual([]);
  });

  it('13d. two people\u2019s files are never taken for each other, whatever Teams numbers their messages', async () => {
    const school = await inTeams(db);
    await reports(school);
    const { fake } = school;
    const of = (text: string) => ({ name: 'x.txt', mediaType: 'text/plain', bytes: Buffer.from(text) });
    for (const role of ['teacher', 'head'] as const)
      await fake.delivery.send({
        ...fake.activities.personalMessage(school.user(role), 'AC-26-0001', [of(`from ${role}`)]),
        id: '1700000000000',
      });
    await school.settled();
    await fetched(school);
    const got = fake.calls.filter((call) => call.place === 'download').map((call) => call.url);
    expect(new Set(got).size).toBe(2);
  });
});
