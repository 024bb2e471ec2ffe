import { describe, expect, it } from 'vitest';
import { deadlinesOf } from '../../src/domain/deadlines.ts';
import { toEarlier } from '../../src/domain/history.ts';
import { CaseId, MemberId } from '../../src/domain/ids.ts';
import { noticesOf } from '../../src/domain/notices.ts';
import {
  acknowledge,
  answerRequest,
  ask,
  calmly,
  classified,
  close,
  confirm,
  correct,
  decide,
  dslTold,
  extend,
  hold,
  identify,
  inviteComment,
  lift,
  liftHold,
  meeting,
  moveTo,
  notReached,
  people,
  rearrange,
  ref,
  request,
  reviewHold,
  send,
  sign,
  spoken,
  standAside,
  theirSide,
  vary,
  view,
  withdraw,
} from '../support/commands.ts';
import { given, type Story } from '../support/given.ts';

const STOCKHAM = 'stockham-primary';
const shouting = () => given(STOCKHAM).reported({ breaches: ['loud_offensive_temper'] });
const due = (story: Story, kind: string) => deadlinesOf(story.it).find((row) => row.kind === kind)?.due;
const notices = (story: Story, actor = 'teacher') =>
  noticesOf(story.last, {
    it: story.it,
    policy: story.policy,
    book: story.book,
    today: story.today,
    actor,
  }).map((row) => `${row.to} ${row.show}`);

describe('1: "do not contact"', () => {
  it.each([
    ['speaking', spoken()],
    ['a try to reach them', notReached(1)],
    ['an invitation', calmly('invite_meeting')],
    ['a reminder that warns', calmly('stop_and_warn', { because: true })],
  ])('stops %s', (_what, word) => {
    const story = shouting().by('dsl');
    story.by('head').when(hold('dsl'), word);
    expect(['on_hold', 'must_happen_first']).toContain(story.stoppedBy);
  });

  it('stops letters and new dates that were on their way', () => {
    const story = shouting().when(calmly('invite_meeting'), sign(), hold('police'));
    story.when(send()).refused('on_hold');
    story.when(rearrange()).refused('on_hold');
  });

  it('still lets somebody be turned away, and asks for no reason for what it forbids', () => {
    shouting().when(hold(), decide('turn_away')).wrote('person_turned_away').departed();
  });

  it('stops their time to reply, which goes on where it stood', () => {
    const story = shouting().when(calmly('invite_meeting'), sign(), send());
    expect(due(story, 'meeting_reply')).toBe('2026-11-10');
    story.when(hold()).on('2026-11-17').when(meeting('no_reply')).refused('on_hold');
    story.when(liftHold());
    expect(due(story, 'meeting_reply')).toBe('2026-11-24');
    story.when(meeting('no_reply')).refused('dates_wrong');
  });

  it('stops the decision on a ban until they can be heard', () => {
    const story = shouting().when(decide('ban', { because: true }), hold());
    story.when(theirSide(), confirm()).refused('on_hold');
    story.when(inviteComment()).refused('on_hold');
  });

  it('is looked at every week, by who asked for it', () => {
    const story = shouting().when(hold('dsl'));
    expect(deadlinesOf(story.it)).toContainEqual(
      expect.objectContaining({ kind: 'review_hold', owner: 'dsl', due: '2026-11-10' }),
    );
    story.on('2026-11-10').when(reviewHold());
    expect(due(story, 'review_hold')).toBe('2026-11-17');
  });

  it('is lifted only by the decider or the safeguarding lead', () => {
    const story = given(STOCKHAM).reported({ harm: 'child_at_risk' }).when(hold());
    for (const member of ['teacher', 'office', 'chair', 'admin', 'dpo'])
      story.by(member).when(liftHold()).refused('not_allowed');
    story.by('dsl').when(liftHold()).wrote('hold_lifted');
  });

  it('puts the safeguarding lead before the parent where a child may have been hurt', () => {
    const story = given(STOCKHAM).reported({ breaches: ['verbal_aggression'], harm: 'child_at_risk' });
    story.when(spoken()).refused('must_happen_first', /safeguarding lead/);
    story.when(calmly('invite_meeting')).refused('must_happen_first', /safeguarding lead/);
    story.when(classified({ flags: [], finding: 'undecided' }), spoken()).refused('must_happen_first');
    story.when(dslTold(), spoken()).wrote('person_spoken_to');
  });
});

