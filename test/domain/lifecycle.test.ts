import { describe, expect, it } from 'vitest';
import { deadlinesOf } from '../../src/domain/deadlines.ts';
import { MemberId } from '../../src/domain/ids.ts';
import {
  answerRequest,
  ask,
  calmly,
  classified,
  close,
  confirm,
  decide,
  meeting,
  rearrange,
  referral,
  removalChecked,
  reopen,
  request,
  send,
  sign,
  spoken,
  theirSide,
  view,
} from '../support/commands.ts';
import { given, PEOPLE } from '../support/given.ts';
import { gate, smallPolicy } from '../support/small-policy.ts';

const small = smallPolicy();
const reported = (policy = small) => given(policy).reported({ breaches: ['shouting'] });
const kinds = (story: ReturnType<typeof reported>) => deadlinesOf(story.it).map((row) => row.kind);

describe('meetings', () => {
  const invited = () => reported().when(calmly('meeting'), sign(), send());

  it('are rearranged once, with fresh days to reply', () => {
    const story = invited().on('2026-11-09').when(rearrange());
    expect(story.it.meetings[0]).toMatchObject({ rearranged: 1, replyBy: '2026-11-16' });
    story.when(rearrange()).refused('not_in_policy');
    story.on('2026-11-17').when(meeting('no_reply'));
    expect(story.it.taken[0]?.outcomes).toEqual(['done', 'no_reply']);
    story.when(meeting('resolved')).refused('already_done');
  });

  it('count as attended only when somebody came', () => {
    for (const outcome of ['resolved', 'undertakings', 'unresolved'] as const)
      expect(invited().when(meeting(outcome)).it.taken[0]?.outcomes).toContain('attended');
    for (const outcome of ['refused', 'declined'] as const)
      expect(invited().when(meeting(outcome)).it.taken[0]?.outcomes).not.toContain('attended');
  });

  it('hold silence against nobody whose invitation is not marked as sent', () => {
    const story = reported().when(calmly('meeting')).on('2026-11-20');
    story.when(meeting('no_reply')).refused('must_happen_first', /not marked as sent/);
  });
});

describe('referrals and removals', () => {
  it('follow up until the outcome is known', () => {
    const story = reported().when(calmly('police'));
    expect(kinds(story)).toContain('follow_up_referral');
    story.when(referral('acknowledged'));
    expect(story.it.referrals[0]?.holdsInterviews).toBe(true);
    story.when(referral('may_proceed'));
    expect(story.it.referrals[0]?.holdsInterviews).toBe(false);
    story.when(referral('concluded'), referral('concluded')).refused('already_done');
  });

  it('let a meeting go ahead of the police only with a reason, kept as such', () => {
    const story = reported().when(calmly('police'));
    story.when(calmly('meeting')).refused('must_happen_first', /police/);
    story.when(calmly('meeting', { waived: ['police_content'], because: true })).departed();
    const made = story.last[0];
    expect(made?.type === 'decision_made' && made.steps[0]?.gates).toContainEqual(
      expect.objectContaining({ gate: 'police_content', how: 'waived' }),
    );
  });

  it('look again for a post that is still up, until it is gone', () => {
    const story = reported().when(calmly('removal'));
    expect(story.it.removals[0]?.checkOn).toBe('2026-11-10');
    story.by('office').on('2026-11-10').when(removalChecked(false));
    expect(story.it.removals[0]?.checkOn).toBe('2026-11-17');
    story.when(removalChecked(true));
    expect(kinds(story)).not.toContain('check_removal');
    story.when(removalChecked(true)).refused('already_done');
  });
});

