import { describe, expect, test } from 'vitest';
import type { Policy } from '../../src/domain/policy/policy.ts';
import { remarksOn } from '../../src/domain/remarks.ts';
import { toDay } from '../../src/domain/time.ts';
import { loadPack } from '../../src/packs/load.ts';

const PACKS = [
  'alumwell-infant',
  'all-saints-mat',
  'stockham-primary',
  'schools-and-parents',
  'robert-miles-junior',
] as const;
const policies = new Map(
  PACKS.map((id) => {
    const loaded = loadPack(id);
    if (!loaded.ok) throw new Error(loaded.problems.map((it) => `${id}:${it.line}: ${it.says}`).join('\n'));
    return [id, loaded.policy];
  }),
);
const policyOf = (id: (typeof PACKS)[number]): Policy => {
  const policy = policies.get(id);
  if (!policy) throw new Error(`No pack ${id} was loaded.`);
  return policy;
};
const alumwell = policyOf('alumwell-infant');
const saints = policyOf('all-saints-mat');

/**
 * Which policy lists what, read from the policies themselves. Columns in the order of PACKS: Y listed as
 * conduct the school answers, ~ only hoped for, - not there. The family and the weight are Accord's own.
 */
const MATRIX = `
disruption                        premises      medium    Y Y Y - Y
inappropriate_conduct_premises    premises      low       Y Y Y - -
disrespectful_interaction         conduct       low       ~ ~ - Y -
loud_offensive_temper             conduct       medium    Y Y Y ~ Y
threat                            conduct       high      Y Y Y - Y
property_damage                   premises      high      Y Y Y - Y
physical_aggression               conduct       critical  Y Y Y - Y
verbal_aggression                 conduct       medium    Y Y Y - Y
written_aggression                communication medium    - - Y - Y
child_physical_punishment         safeguarding  high      Y Y Y - Y
approach_other_child              safeguarding  medium    Y Y Y - Y
smoking                           substance     low       Y Y Y - Y
vaping_item                       substance     low       - - - Y -
illegal_drugs                     substance     high      Y Y Y - Y
alcohol                           substance     low       Y Y Y Y Y
intoxicated_on_site               substance     high      Y - - - -
weapon_on_site                    substance     critical  - - - Y -
dog_on_site                       premises      any       Y Y Y Y Y
security_breach                   premises      medium    - - Y - Y
abusive_communication             communication high      Y Y Y - Y
abusive_email_circulated          communication medium    - - Y - Y
email_burden                      communication guidance  - - - Y -
recording_without_agreement       communication low       - - - Y -
online_derogatory                 online        medium    Y Y Y ~ Y
libel_slander                     online        high      Y Y Y - Y
online_personal_abuse             online        medium    - - Y - Y
pupil_image_identification        online        high      - - Y ~ Y
disrepute                         online        low       - - Y - Y
social_media_grievance            online        low       Y Y Y - Y
online_policy_or_child_discussion online        low       - - Y - Y
cyberbullying_humiliation         online        high      Y Y Y - Y
harassment                        pattern       high      - - Y - Y
`
  .trim()
  .split('\n')
  .map((line) => line.split(/\s+/));

const rows = MATRIX.flatMap(([id = '', family = '', severity = '', ...marks]) =>
  PACKS.map((pack, i) => ({ pack, id, family, severity, mark: marks[i] ?? '?' })),
);

