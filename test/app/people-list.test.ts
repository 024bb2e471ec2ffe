import { expect, it } from 'vitest';
import { findPeople } from '../../src/app/receive.ts';
import type { Stream } from '../../src/ports.ts';
import { cardText } from '../../src/view/plain-text.ts';
import type { Reply } from '../../src/view/reply.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { buttonsIn } from '../support/drawings.ts';
import { confirms, giveCsv, lastCard, presses, sendsCsv } from '../support/sent-lists.ts';
import { offered, openWorld, type RoleName, type World } from '../support/world.ts';

const HEADINGS = 'Contact ID,Forename,Surname,Address,Postcode,Relationship,Pupil name,Class,Email,Priority';
const JORDAN = '11,Jordan,Vale,1 Invented Road,ZZ1 1ZZ,Father,Maya Vale,Oak,j@school.example,1';
const SAM = '12,Sam,Vale,7 Made-up Close,ZZ1 1ZZ,Mother,Maya Vale,Oak,,2';
const csv = (...rows: string[]): string => `${[HEADINGS, ...rows].join('\r\n')}\r\n`;

const sends = (world: World, role: RoleName, text: string) => sendsCsv(world, role, text, 'people');
const imports = (world: World, role: RoleName, values: Record<string, string | boolean> = {}) =>
  confirms(world, role, 'Look it over and import', values);

const found = async (world: World, text: string) =>
  (await findPeople(world.app, world.as('teacher').who, text)).map((row) => `${row.name}: ${row.detail}`);

const factsOf = async (world: World, stream: Stream = `school:${world.school.id}`) =>
  world.app.store.read((unit) => unit.journal.load(stream));
const typesOf = async (world: World) => (await factsOf(world)).map((row) => row.type);

const text = (reply: Reply): string =>
  reply.is === 'said' ? reply.text : reply.is === 'card' ? cardText(reply.card) : JSON.stringify(reply.form);

