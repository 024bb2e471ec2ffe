import { createHash } from 'node:crypto';
import { encode } from 'fast-png';
import { expect, it } from 'vitest';
import { FILE_LIMIT } from '../../src/domain/file-limit.ts';
import type { KeptFile } from '../../src/ports.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { pdfPages, pdfText, squeezed } from '../support/read-documents.ts';
import { JORDAN, type Story, type StoryCase, tell } from '../support/story.ts';
import type { RoleName } from '../support/world.ts';

const SHOUTING = {
  breaches: ['loud_offensive_temper'],
  when: '2026-11-20T15:10',
  narrative: 'Shouted at me; Odalys Quennell-Marsh saw it, and Quennell-Marsh wept. ODALYS ran.',
};
const TURN_AWAY = {
  steps: ['turn_away'],
  reason: 'For Monday.',
  risk: 'Still very angry.',
  departure_reason: 'It cannot wait.',
};
const filesOf = (story: Story, role: RoleName): readonly { words: string; file: KeptFile }[] =>
  story.world.surface.files({ kind: 'member', member: story.as(role).id }, story.world.school.id);
const last = (story: Story, role: RoleName): KeptFile => {
  const found = filesOf(story, role).at(-1);
  if (!found) throw new Error(`${role} was sent no file.`);
  return found.file;
};
const looks = async (story: Story, role: RoleName, month = '2026-11') =>
  (await story.world.app.store.read((unit) => unit.journal.load(`access:${story.as(role).id}:${month}`))).map(
    (row) => ({ type: row.type, ...row.data }),
  );

/** Bytes without order, the same in every run. */
const hash = (name: string, many: number): Uint8Array =>
  createHash('shake256', { outputLength: many }).update(name).digest();

/** Noise does not get smaller by being packed: these two are more than 10 MB together. */
const NOISE: readonly KeptFile[] = ['one.png', 'two.png'].map((name) => ({
  name,
  mediaType: 'image/png',
  bytes: encode({ width: 1350, height: 1350, channels: 3, data: hash(name, 1350 * 1350 * 3) }),
}));

/** Says that it is 60,000 pixels wide and high. */
function vastPng(dot: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(dot);
  new DataView(bytes.buffer).setUint32(16, 60_000);
  new DataView(bytes.buffer).setUint32(20, 60_000);
  return bytes;
}

/** A PNG of one grey dot. */
const DOT: KeptFile = {
  name: 'odalys-quennell-marsh.png',
  mediaType: 'image/png',
  bytes: new Uint8Array(
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
      'base64',
    ),
  ),
};

describeOnBothDatabases('the front gate list on paper', (open) => {
  it('is made when it is sent, for its day alone, for those who may see it, and goes from the chat after', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const one = await story.reports('teacher', SHOUTING);
    await story.does('head', 'decide', one, TURN_AWAY);
    // Asked for twice in a hurry, and the list changes before it is sent: the page says what is true then.
    await story.as('office').say('gate print');
    await story.as('office').say('gate print');
    await story.as('head').fill(
      'review',
      one.id,
      { outcome: 'lift', reason: 'They have left.' },
      {
        restriction: await story.restriction(one),
      },
    );
    await story.world.settle();
    expect(filesOf(story, 'office')).toHaveLength(1);
    expect(await pdfText(last(story, 'office').bytes)).toContain('Nobody is on the list today');

    await story.does('head', 'decide', one, TURN_AWAY);
    story.world.clock.set('2026-11-20', 15, 40);
    await story.taps('office', 'gate', 'Print it');
    const text = await pdfText(last(story, 'office').bytes);
    expect(text).toContain(
      'This list holds for Friday 20 November 2026 only. Destroy it at the end of the day',
    );
    expect(text).toMatch(/Jordan Vale \(invented\) red coat/);
    expect(text).toContain('Not sure? Call the head');
    expect(text).not.toMatch(/Shouted|AC-26|angry/);
    expect(last(story, 'office').name).toBe('front-gate-list-2026-11-20.pdf');
    expect((await looks(story, 'office')).filter((row) => row.type === 'gate_list_printed')).toHaveLength(3);

    const before = filesOf(story, 'teacher').length;
    expect(await story.asks('teacher', 'gate print')).toContain('kept in the office');
    await story.world.settle();
    expect(filesOf(story, 'teacher')).toHaveLength(before);

    await story.on('2026-11-21');
    expect(filesOf(story, 'office')).toEqual([]);
    expect(story.has('office')).toContain('The front gate list for Friday 20 November is over');
    await end();
  });
});

