import { expect } from 'vitest';
import type { Script } from '../../support/played.ts';
import { JORDAN } from '../../support/story.ts';

export const nineEmails: Script = {
  pack: 'schools-and-parents',
  at: ['2026-11-04', 8, 30],
  async tell(story) {
    const emails = await story.reports('teacher', {
      breaches: ['email_burden'],
      when: '2026-11-03T23:40',
      where: 'by_message',
      narrative: 'Nine emails between ten and midnight.',
    });
    const shown = await story.asks('head', `show ${emails.ref}`);
    expect(shown).toMatch(/Suggested now[^[]*reminder/);
    expect(shown).not.toMatch(/Suggested now[^[]*(warning|restrict)/i);
    expect(shown).not.toContain('leaving it out is different from our policy');
    await story.does('head', 'decide', emails, { steps: ['informal_reminder'], reason: 'A friendly word.' });
    expect(await story.signs('head', emails)).toEqual([]);
    await story.on('2026-11-09', 8, 1);
    expect(story.channel()).not.toMatch(/Jordan|emails between/);
    await story.does('head', 'close', emails, {
      outcome: 'step_taken',
      outline: 'spoken_to',
      reason: 'Understood.',
    });

    expect(story.has('teacher')).toContain('The person was spoken to');
    expect(story.everShown('office')).not.toContain(emails.ref);
    story.reachedOnly('Nine emails', ['teacher', 'head']);
    story.reachedOnly(JORDAN, ['teacher', 'head']);
  },
};

export const discourtesyGoesOn: Script = {
  pack: 'schools-and-parents',
  at: ['2026-11-03', 8, 45],
  async tell(story) {
    const rude = async (when: string, who?: string) =>
      story.reports('teacher', {
        ...(who ? { who } : {}),
        breaches: ['disrespectful_interaction'],
        when,
        narrative: 'Spoke to me as to a servant.',
      });

    const first = await rude('2026-11-03T08:40');
    await story.does('head', 'classify', first, { finding: 'found' });
    await story.does('head', 'decide', first, { steps: ['informal_reminder'], reason: 'A reminder.' });
    const who = await story.personId('Jordan');
    await story.on('2026-11-17', 9);
    const second = await rude('2026-11-17T08:40', who);
    await story.does('head', 'classify', second, { finding: 'found', continues: true });
    await story.does('head', 'decide', second, { steps: ['formal_reminder'], reason: 'Again.' });
    expect(await story.signs('head', second)).toHaveLength(1);
    await story.sends('office', second);
    await story.on('2026-12-01', 9);
    const third = await rude('2026-12-01T08:40', who);
    await story.does('head', 'classify', third, { finding: 'found', continues: true });
    await story.does('head', 'decide', third, {
      steps: ['formal_warning'],
      reason: 'Still.',
      equality: 'none_known',
    });
    await story.signs('head', third);
    await story.sends('office', third);
    await story.on('2027-01-12', 9);
    const fourth = await rude('2027-01-12T08:40', who);
    await story.does('head', 'classify', fourth, { finding: 'found', continues: true });
    expect(
      await story.does('head', 'decide', fourth, {
        steps: ['restrict_contact'],
        reason: 'It goes on after a warning.',
        channels: ['email'],
        named: 'office',
        per_week: '1',
        contact_end: '2027-03-26',
        equality: 'none_known',
      }),
    ).toContain('letter');
    const [limit] = await story.signs('head', fourth);
    expect(limit).toMatch(/safeguarding|absence|complain/i);
    await story.sends('office', fourth);

    expect(await story.asks('office', 'gate')).not.toContain(JORDAN);
    const known = await story.asks('head', 'person Jordan');
    for (const one of [first, second, third, fourth]) expect(known).toContain(one.ref);
    await story.on('2027-03-15', 8, 2);
    expect(story.channel()).toContain(fourth.ref);
    story.reachedOnly('as to a servant', ['teacher', 'head']);
  },
};