describe('letters', () => {
  it('go after they are signed, by whom the pack names', () => {
    const story = reported().when(calmly('warning', { because: true }));
    story.when(send()).refused('must_happen_first', /signed/);
    story.by('deputy').when(sign()).refused('not_allowed');
    story.by('head').when(sign(), sign()).refused('already_done');
    story.by('office').when(send(), send()).refused('already_done');
  });

  it('are signed by a deputy named for an absence, and by no deputy otherwise', () => {
    const story = reported().when(calmly('warning', { because: true }));
    story.away('head', 'deputy', '2026-11-03', '2026-11-20').by('deputy').when(sign()).wrote('letter_signed');
  });

  it('are signed by the signer of that letter, not of another', () => {
    const split = smallPolicy({
      signs: [
        { letters: ['warning'], by: ['chair'], source: { policy: 'the code' } },
        { by: ['head'], source: { default: 'assumed' } },
      ],
    });
    const story = reported(split).when(calmly(['warning', 'meeting'], { because: true }));
    story
      .by('chair')
      .when(sign('meeting_invitation'))
      .refused('not_allowed', /Headteacher/);
    story.when(sign('warning')).wrote('letter_signed', { by: MemberId.parse('chair') });
  });
});

describe('closing', () => {
  it('says what is still open, each thing once', () => {
    const story = reported().when(
      calmly(['meeting', 'fewer_messages'], { until: '2027-01-29' }),
      ask('ban', 'impose'),
    );
    story.refused('already_done', /asks nobody/);
    story.when(theirSide(), request('complaint'));
    story
      .when(close())
      .refused('must_happen_first', /in force; a letter has not gone; a meeting.*; their side.*; a request/);
  });

  it('takes no more but what keeps its clock', () => {
    const story = reported().when(calmly('word'), close('resolved', 'spoken_to'));
    story.when(spoken()).refused('not_open', /Reopen/);
    story.when(close()).refused('not_open');
    story.when(request('access'));
    expect(kinds(story)).toEqual(['answer_request', 'erase_record']);
    story.by('dpo').when(answerRequest());
  });

  it('can be undone, with a new day by which the reporter hears', () => {
    const story = reported().when(close('no_further_action', 'nothing_more'));
    expect(story.it.closed?.retention).toEqual({ keep: 'no_action', until: '2027-11-03' });
    story.on('2026-11-05').when(reopen());
    expect(story.it).toMatchObject({ status: 'open', closed: null, hearBy: '2026-11-12' });
    story.when(reopen()).refused('not_open');
  });

  it('keeps what was complained about as long as complaints are kept', () => {
    const story = reported().when(request('complaint')).when(answerRequest(), close());
    expect(story.it.closed?.retention.keep).toBe('complaint');
  });
});

describe('who decides', () => {
  it('a deputy while the head is away, and only then', () => {
    const story = reported();
    story.by('deputy').when(calmly('word')).refused('not_allowed');
    story
      .away('head', 'deputy', '2026-11-03', '2026-11-05')
      .when(calmly('word'))
      .wrote('decision_made', { because: 'deputy' });
    reported()
      .away('head', 'deputy', '2026-11-04', '2026-11-05')
      .by('deputy')
      .when(calmly('word'))
      .refused('not_allowed');
  });

  it('the pack’s substitute where nobody was named for the absence', () => {
    const story = given(small, { ...PEOPLE, head: ['staff'] }).reported({ breaches: ['shouting'] });
    story.by('deputy').when(calmly('word')).wrote('decision_made', { because: 'substitute' });
  });

  it('the next substitute where the first is away too', () => {
    const story = given(small, { ...PEOPLE, head: ['staff'] })
      .reported({ breaches: ['shouting'] })
      .away('deputy', 'nobody', '2026-11-01', '2026-11-30');
    story.by('chair').when(calmly('word')).wrote('decision_made', { because: 'substitute' });
  });

  it('by phone: the decider, written down by another who may', () => {
    const story = reported().away('head', 'deputy', '2026-11-03', '2026-11-05').by('deputy');
    story.when(calmly('word', { phone: 'head' })).wrote('decision_made', {
      by: MemberId.parse('head'),
      phone: { recordedBy: MemberId.parse('deputy') },
    });
    reported()
      .when(calmly('word', { phone: 'teacher' }))
      .refused('not_allowed');
  });

  it('a panel only with enough of its members named as there', () => {
    const panel = smallPolicy(
      {
        panels: [
          {
            id: 'panel',
            title: 'The panel',
            members: ['governor', 'chair', 'vice_chair'],
            quorum: 2,
            source: { policy: 'x' },
          },
        ],
      },
      [{ id: 'ban', owner: { panel: 'panel' } }],
    );
    const story = reported(panel).by('chair');
    story
      .when(decide('ban', { because: true, present: ['chair', 'teacher'] }))
      .refused('input', /needs 2 members/);
    story
      .when(decide('ban', { because: true, present: ['chair', 'governor'] }))
      .wrote('decision_made', { because: 'panel' });
  });

  it('a second person beside them, where a step asks for one', () => {
    const story = reported(smallPolicy({}, [{ id: 'word', needs: ['second_person'] }]));
    story.when(calmly('word')).refused('input', /second person/);
    story.when(calmly('word', { second: 'head' })).refused('input');
    story.when(calmly('word', { second: 'deputy' })).wrote('decision_made');
  });
});

