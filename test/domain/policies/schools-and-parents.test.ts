import { describe, expect, it } from 'vitest';
import { calmly, classified, decide } from '../../support/commands.ts';
import { given, type Story } from '../../support/given.ts';

const rude = (day: string, ...before: readonly Story[]) =>
  given('schools-and-parents')
    .on(day)
    .earlier(...before)
    .reported({ breaches: ['disrespectful_interaction'] });

describe('Schools and Parents', () => {
  it('answers emails late at night with a reminder and nothing more', () => {
    given('schools-and-parents')
      .reported({ breaches: ['email_burden'], happened: 'anywhere' })
      .recommends('informal_reminder');
  });

  it('answers a weapon at once: 999, the safeguarding lead and the site', () => {
    const story = given('schools-and-parents').reported({ breaches: ['weapon_on_site'] });
    expect(story.next).toEqual(expect.arrayContaining(['call_999', 'tell_dsl', 'restrict_site']));
    expect(story.next).not.toContain('informal_reminder');
    story
      .when(decide(['call_999', 'tell_dsl', 'restrict_site']))
      .wrote('restriction_opened')
      .departed();
  });

  it('climbs a rung each time it goes on, from a reminder to the site', () => {
    const one = rude('2026-11-03')
      .recommends('informal_reminder')
      .when(classified(), calmly('informal_reminder'));
    const two = rude('2026-11-17', one)
      .when(classified({ continues: true }))
      .recommends('formal_reminder')
      .when(calmly('formal_reminder'));
    const three = rude('2026-12-01', one, two).when(classified({ continues: true }));
    expect(three.next).toEqual(['formal_warning']);
    three.when(calmly('formal_warning'));
    const four = rude('2027-01-12', one, two, three)
      .when(classified({ continues: true }))
      .recommends('restrict_contact')
      .when(calmly('restrict_contact'));
    rude('2027-02-02', one, two, three, four)
      .when(classified({ continues: true }))
      .recommends('restrict_site');
  });

  it('takes advice from outside at any point', () => {
    for (const step of ['advice_police', 'advice_legal', 'advice_local_authority'])
      rude('2026-11-03').when(calmly(step)).wrote('referral_made', { to: 'advice' }).departed();
  });

  it('has no order of its own to depart from', () => {
    for (const step of ['formal_reminder', 'formal_warning', 'restrict_contact', 'restrict_site'])
      rude('2026-11-03').when(calmly(step)).departed();
  });

  it('lets an approved therapy dog and any assistance dog in', () => {
    for (const exception of ['assistance_dog', 'therapy_dog'])
      given('schools-and-parents')
        .reported({ breaches: ['dog_on_site'] })
        .when(classified({ finding: 'undecided', exception: ['dog_on_site', exception] }))
        .recommends('no_action');
  });
});
