import { expect, it } from 'vitest';
import type { KeptFile } from '../../src/ports.ts';
import { describeOnBothDatabases, describeOnSqlite } from '../support/databases.ts';
import { pdfText, squeezed } from '../support/read-documents.ts';
import { JORDAN, type Story, type StoryCase, tell } from '../support/story.ts';
import type { RoleName } from '../support/world.ts';

const SHOUTING = {
  breaches: ['loud_offensive_temper'],
  when: '2026-11-20T15:10',
  narrative: 'Shouted at the gate.',
};
const ROBIN = 'new:Robin Quennell, green car';

const filesOf = (story: Story, role: RoleName): readonly KeptFile[] =>
  story.world.surface
    .files({ kind: 'member', member: story.as(role).id }, story.world.school.id)
    .map((row) => row.file);

async function bundle(story: Story, of: StoryCase, names: 'kept' | 'out' = 'kept'): Promise<KeptFile> {
  const before = filesOf(story, 'head').length;
  await story.tapsAnywhere('head', of, names === 'kept' ? 'Bundle as PDF' : 'Bundle without names');
  const file = filesOf(story, 'head')[before];
  if (!file) throw new Error('No case file came.');
  return file;
}
const textOf = async (story: Story, of: StoryCase, names: 'kept' | 'out' = 'kept'): Promise<string> =>
  squeezed(await pdfText((await bundle(story, of, names)).bytes));

/** All that is in the file beside the text: its properties, outline and tags are written in it unpacked or not at all. */
const latin = ({ bytes }: KeptFile): string => Buffer.from(bytes).toString('latin1');

describeOnSqlite('the case file of a case that', (open) => {
  it('took in another has its accounts, and none of them once they are two again', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const one = await story.reports('teacher', SHOUTING);
    const two = await story.reports('teacher2', {
      ...SHOUTING,
      who: 'unknown',
      narrative: 'Somebody threw a xylophone.',
    });
    await story.does('head', 'join', two, { ref: one.ref, reason: 'One event.' });
    const joined = await textOf(story, one);
    expect(joined).toContain('Somebody threw a xylophone.');
    expect(joined).toContain('Account by Invented teacher2, from a report joined to this one');
    const facts = await story.world.app.store.read((unit) => unit.journal.load(`case:${one.id}`));
    for (const row of facts) expect(joined.replaceAll(' ', '')).toContain(row.hash);
    await story.does('head', 'separate', one, { reason: 'Another day.' });
    const apart = await textOf(story, one);
    expect(apart).not.toContain('xylophone');
    expect(apart).toContain('not the same event after all');
    await end();
  });

  it('named the wrong person first names them nowhere once names are taken out', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const one = await story.reports('teacher', {
      ...SHOUTING,
      who: ROBIN,
      narrative: 'Robin Quennell shouted, and Quennell drove off.',
    });
    await story.does('head', 'classify', one, { finding: 'found' });
    await story.does('head', 'decide', one, { steps: ['invite_meeting'], reason: 'ROBIN should come in.' });
    await story.signs('head', one);
    await story.sends('office', one);
    await story.does('head', 'move', one, {
      person: `new:${JORDAN}, red coat`,
      reason: 'It was not Robin.',
    });
    const whole = await textOf(story, one);
    expect(whole).toContain('Dear Robin Quennell');
    expect(whole).toContain(JORDAN);
    const file = await bundle(story, one, 'out');
    const text = squeezed(await pdfText(file.bytes));
    expect(`${text}${latin(file)}${file.name}`).not.toMatch(/robin|quennell/i);
    expect(text).toContain('[Person named by mistake 1] shouted');
    expect(text).toContain(JORDAN);
    expect(text).toContain('A letter to somebody else');
    await end();
  });

  it('was taken back or not upheld says so, and holds nothing of another matter of the person', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const other = await story.reports('teacher', { ...SHOUTING, narrative: 'A xylophone fell.' });
    const who = await story.personId('Jordan');
    const back = await story.reports('teacher2', { ...SHOUTING, who });
    const unfounded = await story.reports('teacher3', { ...SHOUTING, who });
    await story.does('teacher2', 'withdraw', back, { reason: 'It was a dream.' });
    await story.does('head', 'classify', unfounded, { finding: 'unfounded' });
    await story.does('head', 'close', unfounded, {
      outcome: 'unfounded',
      outline: 'nothing_more',
      reason: 'It was the radio.',
    });
    const taken = await textOf(story, back);
    expect(taken).toMatch(/State Taken back/);
    expect(taken).toContain('It counts against nobody.');
    const not = await textOf(story, unfounded);
    expect(not).toContain('It did not happen, or it is not against the policy.');
    expect(not).toContain('It was the radio.');
    for (const text of [taken, not]) expect(text).not.toMatch(new RegExp(`xylophone|${other.ref}`));
    await end();
  });

  it('was closed, opened again and asked about twice has all of it, as often as it happened', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const one = await story.reports('teacher', SHOUTING);
    await story.does('head', 'ask_view', one, { step: 'ban', summary: 'In short.', proposal: 'A while.' });
    await story.does('chair', 'give_view', one, { view: 'talk', comment: 'Ring me first.' });
    const given = { view_of: story.as('chair').id, view: 'concern', comment: 'Too long, we said.' };
    await story.does('head', 'give_view', one, given, { phone: 'yes' });
    await story.does('head', 'close', one, {
      outcome: 'no_further_action',
      outline: 'nothing_more',
      reason: 'A word was enough.',
    });
    await story.does('head', 'reopen', one, { reason: 'It was not enough.' });
    const text = await textOf(story, one);
    for (const words of ['Ring me first.', 'Too long, we said.', 'A word was enough.', 'It was not enough.'])
      expect(text, words).toContain(words);
    expect(text).toContain('State Open');
    await end();
  });

  it('is full of markup, and long, is printed as it was typed and to its end', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const evil =
      '#eval("1+1") #include "/etc/passwd" $x$ <b>bold</b> [link](https://evil.example) *star* ``` @here \\ \u202eright to left\u202c {{x}} =HYPERLINK("a")';
    const long = `${'Seen and heard, word for word. '.repeat(90)}The very end.`;
    const one = await story.reports('teacher', {
      ...SHOUTING,
      narrative: `${evil}\n\n# Decisions\n\n${long}`,
    });
    await story.does('head', 'gathered', one, { note: evil });
    const file = await bundle(story, one);
    const text = squeezed(await pdfText(file.bytes));
    expect(text.split('#eval("1+1") #include "/etc/passwd" $x$ <b>bold</b>')).toHaveLength(4);
    expect(text).toContain('The very end.');
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    // No heading, no link and no action comes of it.
    const raw = latin(file);
    expect(raw.match(/\/Title \(Decisions\)/g) ?? []).toHaveLength(1);
    expect(raw).not.toMatch(/\/URI|\/JavaScript|\/Launch|\/EmbeddedFile/);
    await end();
  });
});