describeOnBothDatabases('the case file', (open) => {
  async function told(
    pictures: readonly KeptFile[] = [DOT],
  ): Promise<{ story: Story; one: StoryCase; end: () => Promise<void> }> {
    const { story, end } = await tell(open, 'stockham-primary');
    const { app, school } = story.world;
    await app.store.write(async (unit) => {
      const teacher = await unit.members.byId(school.id, story.as('teacher').id);
      const other = await unit.members.byId(school.id, story.as('teacher2').id);
      if (!teacher || !other) throw new Error('Somebody is missing.');
      await unit.members.put({ ...teacher, name: 'Odalys Quennell-Marsh' });
      await unit.members.put({ ...other, name: 'Bartholomew Anne_Finch' });
    });
    const one = await story.reports('teacher', SHOUTING);
    await story.does('teacher', 'account', one, {
      text: 'Ask Bartholomew Anne_Finch too.',
      witnesses: [story.as('teacher2').id],
    });
    await story.does('head', 'evidence', one, {
      kind: 'photo',
      what: 'By Bartholomew.',
      files: pictures.map((row) => story.world.surface.give(row)),
    });
    await story.does('head', 'gathered', one, { note: 'Bartholomew says the same as Odalys.' });
    await story.does('head', 'classify', one, { finding: 'found' });
    await story.does('head', 'decide', one, {
      steps: ['invite_meeting'],
      reason: 'Odalys Quennell-Marsh should not have to hear it again.',
    });
    await story.signs('head', one);
    await story.sends('office', one);
    await story.does('office', 'their_side', one, {
      channel: 'email',
      received_on: '2026-11-20',
      text: 'Mrs Quennell-Marsh started it.',
    });
    return { story, one, end };
  }

  it('holds the whole case with contents and pages, letters as signed, and the proof of its chain', async () => {
    const { story, one, end } = await told();
    await story.tapsAnywhere('head', one, 'Bundle as PDF');
    const file = last(story, 'head');
    expect(file.name).toBe(`${one.ref}-case-file.pdf`);
    const pages = await pdfPages(file.bytes);
    expect(pages[0]).toContain(`Case file ${one.ref}`);
    expect(pages[0]).toContain('Made for');
    expect(pages[1]).toMatch(/Contents[\s\S]*In short[\s\S]*Decisions[\s\S]*How it can be checked/);
    for (const [n, page] of pages.entries()) expect(page).toContain(`Page ${n + 1} of ${pages.length}`);
    const text = await pdfText(file.bytes);
    for (const words of [
      JORDAN,
      'Odalys Quennell-Marsh saw it',
      'Bartholomew says the same',
      'should not have to hear it again',
      'Mrs Quennell-Marsh started it.',
      'Letters as they were signed',
      'Dear Jordan Vale',
      'as the head has written here',
      'What this cannot show',
      'accord audit verify --anchor',
    ])
      expect(text, words).toContain(words);
    // Read in a court years later: every date has its year, and every gate its words.
    expect(text).not.toMatch(/\b\d{1,2} (?:November|December)(?! 20\d\d)/);
    expect(text).toContain('We know who the person is');
    expect(text).not.toMatch(/\b(?:identified|no hold)\b/);
    const facts = await story.world.app.store.read((unit) => unit.journal.load(`case:${one.id}`));
    const head = facts.at(-1)?.hash ?? 'none';
    expect(text.replaceAll(' ', '')).toContain(head);
    expect(Buffer.from(file.bytes).toString('latin1')).toMatch(/\/Subtype ?\/Image/);
    expect((await looks(story, 'head')).filter((row) => row.type === 'bundle_made')).toEqual([
      { type: 'bundle_made', case: one.id, redacted: false },
    ]);
    await end();
  });

  it('is made without its pictures, and says so, where they make it too large or cannot be opened', async () => {
    const broken: KeptFile = { ...DOT, name: 'broken.png', bytes: DOT.bytes.slice(0, 40) };
    for (const pictures of [NOISE, [broken, { ...DOT, name: 'vast.png', bytes: vastPng(DOT.bytes) }]]) {
      const { story, one, end } = await told(pictures);
      await story.tapsAnywhere('head', one, 'Bundle as PDF');
      const { bytes } = last(story, 'head');
      expect(bytes.length).toBeLessThan(FILE_LIMIT);
      expect(/\/Subtype ?\/Image/.test(Buffer.from(bytes).toString('latin1')), pictures[0]?.name).toBe(false);
      const pages = await pdfPages(bytes);
      expect(squeezed(pages[0] ?? '')).toContain('Pictures are left out, because');
      expect(pages.join()).toContain('How it can be checked');
      await end();
    }
  });

  it('without names has none of a third party anywhere in the file, and keeps those who decided and whom it is about', async () => {
    const { story, one, end } = await told();
    await story.tapsAnywhere('head', one, 'Bundle without names');
    const file = last(story, 'head');
    const text = await pdfText(file.bytes);
    expect(text).not.toMatch(/odalys|quennell|bartholomew|finch/i);
    expect(Buffer.from(file.bytes).toString('latin1')).not.toMatch(
      /odalys|quennell|bartholomew|\/Subtype ?\/Image/i,
    );
    expect(text).toContain('[Reporter 1] saw it, and [Reporter 1] wept. [Reporter 1] ran.');
    expect(text).toContain('[Witness 1] says the same as [Reporter 1].');
    expect(text).toContain('Invented head');
    expect(text).toContain(JORDAN);
    expect(text).toContain('Read every page before you hand it on');
    expect((await looks(story, 'head')).find((row) => row.type === 'bundle_made')).toMatchObject({
      redacted: true,
    });
    await end();
  });

  it('goes to nobody who does not see the whole case, is there for one that is closed, and leaves the chat in a week', async () => {
    const { story, one, end } = await told();
    const act = {
      tap: 'act',
      act: 'send_bundle',
      case: one.id,
      revision: 0,
      carries: { names: 'kept' },
    } as const;
    for (const role of ['teacher', 'teacher3', 'office', 'dsl', 'chair', 'admin', 'dpo', 'deputy'] as const) {
      expect(await story.forges(role, act), role).toMatchObject({ is: 'said', level: 'refused' });
      await story.world.settle();
      expect(filesOf(story, role), role).toEqual([]);
      expect((await looks(story, role)).at(-1), role).toMatchObject({
        type: 'attempt_refused',
        what: 'send_bundle',
      });
    }
    await story.taps('office', `letters ${one.ref}`, 'We have let them know');
    await story.does('head', 'meeting', one, { outcome: 'resolved' });
    await story.does('head', 'close', one, { outcome: 'resolved', outline: 'spoken_to', reason: 'Settled.' });
    await story.taps('head', `show ${one.ref}`, 'Bundle as PDF');
    expect(await pdfText(last(story, 'head').bytes)).toContain('Closed');
    await story.on('2026-11-28');
    expect(filesOf(story, 'head')).toEqual([]);
    expect(story.has('head')).toContain('A case file stood here until Friday 27 November');
    // Whoever loses their place loses the file too, and gets none that is on its way.
    await story.taps('head', `show ${one.ref}`, 'Bundle as PDF');
    await story.does('head', 'reopen', one, { reason: 'Something came up.' });
    expect(filesOf(story, 'head')).toHaveLength(1);
    await story.does('head', 'stand_aside', one, { member: story.as('head').id, why: 'related' });
    expect(filesOf(story, 'head')).toEqual([]);
    await end();
  });
});