describe('2: the person is a governor, a member of staff or their family', () => {
  it.each(['teacher', 'head', 'chair', 'dsl', 'office', 'dpo'])(
    'walls %s off from the case, whatever else they are',
    (member) => {
      const story = given(STOCKHAM)
        .isThePerson(member)
        .reported({ reporter: 'second_teacher', harm: 'child_at_risk' });
      expect(story.places(member)).toEqual([]);
      for (const part of ['status', 'whole', 'letters', 'gate', 'child', 'own_words'] as const)
        expect(story.sees(member, part)).toBe(false);
      story.by(member).when(spoken()).refused('not_allowed');
    },
  );

  it('lets the vice-chair stand in for the chair', () => {
    const story = shouting().isThePerson('chair').when(ask('ban'));
    expect(story.it.consultations[0]?.role).toBe('vice_chair');
  });

  it('lets somebody else decide, and sign, where the head is the person', () => {
    const story = shouting().isThePerson('head').by('deputy').when(classified(), calmly('invite_meeting'));
    story.wrote('decision_made', { because: 'substitute' });
    story.when(sign()).wrote('letter_signed', { by: MemberId.parse('deputy') });
  });
});

describe('3: three teachers report one event', () => {
  const joined = () => {
    const second = given(STOCKHAM).reported({ reporter: 'second_teacher' });
    const first = given(STOCKHAM).reported({ reporter: 'teacher' });
    second.when({ do: 'join_into', target: first.it, reason: ref() });
    first.when({
      do: 'take_in',
      from: second.it.id,
      accounts: second.it.accounts,
      reporters: [MemberId.parse('second_teacher')],
    });
    return { first, second };
  };

  it('joins them as accounts of one case, and undoes it as easily', () => {
    const { first, second } = joined();
    expect(second.it).toMatchObject({ status: 'joined', joinedInto: first.it.id });
    second.when(spoken()).refused('not_open', /joined to another/);
    first.when({ do: 'separate', from: second.it.id, reason: ref() });
    second.when({ do: 'give_back', to: first.it.id }).so((it) => expect(it.status).toBe('open'));
    expect(first.it.joinedReporters).toEqual([]);
  });

  it('bars every reporter from the decision, and shows each their own words alone', () => {
    const { first } = joined();
    expect(first.places('second_teacher')).toEqual(['reporter']);
    expect(first.sees('second_teacher', 'whole')).toBe(false);
  });

  it('does not join two people’s cases, nor a case that was decided', () => {
    const other = given(STOCKHAM).reported({ person: 'another' });
    const one = shouting();
    one.when({ do: 'join_into', target: other.it, reason: ref() }).refused('input', /different people/);
    const same = given(STOCKHAM).reported();
    one.when(calmly('invite_meeting'));
    one.when({ do: 'join_into', target: same.it, reason: ref() }).refused('not_open');
    one.when({ do: 'join_into', target: one.it, reason: ref() }).refused('not_open');
    one.when({ do: 'separate', from: CaseId.parse('never'), reason: ref() }).refused('not_found');
  });
});

describe('4: wrong person, mistake, malice', () => {
  const written = () => shouting().when(calmly('invite_meeting'), sign(), send());

  it('owes a correction when a letter had gone to the wrong person, and none when it had not', () => {
    written().when(moveTo('right')).wrote('letter_owed', { kind: 'correction' });
    shouting()
      .when(calmly('invite_meeting'), moveTo('right'))
      .wrote('letter_dropped', { why: 'wrong_person' })
      .wroteNo('letter_owed');
  });

  it('does not hold the wrong person’s warning against the right one', () => {
    const story = written().when(moveTo('right'));
    story.recommends('invite_meeting!');
    story.when(classified({ continues: true })).refused('not_found');
    expect(story.it.meetings).toEqual([]);
  });

  it('moves no restriction, in force or announced, to another person', () => {
    for (const mode of ['provisional', 'intention'] as const) {
      const story = shouting().when(decide('ban', { because: true, mode, until: '2026-12-18' }));
      story.when(moveTo('right')).refused('must_happen_first', /wrong person/);
      story.when(lift(), moveTo('right')).wrote('case_moved');
    }
  });

  it('keeps the original when a report is corrected, and owes a correction if a letter went', () => {
    const story = written();
    const before = story.recorded.length;
    story.when(correct()).wrote('letter_owed', { kind: 'correction' });
    expect(story.recorded[1]?.event).toMatchObject({ type: 'report_received' });
    expect(story.recorded.length).toBeGreaterThan(before);
    story.when(correct()).wroteNo('letter_owed');
    shouting().by('teacher').when(correct()).wroteNo('letter_owed');
  });

  it('lets a reporter take a report back, and it leaves the history', () => {
    const story = shouting().by('teacher').when(withdraw());
    expect(story.it.status).toBe('withdrawn');
    expect(toEarlier(story.it)).toBeNull();
    story.by('head').when(spoken()).refused('not_open');
  });

  it('does not let a report be taken back once it was decided on: that is closed as not upheld, with a correction', () => {
    const story = written();
    story.when(withdraw()).refused('not_open', /not upheld/);
    story
      .when(meeting('resolved'), close('unfounded', 'not_upheld'))
      .refused('must_happen_first', /correction/);
    story.when(classified({ finding: 'unfounded' })).wrote('letter_owed', { kind: 'correction' });
    story.when(close('unfounded', 'not_upheld')).refused('must_happen_first', /letter has not gone/);
    story.when(sign('correction'), send('correction'), close('unfounded', 'not_upheld'));
    expect(toEarlier(story.it)).toBeNull();
  });

  it('does not count a worry passed to the complaints route among earlier reports', () => {
    const story = given(STOCKHAM)
      .reported({ breaches: ['disrepute'], happened: 'online' })
      .when(calmly('hand_to_complaints'), sign(), send(), close('handed_to_complaints', 'passed_on'));
    expect(toEarlier(story.it)).toBeNull();
  });
});

