import { describe, expect, it } from 'vitest';
import { deadlinesOf } from '../../src/domain/deadlines.ts';
import { CaseEvent } from '../../src/domain/events/case-event.ts';
import { MemberId } from '../../src/domain/ids.ts';
import { noticesOf } from '../../src/domain/notices.ts';
import {
  calmly,
  classified,
  close,
  confirm,
  decide,
  hold,
  inviteComment,
  ref,
  request,
  runOut,
  send,
  sign,
  standAside,
  theirSide,
} from '../support/commands.ts';
import { given, PACKS, policyOf, type Story } from '../support/given.ts';

const STOCKHAM = 'stockham-primary';
const shouting = () => given(STOCKHAM).reported({ breaches: ['loud_offensive_temper'] });
const kept = (choices = {}) => shouting().when(decide('ban', { because: true, ...choices }));
const told = (story: Story, actor = 'head') =>
  noticesOf(story.last, {
    it: story.it,
    policy: story.policy,
    book: story.book,
    today: story.today,
    actor,
  }).map((row) => `${row.to} ${row.show}`);

/** What the events let be written: a restriction without one of these cannot be spelt. */
const spelt = (leaveOut: string): boolean => {
  const written = kept().last.find((row) => row.type === 'restriction_opened');
  const { [leaveOut]: _, ...rest } = { ...written } as Record<string, unknown>;
  return CaseEvent.safeParse(rest).success;
};

