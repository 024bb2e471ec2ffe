import { describe, expect, test } from 'vitest';
import { type Brought, NOTHING_BROUGHT } from '../../src/domain/brought.ts';
import type { Case } from '../../src/domain/case.ts';
import { BreachId, RoleId, StepId } from '../../src/domain/ids.ts';
import type { Flag } from '../../src/domain/policy/condition.ts';
import type { Policy } from '../../src/domain/policy/policy.ts';
import type { Outcome } from '../../src/domain/policy/step.ts';
import { type Option, optionsFor } from '../../src/domain/recommend.ts';
import { loadPack } from '../../src/packs/load.ts';
import { BLANK_CASE, NO_TERMS, TODAY } from '../support/blank-case.ts';

const policyOf = (id: string): Policy => {
  const pack = loadPack(id);
  if (!pack.ok) throw new Error(pack.problems.map((row) => row.says).join('\n'));
  return pack.policy;
};
const alumwell = policyOf('alumwell-infant');
const saints = policyOf('all-saints-mat');

interface Given {
  readonly breach: string;
  readonly flags?: readonly Flag[];
  readonly met?: Readonly<Record<string, Outcome>>;
  readonly exception?: string;
  readonly but?: Partial<Case>;
  readonly brought?: Brought;
}

/** The options of a case whose breach raises the flags that the pack gives it. */
function options(policy: Policy, given: Given): readonly Option[] {
  const id = BreachId.parse(given.breach);
  const breach = policy.breaches.list.find((row) => row.id === id);
  if (!breach) throw new Error(`${policy.id} does not list ${id}.`);
  const it: Case = {
    ...BLANK_CASE,
    breaches: [id],
    happened: breach.where === 'online' ? 'online' : 'premises',
    flags: [...new Set([...breach.raises, ...(given.flags ?? [])])],
    exceptions: given.exception ? [{ breach: id, exception: given.exception, note: null }] : [],
    taken: Object.entries(given.met ?? {}).map(([step, outcome]) => {
      const row = policy.steps.find((found) => found.id === step);
      if (!row) throw new Error(`${policy.id} has no step ${step}.`);
      return { step: row.id, kind: row.kind, on: TODAY, outcomes: ['done', outcome] };
    }),
    ...given.but,
  };
  return optionsFor({ it, policy, history: [], calendar: NO_TERMS, today: TODAY }, given.brought);
}
const standing = (policy: Policy, given: Given, as: Option['standing']): string[] =>
  options(policy, given)
    .filter((row) => row.standing === as)
    .map((row) => row.step.id);
const option = (policy: Policy, given: Given, id: string): Option => {
  const row = options(policy, given).find((it) => it.step.id === id);
  if (!row) throw new Error(`${id} is not offered.`);
  return row;
};
const unmet = (policy: Policy, given: Given, id: string): string[] =>
  option(policy, given, id)
    .gates.filter((gate) => gate.state === 'unmet')
    .map((gate) => gate.gate);

const READY: Partial<Case> = { gathered: true, spoken: { reached: true, tries: 1 } };
const UNREADY: Partial<Case> = { gathered: false, spoken: { reached: false, tries: 0 } };

describe('Alumwell', () => {
  test('recommends a word first for a lesser matter, and says that this is not the policy', () => {
    for (const breach of ['smoking', 'loud_offensive_temper', 'dog_on_site', 'disruption']) {
      expect(standing(alumwell, { breach }, 'next')).toEqual(['word']);
      expect(option(alumwell, { breach }, 'word').why?.kind).toBe('default');
    }
  });

  test('goes on to a meeting and a written warning only as far as the word and the meeting failed', () => {
    expect(standing(alumwell, { breach: 'smoking', met: { word: 'resolved' } }, 'next')).toEqual([]);
    expect(standing(alumwell, { breach: 'smoking', met: { word: 'unresolved' } }, 'next')).toEqual([
      'meeting',
    ]);
    expect(
      standing(alumwell, { breach: 'smoking', met: { word: 'unresolved', meeting: 'no_reply' } }, 'next'),
    ).toEqual(['warning']);
  });

  test('can call the authorities and ban in one decision for an assault, both from the closing paragraph', () => {
    const given = { breach: 'physical_aggression' };
    expect(standing(alumwell, given, 'next')).toEqual(['authorities', 'ban']);
    expect(option(alumwell, given, 'authorities').step.source.kind).toBe('policy');
    expect(option(alumwell, given, 'ban').step.source.kind).toBe('policy');
  });

  test('never counts a warning left out, or given early, as different from the policy', () => {
    for (const row of options(alumwell, { breach: 'threat' }).filter((it) => it.standing !== 'allowed'))
      expect(row.must).toBe(false);
    expect(option(alumwell, { breach: 'threat' }, 'warning').offOrder).toBe('no');
  });

  test('asks why somebody is a risk on site before a ban for something online', () => {
    const online = { breach: 'online_derogatory' };
    expect(unmet(alumwell, online, 'ban')).toContain('site_risk');
    expect(
      unmet(alumwell, { ...online, brought: { ...NOTHING_BROUGHT, siteRisk: true } }, 'ban'),
    ).not.toContain('site_risk');
    expect(unmet(alumwell, { breach: 'threat' }, 'ban')).not.toContain('site_risk');
  });

  test('offers the chair a view and lets nothing wait for it', () => {
    const gate = option(alumwell, { breach: 'threat' }, 'ban').gates.find(
      (it) => it.gate === 'chair_offered',
    );
    expect(gate).toMatchObject({ state: 'offered', source: { kind: 'default' } });
  });

  test('owes the platform report and the removal once a post is found libellous, and not before', () => {
    const owed = (flags: readonly Flag[]) =>
      options(alumwell, { breach: 'libel_slander', flags, but: { happened: 'online' } })
        .filter((row) => row.must)
        .map((row) => row.step.id);
    expect(owed([])).toEqual([]);
    expect(owed(['found_defamatory'])).toEqual(['platform_report', 'ask_removal', 'consider_legal']);
  });

  test('deals with public humiliation as serious bullying because the policy says that it will', () => {
    expect(option(alumwell, { breach: 'cyberbullying_humiliation' }, 'bullying')).toMatchObject({
      must: true,
      why: { kind: 'policy' },
    });
  });

  test('treats drinking at a fair as a breach, since the policy has no exception', () => {
    expect(standing(alumwell, { breach: 'alcohol' }, 'next')).toEqual(['word']);
  });

  test('puts the safeguarding lead and the way home first when somebody drunk collects a child', () => {
    expect(standing(alumwell, { breach: 'intoxicated_on_site' }, 'next')[0]).toBe('tell_dsl');
  });
});

