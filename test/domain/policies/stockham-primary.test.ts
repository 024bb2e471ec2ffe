import { describe, expect, it } from 'vitest';
import {
  calmly,
  classified,
  decide,
  identify,
  meeting,
  rearrange,
  referral,
  send,
  sign,
} from '../../support/commands.ts';
import { given, type Story } from '../../support/given.ts';

const shouting = () => given('stockham-primary').reported({ breaches: ['loud_offensive_temper'] });
const invited = () =>
  shouting().when(calmly('invite_meeting'), sign('meeting_invitation'), send('meeting_invitation'));
const warned = () => invited().when(meeting('refused'), classified(), calmly('stop_and_warn'));
const next = (before: Story, day: string, breach = 'loud_offensive_temper') =>
  given('stockham-primary')
    .on(day)
    .earlier(before)
    .reported({ breaches: [breach] });

describe('Stockham goes up its ladder a rung at a time', () => {
  it('begins with a letter that invites to a meeting, and owes it', () => {
    shouting().recommends('invite_meeting!');
    shouting()
      .when(calmly('contact_authorities'))
      .refused('reason_needed', /different from our policy/);
  });

  it('owes a warning after a meeting was refused, and suggests one after silence', () => {
    invited().when(meeting('refused')).recommends('stop_and_warn!').when(calmly('stop_and_warn')).departed();
    const silent = invited().later('6 school days').when(meeting('no_reply'));
    silent.recommends('stop_and_warn').when(calmly('stop_and_warn')).departed();
  });

  it('calls a warning without a meeting different from the policy', () => {
    shouting()
      .when(calmly('stop_and_warn'))
      .refused('reason_needed', /different from our policy/);
    shouting()
      .when(calmly('stop_and_warn', { because: true }))
      .departed('off_order stop_and_warn');
  });

  it('lets one new date pass before a meeting counts as not taken up', () => {
    invited()
      .when(rearrange(), rearrange())
      .refused('not_in_policy', /rearranged/);
    invited().when(rearrange(), meeting('refused')).recommends('stop_and_warn!');
  });

  it('does not take silence for an answer before the day they were given', () => {
    invited()
      .when(meeting('no_reply'))
      .refused('dates_wrong', /They have until/);
  });

  it('bans when it goes on within twelve months, and the head says that it does', () => {
    const again = next(warned(), '2027-10-20');
    again.recommends('invite_meeting!');
    again.when(classified({ continues: true })).recommends('ban!');
    again.when(decide('ban')).wrote('restriction_opened').departed();
  });

  it('does not ban for going on after more than twelve months', () => {
    next(warned(), '2027-11-15')
      .when(classified({ continues: true }))
      .refused('not_found', /12 months/);
  });

  it('does not ban on an allegation alone', () => {
    next(warned(), '2027-01-20')
      .when(classified({ continues: true, finding: 'undecided' }))
      .refused('reason_needed', /found/);
  });

  it('does not take something lesser of another kind for going on', () => {
    next(warned(), '2027-01-20', 'smoking')
      .when(classified({ continues: true }))
      .refused('not_found');
  });

  it('does not take something of another kind and no graver for going on', () => {
    next(warned(), '2027-01-20', 'disruption')
      .when(classified({ continues: true }))
      .refused('not_found');
  });

  it('takes something worse of another kind for going on', () => {
    const worse = next(warned(), '2027-01-20', 'property_damage');
    worse.when(classified({ continues: true })).wrote('report_classified');
    expect(worse.it.continues?.step).toBe('stop_and_warn');
  });

  it('goes by the warning where a letter and a warning came before, whichever case is read first', () => {
    const letter = given('stockham-primary')
      .on('2026-12-07')
      .reported({ breaches: ['loud_offensive_temper'] })
      .when(classified(), calmly('invite_meeting'));
    for (const order of [
      [letter, warned()],
      [warned(), letter],
    ])
      given('stockham-primary')
        .on('2027-01-20')
        .earlier(...order)
        .reported({ breaches: ['loud_offensive_temper'] })
        .when(classified({ continues: true }))
        .recommends('ban!');
  });

  it('bans early in a more serious case, with a reason and no departure', () => {
    shouting().when(decide('ban')).refused('reason_needed');
    shouting()
      .when(decide(['ban', 'invite_meeting'], { because: true }))
      .departed();
  });
});

describe('Stockham keeps police and legal beside its ladder', () => {
  it.each([
    ['threat', ['refer_police']],
    ['physical_aggression', ['refer_police']],
    ['online_personal_abuse', ['refer_police!']],
    ['libel_slander', ['refer_legal!', 'ask_removal']],
  ])('%s: %j', (breach, steps) => {
    given('stockham-primary')
      .reported({ breaches: [breach], happened: 'anywhere' })
      .recommends(...steps);
  });

  it('calls it different from the policy not to pass on a sign of harassment, whatever was reported', () => {
    const story = () => shouting().when(classified({ flags: ['harassment_sign'], finding: 'undecided' }));
    story().recommends('refer_police!');
    story()
      .when(calmly('invite_meeting'))
      .refused('reason_needed', /different from our policy/);
    story()
      .when(calmly('invite_meeting', { because: true }))
      .departed('not_taken refer_police');
    story()
      .when(calmly(['refer_police', 'invite_meeting']))
      .departed();
  });

  it.each(['threat', 'physical_aggression'])(
    'owes the police %s where the head sees a possible crime, and never calls it a departure otherwise',
    (breach) => {
      const story = () => given('stockham-primary').reported({ breaches: [breach] });
      story().when(calmly('invite_meeting')).departed();
      const crime = () => story().when(classified({ flags: ['possible_crime'], finding: 'undecided' }));
      crime().recommends('refer_police!');
      expect(crime().option('refer_police').why?.kind).toBe('policy');
      crime()
        .when(calmly('invite_meeting'))
        .refused('reason_needed', /different from our policy/);
    },
  );

  it('sends nothing to the police by itself', () => {
    const story = given('stockham-primary').reported({ breaches: ['threat'] });
    expect(story.it.referrals).toEqual([]);
  });

  it('holds its own meeting until the police say that it may', () => {
    const story = given('stockham-primary')
      .reported({ breaches: ['threat'] })
      .when(calmly('refer_police'));
    story.when(calmly('invite_meeting')).refused('must_happen_first', /police/);
    story.when(referral('may_proceed'), calmly('invite_meeting')).wrote('meeting_invited');
  });
});

describe('Stockham owes nothing that it may not do yet', () => {
  it('asks for no reason when nobody can be written to because nobody knows who it was', () => {
    const story = given('stockham-primary').reported({ breaches: ['loud_offensive_temper'], person: null });
    story.when(calmly('invite_meeting')).refused('must_happen_first', /who the person is/);
    story.when(calmly('contact_authorities')).departed();
    story.when(identify('parent'), calmly('contact_authorities')).refused('not_in_policy');
  });
});

describe('Stockham’s exceptions', () => {
  it.each([
    ['alcohol', 'authorised_event'],
    ['dog_on_site', 'guide_dog'],
    ['dog_on_site', 'assistance_dog'],
  ])('%s is no breach: %s', (breach, exception) => {
    const story = given('stockham-primary')
      .reported({ breaches: [breach] })
      .when(classified({ finding: 'undecided', exception: [breach, exception] }));
    story.recommends('no_action');
    story.when(calmly('ban', { because: true })).refused('not_in_policy');
  });
});

describe('Stockham, at twenty past three', () => {
  it('may turn somebody away at once without being asked why no letter has gone yet', () => {
    shouting().when(decide('turn_away')).departed();
  });
});
