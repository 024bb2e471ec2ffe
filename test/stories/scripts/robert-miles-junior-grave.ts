import { expect } from 'vitest';
import type { Script } from '../../support/played.ts';
import { JORDAN } from '../../support/story.ts';

const BAN = {
  steps: ['refer_police', 'ban'],
  reason: 'A parent was struck in front of children.',
  mode: 'provisional',
  places: ['whole_site'],
  threshold: 'A parent was struck.',
  risk: 'It may go on at the gate tomorrow.',
  equality: 'none_known',
};

export const parentStruck: Script = {
  pack: 'robert-miles-junior',
  async tell(story) {
    const blow = await story.reports('teacher', {
      breaches: ['physical_aggression'],
      when: '2026-11-20T15:10',
      narrative: 'Struck another parent by the swings.',
      harm: 'someone_hurt',
    });
    expect(await story.refused('head', 'decide', blow, BAN)).toMatch(/more serious/);
    expect(
      await story.refused('head', 'decide', blow, { ...BAN, steps: ['ban'], departure_reason: '' }),
    ).toMatch(/our policy/i);
    await story.does('head', 'decide', blow, { ...BAN, departure_reason: 'Violence in front of children.' });
    const letters = await story.signs('head', blow);
    expect(letters.join()).toContain('Nottinghamshire Police');
    await story.sends('office', blow);

    await story.on('2026-11-30', 8, 4);
    expect(story.channel()).toContain(blow.ref);
    await story.does('office', 'their_side', blow, {
      channel: 'letter',
      received_on: '2026-11-30',
      text: 'I was struck first.',
    });
    await story.taps('office', `letters ${blow.ref}`, 'We have let them know');
    await story.does('head', 'classify', blow, { finding: 'found' });
    await story.does('head', 'after_hearing', blow, {
      outcome: 'confirm',
      reason: 'Two teachers saw who began.',
      answer: 'They saw it otherwise.',
      end: '2026-12-18',
      places: ['not_at_drop_off_pick_up'],
      arrangements: 'An aunt brings and collects the child.',
    });
    await story.signs('head', blow);
    await story.sends('office', blow);
    expect(await story.asks('office', 'gate')).toMatch(/at drop-off and pick-up/);

    await story.does('office', 'request', blow, {
      kind: 'appeal',
      channel: 'letter',
      received_on: '2026-11-30',
      text: 'I want this looked at by somebody else.',
    });
    const matter = await story.openRequest('head', blow);
    expect(await story.refused('head', 'request', blow, { note: 'I wrote to them.' }, { matter })).toMatch(
      /You decided this/,
    );
    expect(await story.asks('chair', `show ${blow.ref}`)).toContain('Struck another parent');
    await story.does('chair', 'request', blow, { note: 'Looked at again: it stands.' }, { matter });

    await story.on('2026-12-14', 9);
    await story.does('head', 'review', blow, {
      outcome: 'lift',
      reason: 'Quiet, and sorry.',
      considered: 'Their letter.',
    });
    await story.signs('head', blow);
    await story.sends('office', blow);
    await story.does('head', 'referral', blow, { outcome: 'concluded', reference: 'NP-7' });
    await story.does('head', 'close', blow, {
      outcome: 'step_taken',
      outline: 'written_to',
      reason: 'Over.',
    });
    expect(await story.asks('office', 'gate')).not.toContain(JORDAN);
    story.reachedOnly('Struck another parent', ['teacher', 'head', 'chair']);
    story.reachedOnly('I was struck first', ['head', 'office', 'chair']);
  },
};
