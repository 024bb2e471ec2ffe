import { expect, it } from 'vitest';
import { blankPerson } from '../../src/app/blank-person.ts';
import { agreementStanding } from '../../src/domain/agreements.ts';
import { PersonId } from '../../src/domain/ids.ts';
import { toDay } from '../../src/domain/time.ts';
import { loadPack } from '../../src/packs/load.ts';
import { cardText } from '../../src/view/plain-text.ts';
import type { Reply } from '../../src/view/reply.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { offered, openWorld, type RoleName, type World } from '../support/world.ts';

const JORDAN = PersonId.parse('person-jordan');
const SAM = PersonId.parse('person-sam');

const text = (reply: Reply): string =>
  reply.is === 'said' ? reply.text : reply.is === 'card' ? cardText(reply.card) : JSON.stringify(reply.form);

const factsOf = (world: World) =>
  world.app.store.read((unit) => unit.journal.load(`school:${world.school.id}`));

const signs = (world: World, role: RoleName, values: Record<string, unknown> = {}, person = JORDAN) =>
  world
    .as(role)
    .fill(
      'agreement',
      null,
      { on: '2026-09-10', ticks: ['agrees', 'understands'], ...values } as Parameters<
        ReturnType<World['as']>['fill']
      >[2],
      { person },
    );

