import { describe, expect, it } from 'vitest';
import { calmly, classified, decide, meeting } from '../../support/commands.ts';
import { given } from '../../support/given.ts';

const shouting = () => given('robert-miles-junior').reported({ breaches: ['loud_offensive_temper'] });

describe('Robert Miles may, where others must', () => {
  it('leaves its first letter out without being different from the policy', () => {
    shouting().recommends('invite_meeting').when(calmly('stop_and_warn')).departed();
  });

  it('offers mediation at any point and presses nobody', () => {
    const story = shouting();
    expect(story.option('mediate')).toMatchObject({ standing: 'allowed', offOrder: 'no', must: false });
    story.when(calmly('mediate')).wrote('meeting_invited', { about: 'mediation' }).departed();
    story.when(meeting('declined')).recommends('invite_meeting');
  });

  it.each(['attended', 'refused'])('may warn after a meeting: %s', (how) => {
    shouting()
      .when(calmly('invite_meeting'), meeting(how === 'attended' ? 'unresolved' : 'refused'))
      .recommends('stop_and_warn');
  });

  it('skips to a ban only with a reason', () => {
    shouting()
      .when(decide('ban'))
      .refused('reason_needed', /more serious/);
    shouting()
      .when(decide('ban', { because: true }))
      .departed();
  });

  it('owes the ban once it goes on after the warning', () => {
    const warned = shouting().when(classified(), calmly('stop_and_warn'));
    const again = given('robert-miles-junior')
      .on('2027-01-20')
      .earlier(warned)
      .reported({ breaches: ['verbal_aggression'] })
      .when(classified({ continues: true }))
      .recommends('ban!');
    again.when(calmly('invite_meeting')).departed();
  });

  it('calls it different from the policy not to pass on a sign of harassment', () => {
    const story = shouting().when(classified({ flags: ['harassment_sign'], finding: 'undecided' }));
    expect(story.next).toContain('refer_police!');
    story.when(calmly('invite_meeting')).refused('reason_needed', /different from our policy/);
    story.when(calmly('invite_meeting', { because: true })).departed('not_taken refer_police');
  });

  it.each(['threat', 'physical_aggression'])(
    'owes the police %s where the head sees a possible crime, and never calls it a departure otherwise',
    (breach) => {
      const story = () => given('robert-miles-junior').reported({ breaches: [breach] });
      story().recommends('invite_meeting', 'refer_police').when(calmly('invite_meeting')).departed();
      const crime = () => story().when(classified({ flags: ['possible_crime'], finding: 'undecided' }));
      crime().recommends('invite_meeting', 'refer_police!');
      crime()
        .when(calmly('invite_meeting'))
        .refused('reason_needed', /different from our policy/);
    },
  );

  it('says that drinking at an authorised event is no breach', () => {
    given('robert-miles-junior')
      .reported({ breaches: ['alcohol'] })
      .when(classified({ finding: 'undecided', exception: ['alcohol', 'authorised_event'] }))
      .recommends('no_action');
  });
});