describe('joint owners', () => {
  const joint = smallPolicy({
    decides: [
      {
        steps: ['ban'],
        by: { jointly: ['head', 'chair'] },
        substitute: ['deputy', 'vice_chair'],
        source: { policy: 'the code, paragraph 9' },
      },
      { by: 'head', substitute: ['deputy'], source: { default: 'assumed' } },
    ],
  });
  const ban = decide('ban', { because: true });

  it('need each other’s approval, and no reason does instead', () => {
    const story = reported(joint);
    story.when(ban).refused('must_happen_first', /Chair of governors agrees/);
    story.when(decide('ban', { because: true, waived: ['joint_chair'] })).refused('must_happen_first');
    story.when(ask('ban'), ban).refused('must_happen_first');
    story
      .by('chair')
      .when(view('support'))
      .refused('input', /approval/);
    story.when(view('approve')).by('head').when(ban).departed('off_order ban');
    const gates = story.it.restrictions[0]?.gates;
    expect(gates).toContainEqual(
      expect.objectContaining({ gate: 'joint_chair', how: 'met', source: 'policy' }),
    );
  });

  it('work the other way round', () => {
    const story = reported(joint).by('chair').when(ask('ban'));
    expect(story.it.consultations[0]?.role).toBe('head');
    story.by('head').when(view('approve')).by('chair').when(ban).wrote('restriction_opened');
  });

  it('may be asked again after a refusal, and not go ahead on it', () => {
    const story = reported(joint).when(ask('ban')).by('chair').when(view('refuse')).by('head');
    story.when(ban).refused('must_happen_first');
    story.when(ask('ban')).by('chair').when(view('approve')).by('head').when(ban).wrote('restriction_opened');
  });

  it('agree to confirming it and making it longer, too', () => {
    const story = reported(joint).when(ask('ban')).by('chair').when(view('approve')).by('head').when(ban);
    story.when(sign(), send(), theirSide(), confirm('2026-12-11')).wrote('restriction_confirmed');
  });

  it('do not stop the decision where one of them is the parent', () => {
    const story = reported(joint).isThePerson('chair').when(ask('ban'));
    expect(story.it.consultations[0]?.role).toBe('vice_chair');
  });
});

