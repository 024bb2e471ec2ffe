import { expect } from 'vitest';
import type { Script } from '../../support/played.ts';
import { JORDAN } from '../../support/story.ts';

export const assistantPushed: Script = {
  pack: 'alumwell-infant',
  async tell(story) {
    const hurt = story.as('teacher2');

    const assault = await story.reports('teacher', {
      breaches: ['physical_aggression'],
      when: '2026-11-20T15:10',
      narrative: 'Pushed my colleague over in the corridor.',
      harm: 'someone_hurt',
    });
    await story.does('head', 'account', assault, { affected: [hurt.id] });
    expect(
      await story.refused('head', 'decide', assault, {
        steps: ['authorities', 'ban'],
        reason: 'Everybody must be safe on Monday.',
        mode: 'provisional',
        places: ['whole_site'],
        threshold: 'A colleague was hurt.',
        equality: 'none_known',
      }),
    ).toMatch(/too dangerous to wait until they have been heard/);
    expect(
      await story.does('head', 'decide', assault, {
        steps: ['authorities', 'ban'],
        reason: 'Everybody must be safe on Monday.',
        mode: 'provisional',
        places: ['whole_site'],
        end: '2026-12-18',
        threshold: 'A colleague was hurt.',
        risk: 'Still angry, and at the gate twice a day.',
        equality: 'none_known',
      }),
    ).toMatch(/nothing confirms itself/);
    expect(story.has('teacher2')).toMatch(/not to come/i);
    expect(story.has('teacher2')).not.toContain('Pushed my colleague');
    expect(await story.asks('office', 'gate')).toContain(JORDAN);
    expect(story.everShown('chair')).not.toContain(assault.ref);

    const letters = await story.signs('head', assault);
    expect(letters.join('\n')).toMatch(/I have not decided whether you should be kept off the site/);
    expect(letters.join('\n')).not.toContain('Pushed my colleague');
    expect(await story.sends('office', assault)).toBeGreaterThan(0);

    await story.on('2026-11-30', 8, 5);
    expect(story.channel()).toContain(assault.ref);
    expect(
      await story.refused('head', 'after_hearing', assault, {
        outcome: 'confirm',
        reason: 'It was grave.',
        answer: 'Nothing was said.',
        end: '2026-12-18',
        arrangements: 'A colleague meets the child.',
      }),
    ).toMatch(/They have until/);
    await story.does('office', 'their_side', assault, {
      channel: 'letter',
      received_on: '2026-11-30',
      text: 'I lost my footing and am sorry.',
    });
    await story.taps('office', `letters ${assault.ref}`, 'We have let them know');
    await story.does('head', 'classify', assault, { finding: 'found' });
    expect(story.has('head')).toContain('Their side has arrived');
    await story.does('head', 'classify', assault, { finding: 'found' });
    expect(
      await story.does('head', 'after_hearing', assault, {
        outcome: 'confirm',
        reason: 'Two colleagues saw that it was no accident.',
        answer: 'Two people saw it otherwise.',
        end: '2026-12-18',
        arrangements: 'A colleague meets the child at the gate.',
      }),
    ).toContain('holds until Friday 18 December');
    const [confirmed] = await story.signs('head', assault);
    expect(confirmed).toContain('I lost my footing and am sorry');
    expect(confirmed).toContain('complain');
    await story.sends('office', assault);

    await story.on('2026-12-07', 8, 5);
    await story.does('head', 'review', assault, { outcome: 'invite', reason: 'Before the review.' });
    await story.on('2026-12-11', 11);
    await story.does('head', 'review', assault, {
      outcome: 'lift',
      reason: 'Three quiet weeks.',
      considered: 'The letter and the talk.',
    });
    await story.signs('head', assault);
    await story.sends('office', assault);
    expect(await story.asks('office', 'gate')).not.toContain(JORDAN);
    await story.does('head', 'referral', assault, { outcome: 'concluded', reference: 'REF-1' });
    await story.does('head', 'close', assault, {
      outcome: 'step_taken',
      outline: 'arrangements_changed',
      reason: 'Over.',
    });

    expect(await story.asks('head', `timeline ${assault.ref}`)).toContain('Still angry');
    expect(story.has('teacher')).toContain('Closed');
    expect(story.has('head')).not.toContain(JORDAN);
    story.reachedOnly('Pushed my colleague', ['teacher', 'head']);
    story.reachedOnly('Still angry', ['head']);
  },
};
