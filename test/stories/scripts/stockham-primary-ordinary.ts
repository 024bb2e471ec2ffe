import { expect } from 'vitest';
import type { Script } from '../../support/played.ts';
import { JORDAN } from '../../support/story.ts';

export const invitationTakenUp: Script = {
  pack: 'stockham-primary',
  at: ['2026-11-03', 8, 50],
  async tell(story) {
    const quarrel = await story.reports('teacher', {
      breaches: ['verbal_aggression'],
      when: '2026-11-03T08:40',
      narrative: 'Called me useless at the gate, and swore.',
    });
    expect(story.has('head')).toMatch(
      /Formal letter with an invitation to a meeting. Our policy says this will be done/,
    );
    expect(await story.asks('teacher', `show ${quarrel.ref}`)).toMatch(
      /\[ \] Not decided yet. You will hear by Tuesday 10 November/,
    );

    expect(
      await story.refused('head', 'decide', quarrel, {
        steps: ['stop_and_warn'],
        reason: 'To be clear from the start.',
        equality: 'none_known',
      }),
    ).toMatch(/is different from our policy/);
    await story.does('head', 'classify', quarrel, { finding: 'found' });
    expect(
      await story.does('head', 'decide', quarrel, {
        steps: ['invite_meeting'],
        reason: 'We should talk first.',
      }),
    ).toMatch(/until Tuesday 10 November to answer the invitation/);
    expect(story.has('teacher')).toContain('[x] Decided');

    expect(await story.asks('head', `show ${quarrel.ref}`)).toContain('We should talk first');
    const [letter] = await story.signs('head', quarrel);
    expect(letter).toMatch(
      /Dear Jordan Vale[\s\S]*Nothing has been decided[\s\S]*Please let us know by Tuesday 10 November 2026/,
    );
    expect(letter).not.toContain('useless');
    expect(story.has('office')).toContain('Sent: Invitation to a meeting');
    expect(await story.sends('office', quarrel)).toBe(1);

    await story.on('2026-11-09', 8, 30);
    expect(story.channel()).toContain(`${quarrel.ref}: A reply about a meeting is due`);
    await story.does('head', 'meeting', quarrel, {
      outcome: 'undertakings',
      note: 'Will ring before coming to the gate.',
    });
    await story.does('head', 'close', quarrel, {
      outcome: 'step_taken',
      outline: 'spoken_to',
      reason: 'Promised and meant.',
    });

    expect(story.has('teacher')).toContain('The person was spoken to');
    expect(story.has('head')).not.toContain(JORDAN);
    expect(await story.asks('head', `timeline ${quarrel.ref}`)).toMatch(/Case closed|closed/i);
    expect(await story.asks('office', 'gate')).not.toContain(JORDAN);
    story.reachedOnly('useless', ['teacher', 'head']);
    story.reachedOnly('We should talk first', ['head']);
    story.reachedOnly(JORDAN, ['teacher', 'head', 'office']);
  },
};
