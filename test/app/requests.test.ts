import { expect, it } from 'vitest';
import { describeOnBothDatabases } from '../support/databases.ts';
import { type Story, type StoryCase, tell } from '../support/story.ts';

const SHOUTING = {
  breaches: ['loud_offensive_temper'],
  when: '2026-11-20T15:10',
  narrative: 'Shouted at the gate.',
};
const SENT = { channel: 'email', received_on: '2026-11-20' };

const matterOf = async (story: Story, of: StoryCase): Promise<string> => {
  const rows = await story.world.app.store.read((unit) => unit.journal.load(`case:${of.id}`));
  return String(rows.findLast((row) => row.type === 'request_received')?.data.matter);
};

describeOnBothDatabases('what the person asked for', (open) => {
  it('is owed though the report is taken back or joined to another, and what they sent a word', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const one = await story.reports('teacher', SHOUTING);
    const back = await story.reports('teacher2', { ...SHOUTING, who: await story.personId('Jordan') });
    const joined = await story.reports('teacher3', { ...SHOUTING, who: await story.personId('Jordan') });
    for (const of of [back, joined]) {
      await story.does('office', 'request', of, { ...SENT, kind: 'access', text: 'All you hold on me.' });
      await story.does('office', 'request', of, { ...SENT, kind: 'complaint', text: 'It was not so.' });
      await story.does('office', 'their_side', of, { ...SENT, text: 'I was worried.' });
    }
    await story.does('teacher2', 'withdraw', back, { reason: 'A mistake.' });
    await story.does('head', 'join', joined, { ref: one.ref, reason: 'One event.' });
    for (const of of [back, joined]) {
      const due = await story.asks('head', 'due');
      expect(due, of.ref).toMatch(new RegExp(`${of.ref}[^\\n]*[Aa]nswer`));
      await story.taps('office', `letters ${of.ref}`, 'We have let them know');
      expect(await story.asks('head', `more ${of.ref}`)).toContain('We have answered them');
      expect(await story.asks('dpo', `show ${of.ref}`)).toContain('All you hold on me.');
    }
    const before = story.has('dpo').length;
    await story.on('2026-12-18', 8, 30);
    for (const of of [back, joined]) expect(story.has('dpo').slice(before)).toContain(of.ref);
    for (const of of [back, joined]) {
      const complaint = await matterOf(story, of);
      await story.does('head', 'request', of, { note: 'We met them.' }, { matter: complaint });
      expect(await story.asks('head', `more ${of.ref}`)).toContain('We have answered them');
      const access = await story.openRequest('head', of);
      await story.does('dpo', 'request', of, { note: 'Sent.' }, { matter: access });
      expect(await story.asks('head', 'due')).not.toContain(`${of.ref}: Answer`);
    }
    await end();
  });
});
