import { describe, expect, it } from 'vitest';
import type { Extent } from '../../src/domain/events/restricting.ts';
import { addDays } from '../../src/domain/time.ts';
import {
  acknowledge,
  ask,
  calmly,
  close,
  confirm,
  decide,
  extend,
  inviteComment,
  lift,
  runOut,
  send,
  sign,
  theirSide,
  vary,
  view,
} from '../support/commands.ts';
import { given } from '../support/given.ts';
import { smallPolicy } from '../support/small-policy.ts';

const small = smallPolicy();
const reported = () => given(small).reported({ breaches: ['striking'] });
const kept = (choices = {}) => reported().when(decide('ban', { because: true, ...choices }));
const posted = () => kept().when(sign('provisional_bar'), send('provisional_bar'));
const confirmed = () => posted().when(theirSide(), confirm('2026-12-11'));
const EVENTS: Extent = { of: 'site', places: ['events'] };

describe('keeping somebody off the site', () => {
  it('asks why it could not wait before somebody is kept away unheard', () => {
    reported()
      .when(decide('ban', { because: true, mode: 'provisional', riskLeftOut: true }))
      .refused('reason_needed', /dangerous to wait/);
  });

  it('asks about other needs before every formal step', () => {
    for (const step of ['ban', 'warning', 'fewer_messages'])
      reported()
        .when(decide(step, { because: true, equality: false }))
        .refused('reason_needed', /disability/);
    reported()
      .when(calmly('word', { equality: false }))
      .wrote('decision_made');
  });

  it.each([
    ['ends before it starts', { from: '2026-11-10', until: '2026-11-09' }, /before it starts/],
    ['began last week', { from: '2026-10-28', until: '2026-12-01' }, /passed/],
    ['lasts longer than a term', { until: '2027-04-30' }, /longest/],
    ['begins after they were to be heard', { from: '2026-11-25', until: '2026-12-18' }, /begins now/],
  ])('refuses one that %s', (_what, choices, words) => {
    reported()
      .when(decide('ban', { because: true, ...choices }))
      .refused('dates_wrong', words);
  });

  it('lapses on the day by which it had to be decided, and confirms nothing by itself', () => {
    const story = posted();
    expect(story.it.restrictions[0]).toMatchObject({
      status: 'provisional',
      end: '2026-11-24',
      hearing: { closes: '2026-11-17', decideBy: '2026-11-24' },
    });
    story.on('2026-11-24').whenTheClock(runOut()).refused('dates_wrong');
    story
      .on('2026-11-25')
      .when(confirm())
      .refused('already_done', /decide on it afresh/);
    story.whenTheClock(runOut()).wrote('restriction_ran_out');
    expect(story.it.restrictions[0]?.status).toBe('ran_out');
  });

  it('begins on notice only after their time to answer, and never later than was chosen', () => {
    reported()
      .when(calmly('ban', { because: true, until: '2026-12-18' }))
      .so((it) => expect(it.restrictions[0]).toMatchObject({ status: 'intention', start: '2026-11-18' }));
    reported()
      .when(calmly('ban', { because: true, until: '2026-11-13' }))
      .refused('dates_wrong', /last day after that/);
  });
});

describe('hearing their side', () => {
  it('waits for their side or for the day they were given', () => {
    posted()
      .when(confirm())
      .refused('must_happen_first', /until Tuesday 17 November 2026/);
    posted().on('2026-11-17').when(confirm()).refused('must_happen_first');
    posted().on('2026-11-18').when(confirm()).wrote('restriction_confirmed', { heard: 'window_closed' });
    posted().when(theirSide(), confirm()).wrote('restriction_confirmed', { heard: 'their_side' });
    posted()
      .when(confirm(undefined, { nothingToAdd: true }))
      .wrote('restriction_confirmed', { heard: 'said_nothing_to_add' });
  });

  it('does not hold silence against somebody whose letter never went, or went too late', () => {
    kept()
      .on('2026-11-18')
      .when(confirm())
      .refused('must_happen_first', /not been told yet/);
    const late = kept().on('2026-11-16').when(sign('provisional_bar'), send('provisional_bar'));
    late
      .on('2026-11-18')
      .when(confirm())
      .refused('must_happen_first', /5 school days/);
    late.on('2026-11-24').when(confirm('2026-12-18')).wrote('restriction_confirmed');
  });

  it('is decided once', () => {
    confirmed().when(confirm()).refused('already_done');
  });

  it('drops the letter that never went once it is overtaken', () => {
    kept().when(lift()).wrote('letter_dropped').wrote('letter_owed', { kind: 'bar_not_confirmed' });
  });
});