describe('All Saints', () => {
  test('gathers first, then speaks, before anything on the menu', () => {
    const given = { breach: 'threat', but: UNREADY };
    expect(standing(saints, given, 'next')).toEqual(['gather']);
    expect(standing(saints, given, 'then')).toEqual(['speak', 'meeting', 'warning']);
    expect(standing(saints, { ...given, but: { ...UNREADY, gathered: true } }, 'next')).toEqual(['speak']);
    expect(option(saints, given, 'gather')).toMatchObject({ must: true, why: { kind: 'policy' } });
  });

  test('takes two tries to reach the parent for having spoken', () => {
    const tried = (tries: number) =>
      unmet(
        saints,
        { breach: 'threat', but: { gathered: true, spoken: { reached: false, tries } } },
        'warning',
      );
    expect(tried(1)).toEqual(['spoken']);
    expect(tried(2)).toEqual([]);
  });

  test('suggests from the menu in proportion, and marks the suggestion as its own', () => {
    const menu = (breach: string) => standing(saints, { breach, but: READY }, 'next');
    expect(menu('smoking')).toEqual([]);
    expect(menu('loud_offensive_temper')).toEqual(['meeting']);
    expect(menu('threat')).toEqual(['meeting', 'warning']);
    expect(menu('physical_aggression')).toEqual(['authorities', 'ban']);
    expect(option(saints, { breach: 'threat', but: READY }, 'warning').why?.kind).toBe('default');
    expect(option(saints, { breach: 'threat', but: READY }, 'warning').must).toBe(false);
  });

  test("brings in the trust's legal team for a possible libel, as the policy says it may", () => {
    expect(option(saints, { breach: 'libel_slander', but: READY }, 'legal_advice').why?.kind).toBe('policy');
  });

  test('refuses a ban before the chair of the local board has given a view, whatever the danger', () => {
    const given = { breach: 'physical_aggression', but: READY };
    expect(unmet(saints, given, 'ban')).toEqual(['chair_consulted']);
    const gate = option(saints, given, 'ban').gates.find((it) => it.gate === 'chair_consulted');
    expect(gate).toMatchObject({
      waivable: 'never',
      source: { kind: 'policy' },
      asks: { kind: 'consult', roles: [RoleId.parse('lab_chair'), RoleId.parse('trustees_chair')] },
    });
    expect(
      unmet(saints, { ...given, brought: { ...NOTHING_BROUGHT, immediateRisk: true } }, 'ban'),
    ).toContain('chair_consulted');
  });

  test('asks the chair again when a ban is made longer or wider', () => {
    const gate = saints.gates.find((it) => it.kind === 'consulted');
    expect(gate).toMatchObject({
      binding: true,
      again_when: ['extend', 'widen'],
      before: [StepId.parse('ban')],
    });
  });

  test('lets somebody be turned away for the day without asking the chair', () => {
    const given = { breach: 'physical_aggression', flags: ['immediate_risk'] as const, but: UNREADY };
    expect(standing(saints, given, 'next')).toEqual(['call_999', 'turn_away', 'gather']);
    expect(unmet(saints, given, 'turn_away')).toEqual([]);
  });

  test('has nothing to answer once the drink was at an authorised event', () => {
    const given = { breach: 'alcohol', exception: 'authorised_event', but: READY };
    expect(standing(saints, given, 'next')).toEqual(['no_action']);
  });

  test('meets a complaint online as a complaint', () => {
    expect(standing(saints, { breach: 'social_media_grievance', but: READY }, 'next')).toEqual([
      'hand_to_complaints',
    ]);
  });
});
