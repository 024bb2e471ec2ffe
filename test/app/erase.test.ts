import { expect, it } from 'vitest';
import { rebuild } from '../../src/app/rebuild.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { replyText } from '../support/reply-text.ts';
import { type StoryCase, tell } from '../support/story.ts';

const SHOUTING = {
  breaches: ['loud_offensive_temper'],
  when: '2026-11-20T15:10',
  narrative: 'Shouted at the gate.',
};
const CLOSE = { outcome: 'no_further_action', outline: 'nothing_more', reason: 'A single word.' };
const ERASE = { what: 'erase', looked: true };
const EMAIL = { name: 'from-zebedee.eml', mediaType: 'message/rfc822', bytes: new Uint8Array([1, 2, 3]) };

type Told = Awaited<ReturnType<typeof tell>>['story'];
const matterOf = async (story: Told, of: StoryCase): Promise<string> => {
  const rows = await story.world.app.store.read((unit) => unit.journal.load(`case:${of.id}`));
  return String(rows.findLast((row) => row.type === 'request_received')?.data.matter);
};
const counted = async (
  table: 'particulars' | 'files',
  raw: (sql: string) => Promise<Record<string, unknown>[]>,
) => {
  const [row] = await raw(`select count(*) as n from ${table} where sealed is not null`);
  return Number(row?.n);
};

describeOnBothDatabases('a record whose time is up', (open) => {
  it('is erased when a person confirms it and not before: the words go, the facts and the chain stay', async () => {
    const store = await open();
    const { story, end } = await tell(
      Object.assign(async () => store, open),
      'stockham-primary',
    );
    const raw = (sql: string) => open.raw(store.url, sql);
    const one = await story.reports('teacher', SHOUTING);
    await story.does('head', 'evidence', one, {
      kind: 'photo',
      what: 'From the window.',
      files: [story.world.surface.give(EMAIL)],
    });
    await story.does('head', 'close', one, CLOSE);
    const early = await story.refused('dpo', 'dispose', one, ERASE);
    expect(early).toMatch(/for somebody else|no such case|is kept until/i);

    await story.on('2027-11-19');
    expect(await story.refused('head', 'dispose', one, ERASE)).toContain('is kept until');
    await story.on('2027-11-22', 8, 30);
    expect(story.has('dpo')).toContain('say whether it is erased or kept longer');
    expect(story.channel()).toContain(`${one.ref}: Its record has been kept for its time`);
    // Nothing is erased by itself.
    expect(await story.asks('head', `show ${one.ref}`)).toContain('Shouted at the gate');
    for (const role of ['teacher', 'office', 'deputy', 'admin'] as const)
      expect(await story.refused(role, 'dispose', one, ERASE), role).toMatch(/somebody else|no such case/i);
    expect(await story.refused('dpo', 'dispose', one, { what: 'erase' })).toContain('Look first');

    const texts = await counted('particulars', raw);
    expect(await counted('files', raw)).toBe(1);
    await story.does('dpo', 'dispose', one, ERASE);
    expect(await counted('files', raw)).toBe(0);
    expect(await counted('particulars', raw)).toBeLessThan(texts);
    const facts = await story.world.app.store.read((unit) => unit.journal.load(`case:${one.id}`));
    expect(facts.at(-1)).toMatchObject({
      type: 'record_erased',
      by: story.as('dpo').id,
      data: { files: 1, on: '2027-11-22' },
    });
    expect(await verifyAudit(store)).toMatchObject({ ok: true });

    for (const words of [`show ${one.ref}`, `timeline ${one.ref}`, 'list', 'person Jordan'])
      expect(await story.asks('head', words), words).not.toMatch(/Shouted|window|single word/);
    expect(await story.asks('head', 'person Jordan')).toContain('Nothing counts against this person');
    expect(await story.asks('head', 'find jordan')).toContain('Nothing found');
    expect(await story.asks('dpo', 'find erased')).toContain(`${one.ref}: happened`);
    expect(story.has('head')).not.toMatch(/Shouted|window/);
    expect(story.has('teacher')).not.toContain('Shouted');
    expect(await story.refused('head', 'reopen', one, { reason: 'Again.' })).toContain('was erased on');
    await end();
  });

  it('waits for an answer that they are owed, here or in another matter of theirs, and for a claim', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const one = await story.reports('teacher', SHOUTING);
    const who = await story.personId('Jordan');
    const two = await story.reports('teacher2', { ...SHOUTING, who });
    await story.does('head', 'close', one, CLOSE);
    await story.on('2027-11-22');
    const asked = { channel: 'email', received_on: '2027-11-22', text: 'All you hold on me.' };
    await story.does('office', 'request', two, { ...asked, kind: 'access' });
    expect(await story.refused('head', 'dispose', one, ERASE)).toContain(two.ref);
    await story.does('dpo', 'request', two, { note: 'Sent.' }, { matter: await matterOf(story, two) });
    await story.does('office', 'request', one, { ...asked, kind: 'complaint' });
    expect(await story.refused('head', 'dispose', one, ERASE)).toContain('have no answer yet');
    await story.does('head', 'request', one, { note: 'Met them.' }, { matter: await matterOf(story, one) });

    const keep = { what: 'keep', why: 'claim', reason: 'Their solicitor has written.' };
    expect(await story.refused('head', 'dispose', one, { ...keep, until: '2027-11-22' })).toContain(
      'later day',
    );
    await story.does('head', 'dispose', one, { ...keep, until: '2028-05-01' });
    expect(await story.refused('head', 'dispose', one, ERASE)).toContain('is kept until Monday 1 May 2028');
    await story.on('2028-05-02');
    await story.does('head', 'dispose', one, ERASE);
    expect(await story.facts(one)).toContain('record_erased');
    expect(await story.asks('head', `show ${two.ref}`)).toContain('Shouted at the gate');
    await end();
  });

  it('waits for an answer that came after its form was opened, and for one in a row of old', async () => {
    const store = await open();
    const { story, end } = await tell(
      Object.assign(async () => store, open),
      'stockham-primary',
    );
    const one = await story.reports('teacher', SHOUTING);
    const two = await story.reports('teacher2', { ...SHOUTING, who: await story.personId('Jordan') });
    await story.does('head', 'close', one, CLOSE);
    await story.on('2027-11-22');
    const dispose = async () => {
      const form = await story.as('head').tap({ tap: 'form', form: 'dispose', case: one.id, carries: {} });
      if (form.is !== 'form') throw new Error(form.is);
      return form.form;
    };
    const asked = {
      kind: 'access',
      channel: 'email',
      received_on: '2027-11-22',
      text: 'All you hold on me.',
    };
    for (const where of [one, two]) {
      const form = await dispose();
      await story.does('office', 'request', where, asked);
      if (where === two) await open.raw(store.url, 'update cases set outline = null');
      const reply = await story.as('head').submit(form, ERASE);
      expect(replyText(reply)).toContain(
        where === one ? 'have no answer yet' : `have no answer yet: ${two.ref}`,
      );
      expect(await story.facts(one)).not.toContain('record_erased');
      const matter = await matterOf(story, where);
      await story.does('dpo', 'request', where, { note: 'Sent.' }, { matter });
    }
    await rebuild(story.world.app);
    await story.does('head', 'dispose', one, ERASE);
    await end();
  });

  it('takes what was joined to it along, and what was taken back has its time too', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const one = await story.reports('teacher', SHOUTING);
    const who = await story.personId('Jordan');
    const two = await story.reports('teacher2', {
      ...SHOUTING,
      who: 'unknown',
      narrative: 'Heard it from the hall.',
    });
    const three = await story.reports('teacher3', { ...SHOUTING, who });
    await story.does('head', 'join', two, { ref: one.ref, reason: 'One event.' });
    await story.does('teacher3', 'withdraw', three, { reason: 'A mistake.' });
    await story.does('head', 'close', one, CLOSE);
    await story.on('2033-11-22');
    const asked = {
      kind: 'access',
      channel: 'email',
      received_on: '2033-11-22',
      text: 'All you hold on me.',
    };
    // Asked for under the reference that was joined, where nobody is named.
    await story.does('office', 'request', two, asked);
    expect(await story.refused('head', 'dispose', one, ERASE)).toContain(two.ref);
    await story.does('dpo', 'request', two, { note: 'Sent.' }, { matter: await matterOf(story, two) });
    await story.does('head', 'dispose', one, ERASE);
    expect(await story.facts(two)).toContain('record_erased');
    // They may ask to see what is kept of it, and then it waits like any other.
    await story.tapsAnywhere('head', three, 'They sent us something');
    await story.does('head', 'request', three, asked);
    expect(await story.refused('dpo', 'dispose', three, ERASE)).toContain('have no answer yet');
    await story.does('dpo', 'request', three, { note: 'Sent.' }, { matter: await matterOf(story, three) });
    await story.does('dpo', 'dispose', three, ERASE);
    expect(await story.facts(three)).toContain('record_erased');
    await end();
  });
});

