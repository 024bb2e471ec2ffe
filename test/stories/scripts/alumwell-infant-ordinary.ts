import { expect } from 'vitest';
import type { Script } from '../../support/played.ts';
import { JORDAN } from '../../support/story.ts';

export const smokingAgain: Script = {
  pack: 'alumwell-infant',
  at: ['2026-11-03', 15, 20],
  async tell(story) {
    const smoking = (when: string) =>
      story.reports('teacher', {
        breaches: ['smoking'],
        when,
        narrative: 'Smoked by the gate at home time.',
      });

    const first = await smoking('2026-11-03T15:10');
    const shown = await story.asks('head', `show ${first.ref}`);
    expect(shown).toMatch(/Suggested now[\s\S]*Accord's suggestion/);
    expect(shown).not.toContain('leaving it out is different from our policy');
    await story.does('head', 'classify', first, { finding: 'found' });
    expect(
      await story.does('head', 'decide', first, { steps: ['word'], reason: 'A word will do.' }),
    ).not.toContain('letter');
    expect(await story.asks('head', `timeline ${first.ref}`)).toContain('A word will do');
    expect(await story.signs('head', first)).toEqual([]);
    await story.does('head', 'close', first, {
      outcome: 'resolved',
      outline: 'spoken_to',
      reason: 'Said sorry.',
    });

    await story.on('2026-11-10', 15, 30);
    const known = await story.asks('head', 'person Jordan');
    expect(known).toContain('Smoking');
    const second = await story.reports('teacher', {
      who: await story.personId('Jordan'),
      breaches: ['smoking'],
      when: '2026-11-10T15:10',
      narrative: 'Smoked by the gate once more.',
    });
    expect(await story.asks('head', `show ${second.ref}`)).toMatch(
      new RegExp(`Earlier matters[\\s\\S]*${first.ref}`),
    );
    await story.does('head', 'classify', second, { finding: 'found', continues: true });
    await story.does('head', 'decide', second, { steps: ['meeting'], reason: 'It goes on, so let us meet.' });
    expect(await story.signs('head', second)).toHaveLength(1);
    await story.sends('office', second);

    await story.on('2026-11-16', 8, 15);
    expect(story.channel()).toContain(second.ref);
    expect(story.channel()).not.toContain(JORDAN);
    await story.does('head', 'meeting', second, {
      outcome: 'unresolved',
      note: 'Came, and would not agree.',
    });
    await story.does('head', 'decide', second, {
      steps: ['warning'],
      reason: 'We met, and it goes on.',
      equality: 'none_known',
    });
    const [warning] = await story.signs('head', second);
    expect(warning).toContain('Dear Jordan Vale');
    expect(warning).not.toContain('ban');
    await story.sends('office', second);
    expect(await story.asks('head', `timeline ${second.ref}`)).toContain('Came, and would not agree');
    await story.does('head', 'close', second, {
      outcome: 'step_taken',
      outline: 'written_to',
      reason: 'Warned; it is on file.',
    });

    expect(story.has('teacher')).toContain('The person was written to');
    expect(story.everShown('chair')).not.toContain(first.ref);
    expect(await story.asks('office', 'gate')).not.toContain(JORDAN);
    story.reachedOnly('Smoked by the gate', ['teacher', 'head']);
    story.reachedOnly('A word will do', ['head']);
    story.reachedOnly('Came, and would not agree', ['head']);
  },
};
