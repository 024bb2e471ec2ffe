import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LETTER_KINDS } from '../../src/domain/letters/kinds.ts';
import type { Policy } from '../../src/domain/policy/policy.ts';
import type { Source } from '../../src/domain/policy/source.ts';
import { type LoadedPack, loadPack } from '../../src/packs/load.ts';

const OVERRIDE = fileURLToPath(new URL('../support/packs/robert-miles-override', import.meta.url));
const load = (id: string): LoadedPack => {
  const pack = loadPack(id);
  if (!pack.ok) throw new Error(pack.problems.map((row) => `${row.file}:${row.line} ${row.says}`).join('\n'));
  return pack;
};
const policyOf = (id: string): Policy => load(id).policy;
const found = <Row>(row: Row | undefined): Row => {
  if (row === undefined) throw new Error('The pack has no such row.');
  return row;
};
const step = (policy: Policy, id: string) => found(policy.steps.find((row) => row.id === id));
const breach = (policy: Policy, id: string) => found(policy.breaches.list.find((row) => row.id === id));
const body = (policy: Policy, id: string) => found(policy.bodies.find((row) => row.id === id));
const ids = (rows: readonly { id: string }[]): string[] => rows.map((row) => row.id).sort();
const notices = (policy: Policy, id: string): string[] => breach(policy, id).notices;
const concerns = (policy: Policy): string[] =>
  ids(policy.breaches.list.filter((row) => row.treat_as === 'concern'));
const openings = (policy: Policy, id: string): string[] =>
  step(policy, id).after.flatMap((row) =>
    row.outcome.map((outcome) => `${row.step} ${outcome}: ${row.source.kind}`),
  );
const bodies = (policy: Policy): Record<string, string | null> =>
  Object.fromEntries(policy.bodies.map((row) => [row.id, row.name]));

const SHARED = [
  'abusive_communication',
  'abusive_email_circulated',
  'alcohol',
  'approach_other_child',
  'child_physical_punishment',
  'cyberbullying_humiliation',
  'disrepute',
  'disruption',
  'dog_on_site',
  'harassment',
  'illegal_drugs',
  'libel_slander',
  'loud_offensive_temper',
  'online_derogatory',
  'online_personal_abuse',
  'online_policy_or_child_discussion',
  'physical_aggression',
  'property_damage',
  'pupil_image_identification',
  'security_breach',
  'smoking',
  'social_media_grievance',
  'threat',
  'verbal_aggression',
  'written_aggression',
];
const stockham = policyOf('stockham-primary');
const miles = policyOf('robert-miles-junior');
const schools = policyOf('schools-and-parents');
const THREE = [stockham, miles, schools] as const;
const LETTERED = [stockham, miles] as const;

describe.each(THREE.map((policy) => [policy.id, policy] as const))('%s', (_, policy) => {
  it('names only letters that Accord can write', () => {
    const used = policy.steps.flatMap((row) => row.letter ?? []);
    expect(used.length).toBeGreaterThan(0);
    for (const letter of used) expect(LETTER_KINDS).toContain(letter);
  });

  it('never calls a length, a look-back or the decider the policy’s own', () => {
    const assumed: Source[] = [
      policy.look_back.source,
      policy.restriction.length.source,
      ...policy.decides.map((row) => row.source),
    ];
    expect(assumed.map((row) => row.kind)).toEqual(assumed.map(() => 'default'));
    expect(policy.decides[0]?.by).toEqual({ how: 'one', roles: ['head'] });
  });

  it('does not let a chair who has not answered hold up a restriction', () => {
    const gate = found(policy.gates.find((row) => row.kind === 'consulted'));
    expect(gate.kind === 'consulted' && gate.binding).toBe(false);
    expect(gate.source.kind).toBe('default');
  });

  it('keeps the safety steps outside what can be departed from', () => {
    for (const id of ['call_999', 'tell_dsl', 'turn_away'])
      expect(step(policy, id).source.kind).toBe('guidance');
  });

  it('gives every restriction a length, a cap and a review', () => {
    expect(policy.restriction.length.usual).toMatchObject({ count: 1, unit: 'half terms' });
    expect(policy.restriction.length.cap).toMatchObject({ count: 1, unit: 'terms' });
    expect(policy.restriction.review.at_most_every).toMatchObject({ count: 1, unit: 'half terms' });
  });
});