describeOnBothDatabases('what they sent us', (open) => {
  it('is kept as it came: the words, the day, the way, and the file as the original of it', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const one = await story.reports('teacher', SHOUTING);
    const file = story.world.surface.give(EMAIL);
    await story.does('office', 'their_side', one, {
      channel: 'email',
      received_on: '2026-11-20',
      text: 'I was worried.',
      files: [file],
    });
    const facts = await story.world.app.store.read((unit) => unit.journal.load(`case:${one.id}`));
    const side = facts.find((row) => row.type === 'their_side_received');
    expect(facts.find((row) => row.type === 'evidence_file_added')).toMatchObject({
      by: story.as('office').id,
      data: { of: side?.data.matter },
    });
    expect(JSON.stringify(facts)).not.toContain('zebedee');
    expect(await story.asks('head', `show ${one.ref}`)).toContain('the original of what they sent');
    // Whoever wrote it down does not see the case by that.
    expect(await story.asks('office', `show ${one.ref}`)).not.toMatch(/Shouted|the original/);
    await end();
  });

  it('a request that comes after the case is closed has its file too, and data protection reads what is asked', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const one = await story.reports('teacher', SHOUTING);
    await story.does('head', 'close', one, CLOSE);
    // A calendar month, whatever holidays there are between.
    await story.on('2026-12-18');
    await story.does('office', 'request', one, {
      kind: 'access',
      channel: 'letter',
      received_on: '2026-12-18',
      text: 'Everything with my name in it.',
      files: [story.world.surface.give(EMAIL)],
    });
    expect(await story.facts(one)).toContain('evidence_file_added');
    const card = await story.asks('dpo', `show ${one.ref}`);
    expect(card).toContain('Everything with my name in it');
    expect(card).toContain('Monday 18 January 2027');
    expect(card).not.toContain('Shouted');
    await story.does(
      'dpo',
      'request',
      one,
      { note: 'Sent on paper.' },
      { matter: await matterOf(story, one) },
    );
    expect(await story.asks('dpo', `show ${one.ref}`)).not.toContain('Everything with my name');
    await end();
  });
});
