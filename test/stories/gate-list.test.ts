import { describe, expect, it } from 'vitest';
import { restrictionRows } from '../../src/app/project.ts';
import { confirm, decide, request, send, sign, theirSide } from '../support/commands.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { given } from '../support/given.ts';
import { smallPolicy } from '../support/small-policy.ts';
import { JORDAN, tell } from '../support/story.ts';

const SHOUTING = {
  breaches: ['loud_offensive_temper'],
  when: '2026-11-20T15:10',
  narrative: 'Shouted at the gate.',
};
const TURN_AWAY = {
  steps: ['turn_away'],
  reason: 'For Monday.',
  risk: 'Still very angry.',
  departure_reason: 'It cannot wait.',
};
const BAN = {
  steps: ['ban'],
  reason: 'It must not go on.',
  mode: 'provisional',
  places: ['whole_site'],
  threshold: 'A colleague felt threatened.',
  risk: 'Said that it is not over.',
  equality: 'none_known',
  departure_reason: 'A threat before children.',
};

describeOnBothDatabases('the front gate list', (open) => {
  it('changes the minute that a restriction starts, is varied or ends, and holds nobody on a guess', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const gate = () => story.asks('office', 'gate');
    const it = await story.reports('teacher', { ...SHOUTING, who: 'unknown' });
    await story.does('head', 'decide', it, TURN_AWAY);
    expect(await gate()).toContain('Nobody is on the list today');
    await story.does('head', 'identify', it, { person: `new:${JORDAN}, red coat` });
    expect(await gate()).toMatch(/Jordan Vale \(invented\) \(red coat\)[\s\S]*to Monday 23 November/);

    await story.does('head', 'gathered', it, { note: 'Two people saw it.' });
    await story.does('head', 'classify', it, { finding: 'found' });
    // Whoever may not come at all is not said to need an appointment.
    await story.does('head', 'decide', it, { ...BAN, places: ['whole_site', 'by_appointment'] });
    expect(await gate()).toContain('anywhere on site');
    expect(await gate()).not.toContain('appointment');
    await story.does('head', 'hold', it, { for: 'police', reason: 'They asked us to.' });
    // Under "do not contact" the list stays as it was: keeping somebody out is no contact.
    expect(await gate()).toContain(JORDAN);
    await story.does('head', 'lift_hold', it, { reason: 'They are done.' });
    await story.signs('head', it);
    await story.sends('office', it);
    await story.on('2026-12-07');
    await story.does('head', 'after_hearing', it, {
      outcome: 'confirm',
      reason: 'It was serious.',
      answer: 'Nothing came.',
      end: '2026-12-18',
      arrangements: 'A colleague meets the child.',
    });
    await story.does('head', 'review', it, {
      outcome: 'vary',
      places: ['drop_off_pick_up_only'],
      end: '2026-12-16',
      reason: 'They have written to say sorry.',
    });
    expect(await gate()).toMatch(/except to drop off and pick up[\s\S]*to Wednesday 16 December/);

    await story.on('2026-12-16', 23, 59);
    expect(await gate()).toContain(JORDAN);
    story.world.clock.set('2026-12-17', 0, 0);
    expect(await gate()).not.toContain(JORDAN);
    expect(await story.asks('head', 'home')).not.toContain('not to come on site');
    story.world.clock.set('2026-12-16', 12);
    await story.does('head', 'review', it, { outcome: 'lift', reason: 'It is over.' });
    expect(await gate()).not.toContain(JORDAN);
    await end();
  });

  it("turns the day at the school's own midnight, in summer too", async () => {
    const { story, end } = await tell(open, 'stockham-primary', ['2026-07-02', 12, 0]);
    const it = await story.reports('teacher', { ...SHOUTING, when: '2026-07-02T08:30' });
    await story.does('head', 'decide', it, TURN_AWAY);
    expect(await story.asks('office', 'gate')).toMatch(/to Friday 3 July/);
    story.world.clock.set('2026-07-03', 23, 59);
    expect(story.world.clock.now()).toBe('2026-07-03T22:59:00.000Z');
    expect(await story.asks('office', 'gate')).toContain(JORDAN);
    story.world.clock.set('2026-07-04', 0, 0);
    expect(story.world.clock.now()).toBe('2026-07-03T23:00:00.000Z');
    expect(await story.asks('office', 'gate')).not.toContain(JORDAN);
    await end();
  });

  it('is for the office and the heads, and for whoever stands in for them on the day', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const it = await story.reports('teacher2', SHOUTING);
    await story.does('head', 'decide', it, TURN_AWAY);
    for (const role of ['teacher', 'teacher2', 'chair', 'governor', 'dsl', 'dpo', 'admin'] as const)
      expect(await story.asks(role, 'gate'), role).not.toContain(JORDAN);
    expect(await story.asks('teacher', 'gate')).toContain('kept in the office');
    await story.standsInFor('teacher', 'office', '2026-11-20', '2026-11-20');
    expect(await story.asks('teacher', 'gate')).toContain(JORDAN);
    await story.on('2026-11-23');
    expect(await story.asks('teacher', 'gate')).not.toContain(JORDAN);
    await end();
  });
});

describe('a restriction that an appeal puts off', () => {
  it('is off the front gate list until the appeal is answered', () => {
    const source = { default: 'assumed for the test' };
    const suspending = smallPolicy({
      restriction: {
        extents: ['whole_site'],
        length: { usual: '1 half term', cap: '1 term', source },
        review: { before_end: '5 school days', at_most_every: '1 half term', source },
        their_side: { within: '10 school days', source },
        decide_within: { within: '5 school days', source },
        appeal: { to: 'governor', within: '10 school days', suspends: true, source },
      },
    });
    const story = given(suspending)
      .reported({ breaches: ['striking'] })
      .when(
        decide('ban', { because: true }),
        sign('provisional_bar'),
        send('provisional_bar'),
        theirSide(),
        confirm('2026-12-11'),
      );
    expect(restrictionRows(story.it)).toHaveLength(1);
    story.when(request('appeal'));
    expect(restrictionRows(story.it)).toEqual([]);
  });
});