describe.each(LETTERED.map((policy) => [policy.id, policy] as const))('%s, in common', (_, policy) => {
  it('treats criticism as a worry or complaint, never as misconduct', () => {
    const worries = ['disrepute', 'online_policy_or_child_discussion', 'social_media_grievance'];
    expect(concerns(policy)).toEqual(worries);
    for (const id of worries) expect(notices(policy, id)).toContain('offer_complaints_route');
    expect(ids(breach(policy, 'cyberbullying_humiliation').exceptions)).toEqual(['criticism_alone']);
  });

  it('brings in the safeguarding lead where a child may be at risk', () => {
    expect(notices(policy, 'child_physical_punishment')).toContain('tell_dsl_before_parent');
    for (const id of ['approach_other_child', 'illegal_drugs', 'pupil_image_identification'])
      expect(notices(policy, id)).toContain('tell_dsl');
    expect(notices(policy, 'illegal_drugs')).toContain('alternative_collector');
    expect(breach(policy, 'child_physical_punishment').raises).toContain('child_at_risk');
  });

  it('sorts a security breach with the site, though the source lists it as online', () => {
    expect(breach(policy, 'security_breach')).toMatchObject({
      family: 'premises',
      where: 'premises',
      clause: 'Inappropriate online activity, bullet 8',
    });
  });

  it('asks who authorised an event with alcohol', () => {
    const [exception] = breach(policy, 'alcohol').exceptions;
    expect(exception?.ask).toContain('authorised by whom');
    expect(exception?.source.kind).toBe('policy');
  });

  it('asks of any report whether it may be a sign of harassment', () => {
    expect(breach(policy, 'harassment').over_any_report).toBe('harassment_sign');
  });

  it('owes the police what may be a crime and any sign of harassment, and suggests them for a threat to anybody', () => {
    const police = step(policy, 'refer_police');
    expect(police).toMatchObject({ strength: 'must', source: { kind: 'policy' }, body: 'police' });
    expect(police.suggest).toMatchObject({
      source: { kind: 'policy' },
      when: {
        any: [
          { flag: ['possible_crime', 'harassment_sign'] },
          {
            breach: expect.arrayContaining(['online_personal_abuse', 'cyberbullying_humiliation']),
          },
        ],
      },
    });
    for (const id of ['online_personal_abuse', 'cyberbullying_humiliation'])
      expect(breach(policy, id).raises).toContain('harassment_sign');
    for (const id of ['threat', 'physical_aggression']) {
      expect(breach(policy, id).raises).toEqual([]);
      expect(breach(policy, id).questions.map((row) => row.id)).toContain('towards');
      expect(breach(policy, id).recommend).toMatchObject([
        { step: 'refer_police', source: { kind: 'default' } },
      ]);
    }
  });

  it('lets a ban, and nothing else, come early in a more serious case', () => {
    const skips = policy.steps.filter((row) => row.skip);
    expect(ids(skips)).toEqual(['ban']);
    expect(skips[0]?.skip?.source.kind).toBe('policy');
    expect(openings(policy, 'ban')).toEqual(['stop_and_warn continued: policy']);
    expect(step(policy, 'ban')).toMatchObject({ strength: 'must', source: { kind: 'policy' } });
  });

  it('lets every assistance dog in, whatever the bullet says', () => {
    const dogs = breach(policy, 'dog_on_site').exceptions;
    expect(dogs.find((row) => row.id === 'assistance_dog')?.source.kind).toBe('guidance');
    expect(policy.not_applied.some((row) => row.says.includes('dogs'))).toBe(true);
  });

  it('does not apply a ban before the person was heard, nor a police report by rule alone', () => {
    expect(policy.not_applied.find((row) => row.says.includes('already in place'))?.instead).toContain(
      'heard',
    );
    expect(policy.not_applied.find((row) => row.says.includes('insulting'))?.instead).toContain(
      'case by case',
    );
  });

  it('collects the name, the children, two ticks, a signature and a date', () => {
    expect(policy.agreement.how).toBe('signed');
    expect(policy.agreement.fields.map((row) => row.kind)).toEqual([
      'text',
      'text',
      'tick',
      'tick',
      'signature',
      'date',
    ]);
  });

  it('names what Accord adds for posts as its own suggestion', () => {
    for (const id of ['ask_removal', 'platform_report'])
      expect(step(policy, id)).toMatchObject({ strength: 'may', source: { kind: 'default' } });
  });
});