describe('the matrix of conduct', () => {
  test.each(PACKS)('%s lists what its policy lists, and nothing else', (pack) => {
    const listed = rows.filter((row) => row.pack === pack && row.mark === 'Y').map((row) => row.id);
    const ids = policyOf(pack).breaches.list.map((breach): string => breach.id);
    expect(ids.sort()).toEqual(listed.sort());
  });

  test.each(rows.filter((row) => row.mark === 'Y'))('$pack weighs $id as the others do', (row) => {
    const breach = policyOf(row.pack).breaches.list.find((it) => it.id === row.id);
    expect(breach?.family).toBe(row.family);
    if (row.severity !== 'any') expect(breach?.severity).toBe(row.severity);
    expect(breach?.clause).not.toBe('');
  });

  test('does not punish what Alumwell and All Saints only hope for', () => {
    for (const policy of [alumwell, saints]) {
      expect(policy.breaches.list.some((it) => it.id === 'disrespectful_interaction')).toBe(false);
      expect(policy.expectations.map((it) => it.id)).toEqual(
        expect.arrayContaining([
          'disrespectful_interaction',
          'inform_collectors',
          'correct_own_child',
          'no_staff_as_threat',
          'hear_child_with_school',
          'partnership',
        ]),
      );
    }
  });
});

describe('dates', () => {
  test('of Alumwell: approved, amended without a new approval, next review in a month', () => {
    expect(alumwell.dates).toMatchObject({
      approved: { precision: 'day', day: '2024-11-20' },
      amended: [{ precision: 'month', month: '2025-09' }],
      review_every: { words: '3 years' },
      next_review: { precision: 'month', month: '2027-11' },
    });
  });

  test('of All Saints: approved, reviewed a week later, due again in a month', () => {
    expect(saints.dates).toMatchObject({
      approved: { day: '2023-09-07' },
      last_reviewed: { day: '2023-09-14' },
      next_review: { month: '2024-09' },
    });
    expect(saints.dates.review_every).toBeUndefined();
  });

  const overdue = (policy: Policy, today: string) =>
    remarksOn(policy, toDay(today)).filter((it) => it.kind === 'overdue');

  test('a review due in a month is not late on the last day of that month, and is the day after', () => {
    expect(overdue(saints, '2024-09-30')).toEqual([]);
    expect(overdue(saints, '2024-10-01')).toHaveLength(1);
    expect(overdue(saints, '2026-11-20')[0]?.says).toMatch(/September 2024, over 2 years ago/);
    expect(overdue(alumwell, '2026-11-20')).toEqual([]);
    expect(overdue(alumwell, '2027-12-01')).toHaveLength(1);
  });

  test('a review due in a term is late only when every school has finished that term', () => {
    const miles = policyOf('robert-miles-junior');
    expect(overdue(miles, '2028-08-31')).toEqual([]);
    expect(overdue(miles, '2028-09-01')).toHaveLength(1);
  });

  test('a policy that holds no date is never called overdue', () => {
    expect(overdue(policyOf('stockham-primary'), '2040-01-01')).toEqual([]);
  });
});

describe('what is named and what is never guessed', () => {
  const names = (policy: Policy) => policy.bodies.map((body) => [body.id, body.name]);

  test('Alumwell names Walsall Council and Facebook, and no authority and no lawyer', () => {
    expect(names(alumwell)).toEqual([
      ['authorities', null],
      ['platform', 'Facebook and other social network sites'],
      ['legal', null],
      ['local_authority', 'Walsall Council'],
    ]);
    expect(alumwell.steps.some((step) => step.body === 'local_authority')).toBe(false);
  });

  test("All Saints names the trust's legal team and no authority", () => {
    expect(names(saints)).toEqual([
      ['authorities', null],
      ['trust_legal', "The trust's legal team"],
      ['platform', 'Facebook and other social network sites'],
    ]);
  });

  test('All Saints leaves the decision to either head and never to Accord', () => {
    expect(saints.decides).toMatchObject([
      { by: { how: 'any', roles: ['head_of_school', 'exec_head'] }, source: { kind: 'policy' } },
    ]);
  });

  test("Alumwell's decider is Accord's assumption, never the policy's word", () => {
    expect(alumwell.decides.every((row) => row.source.kind === 'default')).toBe(true);
    expect(alumwell.signs.every((row) => row.source.kind !== 'policy')).toBe(true);
  });

  test('the worry or complaint routes are as each policy has them, in no order', () => {
    expect(alumwell.concern_route.ordered || saints.concern_route.ordered).toBe(false);
    expect(alumwell.concern_route.steps.map((it) => it.who)).toEqual([
      'Class teacher',
      'Headteacher',
      'Chair of Governors',
    ]);
    expect(saints.concern_route.steps.map((it) => it.who)).toEqual([
      'Class teacher',
      'Deputy Headteacher',
      'Executive Headteacher',
      'Chair of the Local Academy Board',
      'Chair of Trustees',
    ]);
  });

  test('setup asks for everything that the two policies leave out', () => {
    expect(alumwell.asks.map((it) => it.id)).toEqual(
      expect.arrayContaining(['authorities', 'decider', 'legal', 'provider', 'reapproved']),
    );
    expect(saints.asks.map((it) => it.id)).toEqual(
      expect.arrayContaining(['school', 'authorities', 'trust_legal', 'vice_chair', 'review']),
    );
  });
});

