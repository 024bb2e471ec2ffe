import { decode, encode } from 'fast-png';
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { changeLogo } from '../../src/app/logo.ts';
import { changeSettings, removeMember } from '../../src/app/school-setup.ts';
import type { CaseId } from '../../src/domain/ids.ts';
import type { Fact } from '../../src/ports.ts';
import type { Button } from '../../src/view/card.ts';
import type { Form } from '../../src/view/form.ts';
import type { Values } from '../../src/view/form-kind.ts';
import { cardText } from '../../src/view/plain-text.ts';
import type { Reply } from '../../src/view/reply.ts';
import { describeOnBothDatabases, describeOnSqlite, type OpenedStore } from '../support/databases.ts';
import { pdfText, squeezed, wordText } from '../support/read-documents.ts';
import { offered, openWorld, type RoleName, type World } from '../support/world.ts';

const SHOUTING = {
  who: 'new:Jordan Vale (invented)',
  breaches: ['loud_offensive_temper'],
  when: '2026-11-20T15:10',
  narrative: 'Shouted at the gate.',
};
const GAP = /\[WRITE HERE: [^\]]*\]/g;
const FILLED = 'as the head has written here';

interface Scene extends World {
  readonly store: OpenedStore;
  readonly id: CaseId;
}

/** A school whose head owes somebody a letter of warning. */
async function scene(store: OpenedStore): Promise<Scene> {
  const world = await openWorld(store, 'stockham-primary');
  await world.as('teacher').fill('report', null, SHOUTING);
  const id = await world.caseByRef('AC-26-0001');
  await world.as('head').fill('classify', id, { finding: 'found' });
  const typed = {
    steps: ['stop_and_warn'],
    reason: 'It must stop.',
    equality: 'none_known',
    departure_reason: 'A meeting would not help.',
  };
  const page = await world.as('head').fill('decide', id, typed);
  const decided =
    page.is === 'form' ? await world.as('head').submit(page.form, { ...offered(page.form), ...typed }) : page;
  expect(decided).toMatchObject({ is: 'said', level: 'good' });
  await world.settle();
  return { ...world, store, id };
}

const buttonsOf = (reply: Reply): readonly Button[] =>
  reply.is === 'card'
    ? reply.card.blocks.flatMap((block) => (block.is === 'buttons' ? block.buttons : []))
    : [];
const letters = (s: Scene, role: RoleName) => s.as(role).say('letters AC-26-0001');
const press = (s: Scene, role: RoleName, { tap, key }: Button) => s.as(role).tap(tap, key);
const fileButton = async (s: Scene, role: RoleName, label: string): Promise<Button> => {
  const found = buttonsOf(await letters(s, role)).find((row) => row.label === label);
  if (!found) throw new Error(`${role} is offered no "${label}".`);
  return found;
};
async function letterForm(s: Scene, role: RoleName = 'head'): Promise<Form> {
  const sign = buttonsOf(await letters(s, role)).find((row) => row.label.startsWith('Read and sign'));
  const opened = sign && (await press(s, role, sign));
  if (opened?.is !== 'form') throw new Error('The letter does not open.');
  return opened.form;
}
const filled = (form: Form, more: Values = {}): Values => ({
  ...Object.fromEntries(
    Object.entries(offered(form)).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replaceAll(GAP, FILLED) : value,
    ]),
  ),
  ...more,
});
const wordsIn = (values: Values): string =>
  Object.entries(values)
    .flatMap(([name, value]) => (name.startsWith('text') && typeof value === 'string' ? [value] : []))
    .join('\n\n');
async function signed(s: Scene): Promise<string> {
  const form = await letterForm(s);
  const values = filled(form);
  expect(await s.as('head').submit(form, values)).toMatchObject({ is: 'said', level: 'good' });
  await s.settle();
  return wordsIn(values);
}
const filesOf = (s: Scene, role: RoleName) =>
  s.surface.files({ kind: 'member', member: s.as(role).id }, s.school.id);
const looks = ({ store }: Scene, by: string): Promise<Fact[]> =>
  store.read((unit) => unit.journal.load(`access:${by}:2026-11`));
const facts = ({ store, id }: Scene): Promise<Fact[]> =>
  store.read((unit) => unit.journal.load(`case:${id}`));