describe('Stockham Primary', () => {
  it('reports what its policy lists, the catch-all for the site included', () => {
    expect(ids(stockham.breaches.list)).toEqual([...SHARED, 'inappropriate_conduct_premises'].sort());
    expect(breach(stockham, 'inappropriate_conduct_premises').where).toBe('premises');
  });

  it('holds no dates and no title until the school gives them', () => {
    expect(stockham.dates).toMatchObject({
      approved: { precision: 'none' },
      next_review: { precision: 'none' },
    });
    expect(stockham).toMatchObject({ title: null, body: null, school: 'Stockham Primary School' });
    expect(ids(stockham.asks)).toEqual(expect.arrayContaining(['dates', 'title', 'county', 'decider']));
  });

  it('opens the warning by a refused meeting as policy, by the rest as an assumption', () => {
    expect(step(stockham, 'invite_meeting')).toMatchObject({ strength: 'must', source: { kind: 'policy' } });
    expect(step(stockham, 'stop_and_warn')).toMatchObject({ strength: 'must', source: { kind: 'policy' } });
    expect(openings(stockham, 'stop_and_warn')).toEqual([
      'invite_meeting refused: policy',
      'invite_meeting no_reply: default',
      'invite_meeting unresolved: default',
      'invite_meeting continued: default',
    ]);
  });

  it('puts the police first and the county’s lawyers beside the letters', () => {
    const shape = stockham.tracks.map((row) => [row.id, row.shape, row.first]);
    expect(shape).toContainEqual(['police', 'options', true]);
    expect(shape).toContainEqual(['legal', 'options', false]);
    expect(shape).toContainEqual(['letters', 'ladder', false]);
    expect(step(stockham, 'refer_legal')).toMatchObject({
      kind: 'refer_legal',
      strength: 'must',
      source: { kind: 'policy' },
      body: 'county_legal',
    });
  });

  it('never guesses the county', () => {
    expect(bodies(stockham)).toEqual({
      police: 'Thames Valley Police',
      county_legal: null,
      authorities: null,
      platform: 'Facebook and other sites',
    });
    expect(load('stockham-primary').text).not.toMatch(/oxfordshire|berkshire|buckinghamshire|wantage/i);
  });

  it('keeps the name in law for approaching a child off every page', () => {
    const row = found(stockham.not_applied.find((it) => it.clause.includes('bullet 9')));
    expect(row.instead).toContain('never printed');
    expect(load('stockham-primary').text).not.toMatch(/assault/i);
  });

  it('says that bans are normally limited at first as the policy’s own duty', () => {
    expect(stockham.duties.find((row) => row.id === 'limited_at_first')?.source.kind).toBe('policy');
  });

  it('sends a worry up four steps in order', () => {
    expect(stockham.concern_route.ordered).toBe(true);
    expect(stockham.concern_route.steps.map((row) => row.role)).toEqual([
      'staff',
      'ks_leader',
      'head',
      'governor',
    ]);
  });

  it('prints its own agreement form and asks collectors to be told', () => {
    expect(stockham.agreement.source).toEqual({ kind: 'policy', words: 'Appendix 1' });
    expect(stockham.expectations.find((row) => row.id === 'inform_collectors')?.strength).toBe('asked');
  });
});

