import { describe, expect, it } from 'vitest';
import { deadlinesOf } from '../../src/domain/deadlines.ts';
import type { Extent } from '../../src/domain/events/restricting.ts';
import { MemberId, RoleId } from '../../src/domain/ids.ts';
import { binding } from '../../src/domain/restriction.ts';
import {
  answerRequest,
  ask,
  calmly,
  chase,
  classified,
  confirm,
  decide,
  extend,
  hold,
  inviteComment,
  lift,
  liftHold,
  referral,
  request,
  reviewHold,
  runOut,
  send,
  sign,
  spoken,
  theirSide,
  vary,
  view,
} from '../support/commands.ts';
import { given, type Story } from '../support/given.ts';
import { smallPolicy } from '../support/small-policy.ts';

const small = smallPolicy();
const reported = (policy = small) => given(policy).reported({ breaches: ['striking'] });
const kept = (policy = small) => reported(policy).when(decide('ban', { because: true }));
const posted = (policy = small) => kept(policy).when(sign('provisional_bar'), send('provisional_bar'));
const confirmed = (policy = small) => posted(policy).when(theirSide(), confirm('2026-12-11'));
const EVENTS: Extent = { of: 'site', places: ['events'] };
const due = (story: Story, kind: string) => deadlinesOf(story.it).find((row) => row.kind === kind)?.due;

describe('somebody kept away who may not be contacted', () => {
  it('does not come back unheard while the hold is looked at, nor stay away for ever on one that is not', () => {
    const story = posted();
    expect(story.it.restrictions[0]?.end).toBe('2026-11-24');
    story.on('2026-11-10').when(hold());
    story.on('2026-11-17').when(reviewHold()).on('2026-11-24').when(reviewHold());
    expect(story.it.restrictions[0]?.end).toBe('2026-12-15');
    story.on('2026-12-15').whenTheClock(runOut()).refused('dates_wrong');
    story.on('2026-12-17').when(reviewHold());
    expect(story.it.restrictions[0]?.end).toBe('2026-12-15');
    story.when(liftHold());
    expect(story.it.restrictions[0]?.end).toBe('2026-12-15');
    story.whenTheClock(runOut()).wrote('restriction_ran_out');
  });

  it('has exactly the days back that the hold took, in every one of its clocks', () => {
    const story = posted().on('2026-11-10').when(hold()).on('2026-11-13').when(liftHold());
    expect(story.it.restrictions[0]).toMatchObject({
      end: '2026-11-27',
      review: '2026-11-20',
      hearing: { closes: '2026-11-20', decideBy: '2026-11-27' },
    });
    story.on('2026-11-28').whenTheClock(runOut()).wrote('restriction_ran_out');
  });

  it('does not keep the police or a lawyer waiting for their papers', () => {
    const story = reported().when(calmly('police'), hold('police'));
    expect(due(story, 'sign_letter')).toBe('2026-11-04');
    story.when(sign('police_referral'), send('police_referral')).wrote('letter_sent');
  });

  it('is not spoken to before the police say so', () => {
    const story = reported().when(calmly('police'));
    story.when(spoken()).refused('must_happen_first', /police/);
    story.when(referral('acknowledged'));
    story.when(spoken()).refused('must_happen_first', /police/);
    story.when(referral('may_proceed'), spoken()).wrote('person_spoken_to');
  });
});

describe('an appeal that suspends', () => {
  const suspending = smallPolicy({
    restriction: {
      extents: ['whole_site', 'events'],
      length: { usual: '1 half term', cap: '1 term', source: { default: 'x' } },
      review: { before_end: '5 school days', at_most_every: '1 half term', source: { default: 'x' } },
      their_side: { within: '10 school days', source: { default: 'x' } },
      decide_within: { within: '5 school days', source: { default: 'x' } },
      appeal: { to: 'governor', within: '10 school days', suspends: true, source: { policy: 'x' } },
    },
  });

  it('lets them on site until it is answered, and no longer', () => {
    const story = confirmed(suspending);
    expect(binding(story.it)).toHaveLength(1);
    story.when(request('appeal'));
    expect(binding(story.it)).toEqual([]);
    story.by('governor').when(answerRequest());
    expect(binding(story.it)).toHaveLength(1);
  });

  it('changes nothing for a complaint, nor where the policy does not suspend', () => {
    expect(binding(confirmed(suspending).when(request('complaint_about_ban')).it)).toHaveLength(1);
    expect(binding(confirmed().when(request('appeal')).it)).toHaveLength(1);
  });

  it('does not undo a turning away, which answers a danger', () => {
    const story = reported(suspending).when(decide('turn_away'), request('appeal'));
    expect(binding(story.it)).toHaveLength(1);
  });
});

