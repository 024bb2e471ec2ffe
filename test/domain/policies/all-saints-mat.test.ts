import { describe, expect, it } from 'vitest';
import {
  ask,
  calmly,
  chase,
  classified,
  confirm,
  decide,
  extend,
  gathered,
  inviteComment,
  notReached,
  passOn,
  send,
  sign,
  spoken,
  theirSide,
  vary,
  view,
} from '../../support/commands.ts';
import { given } from '../../support/given.ts';

const violence = () =>
  given('all-saints-mat')
    .reported({ breaches: ['physical_aggression'] })
    .when(gathered(), spoken());
const banned = () =>
  violence()
    .when(ask('ban'))
    .by('chair')
    .when(view('support'))
    .by('head')
    .when(decide('ban'))
    .when(sign('provisional_bar'), send('provisional_bar'), theirSide(), confirm('2026-12-11'));

describe('All Saints proposes gathering and speaking before anything on its menu', () => {
  it.each([
    ['verbal_aggression', 'meeting'],
    ['smoking', null],
    ['physical_aggression', 'ban'],
  ])('%s', (breach, later) => {
    const story = given('all-saints-mat').reported({ breaches: [breach] });
    expect(story.next[0]).toBe('gather!');
    expect(story.next).not.toContain('meeting');
    expect(story.next).not.toContain('ban');
    if (later) expect(story.option(later).standing).toBe('then');
    story.when(gathered());
    expect(story.next[0]).toBe('speak!');
    story.when(spoken());
    if (later) expect(story.option(later).standing).toBe('next');
  });

  it('lets nothing on the menu pass before both, unless it could not wait', () => {
    const story = given('all-saints-mat').reported({ breaches: ['verbal_aggression'] });
    story.when(calmly('warning')).refused('must_happen_first', /gathered/);
    story.when(gathered(), calmly('warning')).refused('must_happen_first', /spoken to/);
    story.when(calmly('warning', { waived: ['spoken'] })).refused('must_happen_first', /spoken to/);
    story.when(spoken(), calmly('warning')).wrote('decision_made').departed();
  });

  it('takes two tries to reach them for having spoken', () => {
    const story = given('all-saints-mat').reported().when(gathered(), notReached(1));
    story.when(calmly('meeting')).refused('must_happen_first');
    story.when(notReached(1), calmly('meeting')).wrote('meeting_invited').departed();
  });

  it('keeps a departure and its reason where danger could not wait for gathering', () => {
    const story = given('all-saints-mat').reported({ breaches: ['physical_aggression'] });
    const both = { waived: ['gathered', 'spoken'] };
    story.when(decide('warning', both)).refused('reason_needed', /different from our policy/);
    story
      .when(decide('warning', { ...both, because: true }))
      .departed('gate_waived gathered', 'gate_waived spoken');
  });
});

