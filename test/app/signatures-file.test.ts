import { expect, it } from 'vitest';
import { blankPerson } from '../../src/app/blank-person.ts';
import { evidence } from '../../src/app/receive.ts';
import { appendToSchool } from '../../src/app/school-setup.ts';
import { PersonId, RoleId } from '../../src/domain/ids.ts';
import type { Stream } from '../../src/ports.ts';
import { cardText } from '../../src/view/plain-text.ts';
import type { Reply } from '../../src/view/reply.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { buttonsIn } from '../support/drawings.ts';
import { confirms, giveCsv, lastCard, presses, sendsCsv } from '../support/sent-lists.ts';
import { openWorld, type RoleName, type World } from '../support/world.ts';

const JORDAN = PersonId.parse('person-jordan');
const SAM = PersonId.parse('person-sam');
const REPORTED = PersonId.parse('person-reported');

const HEADINGS = 'Contact ID,Name,Signed on,agrees,understands,Remarks';
const SIGNED = ['11,Jordan Vale,10/09/2026,yes,yes,by post', '12,Sam Vale,2026-09-11,x,no,'];
const csv = (...rows: string[]): string => `${[HEADINGS, ...rows].join('\r\n')}\r\n`;
const LOOK = 'Look it over and record';

const text = (reply: Reply): string =>
  reply.is === 'said' ? reply.text : reply.is === 'card' ? cardText(reply.card) : JSON.stringify(reply.form);

const sends = (world: World, role: RoleName, file: string | Uint8Array) =>
  sendsCsv(world, role, file, 'agreements');
const records = (world: World, role: RoleName) => confirms(world, role, LOOK);
const told = (world: World, role: RoleName = 'office') => cardText(lastCard(world, role));

const factsOf = async (world: World, stream: Stream = `school:${world.school.id}`) =>
  world.app.store.read((unit) => unit.journal.load(stream));
const recorded = async (world: World) =>
  (await world.app.store.read((unit) => unit.agreements.ofSchool(world.school.id)))
    .map(({ person, on, ticks }) => [person, on, ticks.join('+')].join(' '))
    .toSorted();

