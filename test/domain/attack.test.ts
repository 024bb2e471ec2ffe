import { describe, expect, it } from 'vitest';
import {
  answerRequest,
  ask,
  classified,
  close,
  confirm,
  decide,
  hold,
  lift,
  liftHold,
  people,
  request,
  reviewHold,
  runOut,
  send,
  sign,
  standAside,
  theirSide,
  view,
} from '../support/commands.ts';
import { given } from '../support/given.ts';
import { smallPolicy } from '../support/small-policy.ts';

const small = smallPolicy();
const reported = (policy = small, more = {}) => given(policy).reported({ breaches: ['striking'], ...more });
const kept = (policy = small) => reported(policy).when(decide('ban', { because: true }));
const asking = smallPolicy({
  gates: [
    {
      id: 'chair_asked',
      kind: 'consulted',
      label: 'The chair has been asked',
      before: ['ban'],
      ask: ['chair'],
      binding: false,
      again_when: ['extend', 'widen'],
      answer_within: '2 school days',
      source: { policy: 'the code' },
    },
  ],
});

describe('a ban of which nobody was told', () => {
  it('is not confirmed in the same minute, whatever is said for them', () => {
    kept()
      .when(confirm(undefined, { nothingToAdd: true }))
      .refused('must_happen_first', /not been told yet/);
    const story = kept().when(theirSide(), sign('provisional_bar'));
    story.when(confirm()).refused('must_happen_first', /sign and send/);
    story.when(send('provisional_bar'), confirm()).wrote('restriction_confirmed', { heard: 'their_side' });
  });

  it('is not answered by what they said before there was one', () => {
    const early = kept().on('2026-11-05').when(sign(), send(), theirSide('2026-11-03'));
    early.when(confirm()).wrote('restriction_confirmed');
    const story = reported(small, { occurredOn: '2026-10-20' }).when(decide('ban', { because: true }));
    story.when(sign(), send(), theirSide('2026-11-02'), confirm()).refused('must_happen_first', /until/);
  });

  it('has no letter that went before it was signed, and no answer from before it happened', () => {
    kept()
      .on('2026-11-05')
      .when(sign(), (it, today) => ({ ...send()(it, today), on: it.openedOn }))
      .refused('dates_wrong', /was signed on/);
    kept()
      .when(theirSide('2026-11-02'))
      .refused('dates_wrong', /It happened on/);
  });
});

describe('a hold', () => {
  it('keeps nobody away unheard beyond the cap', () => {
    const story = kept().when(sign(), send(), hold());
    const first = story.it.restrictions[0]?.start;
    for (let week = 0; week < 30; week += 1) story.later('7 calendar days').attempt(reviewHold());
    const end = story.it.restrictions[0]?.end ?? '';
    expect(first !== undefined && end < '2027-03-01').toBe(true);
    story.whenTheClock(runOut()).wrote('restriction_ran_out');
    story.when(liftHold());
    expect(story.it.restrictions[0]).toMatchObject({ status: 'ran_out', end });
  });
});

describe('turning away day after day', () => {
  const again = decide('turn_away', { because: true });

  it('stops after three school days, however good the reasons', () => {
    const story = reported(asking).when(again).on('2026-11-04').when(again).on('2026-11-05').when(again);
    story
      .on('2026-11-06')
      .when(ask('ban'), again)
      .refused('must_happen_first', /Decide on one now/);
  });

  it('is not excused by a view that was given long ago', () => {
    const story = reported(asking).when(ask('ban')).by('chair').when(view('support')).by('head');
    story.when(decide('turn_away')).on('2026-11-04').when(decide('turn_away')).refused('reason_needed');
  });
});

describe('a head who reported it', () => {
  const mine = () => reported(asking, { reporter: 'head' });

  it('writes down neither the decision nor the view of somebody else', () => {
    mine()
      .when(decide('ban', { because: true, phone: 'deputy' }))
      .refused('conflict_of_interest', /write down/);
    mine()
      .when(ask('ban'), view('support', { phoneOf: 'chair' }))
      .refused('conflict_of_interest', /write down/);
    mine()
      .when(ask('ban'))
      .by('deputy')
      .when(view('support', { phoneOf: 'chair' }))
      .wrote('view_given');
  });

  it('does not judge it, and goes on reading it', () => {
    mine().when(classified()).refused('conflict_of_interest');
    mine()
      .when(classified({ finding: 'unfounded' }))
      .refused('conflict_of_interest');
    mine().when(close('no_breach')).refused('conflict_of_interest');
    mine()
      .when(classified({ finding: 'undecided' }))
      .wrote('report_classified');
    const story = mine()
      .by('deputy')
      .when(decide('ban', { because: true }))
      .by('head');
    story.when(lift()).refused('conflict_of_interest');
    story.by('deputy').when(lift()).wrote('restriction_lifted');
  });

  it('judges it where nobody else is left', () => {
    const alone = mine().nobodyIs('deputy', 'chair', 'vice_chair', 'governor', 'trust');
    alone.when(classified()).wrote('report_classified');
  });
});

describe('an appeal', () => {
  it('is about something, and opens no case to a governor before', () => {
    for (const kind of ['appeal', 'complaint_about_ban'] as const)
      reported()
        .when(request(kind))
        .refused('must_happen_first', /nothing to appeal/);
    kept().when(request('appeal')).wrote('request_received');
  });

  it('is heard by nobody who gives a view on it as well', () => {
    const story = kept(asking).when(request('appeal'));
    const heardBy = story.it.requests[0]?.to ?? [];
    expect(heardBy).toContain('governor');
    story.by('governor').when(answerRequest());
    expect(story.it.requests[0]).toMatchObject({ answered: true, answeredBy: 'governor' });
  });
});

describe('a name given by a reporter', () => {
  const named = (who: object) => reported().by('teacher').when(people(who)).by('head');

  it.each([{ witnesses: ['head'] }, { affected: ['head'] }])('bars no head by itself (%j)', (who) => {
    named(who)
      .when(decide('ban', { because: true }))
      .wrote('restriction_opened');
  });

  it('bars once the head confirms it or stands aside', () => {
    named({ witnesses: ['head'] })
      .when(people({ witnesses: ['head'] }), decide('ban', { because: true }))
      .refused('conflict_of_interest');
    named({ witnesses: ['head'] })
      .when(standAside('head', 'saw'), decide('ban', { because: true }))
      .refused('conflict_of_interest');
  });

  it('undoes nothing that somebody who decides has said', () => {
    reported()
      .when(people({ witnesses: ['head'] }))
      .by('teacher')
      .when(people({ witnesses: ['head'] }))
      .by('head')
      .when(decide('ban', { because: true }))
      .refused('conflict_of_interest');
  });
});
