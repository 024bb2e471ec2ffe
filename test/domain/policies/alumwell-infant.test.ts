import { describe, expect, it } from 'vitest';
import { calmly, classified, decide, meeting } from '../../support/commands.ts';
import { given } from '../../support/given.ts';

describe('Alumwell', () => {
  it('calls the authorities and bans in one decision', () => {
    const story = given('alumwell-infant').reported({ breaches: ['physical_aggression'] });
    expect(story.next).toEqual(expect.arrayContaining(['authorities', 'ban']));
    story
      .when(decide(['authorities', 'ban']))
      .wrote('referral_made', { to: 'police' })
      .wrote('restriction_opened')
      .departed();
  });

  it('asks why somebody is a risk on site before it bans for something online', () => {
    const story = given('alumwell-infant').reported({
      breaches: ['cyberbullying_humiliation'],
      happened: 'online',
    });
    const ban = { because: true };
    story.when(decide('ban', ban)).refused('must_happen_first', /risk on site/);
    story.when(decide('ban', { ...ban, waived: ['site_risk'] })).refused('must_happen_first');
    story.when(decide('ban', { ...ban, siteRisk: true })).wrote('restriction_opened');
  });

  it('owes the platform report once a post is found libellous', () => {
    const story = given('alumwell-infant').reported({ breaches: ['libel_slander'], happened: 'online' });
    expect(story.next).not.toContain('platform_report!');
    story.when(classified({ flags: ['possible_libel', 'found_defamatory'] }));
    expect(story.next).toEqual(
      expect.arrayContaining(['platform_report!', 'ask_removal!', 'consider_legal!']),
    );
    story.when(calmly('ask_removal')).refused('reason_needed');
    story.when(calmly(['platform_report', 'ask_removal', 'consider_legal'])).departed();
  });

  it('tries a word, a meeting and a warning first, and departs from nothing by leaving them out', () => {
    const lesser = () => given('alumwell-infant').reported({ breaches: ['smoking'] });
    lesser().recommends('word');
    lesser().when(calmly('warning')).departed();
    const story = lesser()
      .when(calmly('word'), classified({ continues: true }))
      .recommends('meeting');
    story.when(calmly('meeting'), meeting('unresolved')).recommends('warning');
  });

  it('knows no authorised event: drinking on site is a breach', () => {
    const story = given('alumwell-infant').reported({ breaches: ['alcohol'] });
    story
      .when(classified({ exception: ['alcohol', 'authorised_event'] }))
      .refused('not_in_policy', /no such exception/);
    story.when(classified()).recommends('word');
  });

  it('never turns an assistance dog away', () => {
    for (const dog of ['guide_dog', 'assistance_dog']) {
      const story = given('alumwell-infant')
        .reported({ breaches: ['dog_on_site'] })
        .when(classified({ finding: 'undecided', exception: ['dog_on_site', dog] }))
        .recommends('no_action');
      story.when(calmly('warning')).refused('not_in_policy');
      story.when(decide('ban')).refused('not_in_policy');
    }
  });
});