describeOnBothDatabases('who has signed the code', (open) => {
  async function school(pack = 'stockham-primary') {
    const world = await openWorld(await open(), pack);
    await world.app.store.write((unit) =>
      unit.people.putAll([
        { ...blankPerson(JORDAN, world.school.id, 'Jordan Vale'), listed: true },
        { ...blankPerson(SAM, world.school.id, 'Sam Vale'), listed: true },
      ]),
    );
    return world;
  }
  const page = async (world: World) => text(await world.as('office').say(`person ${JORDAN}`));

  it('is recorded by the office with version, day and ticks, shown on the page, and taken out again', async () => {
    const world = await school();
    expect(await page(world)).toContain('No signature under our code is recorded.');
    expect(await signs(world, 'office')).toMatchObject({ text: 'Recorded.' });
    expect(await page(world)).toContain('Signed our code on Thursday 10 September.');
    expect((await factsOf(world)).at(-1)).toMatchObject({
      type: 'agreement_recorded',
      data: { person: JORDAN, on: '2026-09-10', ticks: ['agrees', 'understands'] },
    });
    expect(JSON.stringify(await factsOf(world))).not.toContain('Vale');
    expect(await signs(world, 'office', { take_out: 's0' })).toMatchObject({ text: 'Taken out.' });
    expect(await page(world)).toContain('No signature under our code is recorded.');
  });

  it('says what was not ticked, and counts the same paper once', async () => {
    const world = await school();
    await signs(world, 'office', { ticks: ['agrees'] });
    expect(await page(world)).toContain('without ticking: I understand that the school will act');
    await signs(world, 'head');
    expect(await page(world)).toContain('Signed our code on Thursday 10 September.');
    const rows = await world.app.store.read((unit) => unit.agreements.ofPerson(world.school.id, JORDAN));
    expect(rows).toHaveLength(1);
  });

  it('refuses a day to come, and a form sent again counts once', async () => {
    const world = await school();
    const opened = await world.as('office').tap({
      tap: 'form',
      form: 'agreement',
      case: null,
      carries: { person: JORDAN },
    });
    if (opened.is !== 'form') throw new Error('No form.');
    const values = { ...offered(opened.form), on: '2027-01-01' };
    expect(await world.as('office').submit(opened.form, values)).toMatchObject({
      is: 'form_again',
      form: { errors: { on: expect.stringContaining('has not come yet') } },
    });
    const good = { ...values, on: '2026-11-20' };
    const first = await world.as('office').submit(opened.form, good);
    expect(await world.as('office').submit(opened.form, good)).toEqual(first);
    expect((await factsOf(world)).filter((row) => row.type === 'agreement_recorded')).toHaveLength(1);
  });

  it('counts those on the list who signed, and leaves out who left and who only visits', async () => {
    const world = await school();
    await signs(world, 'office');
    await world.app.store.write((unit) =>
      unit.people.putAll([
        {
          ...blankPerson(PersonId.parse('person-gone'), world.school.id, 'Gone Vale'),
          leftOn: toDay('2026-10-01'),
        },
        { ...blankPerson(PersonId.parse('person-visits'), world.school.id, 'Ed Vale'), capacity: 'visitor' },
      ]),
    );
    const card = text(await world.as('head').say('agreements'));
    expect(card).toContain('1 of 2 parents and carers on our list have signed the version');
    expect(card).not.toContain('Vale');
  });

  it('is told from an older version once the school follows another text', async () => {
    const world = await school();
    await signs(world, 'office');
    await world.app.store.write(async (unit) => {
      const old = await unit.agreements.ofPerson(world.school.id, JORDAN);
      for (const row of old) await unit.agreements.remove(world.school.id, row);
      const before = old.map((row) => ({ ...row, sha256: 'f'.repeat(64) }));
      await unit.agreements.record(world.school.id, before, 'command_line', world.clock.now());
    });
    expect(await page(world)).toContain('Signed an older version of our code on Thursday 10 September.');
    expect(text(await world.as('office').say('agreements'))).toContain('An older version: 1');
  });

  it('is refused to everybody else, and that is written down', async () => {
    const world = await school();
    for (const role of ['teacher', 'chair', 'dsl', 'admin'] as const) {
      expect(await signs(world, role)).toMatchObject({ is: 'said', level: 'refused' });
      expect(await world.as(role).say('agreements')).toMatchObject({ is: 'said', level: 'refused' });
      const access = await world.app.store.read((unit) =>
        unit.journal.load(`access:${world.as(role).id}:2026-11`),
      );
      expect(access.map((row) => row.data.what)).toEqual(['agreement', 'agreements']);
    }
    expect(await page(world)).toContain('No signature');
  });

  it('is nothing to record where a policy asks for no signature, and that is said', async () => {
    const world = await school('schools-and-parents');
    expect(text(await world.as('office').say('agreements'))).toContain('Our code asks nobody to sign it.');
    expect(await signs(world, 'office')).toMatchObject({
      is: 'said',
      text: expect.stringContaining('nothing to record'),
    });
    expect(await page(world)).not.toContain('Signed our code on');
    expect(text(await world.as('office').say('agreements form'))).toContain(
      'Our code asks nobody to sign it.',
    );
  });

  it('changes nothing that the head is offered: neither a step nor what must happen first', async () => {
    const world = await school();
    await world.as('teacher').fill('report', null, {
      who: JORDAN,
      breaches: ['threat'],
      where: 'on_site',
      when: '2026-11-20T15:00',
      narrative: 'Shouted at the gate.',
      harm: ['nobody'],
    });
    const id = await world.caseByRef('AC-26-0001');
    const asked = async () => {
      const card = await world.as('head').tap({ tap: 'show', case: id });
      const form = await world.as('head').tap({ tap: 'form', form: 'decide', case: id, carries: {} });
      if (form.is !== 'form') throw new Error('The decision form did not open.');
      const { intro, fields } = form.form;
      const [words, sentence] = [
        text(card),
        /^.*our code.*It holds for everybody.*$/im.exec(text(card))?.[0],
      ];
      if (sentence === undefined) throw new Error('The card says nothing about the code.');
      const offers = JSON.stringify({ intro, fields }).replaceAll(/"key":"[^"]*"/g, '');
      return { sentence, rest: words.replace(sentence, ''), offers };
    };
    const before = await asked();
    expect(before.sentence).toContain('No signature under our code is recorded.');
    await signs(world, 'office');
    const after = await asked();
    expect(after.sentence).toContain('Signed our code on Thursday 10 September.');
    expect(after.rest).toBe(before.rest);
    expect(after.offers).toBe(before.offers);
  });

  it('comes as a form to print, once however fast it is asked for', async () => {
    const world = await school();
    await world.as('office').say('agreements form');
    await world.as('office').say('agreements form');
    await world.settle();
    const files = world.surface.files({ kind: 'member', member: world.as('office').id }, world.school.id);
    expect(files).toHaveLength(1);
    expect(
      Buffer.from(files[0]?.file.bytes ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });
});

it('every policy says how it is accepted, and a signature is told only where one is asked for', () => {
  for (const [pack, is] of [
    ['stockham-primary', 'not_signed'],
    ['robert-miles-junior', 'not_signed'],
    ['all-saints-mat', 'none'],
    ['alumwell-infant', 'none'],
    ['schools-and-parents', 'none'],
  ] as const) {
    const loaded = loadPack(pack);
    if (!loaded.ok) throw new Error(`No pack ${pack}.`);
    const signed = [{ person: JORDAN, sha256: loaded.sha256, on: toDay('2026-09-10'), ticks: [] }];
    expect(agreementStanding(loaded.policy, loaded.sha256, []).is).toBe(is);
    expect(agreementStanding(loaded.policy, loaded.sha256, signed).is).toBe(
      is === 'none' ? 'none' : 'signed',
    );
  }
});