describeOnBothDatabases('who has signed the code, by a file in the chat', (open) => {
  async function school(pack = 'stockham-primary') {
    const world = await openWorld(await open(), pack);
    const of = { listed: true, children: [{ name: 'Maya Vale', class: 'Oak' }] };
    await world.app.store.write((unit) =>
      unit.people.putAll([
        { ...blankPerson(JORDAN, world.school.id, 'Jordan Vale'), ...of, externalId: '11' },
        { ...blankPerson(SAM, world.school.id, 'Sam Vale'), ...of, externalId: '12' },
        { ...blankPerson(REPORTED, world.school.id, 'Kim Bell'), address: '3 Invented Road' },
      ]),
    );
    return world;
  }

  it('is told about in a message without a name, then recorded once however often it is sent', async () => {
    const world = await school();
    expect(await sends(world, 'office', csv(...SIGNED))).toMatchObject({ is: 'said', level: 'good' });
    expect(told(world)).toContain('New: 2 signatures');
    expect(told(world)).toContain('Day of signing: Signed on');
    expect(told(world)).toContain('Not used, and not kept: Remarks.');
    expect(told(world)).not.toMatch(/Jordan|Vale|by post/);
    expect(await recorded(world)).toEqual([]);

    const opened = await presses(world, 'office', LOOK);
    if (opened.is !== 'form') throw new Error('No form.');
    expect(await world.as('office').submit(opened.form, {})).toMatchObject({
      is: 'form_again',
      form: { errors: { looked: expect.any(String) } },
    });
    const first = await world.as('office').submit(opened.form, { looked: true });
    expect(first).toMatchObject({ is: 'said', level: 'good', text: expect.stringContaining('2 new') });
    expect(await world.as('office').submit(opened.form, { looked: true })).toEqual(first);
    const both = ['person-jordan 2026-09-10 agrees+understands', 'person-sam 2026-09-11 agrees'];
    expect(await recorded(world)).toEqual(both);
    const facts = (await factsOf(world)).filter((row) => row.type === 'agreement_recorded');
    expect(facts).toHaveLength(2);
    expect(facts[0]).toMatchObject({ by: world.as('office').id, data: { person: JORDAN } });
    expect(JSON.stringify(await factsOf(world))).not.toMatch(/Vale|by post/);
    expect(text(await world.as('head').say('agreements'))).toContain('2 of 3 parents and carers');

    // The file is forgotten, and the same file again changes nothing, in the record either.
    expect(text(await presses(world, 'office', LOOK))).toContain('put away');
    await sends(world, 'office', csv(...SIGNED));
    expect(told(world)).toContain('Recorded already: 2 signatures');
    expect(told(world)).toContain('There is nothing to do.');
    expect(buttonsIn(lastCard(world, 'office'))).toEqual([]);
    expect(await recorded(world)).toEqual(both);
  });

  it('comes by the form of the agreements too, which says what the ticks are called', async () => {
    const world = await school();
    const card = await world.as('head').say('agreements');
    const button =
      card.is === 'card' && buttonsIn(card.card).find((row) => row.label === 'Record from a file');
    if (!button) throw new Error('No button.');
    const opened = await world.as('head').tap(button.tap, button.key);
    if (opened.is !== 'form') throw new Error('No form.');
    expect(text(opened)).toContain('or \\"agrees\\" for short');
    expect(opened.form.fields).toMatchObject([{ is: 'files', sentWith: 'the word "agreements"' }]);
    await world.as('head').submit(opened.form, { file: [giveCsv(world, csv(...SIGNED))] });
    await world.settle();
    expect(await records(world, 'head')).toMatchObject({ is: 'said', level: 'good' });
    expect(await recorded(world)).toHaveLength(2);
  });

  it('takes nothing of a file with a mistake, and names every row without repeating it', async () => {
    const world = await school();
    await sends(
      world,
      'office',
      csv(
        SIGNED[0] ?? '',
        '12,Sam Vale,31/02/2026,yes,yes,',
        '99,Nobody Known,10/09/2026,yes,yes,',
        ',Kim Bell,10/09/2026,yes,yes,',
        '13,Lee,=TODAY(),yes,yes,',
        '14,Lou,10/09/2026,=TRUE(),yes,',
        '15,Lin,2099-01-01,perhaps,yes,',
        '16,Les,,yes,yes,',
        '17,Liz,10/09/2026',
      ),
    );
    // A row that breaks the table hides nothing that is wrong in the others; whom the rest are is asked once it is mended.
    for (const words of [
      'Row 10: it has 3 cells and the headings are 6.',
      'Row 3: the day is no day.',
      'Row 6: the cell under "Signed on" begins like a formula.',
      'Row 7: the cell under "agrees" begins like a formula.',
      'Row 8: the day has not come yet.',
      'Row 8: write yes or no under "agrees".',
      'Row 9: there is no day.',
    ])
      expect(told(world)).toContain(words);
    await sends(
      world,
      'office',
      csv(
        SIGNED[0] ?? '',
        '99,Nobody Known,10/09/2026,yes,yes,',
        ',Kim Bell,10/09/2026,yes,yes,',
        '12,=Sam Vale,10/09/2026,\u2713,yes,',
      ),
    );
    expect(told(world)).toContain('Row 5: the cell under "Name" begins like a formula.');
    await sends(
      world,
      'office',
      csv(SIGNED[0] ?? '', '99,Nobody Known,10/09/2026,yes,yes,', ',Kim Bell,10/09/2026,\u2713,yes,'),
    );
    expect(told(world)).toContain('2 things are wrong');
    expect(told(world)).toContain('Row 3: nobody on the list has that id');
    expect(told(world)).toContain('Row 4: only the name is that of somebody on the list.');
    expect(told(world)).toContain('New: 1 signature');
    expect(told(world)).toContain('Not on our list: 1 person');
    expect(world.as('office').cards().map(cardText).join()).not.toMatch(/Jordan|Kim Bell|Nobody Known|TODAY/);
    expect(buttonsIn(lastCard(world, 'office'))).toEqual([]);
    expect(await recorded(world)).toEqual([]);
  });

  it.each([
    ['Name\nJo Bell\n', 'no column holds the day of signing'],
    ['Contact ID,Signed on\n11,10/09/2026\n', 'no column holds the name'],
    ['Name;Signed on\nJo Bell;10/09/2026\n', 'divided by semicolons or tabs'],
    ['Name,Signed on,Date agreed\nJo,10/09/2026,10/09/2026\n', 'more than one column may hold the day'],
    [
      'Name,Signed on,agrees,I have read the code and will keep to it\nJo,10/09/2026,yes,no\n',
      'more than one column says whether this was ticked',
    ],
    ['', 'empty'],
    [Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41]), 'The file is in no encoding that Accord knows.'],
    ['Name,Signed on\n"Jo Bell,10/09/2026\n', 'Row 2'],
    [Buffer.from('PK\u0003\u0004'), 'This is an Excel workbook.'],
  ])('says what is wrong with the columns or the file as a whole: %j', async (file, says) => {
    const world = await school();
    await sends(world, 'office', file);
    expect(told(world)).toContain('Nothing was recorded');
    expect(told(world)).toContain(says);
    expect(buttonsIn(lastCard(world, 'office'))).toEqual([]);
  });

  it('knows a row for each child as one paper, and says where the rows disagree or are there twice', async () => {
    const world = await school();
    const headings = 'Contact ID,Name,Pupil name,Signed on,agrees';
    const of = (child: string, day: string, tick: string) => `11,Jordan Vale,${child},${day},${tick}`;
    const send = (...rows: string[]) => sends(world, 'office', [headings, ...rows].join('\n'));
    await send(of('Maya Vale', '10/09/2026', 'yes'), of('Leo Vale', '11/09/2026', 'yes'));
    expect(told(world)).toContain('Row 3 and row 2: they are the same person, with another day.');
    await send(of('Maya Vale', '10/09/2026', 'yes'), of('Leo Vale', '10/09/2026', 'no'));
    expect(told(world)).toContain('Row 3 and row 2: they are the same person, with another tick.');
    await send(of('Maya Vale', '10/09/2026', 'yes'), of('Maya Vale', '10/09/2026', 'yes'));
    expect(told(world)).toContain('Row 3 and row 2: it says the same person again.');
    await send(of('Maya Vale', '10/09/2026', 'yes'), of('Leo Vale', '10/09/2026', 'yes'));
    expect(told(world)).toContain('New: 1 signature');
  });

  it('says which rows have the id of another name, and names them only behind the button', async () => {
    const world = await school();
    await sends(world, 'office', csv('12,Jordan Vale,10/09/2026,yes,yes,'));
    expect(told(world)).toContain('Row 2: the id is that of somebody with another name on our list.');
    expect(told(world)).not.toContain('Vale');
    expect(text(await presses(world, 'office', LOOK))).toContain(
      'Row 2: \\"Jordan Vale\\" in the file, \\"Sam Vale\\" on our list',
    );
  });

  it('updates ticks of a paper that is known, and leaves those that the file has no column for', async () => {
    const world = await school();
    await sends(world, 'office', csv(...SIGNED));
    await records(world, 'office');
    await sends(world, 'office', 'Contact ID,Name,Signed on,understands\n11,Jordan Vale,10/09/2026,no\n');
    expect(told(world)).toContain('Known, with other ticks: 1 signature');
    expect(told(world)).toContain('No column says whether this was ticked: "I have read the code');
    expect(await records(world, 'office')).toMatchObject({ text: expect.stringContaining('0 new, 1 with') });
    expect(await recorded(world)).toEqual([
      'person-jordan 2026-09-10 agrees',
      'person-sam 2026-09-11 agrees',
    ]);
  });

  it('says which rows were signed before the version of now, at a school that had another', async () => {
    const world = await school();
    await sends(world, 'office', csv(...SIGNED));
    expect(told(world)).not.toContain('signed before that day');
    await world.app.store.write((unit) =>
      appendToSchool(
        world.app,
        unit,
        world.school.id,
        [{ type: 'policy_adopted', pack: world.school.pack, sha256: 'f'.repeat(64) }],
        'command_line',
      ),
    );
    await sends(world, 'office', csv(SIGNED[0] ?? '', '12,Sam Vale,20/11/2026,yes,yes,'));
    expect(told(world)).toContain('Row 2: signed before that day.');
    expect(text(await presses(world, 'office', LOOK))).toContain('Row 2: signed before that day.');
  });

  it('reads what spreadsheets save, and says where letters may have been lost', async () => {
    const world = await school();
    const utf16 = Buffer.from(`\ufeff${csv(...SIGNED)}`, 'utf16le');
    await sends(world, 'office', utf16);
    expect(told(world)).toContain('New: 2 signatures');
    await sends(world, 'office', Buffer.from(csv(`${SIGNED[0] ?? ''} caf\u00e9`), 'latin1'));
    expect(told(world)).toContain('Somebody with an accent in the name may not be found.');
  });

  it('refuses a file of more rows than it has room for with one sentence', async () => {
    const world = await school();
    await sends(world, 'office', csv(...Array.from({ length: 20_001 }, () => '1,,,,,')));
    expect(told(world)).toContain('1 thing is wrong');
    expect(told(world)).toContain('The file has 20,001 rows.');
  });

  it('comes back when something was recorded while the numbers were looked at', async () => {
    const world = await school();
    await sends(world, 'office', csv(...SIGNED));
    const mine = await presses(world, 'office', LOOK);
    if (mine.is !== 'form') throw new Error('No form.');
    await sends(world, 'head', csv(SIGNED[0] ?? ''));
    await records(world, 'head');
    const again = await world.as('office').submit(mine.form, { looked: true });
    if (again.is !== 'form_again') throw new Error('It was taken.');
    expect(again.form.errors.form).toContain('has changed since you opened this');
    expect(await recorded(world)).toHaveLength(1);
    expect(await world.as('office').submit(again.form, { looked: true })).toMatchObject({
      text: expect.stringContaining('1 new, 1 as they were'),
    });
    expect(await recorded(world)).toHaveLength(2);
  });

  it('says so when somebody went from the list between the message and the button', async () => {
    const world = await school();
    await sends(world, 'office', csv(...SIGNED));
    const mine = await presses(world, 'office', LOOK);
    if (mine.is !== 'form') throw new Error('No form.');
    await world.app.store.write((unit) =>
      unit.people.putAll([
        { ...blankPerson(SAM, world.school.id, 'Sam Vale'), listed: true, externalId: '77' },
      ]),
    );
    expect(text(await world.as('office').submit(mine.form, { looked: true }))).toContain(
      'Row 3: nobody on the list has that id',
    );
    expect(await recorded(world)).toEqual([]);
  });

  it('is refused to whoever may not record a signature, and that is written down', async () => {
    const world = await school();
    for (const role of ['teacher', 'chair', 'dsl', 'admin'] as const) {
      expect(await sends(world, role, csv(...SIGNED))).toMatchObject({ is: 'said', level: 'refused' });
      for (const [form, carries] of [
        ['import_list', { list: 'signatures' }],
        ['confirm_signatures', { upload: 'upload-1' }],
      ] as const)
        expect(await world.as(role).tap({ tap: 'form', form, case: null, carries })).toMatchObject({
          is: 'said',
          level: 'refused',
          text: expect.stringContaining('Who signed our code is recorded by the office'),
        });
      const access = await factsOf(world, `access:${world.as(role).id}:2026-11`);
      expect(access.map((row) => row.data.what)).toEqual([
        'import_list',
        'import_list',
        'confirm_signatures',
      ]);
      expect(world.as(role).cards().map(cardText).join()).not.toContain('signature');
    }
    // The head records signatures and keeps no list: one right opens nothing of the other.
    expect(await sendsCsv(world, 'head', csv(...SIGNED), 'people')).toMatchObject({ level: 'refused' });
    expect(await recorded(world)).toEqual([]);
  });

  it('is shown to nobody but whoever sent it, and under the other list to nobody at all', async () => {
    const world = await school();
    await sends(world, 'office', csv(...SIGNED));
    const button = buttonsIn(lastCard(world, 'office')).find((row) => row.tap.tap === 'form');
    if (button?.tap.tap !== 'form') throw new Error('No button.');
    expect(text(await world.as('head').tap(button.tap))).toContain('put away');
    for (const form of ['confirm_list', 'list_columns'] as const)
      expect(text(await world.as('office').tap({ ...button.tap, form }))).toContain('put away');
    await sendsCsv(world, 'office', 'Contact ID,Name\n55,New Person\n', 'people');
    const people = buttonsIn(lastCard(world, 'office')).find((row) => row.tap.tap === 'form');
    if (people?.tap.tap !== 'form') throw new Error('No button.');
    expect(text(await world.as('office').tap({ ...people.tap, form: 'confirm_signatures' }))).toContain(
      'put away',
    );
  });

  it('is nothing to record where a policy asks for no signature, and that is said before a file is kept', async () => {
    const world = await school('schools-and-parents');
    const said = expect.stringContaining('Our code asks nobody to sign it. There is nothing to record.');
    expect(await sends(world, 'office', csv(...SIGNED))).toMatchObject({ level: 'info', text: said });
    expect(world.as('office').cards().map(cardText).join()).not.toContain('Nothing was recorded');
    for (const [form, carries] of [
      ['import_list', { list: 'signatures' }],
      ['confirm_signatures', { upload: 'upload-1' }],
    ] as const)
      expect(await world.as('office').tap({ tap: 'form', form, case: null, carries })).toMatchObject({
        level: 'info',
        text: said,
      });
  });

  it('is not taken from whoever may record no signature any more once the file is there', async () => {
    const world = await school();
    const { who, id } = world.as('office');
    const files = [giveCsv(world, csv(...SIGNED))];
    const key = world.app.ids.next();
    expect(await evidence(world.app, who, { words: 'agreements', files, key })).toMatchObject({
      level: 'good',
    });
    await world.app.store.write(async (unit) => {
      const member = await unit.members.byId(world.school.id, id);
      if (!member) throw new Error('Nobody plays office.');
      await unit.members.put({ ...member, roles: [RoleId.parse('staff')] });
    });
    await world.settle();
    expect(told(world)).toContain('you may not import any more');
    expect(told(world)).not.toContain('New: 2');
    expect(
      text(
        await world
          .as('office')
          .tap({ tap: 'form', form: 'import_list', case: null, carries: { list: 'signatures' } }),
      ),
    ).toContain('Who signed our code is recorded by the office');
  });

  it('says for which list a file could not be fetched', async () => {
    const world = await school();
    const large = Buffer.alloc(10 * 1024 * 1024 + 1, 'x');
    await sends(world, 'office', large);
    expect(told(world)).toContain('Your file of signatures');
    expect(told(world)).toContain('it is over 10 MB');
    expect(buttonsIn(lastCard(world, 'office'))).toMatchObject([
      { tap: { form: 'import_list', carries: { list: 'signatures' } } },
    ]);
  });
});