describe('Robert Miles Junior', () => {
  it('reports what its policy lists, with no catch-all', () => {
    expect(ids(miles.breaches.list)).toEqual(SHARED);
    expect(miles.breaches.exhaustive).toBe(true);
  });

  it('does not take the date to the board for an approval', () => {
    expect(miles.dates.approved).toEqual({ precision: 'none' });
    expect(miles.dates.next_review).toEqual({ precision: 'term', term: 'summer', year: 2028 });
    expect(miles.dates.note).toContain('10 July 2024');
    expect(ids(miles.asks)).toContain('approved');
    expect(miles.statutory).toBe('non_statutory');
  });

  it('leaves the first letter and mediation to the school, and the warning to need', () => {
    expect(step(miles, 'invite_meeting').strength).toBe('may');
    expect(step(miles, 'mediate')).toMatchObject({
      kind: 'mediate',
      strength: 'may',
      source: { kind: 'policy' },
    });
    expect(step(miles, 'stop_and_warn').strength).toBe('if necessary');
  });

  it('never makes a warning without the optional meeting a departure', () => {
    expect(openings(miles, 'stop_and_warn')).toEqual([
      'invite_meeting attended: default',
      'invite_meeting undertakings: default',
      'invite_meeting unresolved: default',
      'invite_meeting refused: default',
      'invite_meeting no_reply: default',
      'invite_meeting continued: default',
    ]);
  });

  it('considers legal action, and passes nothing to a lawyer by itself', () => {
    expect(step(miles, 'consider_legal')).toMatchObject({ kind: 'seek_advice', strength: 'must' });
    expect(miles.steps.some((row) => row.kind === 'refer_legal')).toBe(false);
  });

  it('says by what channel to ask for each of six things', () => {
    const rows = found(miles.contact_table).rows;
    const channels = new Set(rows.flatMap((row) => row.use));
    expect(rows).toHaveLength(6);
    expect(channels.size).toBe(6);
    expect(rows.map((row) => row.use.length)).toEqual([3, 2, 4, 2, 1, 4]);
    expect(rows[4]?.use).toEqual(['Website']);
  });

  it('owes the complaints policy to parents every year', () => {
    expect(ids(miles.duties.filter((row) => row.yearly))).toEqual(['share_complaints_policy']);
  });

  it('requires what Stockham asks: telling whoever collects the child', () => {
    expect(miles.expectations.find((row) => row.id === 'inform_collectors')?.strength).toBe('required');
  });

  it('has no form of its own, and says whose fields it borrows', () => {
    expect(miles.agreement.source.kind).toBe('default');
    expect(miles.agreement.fields).toEqual(stockham.agreement.fields);
  });

  it('becomes another school of the trust by name, force and web address alone', () => {
    const own = load(OVERRIDE);
    expect(own.policy.school).toBe('Example Brook Primary School');
    expect(body(own.policy, 'police').name).toBe('Derbyshire Constabulary');
    expect(own.policy.linked[0]?.url).toBe('https://www.example-brook.example/policies');
    expect(own.text).not.toMatch(/robert miles|nottinghamshire|robertmiles/i);
    expect(own.policy.steps).toEqual(miles.steps);
    expect(own.policy.dates).toEqual(miles.dates);
    expect(own.policy.breaches).toEqual(miles.breaches);
  });
});