describe('All Saints bans nobody before the view of the chair is recorded', () => {
  it.each([
    ['provisional', decide('ban')],
    ['on notice', calmly('ban')],
    ['with every reason typed', decide('ban', { because: true, waived: ['chair_consulted'] })],
  ])('%s', (_name, ban) => {
    violence()
      .when(ban)
      .refused('must_happen_first', /Chair of the Local Academy Board/);
    violence()
      .when(ask('ban'), ban)
      .refused('must_happen_first', /asked for/);
  });

  it('counts a view given by telephone, and shows that it was', () => {
    violence()
      .when(ask('ban'), view('support', { phoneOf: 'chair' }))
      .wrote('view_given', { view: 'support' })
      .so((it) => expect(it.consultations[0]?.given).toMatchObject({ by: 'chair', phone: true }))
      .when(decide('ban'))
      .wrote('restriction_opened')
      .departed();
  });

  it('does not let the head pass a view off as the chair’s of somebody else', () => {
    violence()
      .when(ask('ban'), view('support', { phoneOf: 'teacher' }))
      .refused('not_allowed');
  });

  it('lets the head differ, with a reason', () => {
    const story = violence().when(ask('ban')).by('chair').when(view('concern')).by('head');
    story.when(decide('ban')).refused('reason_needed', /reservations/);
    story
      .when(decide('ban', { because: true }))
      .wrote('restriction_opened')
      .departed();
    expect(story.last[0]).toMatchObject({ againstView: story.it.consultations[0]?.id });
  });

  it('takes "I’d like to talk" for no last word: the view after the talk is recorded over it', () => {
    const story = violence().when(ask('ban')).by('chair').when(view('talk')).by('head');
    story.when(decide('ban')).refused('reason_needed', /asked to talk first/);
    story.when(view('support', { phoneOf: 'chair' }), decide('ban')).wrote('restriction_opened');
    expect(story.it.consultations[0]?.given?.view).toBe('support');
    story.when(view('concern', { phoneOf: 'chair' })).refused('already_done');
  });

  it('goes from a chair who cannot be reached to the vice-chair and then on', () => {
    const story = violence().when(ask('ban'));
    story.when(passOn()).refused('must_happen_first', /chase/i);
    story.when(chase(), passOn()).wrote('view_passed_on', {});
    expect(story.it.consultations[0]?.role).toBe('lab_vice_chair');
    story.by('chair').when(view('support')).refused('not_allowed');
    story.by('head').when(chase(), passOn());
    expect(story.it.consultations[0]?.role).toBe('trustees_chair');
    story.when(chase(), passOn()).refused('not_found', /turn the person away/);
    story.by('trust').when(view('support')).by('head').when(decide('ban')).wrote('restriction_opened');
  });

  it('asks the vice-chair at once where the chair is the parent', () => {
    const story = violence().isThePerson('chair').when(ask('ban'));
    expect(story.it.consultations[0]?.role).toBe('lab_vice_chair');
  });

  it('needs nobody to turn somebody away until the end of the next school day', () => {
    given('all-saints-mat')
      .reported({ breaches: ['physical_aggression'], harm: 'crime_now' })
      .when(decide('turn_away', { because: true }))
      .wrote('person_turned_away')
      .so((it) => expect(it.restrictions[0]).toMatchObject({ start: '2026-11-03', end: '2026-11-04' }));
  });

  it('asks again before a ban is made longer or wider', () => {
    const story = banned().on('2026-12-01').when(inviteComment()).on('2026-12-09');
    story.when(extend('2027-01-29')).refused('must_happen_first', /Chair of the Local Academy Board/);
    story
      .when(ask('ban', 'extend'))
      .by('chair')
      .when(view('support'))
      .by('head')
      .when(extend('2027-01-29'))
      .wrote('restriction_extended');

    const smaller = violence()
      .when(ask('ban'))
      .by('chair')
      .when(view('support'))
      .by('head')
      .when(decide('ban', { places: ['events'] }));
    const wider = vary({ extent: { of: 'site', places: ['whole_site'] } });
    smaller.when(wider).refused('must_happen_first', /Chair of the Local Academy Board/);
    smaller
      .when(ask('ban', 'widen'))
      .by('chair')
      .when(view('support'))
      .by('head')
      .when(wider)
      .wrote('restriction_varied');
  });
});

describe('All Saints decides in proportion', () => {
  it.each([
    ['smoking', []],
    ['verbal_aggression', ['meeting']],
    ['threat', ['meeting', 'warning']],
    ['property_damage', ['meeting', 'warning']],
  ])('%s: %j', (breach, steps) => {
    given('all-saints-mat')
      .reported({ breaches: [breach] })
      .when(gathered(), spoken())
      .recommends(...steps);
  });

  it('owes the platform and the family nothing until a post is found defamatory, and both then', () => {
    const story = given('all-saints-mat')
      .reported({ breaches: ['libel_slander'], happened: 'online' })
      .when(gathered(), spoken());
    expect(story.next).not.toContain('platform_report!');
    story.when(classified({ flags: ['possible_libel', 'found_defamatory'] }));
    expect(story.next).toEqual(expect.arrayContaining(['platform_report!', 'ask_removal!', 'legal_advice']));
    story.when(calmly('legal_advice')).refused('reason_needed', /different from our policy/);
  });

  it('says that drinking at an authorised event is no breach', () => {
    given('all-saints-mat')
      .reported({ breaches: ['alcohol'] })
      .when(classified({ finding: 'undecided', exception: ['alcohol', 'authorised_event'] }))
      .recommends('no_action');
  });
});