describe('5: the head saw it or suffered it', () => {
  it.each([
    ['reported it', (story: Story) => story],
    ['suffered it', (story: Story) => story.when(people({ affected: ['head'] }))],
    ['saw it', (story: Story) => story.when(people({ witnesses: ['head'] }))],
    ['stood aside', (story: Story) => story.when(standAside('head', 'complained_about'))],
  ])('%s: reminds or invites, and somebody else warns and restricts', (how, involve) => {
    const story = involve(
      given(STOCKHAM).reported({
        breaches: ['loud_offensive_temper'],
        reporter: how === 'reported it' ? 'head' : 'teacher',
      }),
    );
    story
      .by('head')
      .when(calmly('stop_and_warn', { because: true }))
      .refused('conflict_of_interest', /Deputy head/);
    story.when(decide('ban', { because: true })).refused('conflict_of_interest');
    story.when(calmly('invite_meeting')).wrote('decision_made', { because: 'decider' });
    story
      .by('deputy')
      .when(decide('ban', { because: true }))
      .wrote('decision_made', { because: 'substitute' });
    story.by('head').when(sign(), send(), theirSide(), confirm()).refused('conflict_of_interest');
    story.when(vary({ until: '2026-11-20' })).refused('conflict_of_interest');
    story.by('deputy').when(confirm()).wrote('restriction_confirmed');
    story.by('head').when(extend('2027-01-29')).refused('conflict_of_interest');
  });

  it('lets the deputy who decides in the head’s place write down a view given by phone', () => {
    given('all-saints-mat')
      .reported({ breaches: ['physical_aggression'], reporter: 'head' })
      .when({ do: 'record_gathered', note: ref() }, spoken())
      .by('deputy')
      .when(ask('ban'), view('support', { phoneOf: 'chair' }), decide('ban'))
      .wrote('restriction_opened');
  });

  it('goes past a substitute who is involved too', () => {
    const story = given(STOCKHAM)
      .reported({ breaches: ['loud_offensive_temper'], reporter: 'head' })
      .when(people({ witnesses: ['deputy'] }));
    story
      .by('deputy')
      .when(calmly('stop_and_warn', { because: true }))
      .refused('not_allowed');
    story
      .by('chair')
      .when(calmly('stop_and_warn', { because: true }))
      .wrote('decision_made');
  });

  it('keeps whoever was consulted, or decided, from hearing the appeal, and leaves a governor who may', () => {
    const story = shouting()
      .when(ask('ban'))
      .by('chair')
      .when(view('support'))
      .by('head')
      .when(decide('ban', { because: true }), request('appeal'));
    expect(story.places('chair')).not.toContain('hears_appeal');
    expect(story.places('governor')).toContain('hears_appeal');
    story.when(answerRequest()).refused('conflict_of_interest');
    story.when(request('access'));
    story
      .by('governor')
      .when(answerRequest())
      .refused('not_allowed', /data protection/);
    story.by('dpo').when(answerRequest());
    story.by('governor').when(answerRequest()).wrote('request_answered');
  });
});

describe('6: an assault at 3:20 pm, or August', () => {
  it.each([
    ['2026-11-03', '2026-11-04'],
    ['2026-11-06', '2026-11-09'],
    ['2026-12-18', '2027-01-04'],
    ['2026-08-12', '2026-09-01'],
  ])('turned away on %s until %s, with nobody’s view', (day, end) => {
    given('all-saints-mat')
      .on(day)
      .reported({ breaches: ['physical_aggression'] })
      .when(decide('turn_away', { because: true }))
      .wrote('person_turned_away')
      .so((it) => expect(it.restrictions[0]).toMatchObject({ start: day, end }));
  });

  it('asks what the danger is', () => {
    shouting()
      .when(calmly(['turn_away', 'invite_meeting']))
      .refused('reason_needed', /danger/);
  });

  it('does not let a turning away be made longer, or into a ban', () => {
    const story = shouting().when(decide(['turn_away', 'invite_meeting']));
    story.when(extend('2026-11-20')).refused('not_in_policy');
    story.when(vary()).refused('not_in_policy');
    story.when(confirm()).refused('already_done');
  });
});