describeOnBothDatabases('the list of parents and carers, by a file in the chat', (open) => {
  it('is told about in a message without a name, then imported once however often it is sent', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    expect(await sends(world, 'office', csv(JORDAN, SAM))).toMatchObject({ is: 'said', level: 'good' });
    const told = cardText(lastCard(world, 'office'));
    expect(told).toContain('2 people');
    expect(told).toContain('Address + Postcode');
    expect(told).toContain('Not used, and not kept: Priority.');
    expect(told).not.toMatch(/Jordan|Vale|Road/);
    expect(await found(world, 'vale')).toEqual([]);

    const opened = await presses(world, 'office', 'Look it over and import');
    if (opened.is !== 'form') throw new Error('No form.');
    const first = await world.as('office').submit(opened.form, { looked: true });
    expect(first).toMatchObject({ is: 'said', text: expect.stringContaining('2 new') });
    expect(await world.as('office').submit(opened.form, { looked: true })).toEqual(first);
    expect(await found(world, 'jordan')).toEqual(['Jordan Vale: father of Maya Vale in Oak']);
    expect((await typesOf(world)).filter((type) => type === 'people_imported')).toHaveLength(1);
    expect(JSON.stringify(await factsOf(world))).not.toMatch(/Vale|Invented Road|school\.example/);

    // The file is forgotten with the import, and the same file again changes nothing.
    expect(text(await presses(world, 'office', 'Look it over and import'))).toContain('put away');
    const before = await typesOf(world);
    await sends(world, 'office', csv(JORDAN, SAM));
    expect(cardText(lastCard(world, 'office'))).toContain('There is nothing to import.');
    expect(await typesOf(world)).toEqual(before);
  });

  it('comes by the form too, on a surface whose forms take files', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    expect(await world.as('admin').fill('import_list', null, { file: [] })).toMatchObject({
      is: 'form_again',
      form: { errors: { file: 'Choose the file.' } },
    });
    await world.as('admin').fill('import_list', null, { file: [giveCsv(world, csv(JORDAN))] });
    await world.settle();
    expect(await imports(world, 'admin')).toMatchObject({ is: 'said', level: 'good' });
    expect(await found(world, 'jordan')).toHaveLength(1);
  });

  it('takes nothing of a file with a mistake, and says which row it is without repeating it', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await sends(world, 'office', csv(JORDAN, '12,=cmd,Vale,,,,,,,', '13,Kim'));
    const told = cardText(lastCard(world, 'office'));
    expect(told).toContain('Row 3: the cell under "Forename" begins like a formula');
    expect(told).toContain('Row 4: it has 2 cells');
    expect(told).not.toMatch(/cmd|Jordan/);
    expect(buttonsIn(lastCard(world, 'office')).map((row) => row.label)).toEqual(['Change the columns']);
    expect(await found(world, 'jordan')).toEqual([]);
  });

  it('is refused to whoever does not keep the list, and that is written down', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    for (const role of ['teacher', 'chair', 'dsl', 'head'] as const) {
      expect(await sends(world, role, csv(JORDAN))).toMatchObject({ is: 'said', level: 'refused' });
      expect(await world.as(role).fill('import_list', null, {})).toMatchObject({ level: 'refused' });
      const access = await factsOf(world, `access:${world.as(role).id}:2026-11`);
      expect(access.map((row) => row.data)).toContainEqual(
        expect.objectContaining({ what: 'import_list', case: null }),
      );
      expect(world.as(role).cards().map(cardText).join()).not.toContain('list of parents');
    }
    expect(await found(world, 'jordan')).toEqual([]);
  });

  it('is shown to nobody but whoever sent it, and not once they may not import any more', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await sends(world, 'office', csv(JORDAN));
    const button = buttonsIn(lastCard(world, 'office')).find((row) => row.tap.tap === 'form');
    if (!button) throw new Error('No button.');
    expect(text(await world.as('admin').tap(button.tap))).toContain('put away');
    expect(text(await world.as('teacher').tap(button.tap))).toContain('for the office');
  });

  it('remembers the columns somebody chose, for the next file that has them', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    const odd = 'Whom,Where,Name\r\nJordan Vale,1 Invented Road,Rex\r\n';
    await sends(world, 'office', odd);
    const opened = await presses(world, 'office', 'Change the columns');
    if (opened.is !== 'form') throw new Error('No form.');
    const chosen = await world.as('office').submit(opened.form, {
      ...offered(opened.form),
      name: ['c0'],
      address: ['c1'],
    });
    expect(text(chosen)).toContain('Whom');
    expect(await imports(world, 'office')).toMatchObject({ level: 'good' });
    expect(await found(world, 'jordan')).toHaveLength(1);
    await sends(world, 'office', odd);
    expect(cardText(lastCard(world, 'office'))).toContain('There is nothing to import.');
  });

  it('says in words that a heading is too long or an address in too many columns', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    const long = `Name ${'x'.repeat(120)}`;
    const lines = Array.from({ length: 13 }, (_, i) => `Address ${i}`);
    await sends(world, 'office', `${[long, ...lines].join(',')}\r\n${'Jo,'.repeat(13)}Jo\r\n`);
    const told = cardText(lastCard(world, 'office'));
    expect(told).toContain('Row 1: the heading of column 1 has more than 120 characters. Shorten it.');
    expect(told).toContain('Row 1: an address is in more than 12 columns. Put it into fewer.');
    const opened = await presses(world, 'office', 'Change the columns');
    if (opened.is !== 'form') throw new Error('No form.');
    const sent = await world.as('office').submit(opened.form, offered(opened.form));
    expect(sent).toMatchObject({
      is: 'form_again',
      form: {
        errors: {
          name: expect.stringContaining('more than 120 characters'),
          address: 'Choose 12 columns at most.',
        },
      },
    });
  });

  it('takes no address that its own form would refuse', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    const half = 'z'.repeat(200);
    await sends(world, 'office', `Name,Street,Town\r\nJo Bell,${half},${half}\r\n`);
    expect(cardText(lastCard(world, 'office'))).toContain('Row 2: the address has more than 300 characters.');
  });

  it('asks about somebody who has only the name, and joins nobody by guess', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await world.as('teacher').fill('report', null, {
      who: 'new:Jordan Vale, red coat',
      breaches: ['threat'],
      where: 'on_site',
      when: '2026-11-20T15:00',
      narrative: 'Shouted.',
      harm: ['nobody'],
    });
    await sends(world, 'office', csv(JORDAN));
    const opened = await presses(world, 'office', 'Look it over and import');
    if (opened.is !== 'form') throw new Error('No form.');
    const [question] = opened.form.fields;
    if (question?.is !== 'choice') throw new Error('No question.');
    expect(question.options.map((row) => row.label)).toEqual([
      'The same as Jordan Vale (red coat)',
      'Somebody else: add them',
    ]);
    expect(await world.as('office').submit(opened.form, {})).toMatchObject({ is: 'form_again' });
    const same = question.options[0]?.value ?? '';
    expect(await world.as('office').submit(opened.form, { [question.name]: same })).toMatchObject({
      text: expect.stringContaining('0 new, 1 changed'),
    });
    expect(await found(world, 'jordan')).toEqual(['Jordan Vale: red coat; father of Maya Vale in Oak']);
  });

  it('marks leavers only when it is asked to: they are offered no more, and a case keeps their name', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await sends(world, 'office', csv(JORDAN, SAM));
    await imports(world, 'office');
    await sends(world, 'office', csv(JORDAN));
    expect(await imports(world, 'office')).toMatchObject({ text: expect.not.stringContaining('left') });
    expect(await found(world, 'sam')).toHaveLength(1);
    await sends(world, 'office', csv(JORDAN));
    expect(await imports(world, 'office', { leavers: true })).toMatchObject({
      text: expect.stringContaining('1 left'),
    });
    expect(await found(world, 'sam')).toEqual([]);
    const sam = (await world.app.store.read((unit) => unit.people.all(world.school.id))).find(
      (row) => row.name === 'Sam Vale',
    );
    expect(text(await world.as('office').say(`person ${sam?.id}`))).toContain('Left the school');
  });

  it('comes back when the list moved on while the numbers were looked at', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await sends(world, 'office', csv(JORDAN));
    const mine = await presses(world, 'office', 'Look it over and import');
    if (mine.is !== 'form') throw new Error('No form.');
    await sends(world, 'admin', csv(JORDAN, SAM));
    await imports(world, 'admin');
    const again = await world.as('office').submit(mine.form, { looked: true });
    if (again.is !== 'form_again') throw new Error('It was taken.');
    expect(again.form.errors.form).toContain('The list has changed since you opened this.');
    expect(await found(world, 'vale')).toHaveLength(2);
  });
});

