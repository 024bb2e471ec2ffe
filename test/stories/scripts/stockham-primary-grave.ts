import { expect } from 'vitest';
import type { Script } from '../../support/played.ts';
import { JORDAN } from '../../support/story.ts';

const BAN = {
  steps: ['ban'],
  reason: 'It cannot be risked.',
  mode: 'provisional',
  places: ['whole_site'],
  threshold: 'A colleague felt threatened in front of children.',
  risk: 'Said that this is not over.',
  equality: 'none_known',
};

export const threatAtTheDesk: Script = {
  pack: 'stockham-primary',
  async tell(story) {
    const threat = await story.reports('teacher', {
      breaches: ['threat'],
      when: '2026-11-20T15:10',
      narrative: 'Said at the desk that I should watch my back.',
      harm: 'crime_now',
    });
    expect(story.has('head')).toMatch(/999[\s\S]*Pass to the police/);
    expect(
      await story.refused('head', 'decide', threat, { steps: ['invite_meeting'], reason: 'A talk may do.' }),
    ).toMatch(/is different from our policy/);
    expect(
      await story.does('head', 'decide', threat, {
        steps: ['call_999', 'refer_police', 'turn_away'],
        reason: 'A threat in front of children.',
        risk: 'Waits outside.',
      }),
    ).toMatch(/front gate list until the end of Monday 23 November/);

    await story.does('head', 'hold', threat, {
      for: 'police',
      reason: 'They ask us not to speak to them yet.',
    });
    expect(story.has('office')).toContain('Do not contact');
    expect(story.has('office')).not.toContain('They ask us not to speak');
    expect(await story.refused('head', 'spoke', threat, { how: 'spoke', note: 'Rang.' })).toMatch(/contact/i);
    expect(await story.refused('head', 'decide', threat, { ...BAN, departure_reason: 'Grave.' })).toMatch(
      /contact/i,
    );

    await story.on('2026-11-30', 8, 2);
    expect(story.channel()).toContain(threat.ref);
    await story.on('2026-12-04');
    await story.does('head', 'lift_hold', threat, { reason: 'The police rang.' });
    await story.does('head', 'referral', threat, {
      matter: 'the: Thames Valley Police',
      outcome: 'may_proceed',
      reference: 'TVP-1',
    });
    expect(await story.refused('head', 'decide', threat, BAN)).toMatch(/more serious cases/);
    expect(
      await story.does('head', 'decide', threat, { ...BAN, departure_reason: 'A threat before children.' }),
    ).toMatch(/nothing confirms itself/);
    expect(story.everShown('chair')).not.toContain(threat.ref);
    const letters = await story.signs('head', threat);
    expect(letters.join()).toContain('Thames Valley Police');
    expect(letters.join()).not.toContain('watch my back');
    await story.sends('office', threat);

    await story.on('2026-12-14');
    await story.does('office', 'their_side', threat, {
      channel: 'email',
      received_on: '2026-12-14',
      text: 'I never meant it.',
    });
    await story.taps('office', `letters ${threat.ref}`, 'We have let them know');
    const confirmed = {
      outcome: 'confirm',
      reason: 'It was said and heard.',
      answer: 'I believe that it was not meant.',
      end: '2027-01-29',
      places: ['not_at_drop_off_pick_up'],
      arrangements: 'A colleague meets the child.',
    };
    expect(await story.refused('head', 'after_hearing', threat, confirmed)).toMatch(/allegation alone/);
    await story.does('head', 'classify', threat, { finding: 'found' });
    await story.does('head', 'after_hearing', threat, confirmed);
    await story.signs('head', threat);
    await story.sends('office', threat);
    expect(await story.asks('office', 'gate')).toMatch(/Jordan Vale[\s\S]*at drop-off and pick-up/);

    await story.on('2027-01-18', 8, 30);
    await story.does('head', 'review', threat, {
      outcome: 'lift',
      reason: 'It has been quiet.',
      considered: 'Six quiet weeks.',
    });
    await story.signs('head', threat);
    await story.sends('office', threat);
    await story.does('head', 'referral', threat, {
      matter: 'the: Thames Valley Police',
      outcome: 'concluded',
    });
    await story.does('head', 'close', threat, {
      outcome: 'step_taken',
      outline: 'arrangements_changed',
      reason: 'Over.',
    });

    const timeline = await story.asks('head', `timeline ${threat.ref}`);
    expect(timeline).toMatch(/They ask us not to speak[\s\S]*The police rang[\s\S]*TVP-1/);
    expect(await story.asks('office', 'gate')).not.toContain(JORDAN);
    story.reachedOnly('watch my back', ['teacher', 'head']);
    story.reachedOnly('They ask us not to speak', ['head']);
    story.reachedOnly('I believe that it was not meant', ['head', 'office']);
  },
};