describe('7: restrictions across holidays', () => {
  it('moves a review that would fall in a holiday to before it', () => {
    const story = shouting()
      .on('2026-12-07')
      .when(decide('ban', { because: true, until: '2027-01-22' }), sign(), send(), theirSide())
      .when(confirm('2027-01-08'));
    expect(story.it.restrictions[0]).toMatchObject({ review: '2026-12-18', end: '2027-01-08' });
  });

  it('counts their days in school days, so that a holiday takes none of them', () => {
    const story = shouting()
      .on('2026-12-14')
      .when(decide('ban', { because: true, until: '2027-02-12' }));
    expect(story.it.restrictions[0]?.hearing?.closes).toBe('2027-01-11');
  });
});

describe('8: their side arrives by email or phone', () => {
  it('owes an acknowledgement until it is made', () => {
    const story = shouting()
      .when(decide('ban', { because: true }))
      .by('office')
      .when(theirSide());
    expect(deadlinesOf(story.it)).toContainEqual(
      expect.objectContaining({ kind: 'acknowledge_their_side', owner: 'office', due: '2026-11-05' }),
    );
    story.when(acknowledge());
    expect(due(story, 'acknowledge_their_side')).toBeUndefined();
    story.when(acknowledge()).refused('already_done');
  });

  it('does not take an answer from tomorrow', () => {
    shouting()
      .when(decide('ban', { because: true }), theirSide('2026-11-04'))
      .refused('dates_wrong');
    shouting().when(request('access', '2026-11-04')).refused('dates_wrong');
  });

  it.each([
    ['appeal', '2026-11-17', false],
    ['complaint', '2026-11-17', false],
    ['complaint_about_ban', '2026-11-17', false],
    ['access', '2026-12-03', true],
  ] as const)('starts the clock of a request: %s by %s', (kind, by, law) => {
    const story = shouting().when(calmly('invite_meeting')).by('office').when(request(kind));
    expect(deadlinesOf(story.it).find((row) => row.kind === 'answer_request')).toMatchObject({
      due: by,
      urgent: law,
    });
  });

  it('puts nothing away while a request for records is open', () => {
    const story = shouting().when(request('access'));
    story.when(close('no_further_action')).refused('must_happen_first', /request/);
    story.by('dpo').when(answerRequest()).by('head').when(close('no_further_action'));
  });
});

describe('9: separated parents', () => {
  it('sends no letter until somebody has looked at the address', () => {
    const story = shouting().when(calmly('invite_meeting'), sign());
    story.when(send('meeting_invitation', false)).refused('input', /address/);
    story.when(send()).wrote('letter_sent', { addressConfirmed: true });
  });
});

describe('10: the reporter waits', () => {
  it('tells them by when they will hear, sooner where it is grave', () => {
    expect(shouting().it).toMatchObject({ readBy: '2026-11-04', hearBy: '2026-11-10' });
    expect(given(STOCKHAM).reported({ breaches: ['threat'] }).it).toMatchObject({ hearBy: '2026-11-05' });
  });

  it('tells them when it is read, decided and closed', () => {
    const story = shouting();
    story.when({ do: 'mark_read' });
    expect(notices(story)).toEqual([]);
    expect(notices(story, 'head')).toContain('teacher status');
    story.when(calmly('invite_meeting'));
    expect(notices(story, 'head')).toContain('teacher status');
  });

  it('tells those affected of safety arrangements the same day', () => {
    const story = shouting()
      .when(people({ affected: ['second_teacher'] }))
      .when(decide('ban', { because: true }));
    expect(notices(story, 'head')).toContain('second_teacher safety');
  });

  it('lets a colleague report for somebody without an account, and counts both as reporters', () => {
    const story = given(STOCKHAM).reported({ onBehalfOf: 'third_teacher' });
    expect(story.places('third_teacher')).toContain('reporter');
  });
});

describe('12: at the gate', () => {
  it.each([
    ['a letter', calmly('invite_meeting')],
    ['a ban', decide('ban', { because: true })],
  ])('%s waits until the person is known', (_what, word) => {
    const story = given(STOCKHAM).reported({ breaches: ['loud_offensive_temper'], person: null });
    story.when(word).refused('must_happen_first', /who the person is/);
    story.when(identify('parent'), word).wrote('decision_made');
  });
});