describeOnBothDatabases("one person's page", (open) => {
  async function withList() {
    const world = await openWorld(await open(), 'stockham-primary');
    await sends(world, 'office', csv(JORDAN, SAM));
    await imports(world, 'office');
    return world;
  }
  const fromPage = async (world: World, role: RoleName, label: string): Promise<Reply> => {
    const page = await world.as(role).say('person jordan vale');
    if (page.is !== 'card') return page;
    const found = buttonsIn(page.card).find((row) => row.label === label);
    if (!found) throw new Error(`There is no button "${label}".`);
    return world.as(role).tap(found.tap, found.key);
  };
  const fills = async (
    world: World,
    role: RoleName,
    label: string,
    values: Record<string, string | boolean>,
  ) => {
    const opened = await fromPage(world, role, label);
    if (opened.is !== 'form') return opened;
    return world.as(role).submit(opened.form, { ...offered(opened.form), ...values });
  };

  it('says who checked the address and when, until the address changes', async () => {
    const world = await withList();
    expect(text(await world.as('head').say('person jordan'))).toContain('(not checked yet)');
    await fills(world, 'office', 'Change details', { checked: true, separate: true, court_order: true });
    const page = text(await world.as('head').say('person jordan'));
    expect(page).toContain('checked by Invented office, Friday 20 November');
    expect(page).toContain('The parents live apart');
    expect(page).toContain('We have seen a court order');
    const facts = await factsOf(world);
    expect(facts.slice(-2).map((row) => row.type)).toEqual(['person_changed', 'address_confirmed']);
    expect(facts.at(-2)?.data).toMatchObject({ what: ['separateAddress', 'courtOrderSeen'] });
    expect(JSON.stringify(facts)).not.toMatch(/Vale|Invented Road/);
    await fills(world, 'head', 'Change details', { address: '2 Other Road' });
    expect(text(await world.as('office').say('person jordan'))).toContain('2 Other Road (not checked yet)');
  });

  it('keeps no mark that turns a name or an address round', async () => {
    const world = await withList();
    await fills(world, 'office', 'Change details', {
      detail: 'red\u202etaoc',
      address: '2 Other\u2066 Road\u0007',
    });
    const page = text(await world.as('head').say('person jordan'));
    expect(page).toContain('redtaoc');
    expect(page).toContain('2 Other Road (not checked yet)');
  });

  it('an import that moves a checked address says so first, and asks for it to be checked again', async () => {
    const world = await withList();
    await fills(world, 'office', 'Change details', { checked: true });
    await sends(world, 'office', csv(JORDAN.replace('1 Invented Road', '9 New Road'), SAM));
    expect(text(await presses(world, 'office', 'Look it over and import'))).toContain(
      '1 person whose address somebody had checked',
    );
    await imports(world, 'office');
    expect(text(await world.as('office').say('person jordan'))).toContain(
      '9 New Road, ZZ1 1ZZ (not checked yet)',
    );
  });

  it('shows no other parent of the same child, and no address of theirs', async () => {
    const world = await withList();
    expect(text(await world.as('office').say('person jordan'))).not.toMatch(/Sam|Made-up/);
  });

  it('walls off a colleague who is linked: for them there is no such person, in no search either', async () => {
    const world = await withList();
    const { id } = world.as('teacher');
    expect(await fills(world, 'admin', 'Is it a colleague?', { member: id })).toMatchObject({
      level: 'good',
    });
    expect((await factsOf(world)).at(-1)).toMatchObject({ type: 'person_linked', data: { member: id } });
    expect(await found(world, 'jordan')).toEqual([]);
    await fills(world, 'admin', 'Is it a colleague?', { member: world.as('head').id });
    expect(text(await world.as('head').say('person jordan'))).toContain('Nobody of that name');
    const person = (await world.app.store.read((unit) => unit.people.all(world.school.id))).find(
      (row) => row.member !== null,
    );
    const forged = {
      tap: 'form',
      form: 'person',
      case: null,
      carries: { person: person?.id ?? '' },
    } as const;
    expect(text(await world.as('head').tap(forged))).toContain('Nobody of that name');
  });

  it('is refused to everybody else, and that is written down', async () => {
    const world = await withList();
    const [jordan] = await world.app.store.read((unit) => unit.people.search(world.school.id, 'jordan', 1));
    const carries = { person: jordan?.id ?? '' };
    for (const role of ['teacher', 'chair', 'governor', 'dsl', 'dpo'] as const) {
      expect(text(await world.as(role).say('person jordan'))).not.toContain('Vale');
      for (const form of ['person', 'link_member'] as const)
        expect(await world.as(role).tap({ tap: 'form', form, case: null, carries })).toMatchObject({
          is: 'said',
          level: 'refused',
        });
      const access = await factsOf(world, `access:${world.as(role).id}:2026-11`);
      expect(access.filter((row) => row.type === 'attempt_refused').map((row) => row.data)).toMatchObject([
        { what: 'person' },
        { what: 'person' },
        { what: 'link_member' },
      ]);
    }
    // The office keeps the list, and links nobody; an administrator links, and changes nothing else.
    expect(
      await world.as('office').tap({ tap: 'form', form: 'link_member', case: null, carries }),
    ).toMatchObject({ level: 'refused' });
    expect(await world.as('admin').tap({ tap: 'form', form: 'person', case: null, carries })).toMatchObject({
      level: 'refused',
    });
  });

  it('comes back with what was typed when somebody else has changed the person meanwhile', async () => {
    const world = await withList();
    const mine = await fromPage(world, 'office', 'Change details');
    if (mine.is !== 'form') throw new Error('No form.');
    await fills(world, 'head', 'Change details', { needs: 'A phone call first' });
    const again = await world.as('office').submit(mine.form, { ...offered(mine.form), language: 'Polish' });
    if (again.is !== 'form_again') throw new Error('It was taken.');
    expect(again.form.errors.form).toContain('Somebody has changed this person');
    expect(again.form.fields.find((row) => row.name === 'language')).toMatchObject({ value: 'Polish' });
  });
});