describe('turning somebody away', () => {
  const turn = decide('turn_away');

  it('does not become a ban by the day', () => {
    const story = reported().when(turn).on('2026-11-05');
    story.when(turn).refused('reason_needed', /ban nobody has decided/);
    story.when(decide('turn_away', { because: true })).wrote('person_turned_away');
  });

  it('goes on while the view that comes before a ban is asked for', () => {
    const policy = smallPolicy({ gates: [consulted()] });
    const story = reported(policy).when(turn, ask('ban'), turn).on('2026-11-05');
    story.when(turn).refused('reason_needed', /chase it/);
    story.when(chase(), turn).wrote('person_turned_away');
  });

  it('needs no more than its danger when it is not the day after', () => {
    reported().when(turn).on('2026-11-09').when(turn).wrote('person_turned_away');
  });

  it('is not recommended while they are kept off the whole site anyway', () => {
    const flagged = smallPolicy({}, [
      {
        id: 'turn_away',
        kind: 'turn_away',
        label: 'Turn away',
        track: 'now',
        strength: 'may',
        repeat: true,
        source: { default: 'x' },
        suggest: { when: { flag: ['weapon'] }, source: { guidance: 'x' } },
      },
    ]);
    const story = reported(flagged).when(classified({ flags: ['weapon'] }));
    expect(story.next).toContain('turn_away');
    story.when(decide('ban', { because: true }));
    expect(story.next).not.toContain('turn_away');
    story.when(lift());
    expect(story.next).toContain('turn_away');
  });
});

describe('an allegation alone', () => {
  it.each(['warning', 'fewer_messages'])(
    'is no ground for %s, unless the decider says that it must be',
    (step) => {
      reported()
        .when(calmly(step, { because: true, unfound: true }))
        .refused('must_happen_first', /found that it happened/);
      reported()
        .when(classified(), calmly(step, { because: true, unfound: true }))
        .wrote('decision_made');
      const story = reported().when(calmly(step, { because: true, waived: ['found'] }));
      const [taken] = story.it.decisions[0]?.steps ?? [];
      expect(taken?.gates).toContainEqual(expect.objectContaining({ gate: 'found', how: 'waived' }));
    },
  );

  it('lets them be heard, and confirms nothing', () => {
    reported()
      .when(calmly('ban', { because: true, unfound: true }))
      .wrote('restriction_opened');
    const story = reported().when(
      decide('ban', { because: true, unfound: true }),
      sign(),
      send(),
      theirSide(),
    );
    story
      .when(confirm('2026-12-11', { unfound: true }))
      .refused('must_happen_first', /found that it happened/);
    story.when(classified(), confirm('2026-12-11', { unfound: true })).wrote('restriction_confirmed');
    expect(story.it.restrictions[0]?.gates).toContainEqual(
      expect.objectContaining({ gate: 'found', how: 'met' }),
    );
  });
});

describe('a panel', () => {
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
    [
      {
        id: 'ban',
        kind: 'restrict_site',
        label: 'Ban',
        track: 'rungs',
        strength: 'may',
        source: { policy: 'x' },
        owner: { panel: 'panel' },
      },
    ],
  );
  const both = { present: ['chair', 'governor'] };
  const sat = { present: both.present.map((id) => MemberId.parse(id)) };

  it('does not confirm, change or lengthen with fewer than it takes', () => {
    const story = reported(panel)
      .by('chair')
      .when(decide('ban', { because: true, ...both }))
      .by('head')
      .when(sign(), send(), theirSide())
      .by('chair');
    story.when(confirm('2026-12-11', { present: ['chair'] })).refused('input', /needs 2 members/);
    story.when(confirm('2026-12-11', both)).wrote('restriction_confirmed', sat);
    story.when(vary({ extent: EVENTS })).wrote('restriction_varied');
    story.when(vary({ extent: { of: 'site', places: ['whole_site'] } })).refused('input', /needs 2 members/);
    story
      .when(inviteComment())
      .on('2026-11-20')
      .when(extend('2026-12-18'))
      .refused('input', /needs 2 members/);
    story.when(extend('2026-12-18', both)).wrote('restriction_extended', sat);
  });
});