describe('Schools and Parents', () => {
  it('reports what its code asks, and does not make the list complete', () => {
    expect(ids(schools.breaches.list)).toEqual([
      'alcohol',
      'disrespectful_interaction',
      'dog_on_site',
      'email_burden',
      'recording_without_agreement',
      'vaping_item',
      'weapon_on_site',
    ]);
    expect(schools.breaches.exhaustive).toBe(false);
  });

  it('covers visitors by control of the site and not by the code', () => {
    expect(schools.subjects.map((row) => [row.who, row.how, row.source.kind])).toEqual([
      ['parent', 'named', 'policy'],
      ['carer', 'named', 'policy'],
      ['visitor', 'premises_control', 'default'],
    ]);
  });

  it('holds no school, dates or bodies until they are given', () => {
    expect(schools).toMatchObject({ school: null, body: null });
    expect(schools.dates.next_review).toEqual({ precision: 'none' });
    expect(bodies(schools)).toEqual({ police: null, legal: null, local_authority: null });
  });

  it.each(['email_burden', 'dog_on_site'])('goes no further than a reminder for %s', (id) => {
    const row = breach(schools, id);
    expect(row.severity).toBe('guidance');
    expect(row.recommend.map((it) => it.step)).toEqual(['informal_reminder']);
    expect(row.cap).toMatchObject({ step: 'informal_reminder', source: { kind: 'default' } });
  });

  it('caps nothing else, though weapons, alcohol and vapes share the mild verb', () => {
    const capped = schools.breaches.list.filter((row) => row.cap);
    expect(ids(capped)).toEqual(['dog_on_site', 'email_burden']);
  });

  it('goes straight to 999, the safeguarding lead and the site for a weapon, at no departure', () => {
    const weapon = breach(schools, 'weapon_on_site');
    expect(weapon.severity).toBe('critical');
    expect(weapon.recommend.map((row) => row.step)).toEqual(['call_999', 'tell_dsl', 'restrict_site']);
    expect(weapon.recommend.map((row) => row.source.kind)).not.toContain('policy');
    expect(weapon.raises).toContain('weapon');
  });

  it('never turns the order of its list into a rule', () => {
    const order = schools.steps.flatMap((row) => row.after);
    expect(order.length).toBeGreaterThan(0);
    expect(order.map((row) => row.source.kind)).toEqual(order.map(() => 'default'));
    const ladder = schools.steps.filter((row) => row.track === 'responses');
    expect(ladder.map((row) => [row.id, row.strength])).toEqual([
      ['informal_reminder', 'usually'],
      ['formal_reminder', 'usually'],
      ['formal_warning', 'if necessary'],
      ['restrict_contact', 'usually'],
      ['restrict_site', 'usually'],
    ]);
    expect(step(schools, 'formal_reminder').repeat).toBe(true);
  });

  it('offers advice from outside at any point, on a track of its own', () => {
    const advice = schools.steps.filter((row) => row.track === 'advice');
    expect(advice.map((row) => row.body)).toEqual(['police', 'legal', 'local_authority']);
    for (const row of advice)
      expect(row).toMatchObject({ kind: 'seek_advice', after: [], source: { kind: 'policy' } });
    expect(schools.tracks.find((row) => row.id === 'advice')?.shape).toBe('options');
  });

  it('limits contact in person as well as in writing', () => {
    expect(schools.contact.channels).toEqual(expect.arrayContaining(['in_person', 'email', 'letter']));
  });

  it('reads 48 hours as two school days, as a target and from the next school day', () => {
    const [promise] = schools.promises;
    expect(promise).toMatchObject({
      from: 'message_received',
      out_of_term: 'from_next_school_day',
      source: { kind: 'policy' },
    });
    expect(promise?.clocks).toHaveLength(1);
    expect(promise?.clocks[0]).toMatchObject({
      target: true,
      within: { read_as: { count: 2, unit: 'school days' }, unstated: expect.stringContaining('48 hours') },
    });
  });

  it('lets in assistance dogs and approved therapy dogs, and asks who approved', () => {
    const dogs = breach(schools, 'dog_on_site').exceptions;
    expect(dogs.map((row) => [row.id, row.source.kind])).toEqual([
      ['assistance_dog', 'policy'],
      ['therapy_dog', 'policy'],
    ]);
    expect(dogs[1]?.ask).toContain('approved by whom');
  });

  it('keeps what it only asks for out of what can be reported', () => {
    const soft = ['suitable_speech', 'respectful_posts', 'safe_posts', 'hear_child_with_school'];
    expect(ids(schools.expectations)).toEqual(expect.arrayContaining(soft));
    for (const id of ['loud_offensive_temper', 'online_derogatory', 'pupil_image_identification'])
      expect(ids(schools.breaches.list)).not.toContain(id);
  });

  it('asks nobody to sign', () => {
    expect(schools.agreement).toMatchObject({ how: 'none', fields: [], source: { kind: 'default' } });
  });
});
