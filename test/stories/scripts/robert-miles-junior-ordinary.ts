import { expect } from 'vitest';
import type { Script } from '../../support/played.ts';
import { JORDAN } from '../../support/story.ts';

export const quarrelMediated: Script = {
  pack: 'robert-miles-junior',
  at: ['2026-11-03', 15, 20],
  async tell(story) {
    const quarrel = await story.reports('teacher', {
      breaches: ['loud_offensive_temper'],
      when: '2026-11-03T15:10',
      narrative: 'Shouted at me about homework.',
    });
    expect(story.has('head')).not.toContain('leaving it out is different from our policy');
    await story.does('head', 'decide', quarrel, {
      steps: ['mediate'],
      reason: 'Both would like to be heard.',
    });
    await story.does('head', 'meeting', quarrel, { outcome: 'declined' });
    await story.does('head', 'decide', quarrel, { steps: ['invite_meeting'], reason: 'Then we meet.' });
    const [letter] = await story.signs('head', quarrel);
    expect(letter).not.toMatch(/mediat/i);
    await story.sends('office', quarrel);
    await story.on('2026-11-09', 8, 3);
    expect(story.channel()).toContain(quarrel.ref);
    await story.does('head', 'meeting', quarrel, { outcome: 'resolved', note: 'A misunderstanding.' });
    await story.does('head', 'close', quarrel, {
      outcome: 'resolved',
      outline: 'spoken_to',
      reason: 'Settled.',
    });
    expect(story.has('teacher')).toContain('The person was spoken to');
    story.reachedOnly('Shouted at me about homework', ['teacher', 'head']);
    story.reachedOnly(JORDAN, ['teacher', 'head', 'office']);
  },
};

export const grievanceOnline: Script = {
  pack: 'robert-miles-junior',
  at: ['2026-11-05', 19, 30],
  async tell(story) {
    const post = await story.reports('teacher', {
      breaches: ['social_media_grievance'],
      when: '2026-11-05T18:00',
      where: 'online',
      narrative: 'Wrote that our maths is poor.',
    });
    expect(
      await story.refused('head', 'decide', post, {
        steps: ['stop_and_warn'],
        reason: 'It must stop.',
        equality: 'none_known',
      }),
    ).toMatch(/worry or complaint/);
    await story.does('head', 'decide', post, { steps: ['hand_to_complaints'], reason: 'It is a complaint.' });
    const [letter] = await story.signs('head', post);
    expect(letter).toMatch(/complaint/i);
    await story.sends('office', post);
    await story.does('head', 'close', post, {
      outcome: 'handed_to_complaints',
      outline: 'passed_on',
      reason: 'With the complaints procedure.',
    });
    expect(await story.asks('head', 'person Jordan')).toContain('Nothing counts against this person');
  },
};
