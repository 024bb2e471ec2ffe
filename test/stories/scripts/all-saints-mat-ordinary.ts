import { expect } from 'vitest';
import type { Script } from '../../support/played.ts';
import { JORDAN } from '../../support/story.ts';

export const shoutingInTheOffice: Script = {
  pack: 'all-saints-mat',
  at: ['2026-11-03', 8, 50],
  async tell(story) {
    const shouting = await story.reports('office', {
      breaches: ['verbal_aggression'],
      when: '2026-11-03T08:40',
      narrative: 'Shouted across the counter at us.',
    });
    const meet = { steps: ['meeting'], reason: 'A talk with a senior colleague.' };
    expect(await story.refused('head', 'decide', shouting, meet)).toMatch(/has been gathered/);
    await story.does('head', 'gathered', shouting, { note: 'Two colleagues agree with the report.' });
    await story.does('head', 'spoke', shouting, { how: 'not_reached', tries: '1', note: 'Rang at noon.' });
    expect(await story.refused('head', 'decide', shouting, meet)).toMatch(/spoken to/);
    await story.on('2026-11-04');
    await story.does('head', 'spoke', shouting, { how: 'not_reached', tries: '1', note: 'Rang at nine.' });
    expect(await story.does('head', 'decide', shouting, meet)).toMatch(
      /until Wednesday 11 November to answer/,
    );

    const [invitation] = await story.signs('head', shouting);
    expect(invitation).toContain('this letter is not a warning');
    await story.sends('office', shouting);
    await story.on('2026-11-09', 8, 1);
    expect(story.channel()).toContain('Our policy was due for review by September 2024');
    expect(story.channel()).toContain(`${shouting.ref}: A reply about a meeting is due`);
    await story.on('2026-11-10');
    await story.does('head', 'meeting', shouting, {
      outcome: 'undertakings',
      note: 'Will ask for the head.',
    });
    await story.does('head', 'close', shouting, {
      outcome: 'step_taken',
      outline: 'spoken_to',
      reason: 'Settled.',
    });

    expect(story.has('office')).toContain('The person was spoken to');
    expect(await story.asks('head', `timeline ${shouting.ref}`)).toContain('Two colleagues agree');
    expect(story.everShown('chair')).not.toContain(shouting.ref);
    story.reachedOnly('Two colleagues agree', ['head']);
    story.reachedOnly(JORDAN, ['office', 'head']);
  },
};