describeOnBothDatabases('a signed letter', (open) => {
  it('comes as a Word file and as a PDF, with the words that were signed and a name that says nothing', async () => {
    const s = await scene(await open());
    await signed(s);
    for (const label of ['As a Word file', 'As a PDF']) {
      expect(await press(s, 'office', await fileButton(s, 'office', label))).toMatchObject({
        is: 'said',
        level: 'good',
        text: expect.stringContaining('AC-26-0001-1'),
      });
    }
    await s.settle();
    const [word, pdf, more] = filesOf(s, 'office');
    if (!word || !pdf) throw new Error('Nothing came.');
    expect(more).toBeUndefined();
    expect([word.file.name, pdf.file.name]).toEqual(['AC-26-0001-1.docx', 'AC-26-0001-1.pdf']);
    expect([word.words, pdf.words]).toEqual([
      'The Word file you asked for, from AC-26-0001.',
      'The PDF you asked for, from AC-26-0001.',
    ]);
    for (const text of [await wordText(word.file.bytes), await pdfText(pdf.file.bytes)]) {
      expect(text).toContain('Dear Jordan Vale');
      expect(text).toContain(FILLED);
      expect(text).not.toMatch(/\*\*|\{\{|\\|^#/);
    }
    const viewed = (await looks(s, s.as('office').id)).filter((fact) => fact.type === 'file_viewed');
    expect(viewed.map((fact) => fact.data.as)).toEqual(['word', 'pdf']);
    expect(JSON.stringify(viewed)).not.toContain('Jordan');
  });

  it('says what was signed, whatever is changed in the school or the person afterwards', async () => {
    const s = await scene(await open());
    await signed(s);
    await press(s, 'office', await fileButton(s, 'office', 'As a PDF'));
    await s.settle();
    await s.store.write((unit) =>
      changeSettings(
        s.app,
        unit,
        s.school,
        { letterhead: { address: 'Somewhere Else', phone: '', email: '' } },
        'command_line',
      ),
    );
    await press(s, 'office', await fileButton(s, 'office', 'As a PDF'));
    await s.settle();
    const [before, after] = filesOf(s, 'office');
    expect(Buffer.from(after?.file.bytes ?? []).equals(Buffer.from(before?.file.bytes ?? []))).toBe(true);
  });

  it('is for those who see the letter: nobody else gets it, and whoever has left in between gets nothing', async () => {
    const s = await scene(await open());
    await signed(s);
    const button = await fileButton(s, 'office', 'As a PDF');
    for (const role of ['teacher', 'chair', 'admin', 'dpo'] as const)
      expect(await press(s, role, button)).toMatchObject({ is: 'said', level: 'refused' });
    expect((await looks(s, s.as('admin').id)).map((fact) => fact.type)).toContain('attempt_refused');
    await press(s, 'office', button);
    const removed = await s.store.write((unit) =>
      removeMember(s.app, unit, s.school, s.as('office').who, 'command_line'),
    );
    expect(removed.ok).toBe(true);
    await s.settle();
    for (const role of ['teacher', 'chair', 'admin', 'dpo', 'office'] as const)
      expect(filesOf(s, role)).toEqual([]);
  });

  it('is cut down in chat to its reference when the case closes', async () => {
    const s = await scene(await open());
    await signed(s);
    await press(s, 'head', await fileButton(s, 'head', 'As a PDF'));
    await s.settle();
    expect(filesOf(s, 'head')).toHaveLength(1);
    const form = buttonsOf(await letters(s, 'head')).find((row) => row.label.startsWith('Sent:'));
    if (form?.tap.tap !== 'form') throw new Error('It cannot be marked as sent.');
    await s
      .as('head')
      .fill(
        'letter_sent',
        s.id,
        { address_confirmed: true, how: 'signed_for', proof: 'RX 1234 GB' },
        form.tap.carries,
      );
    const card = await letters(s, 'office');
    expect(card.is === 'card' && cardText(card.card)).toContain('by signed-for post (RX 1234 GB)');
    const closed = await s.as('head').fill('close', s.id, {
      outcome: 'step_taken',
      outline: 'written_to',
      reason: 'All is well.',
    });
    expect(closed).toMatchObject({ is: 'said', level: 'good' });
    await s.settle();
    expect(filesOf(s, 'head')).toEqual([]);
  });
});

describeOnBothDatabases('the pages of a letter before it is signed', (open) => {
  it('come as one picture, marked as a draft, with gaps and all; nothing is signed and the words are kept', async () => {
    const s = await scene(await open());
    const form = await letterForm(s);
    const values: Values = { ...offered(form), next: 'show' };
    const changed = { ...values, text: `${values.text}\n\nI would be glad to see you.` };
    const shown = await s.as('head').submit(form, changed);
    expect(shown).toMatchObject({ is: 'said', level: 'good', text: expect.stringContaining('picture') });
    await s.settle();
    expect((await facts(s)).map((fact) => fact.type)).not.toContain('letter_signed');
    const [picture] = filesOf(s, 'head');
    expect(picture?.file.name).toBe('AC-26-0001-1-draft.png');
    expect(picture?.words).toBe('How it would look on paper, from AC-26-0001. It is not signed.');
    expect(decode(picture?.file.bytes ?? new Uint8Array()).height).toBeGreaterThan(1200);

    const again = await letterForm(s);
    expect(squeezed(wordsIn(offered(again)))).toBe(squeezed(wordsIn(changed)));
    expect(JSON.stringify(again.intro)).toContain('your own words from before');
    expect(await s.as('head').submit(again, filled(again))).toMatchObject({ level: 'good' });
    await s.settle();
    expect((await facts(s)).map((fact) => fact.type)).toContain('letter_signed');
    expect(filesOf(s, 'head')).toEqual([]);
    const cards = s.as('head').cards().map(cardText).join('\n');
    expect(cards).toContain('The pages of a draft stood here. The letter is signed now');
    expect(cards).not.toContain('closed');
  });

  it('are for whoever typed them alone, and come no more once the letter is signed', async () => {
    const s = await scene(await open());
    const form = await letterForm(s);
    await s.as('head').submit(form, { ...filled(form), next: 'show' });
    await signed(s);
    expect(filesOf(s, 'head')).toEqual([]);
    const drafts = await s.store.read((unit) =>
      unit.drafts.find(`letter/${form.carries.letter ?? ''}`, s.as('head').id, s.clock.now()),
    );
    expect(drafts).toEqual({});
  });

  it('can be left: the form begins again from the draft, in boxes of another name', async () => {
    const s = await scene(await open());
    const form = await letterForm(s);
    const typed = { ...offered(form), text: 'Something else altogether.' };
    await s.as('head').submit(form, { ...typed, next: 'show' });
    const kept = await letterForm(s);
    const again = await s.as('head').submit(kept, { ...offered(kept), next: 'again' });
    if (again.is !== 'form') throw new Error('It does not begin again.');
    expect(wordsIn(offered(again.form))).toBe(wordsIn(offered(form)));
    expect(again.form.fields.map((row) => row.name)).not.toContain('text');
    expect(await s.as('head').submit(again.form, filled(again.form))).toMatchObject({ level: 'good' });
  });
});

describeOnSqlite('the school whose logo is on its letterhead', (open) => {
  it('has it in its PDF and in its Word file', async () => {
    const s = await scene(await open());
    const crest = encode({ width: 8, height: 8, channels: 1, data: new Uint8Array(64).fill(90) });
    await s.store.write((unit) =>
      changeLogo(s.app, unit, s.school, { mediaType: 'image/png', bytes: crest }, 'command_line'),
    );
    await signed(s);
    await press(s, 'office', await fileButton(s, 'office', 'As a PDF'));
    await press(s, 'office', await fileButton(s, 'office', 'As a Word file'));
    await s.settle();
    const [pdf, word] = filesOf(s, 'office');
    const bytes = Buffer.from(pdf?.file.bytes ?? []).toString('latin1');
    expect(bytes).toContain('/Subtype /Image');
    expect(bytes).toContain('/S /Figure');
    const parts = Object.keys(unzipSync(word?.file.bytes ?? new Uint8Array()));
    expect(parts.some((name) => /^word\/media\/.+\.png$/.test(name))).toBe(true);
  });
});

describeOnSqlite('a letter with nothing in it', (open) => {
  it('has no pages to show', async () => {
    const s = await scene(await open());
    const form = await letterForm(s);
    const blank = Object.fromEntries(
      Object.entries(offered(form)).map(([name, value]) => [name, name.startsWith('text') ? ' ' : value]),
    );
    const reply = await s.as('head').submit(form, { ...blank, next: 'show' });
    expect(reply).toMatchObject({
      is: 'form_again',
      form: { errors: { text: expect.stringContaining('empty') } },
    });
  });
});
