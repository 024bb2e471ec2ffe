import { expect } from 'vitest';
import type { Script } from '../../support/played.ts';
import { JORDAN } from '../../support/story.ts';

export const knifeInReception: Script = {
  pack: 'schools-and-parents',
  async tell(story) {
    const knife = await story.reports('office', {
      breaches: ['weapon_on_site'],
      when: '2026-11-20T15:10',
      narrative: 'Laid a knife on the counter.',
      harm: 'crime_now',
    });
    expect(story.has('dsl')).toContain(knife.ref);
    expect(story.has('head')).toMatch(/999/);
    await story.does('head', 'decide', knife, {
      steps: ['call_999', 'tell_dsl', 'restrict_site'],
      reason: 'A knife.',
      mode: 'provisional',
      places: ['whole_site'],
      threshold: 'Two colleagues were frightened.',
      risk: 'Left with the knife.',
      equality: 'none_known',
    });
    expect(await story.asks('office', 'gate')).toContain(JORDAN);
    await story.signs('head', knife);
    await story.sends('office', knife);
    await story.does('dsl', 'account', knife, { text: 'The child saw it and is well.' });

    await story.on('2026-11-30', 8, 2);
    expect(story.channel()).toContain(knife.ref);
    expect(story.channel()).not.toMatch(/Jordan|knife/i);
    await story.does('office', 'their_side', knife, {
      channel: 'phone',
      received_on: '2026-11-30',
      text: 'It was a fish knife from the market.',
    });
    await story.taps('office', `letters ${knife.ref}`, 'We have let them know');
    await story.does('head', 'after_hearing', knife, {
      outcome: 'lift',
      reason: 'Bought that day at the market, and wrapped.',
    });
    const [letter] = await story.signs('head', knife);
    expect(letter).toContain('Dear Jordan Vale');
    await story.sends('office', knife);
    expect(await story.asks('office', 'gate')).not.toContain(JORDAN);
    await story.does('head', 'classify', knife, { finding: 'unfounded' });
    for (let due = await story.signs('head', knife); due.length > 0; due = [])
      await story.sends('office', knife);
    await story.does('head', 'close', knife, {
      outcome: 'unfounded',
      outline: 'not_upheld',
      reason: 'No threat.',
    });

    expect(await story.asks('head', `show ${knife.ref}`)).toContain('The child saw it and is well');
    expect(await story.asks('head', 'person Jordan')).toContain('Nothing counts against this person');
    expect(story.everShown('chair')).not.toContain(knife.ref);
    story.reachedOnly('Laid a knife', ['office', 'head', 'dsl']);
    story.reachedOnly('The child saw it', ['head', 'dsl']);
  },
};