describeOnBothDatabases('a case file', (open) => {
  it('is written down each time it is asked for, at the same instant too', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const one = await story.reports('teacher', SHOUTING);
    const act = {
      tap: 'act',
      act: 'send_bundle',
      case: one.id,
      revision: 0,
      carries: { names: 'kept' },
    } as const;
    const replies = await Promise.all(Array.from({ length: 4 }, () => story.forges('head', act)));
    for (const reply of replies) expect(reply).toMatchObject({ is: 'said', level: 'good' });
    await story.world.settle();
    expect(filesOf(story, 'head')).toHaveLength(4);
    const looks = await story.world.app.store.read((unit) =>
      unit.journal.load(`access:${story.as('head').id}:2026-11`),
    );
    expect(looks.filter((row) => row.type === 'bundle_made')).toHaveLength(4);
    await end();
  });

  it('goes from the chat with the record that it was made of, and is made of no erased one', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const one = await story.reports('teacher', SHOUTING);
    await story.does('head', 'close', one, {
      outcome: 'no_further_action',
      outline: 'nothing_more',
      reason: 'A word was enough.',
    });
    await story.on('2027-11-22');
    await bundle(story, one);
    const act = {
      tap: 'act',
      act: 'send_bundle',
      case: one.id,
      revision: 0,
      carries: { names: 'out' },
    } as const;
    // Asked for, and not yet made when the record goes.
    await story.forges('head', act);
    await story.does('dpo', 'dispose', one, { what: 'erase', looked: true });
    expect(filesOf(story, 'head')).toEqual([]);
    expect(await story.forges('head', act)).toMatchObject({ is: 'said', level: 'refused' });
    await story.world.settle();
    expect(filesOf(story, 'head')).toEqual([]);
    await end();
  });
});
