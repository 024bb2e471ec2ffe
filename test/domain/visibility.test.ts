import { describe, expect, it } from 'vitest';
import { PARTS_OF_CASE } from '../../src/domain/authorise.ts';
import { ask, calmly, decide, gathered, people, request, spoken, view } from '../support/commands.ts';
import { given } from '../support/given.ts';

/** A case with everybody in it: reported, suffered, consulted on, restricted, appealed against, with a child at risk. */
const full = () =>
  given('stockham-primary')
    .reported({ breaches: ['loud_offensive_temper'], harm: 'child_at_risk', reporter: 'teacher' })
    .when(people({ affected: ['second_teacher'] }), { do: 'record_dsl_told' }, ask('ban'))
    .by('chair')
    .when(view('support'))
    .by('head')
    .when(decide('ban', { because: true }), request('appeal'));

describe('who sees what', () => {
  it.each([
    ['teacher', ['own_words', 'status', 'outline']],
    ['second_teacher', ['status', 'safety']],
    ['head', [...PARTS_OF_CASE]],
    ['chair', ['consultation']],
    ['governor', ['whole', 'consultation', 'letters']],
    ['dsl', ['status', 'child']],
    ['office', ['letters', 'gate']],
    ['dpo', []],
    ['trust', []],
    ['admin', []],
    ['third_teacher', []],
    ['deputy', []],
    ['vice_chair', []],
    ['nobody_known', []],
  ] as const)('%s sees %j', (member, parts) => {
    const story = full();
    expect(PARTS_OF_CASE.filter((part) => story.sees(member, part)).sort()).toEqual([...parts].sort());
  });

  it('shows the deputy the case while the head is away, and not a day longer', () => {
    const story = full().away('head', 'deputy', '2026-11-03', '2026-11-06');
    expect(story.sees('deputy', 'whole')).toBe(true);
    expect(story.on('2026-11-07').sees('deputy', 'whole')).toBe(false);
  });

  it('shows the safeguarding lead nothing of a case without a child', () => {
    const story = given('stockham-primary').reported({ breaches: ['loud_offensive_temper'] });
    expect(PARTS_OF_CASE.filter((part) => story.sees('dsl', part))).toEqual([]);
  });

  it('shows the chair nothing before a view is asked for', () => {
    const story = given('stockham-primary').reported();
    expect(story.places('chair')).toEqual([]);
    expect(story.when(ask('ban')).places('chair')).toEqual(['consulted']);
  });

  it('shows a member who has left nothing at all', () => {
    const story = full();
    story.book = {
      ...story.book,
      members: story.book.members.map((row) => ({ ...row, active: false })),
    };
    for (const member of ['head', 'teacher', 'office', 'dsl']) expect(story.places(member)).toEqual([]);
  });
});

describe('who may do what', () => {
  it.each([
    ['teacher', calmly('invite_meeting')],
    ['dsl', calmly('invite_meeting')],
    ['admin', calmly('invite_meeting')],
    ['office', gathered()],
    ['chair', ask('ban')],
    ['third_teacher', spoken()],
  ])('%s may not', (member, word) => {
    const story = given('stockham-primary').reported({ breaches: ['loud_offensive_temper'] });
    story.by(member).when(word).refused('not_allowed', /head/);
  });

  it('lets the clock do nothing that a person decides', () => {
    const story = full();
    const lets = (
      ['decide', 'close', 'lift_restriction', 'confirm_restriction', 'extend_restriction'] as const
    ).map((name) => story.clockMay(name));
    expect(lets).toEqual([false, false, false, false, false]);
    expect(story.clockMay('run_out')).toBe(true);
  });
});