describe('gates of a pack', () => {
  it('wait: not before the days have passed since the earlier step', () => {
    const policy = smallPolicy({ gates: [gate('wait', 'warning', { after: 'word', for: '2 weeks' })] });
    const story = reported(policy).when(calmly('word'));
    story
      .on('2026-11-16')
      .when(calmly('warning', { because: true }))
      .refused('must_happen_first', /2 weeks/);
    story
      .on('2026-11-17')
      .when(calmly('warning', { because: true }))
      .wrote('decision_made');
  });

  it('confirmed: not before the question is ticked', () => {
    const policy = smallPolicy({ gates: [gate('confirmed', 'warning', { ask: 'Was it read out?' })] });
    reported(policy)
      .when(calmly('warning', { because: true }))
      .refused('must_happen_first', /read out/);
    reported(policy)
      .when(calmly('warning', { because: true, confirmed: ['confirmed'] }))
      .wrote('decision_made');
  });

  it('approved: a refusal is no approval', () => {
    const policy = smallPolicy({
      gates: [gate('approved', 'ban', { ask: ['chair'], answer_within: '2 school days' })],
    });
    const story = reported(policy).when(ask('ban')).by('chair').when(view('refuse')).by('head');
    story.when(decide('ban', { because: true })).refused('must_happen_first');
  });

  it('with_reason: waived on the record, a departure only where the policy asks for it', () => {
    for (const [source, departures] of [
      [{ policy: 'the code' }, ['off_order warning', 'gate_waived gathered']],
      [{ default: 'assumed' }, ['off_order warning']],
    ] as const) {
      const policy = smallPolicy({
        gates: [gate('gathered', 'warning', { waivable: 'with_reason', source })],
      });
      reported(policy)
        .when(calmly('warning', { waived: ['gathered'], because: true }))
        .departed(...departures);
    }
  });
});

describe('rungs reached by number', () => {
  const counted = smallPolicy({}, [
    {
      id: 'meeting',
      suggest: { when: { reports: { at_least: 3, within: '6 months' } }, source: { policy: 'x' } },
    },
    {
      id: 'fewer_messages',
      suggest: { when: { findings: { at_least: 2, within: '6 months' } }, source: { policy: 'x' } },
    },
  ]);
  const past = (day: string, finding: 'found' | 'undecided' | 'unfounded') =>
    given(counted)
      .on(day)
      .reported({ breaches: ['shouting'] })
      .when(classified({ finding }));

  it('count reports, and findings, within their time', () => {
    const reports = (...rows: ReturnType<typeof past>[]) =>
      given(counted)
        .earlier(...rows)
        .reported({ breaches: ['shouting'] });
    expect(reports(past('2026-09-07', 'undecided')).next).not.toContain('meeting');
    expect(reports(past('2026-09-07', 'undecided'), past('2026-09-14', 'undecided')).next).toContain(
      'meeting',
    );
    expect(reports(past('2026-04-20', 'undecided'), past('2026-09-14', 'undecided')).next).not.toContain(
      'meeting',
    );
    expect(reports(past('2026-09-07', 'unfounded'), past('2026-09-14', 'undecided')).next).not.toContain(
      'meeting',
    );
    const found = reports(past('2026-09-07', 'found'));
    expect(found.next).not.toContain('fewer_messages');
    expect(found.when(classified()).next).toContain('fewer_messages');
  });
});

describe('a complaint', () => {
  it('is never answered with a formal step, until a harm of its own is named', () => {
    const story = given(small)
      .reported({ breaches: ['grumbling'], happened: 'online' })
      .recommends('complaints');
    story.when(calmly('warning', { because: true })).refused('not_in_policy', /never a breach/);
    story.when(decide('ban', { because: true })).refused('not_in_policy', /never a breach/);
    story.when(classified({ breaches: [], flags: ['is_a_concern'] })).refused('not_in_policy');
    story
      .when(classified({ breaches: ['grumbling', 'shouting'] }))
      .when(calmly('warning', { because: true }))
      .wrote('decision_made');
  });

  it('is taken for no breach whatever the decider takes beside it', () => {
    const story = given(small).reported({ breaches: ['grumbling'], happened: 'online' });
    story.when(calmly(['complaints', 'fewer_messages'], { because: true })).refused('not_in_policy');
    story.when(calmly(['nothing', 'complaints'])).refused('input', /No further action/);
  });
});