describe('variations', () => {
  const breach = (policy: Policy, id: string) => policy.breaches.list.find((it) => it.id === id);

  test('drinking at an authorised event is excepted in All Saints and not in Alumwell', () => {
    expect(breach(saints, 'alcohol')?.exceptions).toMatchObject([
      { id: 'authorised_event', ask: expect.stringMatching(/by whom/), source: { kind: 'policy' } },
    ]);
    expect(breach(alumwell, 'alcohol')?.exceptions).toEqual([]);
  });

  test('an assistance dog is never turned away because the policy speaks of guide dogs alone', () => {
    for (const policy of [alumwell, saints]) {
      expect(breach(policy, 'dog_on_site')?.exceptions).toMatchObject([
        { id: 'guide_dog', source: { kind: 'policy' } },
        { id: 'assistance_dog', source: { kind: 'guidance', words: expect.stringMatching(/Equality Act/) } },
      ]);
      expect(policy.not_applied.some((it) => it.why.includes('Equality Act'))).toBe(true);
      expect(
        remarksOn(policy, toDay('2026-11-20')).some(
          (it) => it.kind === 'unfair' && it.about === 'Guide dogs only',
        ),
      ).toBe(true);
    }
  });

  test('criticism online is a worry or complaint, not misconduct', () => {
    for (const policy of [alumwell, saints])
      expect(breach(policy, 'social_media_grievance')).toMatchObject({
        treat_as: 'concern',
        raises: ['is_a_concern'],
      });
  });

  test('hitting a child puts the safeguarding lead before the parent', () => {
    for (const policy of [alumwell, saints])
      expect(breach(policy, 'child_physical_punishment')).toMatchObject({
        raises: ['child_at_risk'],
        notices: ['tell_dsl_before_parent'],
      });
  });

  test("pupils' posts are within reach and pupils are not punished under a code for parents", () => {
    for (const policy of [alumwell, saints]) {
      expect(policy.subjects.some((it) => it.who === 'pupil_posts')).toBe(true);
      expect(policy.steps.some((step) => step.kind === 'hand_to_behaviour')).toBe(true);
    }
  });
});

describe('sources', () => {
  test.each(PACKS)('%s says where each step comes from, and marks what it assumes', (pack) => {
    const assumed = remarksOn(policyOf(pack), toDay('2026-11-20')).filter((it) => it.kind === 'assumed');
    expect(assumed.length).toBeGreaterThan(5);
    expect(assumed.every((it) => it.says.length > 15)).toBe(true);
  });

  test('a word, a meeting and a written warning are never said to be in the policy of Alumwell', () => {
    const kinds = alumwell.steps.filter((step) => ['remind', 'invite_meeting', 'warn'].includes(step.kind));
    expect(kinds.map((step) => step.source.kind)).toEqual(['default', 'default', 'default']);
  });

  test('safety is guidance everywhere, so that leaving it out of one case is no departure', () => {
    for (const pack of PACKS)
      for (const step of policyOf(pack).steps.filter((it) => it.track === 'now'))
        expect(step.source.kind).toBe('guidance');
  });
});