describe('saying what it was', () => {
  const raising = smallPolicy({
    breaches: {
      exhaustive: true,
      list: [
        {
          id: 'shouting',
          label: 'Shouting',
          clause: '1',
          family: 'conduct',
          severity: 'medium',
          where: 'anywhere',
        },
        {
          id: 'striking',
          label: 'Striking',
          clause: '2',
          family: 'conduct',
          severity: 'critical',
          where: 'premises',
          raises: ['possible_crime'],
          notices: ['tell_dsl'],
        },
      ],
    },
  });

  it('does not lose what a newly chosen kind of report brings with it', () => {
    const story = given(raising).reported({ breaches: ['shouting'] });
    story.when(classified({ breaches: ['striking'] }));
    expect(story.it.flags).toEqual(['possible_crime']);
    expect(story.it.notices).toContain('tell_dsl');
  });

  it('does not bring back what the decider has unticked', () => {
    const story = given(raising).reported({ breaches: ['striking'] });
    story.when(classified({ flags: [] }));
    expect(story.it.flags).toEqual([]);
    const chosen = given(raising).reported({ breaches: ['shouting'] });
    chosen.when(classified({ breaches: ['striking'] }), classified({ flags: [] }));
    expect(chosen.it.flags).toEqual([]);
  });
});

describe('limits that the policy does not know', () => {
  const narrow = smallPolicy({
    contact: {
      channels: ['email'],
      usual: 'Once a week',
      length: { usual: '1 term', review: '1 half term', source: { default: 'x' } },
    },
  });
  const phone: Extent = { of: 'contact', channels: ['phone'], named: RoleId.parse('deputy'), perWeek: 1 };

  it('are refused whoever sends them', () => {
    reported(narrow)
      .when(calmly('fewer_messages', { channels: ['phone'] }))
      .refused('not_in_policy', /getting in touch/);
    const limited = reported(narrow).when(calmly('fewer_messages'));
    limited.when(vary({ extent: phone })).refused('not_in_policy', /getting in touch/);
    const story = posted(smallPolicy({ restriction: onlyWholeSite })).when(theirSide());
    story.when(confirm('2026-12-11', { extent: EVENTS })).refused('not_in_policy', /kind of limit/);
    story.when(vary({ extent: EVENTS })).refused('not_in_policy', /kind of limit/);
  });
});

const onlyWholeSite = {
  extents: ['whole_site'],
  length: { usual: '1 half term', cap: '1 term', source: { default: 'x' } },
  review: { before_end: '5 school days', at_most_every: '1 half term', source: { default: 'x' } },
  their_side: { within: '10 school days', source: { default: 'x' } },
  decide_within: { within: '5 school days', source: { default: 'x' } },
};

describe('a referral', () => {
  it('is asked after until it is over, five school days from when it was last heard of', () => {
    const story = reported().when(calmly('police'));
    expect(due(story, 'follow_up_referral')).toBe('2026-11-10');
    story.on('2026-11-06').when(referral('acknowledged'));
    expect(due(story, 'follow_up_referral')).toBe('2026-11-13');
    story.on('2026-11-12').when(referral('may_proceed'));
    expect(due(story, 'follow_up_referral')).toBe('2026-11-19');
    story.when(referral('concluded'));
    expect(due(story, 'follow_up_referral')).toBeUndefined();
  });
});

describe('a ladder', () => {
  it('does not go down again after an early rung', () => {
    const story = reported().when(classified());
    expect(story.next).toContain('word');
    story.when(decide('ban', { because: true }));
    expect(story.next).not.toContain('word');
    expect(story.next).not.toContain('warning');
  });
});

function consulted() {
  return {
    id: 'chair_asked',
    kind: 'consulted',
    label: 'The chair has been asked',
    before: ['ban'],
    ask: ['chair'],
    binding: false,
    again_when: ['extend', 'widen'],
    answer_within: '2 school days',
    source: { policy: 'the code' },
  };
}

describe('reservations', () => {
  const asked = smallPolicy({ gates: [consulted()] });

  it.each(['concern', 'talk'] as const)(
    'of a chair (%s) are answered before a ban is made longer',
    (answer) => {
      const story = confirmed(asked).when(inviteComment()).on('2026-11-20');
      story.when(ask('ban', 'extend')).by('chair').when(view(answer)).by('head');
      story
        .when(extend('2026-12-18'))
        .refused('reason_needed', answer === 'talk' ? /talk first/ : /reservations/);
      story.when(extend('2026-12-18', { answers: true })).wrote('restriction_extended');
      expect(story.last[0]).toMatchObject({ againstView: story.it.consultations.at(-1)?.id });
    },
  );

  it('are answered before it is made wider, and are none of its being made smaller', () => {
    const story = confirmed(asked).when(vary({ extent: EVENTS }));
    story.when(ask('ban', 'widen')).by('chair').when(view('concern')).by('head');
    const whole: Extent = { of: 'site', places: ['whole_site'] };
    story.when(vary({ extent: whole })).refused('reason_needed', /reservations/);
    story.when(vary({ extent: whole, answers: true })).wrote('restriction_varied');
    expect(story.last[0]).toMatchObject({ againstView: story.it.consultations.at(-1)?.id });
    story.when(vary({ extent: EVENTS })).wrote('restriction_varied', { againstView: null });
  });
});