describe('living with it', () => {
  it('cannot be turned into another kind of limit', () => {
    const limited = reported().when(calmly('fewer_messages'));
    limited
      .when(vary({ extent: { of: 'site', places: ['whole_site'] } }))
      .refused('input', /two restrictions/);
  });

  it('is varied to less or sooner, and never to later', () => {
    const story = confirmed().when(vary({ extent: EVENTS, until: '2026-12-04' }));
    story.wrote('restriction_varied').wrote('letter_owed', { kind: 'review_vary' });
    story.when(vary({ until: '2026-12-11' })).refused('dates_wrong', /extension/);
  });

  it('is made longer only after comments were invited and waited for', () => {
    const story = confirmed().on('2026-11-30');
    story.when(extend('2026-12-18')).refused('must_happen_first', /comments/);
    story.when(inviteComment()).on('2026-12-01').when(extend('2026-12-18')).refused('must_happen_first');
    story.when(theirSide(), extend('2026-12-18')).wrote('restriction_extended');
    const silent = confirmed().on('2026-11-30').when(inviteComment());
    silent.on('2026-12-07').when(extend('2026-12-18')).refused('must_happen_first');
    silent.on('2026-12-08').when(extend('2026-12-18')).wrote('restriction_extended');
  });

  it('does not take what they said at the hearing for a comment on its extension', () => {
    const story = posted().when(theirSide(), confirm('2026-12-11')).on('2026-12-01').when(inviteComment());
    story.when(extend('2027-01-22')).refused('must_happen_first', /comments/);
  });

  it('is never made longer once it has ended', () => {
    const story = confirmed().when(inviteComment()).on('2026-12-14');
    story.when(extend('2027-01-22')).refused('already_done', /afresh/);
  });

  it('is not made longer before they have been heard', () => {
    posted().when(inviteComment()).on('2026-11-11').when(extend('2026-12-18')).refused('must_happen_first');
  });

  it('ends when it is lifted, with a letter, and is done with', () => {
    const story = confirmed().when(lift()).wrote('letter_owed', { kind: 'review_lift' });
    story.when(lift()).refused('already_done');
    story.when(vary()).refused('already_done');
  });

  it('keeps the case open while it is in force', () => {
    const story = confirmed().when(sign('bar_confirmed'), send('bar_confirmed'));
    story.when(acknowledge());
    story.when(close()).refused('must_happen_first', /in force/);
    story.on('2026-12-12').whenTheClock(runOut()).when(close()).wrote('case_closed');
    const { closed } = story.it;
    expect(closed?.retention).toMatchObject({ keep: 'formal' });
    expect(closed && closed.retention.until > addDays(story.today, 5 * 365)).toBe(true);
  });

  it('has an end and a review within six months where it limits contact', () => {
    const story = reported();
    story.when(calmly('fewer_messages', { until: '2027-06-30' })).refused('dates_wrong');
    story.when(calmly('fewer_messages', { until: '2027-01-29' })).wrote('contact_restricted');
    const row = story.it.restrictions[0];
    expect(row && row.start <= row.review && row.review <= row.end).toBe(true);
  });
});

describe('widening asks again where the pack says so', () => {
  it('and asks nobody to make it smaller', () => {
    const consulted = smallPolicy({
      gates: [
        {
          id: 'chair_asked',
          kind: 'consulted',
          label: 'The chair has been asked',
          before: ['ban'],
          ask: ['chair'],
          binding: true,
          again_when: ['widen'],
          answer_within: '2 school days',
          source: { policy: 'the code' },
        },
      ],
    });
    const story = given(consulted)
      .reported({ breaches: ['striking'] })
      .when(ask('ban'), view('support', { phoneOf: 'chair' }))
      .when(decide('ban', { because: true }));
    story.when(vary({ extent: EVENTS })).wrote('restriction_varied');
    story
      .when(vary({ extent: { of: 'site', places: ['whole_site'] } }))
      .refused('must_happen_first', /chair/);
    story.when(sign('provisional_bar'), send('provisional_bar'), theirSide());
    story.when(confirm('2026-12-11', { extent: { of: 'site', places: ['whole_site'] } }));
    story.refused('must_happen_first', /chair/);
  });
});