describe('the law, as far as a case carries it', () => {
  it('R1: no restriction without who was at risk and why', () => {
    expect(spelt('threshold')).toBe(false);
  });

  it('R2: a letter is owed with every restriction, signed by a person the policy names', () => {
    for (const pack of PACKS) {
      expect(policyOf(pack).signs.flatMap((row) => row.by)).not.toContain('deputy');
      expect(policyOf(pack).signs.flatMap((row) => row.by)).not.toContain('staff');
    }
    kept().wrote('letter_owed', { kind: 'provisional_bar' });
    kept({ mode: 'intention' }).wrote('letter_owed', { kind: 'intention_to_bar' });
    kept().by('office').when(sign()).refused('not_allowed');
  });

  it('R3: they are heard in never fewer than five school days, and at once only for a reason', () => {
    for (const pack of PACKS) {
      const { their_side } = policyOf(pack).restriction;
      expect(their_side.within.unit).toBe('school days');
      expect(their_side.within.count).toBeGreaterThanOrEqual(5);
    }
    shouting()
      .when(decide('ban', { because: true, riskLeftOut: true }))
      .refused('reason_needed');
  });

  it('R4: a decision is owed after the days, and nothing confirms itself', () => {
    const story = kept();
    expect(deadlinesOf(story.it)).toContainEqual(
      expect.objectContaining({ kind: 'decide_after_hearing', owner: 'decider', due: '2026-11-24' }),
    );
    expect(story.clockMay('confirm_restriction')).toBe(false);
    story.on('2026-11-25').whenTheClock(runOut());
    expect(story.it.restrictions[0]?.status).toBe('ran_out');
  });

  it('R5: no restriction without an end and a review', () => {
    for (const date of ['start', 'end', 'review', 'gates']) expect(spelt(date)).toBe(false);
  });

  it('R6: the decision holds its reasons, what else was open, and whether anything differs from the policy', () => {
    const made = kept().last.find((row) => row.type === 'decision_made');
    expect(made).toMatchObject({ equality: { answer: 'none_known' }, departures: [] });
    expect(made?.type === 'decision_made' && made.considered.length).toBeGreaterThan(5);
    expect(made?.type === 'decision_made' && made.steps[0]?.clause).toMatch(/paragraph 8/);
  });

  it('R10: a ban is not confirmed without what happens at the gate, with reports and in an emergency', () => {
    const story = kept().when(sign(), send(), theirSide(), confirm());
    const written = story.last.find((row) => row.type === 'restriction_confirmed');
    const { arrangements, ...rest } = { ...written } as Record<string, unknown>;
    expect(arrangements).toBeDefined();
    expect(CaseEvent.safeParse(rest).success).toBe(false);
  });

  it('R14: a complaint goes on beside the case, and its clock with it', () => {
    const story = shouting().when(request('complaint'), calmly('invite_meeting'));
    expect(deadlinesOf(story.it).map((row) => row.kind)).toContain('answer_request');
  });

  it('R15: a limit of contact is reviewed and ends within six months', () => {
    given('schools-and-parents')
      .reported({ breaches: ['disrespectful_interaction'] })
      .when(calmly('restrict_contact', { until: '2027-05-04' }))
      .refused('dates_wrong');
  });

  it('R17: nothing is called a crime: flags say "possible" and the police step is never taken by itself', () => {
    const story = given(STOCKHAM).reported({ breaches: ['threat'], harm: 'someone_hurt' });
    expect(story.it.flags).toContain('possible_crime');
    expect(story.it.taken).toEqual([]);
  });

  it('R18: evidence keeps what it was, when it was seen and who captured it', () => {
    shouting()
      .by('teacher')
      .when({ do: 'add_evidence', kind: 'screenshot', what: ref(), seenAt: null })
      .wrote('evidence_added', { capturedBy: MemberId.parse('teacher') });
  });

  it('R20: a covert recording is a matter of conduct, with no ban recommended for it', () => {
    const story = given('schools-and-parents').reported({
      breaches: ['recording_without_agreement'],
      happened: 'anywhere',
    });
    expect(story.next).toEqual(['informal_reminder']);
  });

  it('R23: a request for records counts by phone, runs a calendar month through holidays and stands still for no hold', () => {
    const story = shouting().on('2026-12-14').when(request('access'), hold('police'));
    expect(deadlinesOf(story.it)).toContainEqual(
      expect.objectContaining({ kind: 'answer_request', owner: 'dpo', due: '2027-01-14', urgent: true }),
    );
  });

  it.each([
    ['alumwell-infant', '2026-12-14'],
    ['all-saints-mat', '2026-12-23'],
  ])(
    "R12: a pupil's record is owed in fifteen school days unless the school is known not to be bound: %s",
    (pack, due) => {
      const story = given(pack)
        .reported({ breaches: ['smoking'] })
        .on('2026-11-23')
        .when(request('pupil_record'));
      expect(story.it.requests[0]).toMatchObject({ law: true, to: ['dpo'], due });
    },
  );

  it('R24: a complaint about data has thirty days, a request for information twenty school days', () => {
    const on = (kind: 'data_complaint' | 'information') =>
      shouting().on('2026-11-23').when(request(kind)).it.requests[0]?.due;
    expect(on('data_complaint')).toBe('2026-12-23');
    expect(on('information')).toBe('2027-01-04');
  });

  it('R25: a correction and an objection have clocks of their own, with the data protection officer', () => {
    for (const kind of ['correction', 'objection'] as const)
      expect(shouting().when(request(kind)).it.requests[0]).toMatchObject({ law: true, to: ['dpo'] });
  });

  it('R27: nobody is warned or kept away before other needs were thought of', () => {
    shouting()
      .when(decide('ban', { because: true, equality: false }))
      .refused('reason_needed', /disability, language/);
  });

  it('R28: the safeguarding lead is told of a child at once, before anything else', () => {
    const story = given(STOCKHAM).reported({ harm: 'child_at_risk' });
    expect(told(story, 'teacher')).toContain('dsl dsl');
    expect(story.next[0]).toBe('tell_dsl');
    expect(deadlinesOf(story.it)).toContainEqual(
      expect.objectContaining({ kind: 'tell_dsl', owner: 'dsl', urgent: true, due: '2026-11-03' }),
    );
    expect(given('alumwell-infant').reported({ breaches: ['intoxicated_on_site'] }).it.notices).toEqual(
      expect.arrayContaining(['tell_dsl', 'alternative_collector']),
    );
  });

  it('R29: an allegation against staff takes that member out of the decision', () => {
    shouting()
      .when(standAside('head', 'complained_about'))
      .when(decide('ban', { because: true }))
      .refused('conflict_of_interest');
  });

  it.each([
    ['specified', '2026-11-03'],
    ['taken_to_hospital', '2026-11-03'],
    ['over_seven_days', '2026-11-18'],
    ['minor', undefined],
  ] as const)('R30: an injury, %s, is reported by %s', (what, by) => {
    const story = shouting().when({ do: 'record_injury', for: MemberId.parse('teacher'), what });
    expect(deadlinesOf(story.it).find((row) => row.kind === 'report_injury')?.due).toBe(by);
  });

  it('R31: support is recorded for whoever it was offered to, after the case has closed too', () => {
    const story = shouting()
      .when(classified({ finding: 'unfounded' }))
      .when(close('unfounded', 'not_upheld'));
    story.when({ do: 'record_support', for: MemberId.parse('teacher'), offered: ['debrief'], note: null });
    expect(story.it.supported).toEqual(['teacher']);
  });

  it('does not ask for comments under a hold', () => {
    kept()
      .when(sign(), send(), theirSide(), confirm('2026-12-11'))
      .when(hold('dsl'), inviteComment())
      .refused('on_hold');
  });
});
