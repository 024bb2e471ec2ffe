import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { BreachId, CaseId, StepId } from '../../src/domain/ids.ts';
import type { Flag } from '../../src/domain/policy/condition.ts';
import type { Policy } from '../../src/domain/policy/policy.ts';
import type { Outcome } from '../../src/domain/policy/step.ts';
import { type Option, optionsFor } from '../../src/domain/recommend.ts';
import { toDay } from '../../src/domain/time.ts';
import { loadPack } from '../../src/packs/load.ts';
import { BLANK_CASE, NO_TERMS, TODAY } from '../support/blank-case.ts';

const policyOf = (id: string): Policy => {
  const pack = loadPack(id);
  if (!pack.ok) throw new Error(pack.problems.map((row) => row.says).join('\n'));
  return pack.policy;
};
const stockham = policyOf('stockham-primary');
const miles = policyOf('robert-miles-junior');
const schools = policyOf('schools-and-parents');

interface Given {
  readonly breaches: readonly string[];
  readonly flags?: readonly Flag[];
  readonly met?: Readonly<Record<string, Outcome>>;
  readonly continues?: string;
  readonly happened?: Case['happened'];
}

/** The options of a case whose breaches raise the flags that the pack gives them. */
function options(policy: Policy, given: Given): readonly Option[] {
  const breaches = given.breaches.map((id) => BreachId.parse(id));
  const raised = policy.breaches.list.filter((row) => breaches.includes(row.id)).flatMap((row) => row.raises);
  const it: Case = {
    ...BLANK_CASE,
    policy: { pack: stockham.id, sha256: '' },
    breaches,
    happened: given.happened ?? 'premises',
    flags: [...new Set([...raised, ...(given.flags ?? [])])],
    continues: given.continues
      ? { case: CaseId.parse('earlier'), step: StepId.parse(given.continues), on: toDay('2026-06-01') }
      : null,
    taken: Object.entries(given.met ?? {}).map(([id, outcome]) => {
      const step = policy.steps.find((row) => row.id === id);
      if (!step) throw new Error(`No step ${id}.`);
      return { step: step.id, kind: step.kind, on: TODAY, outcomes: ['done', outcome] };
    }),
  };
  return optionsFor({ it, policy, history: [], calendar: NO_TERMS, today: TODAY });
}
const recommended = (policy: Policy, given: Given): string[] =>
  options(policy, given)
    .filter((row) => row.standing !== 'allowed')
    .map((row) => `${row.step.id}${row.must ? '!' : ''}`);
const order = (policy: Policy, given: Given, id: string) =>
  options(policy, given).find((row) => row.step.id === id)?.offOrder;

// A step that the policy owes carries "!": leaving it out is different from the policy.
describe('Stockham Primary', () => {
  const shouting = { breaches: ['loud_offensive_temper'] };

  it('goes from the letter to the warning to the ban, and skips none of them', () => {
    expect(recommended(stockham, shouting)).toEqual(['invite_meeting!']);
    expect(recommended(stockham, { ...shouting, met: { invite_meeting: 'refused' } })).toEqual([
      'stop_and_warn!',
    ]);
    expect(recommended(stockham, { ...shouting, met: { invite_meeting: 'no_reply' } })[0]).toMatch(
      /^stop_and_warn/,
    );
    expect(recommended(stockham, { ...shouting, continues: 'stop_and_warn' })).toEqual(['ban!']);
  });

  it('lets a meeting that settled the matter end it', () => {
    expect(recommended(stockham, { ...shouting, met: { invite_meeting: 'resolved' } })).toEqual([]);
    expect(recommended(stockham, { ...shouting, met: { invite_meeting: 'unresolved' } })[0]).toMatch(
      /^stop_and_warn/,
    );
  });

  it('lets an early ban pass as the policy’s own exception, an early warning only as a departure', () => {
    expect(order(stockham, shouting, 'ban')).toBe('skip');
    expect(order(stockham, shouting, 'stop_and_warn')).toBe('departure');
  });

  it('owes the police a threat that may be a crime or an insulting post, and not the letter beside it', () => {
    for (const id of ['threat', 'physical_aggression']) {
      expect(recommended(stockham, { breaches: [id] })).toEqual(['refer_police']);
      expect(recommended(stockham, { breaches: [id], flags: ['possible_crime'] })).toEqual(['refer_police!']);
    }
    expect(recommended(stockham, { breaches: ['online_personal_abuse'], happened: 'online' })).toEqual([
      'refer_police!',
    ]);
  });

  it('owes the police any report that is flagged as a sign of harassment', () => {
    expect(recommended(stockham, { ...shouting, flags: ['harassment_sign'] })).toEqual(['refer_police!']);
  });

  it('owes the lawyers what may be libel', () => {
    expect(recommended(stockham, { breaches: ['libel_slander'], happened: 'anywhere' })).toContain(
      'refer_legal!',
    );
  });

  it('meets a complaint online with the complaints route and no letter', () => {
    expect(recommended(stockham, { breaches: ['social_media_grievance'], happened: 'online' })).toEqual([
      'hand_to_complaints',
    ]);
  });
});

describe('Robert Miles Junior', () => {
  const shouting = { breaches: ['loud_offensive_temper'] };

  it('suggests its letters without owing them, until it goes on', () => {
    expect(recommended(miles, shouting)).toEqual(['invite_meeting']);
    expect(recommended(miles, { ...shouting, met: { invite_meeting: 'attended' } })).toEqual([
      'stop_and_warn',
    ]);
    expect(recommended(miles, { ...shouting, met: { invite_meeting: 'refused' } })).toEqual([
      'stop_and_warn',
    ]);
    expect(recommended(miles, { ...shouting, continues: 'stop_and_warn' })).toEqual(['ban!']);
  });

  it('takes a warning without a meeting for no departure, since the meeting is optional', () => {
    expect(order(miles, shouting, 'stop_and_warn')).toBe('no');
    expect(order(miles, shouting, 'ban')).toBe('skip');
  });

  it('owes the police a threat that may be a crime, with the letter beside it', () => {
    expect(recommended(miles, { breaches: ['threat'] })).toEqual(['invite_meeting', 'refer_police']);
    expect(recommended(miles, { breaches: ['threat'], flags: ['possible_crime'] })).toEqual([
      'invite_meeting',
      'refer_police!',
    ]);
  });

  it('offers mediation at any time and never presses it', () => {
    const row = options(miles, shouting).find((it) => it.step.id === 'mediate');
    expect(row).toMatchObject({ standing: 'allowed', offOrder: 'no', must: false });
  });
});

describe('Schools and Parents', () => {
  it('starts a lesser matter with a reminder and moves one rung each time it goes on', () => {
    const rude = { breaches: ['disrespectful_interaction'] };
    expect(recommended(schools, rude)).toEqual(['informal_reminder']);
    const rungs = [
      'informal_reminder',
      'formal_reminder',
      'formal_warning',
      'restrict_contact',
      'restrict_site',
    ];
    const next = rungs.slice(0, -1).map((id) => recommended(schools, { ...rude, continues: id })[0]);
    expect(next).toEqual(rungs.slice(1));
  });

  it('recommends a reminder and nothing more for emails', () => {
    const emails = { breaches: ['email_burden'], happened: 'anywhere' as const };
    expect(recommended(schools, emails)).toEqual(['informal_reminder']);
  });

  it('answers a weapon at once and owes nothing to the order of its list', () => {
    const weapon = { breaches: ['weapon_on_site'] };
    const steps = recommended(schools, weapon);
    expect(steps).toEqual(expect.arrayContaining(['call_999', 'tell_dsl', 'restrict_site']));
    expect(steps).not.toContain('informal_reminder');
    expect(steps.some((id) => id.endsWith('!'))).toBe(false);
    expect(order(schools, weapon, 'restrict_site')).toBe('no');
  });

  it('leaves out nothing that could be a departure, whatever is decided', () => {
    for (const breach of schools.breaches.list) {
      const rows = options(schools, { breaches: [breach.id] });
      expect(rows.filter((row) => row.must || row.offOrder === 'departure')).toEqual([]);
    }
  });

  it('asks for the site once 999 was called for something that its code does not name', () => {
    const violence = { breaches: [], flags: ['immediate_risk' as const] };
    expect(recommended(schools, violence)).not.toContain('informal_reminder');
    expect(recommended(schools, { ...violence, met: { call_999: 'done' } })).toContain('restrict_site');
  });
});
