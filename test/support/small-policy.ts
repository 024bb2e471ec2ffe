import { parsePolicy } from '../../src/domain/policy/parse.ts';
import type { Policy } from '../../src/domain/policy/policy.ts';

const policy = { policy: 'the code, paragraph 1' };
const assumed = { default: 'assumed for the test' };

const step = (id: string, kind: string, track: string, more: object = {}): object => ({
  id,
  kind,
  label: `Step ${id}`,
  track,
  strength: 'may',
  source: policy,
  ...more,
});

const PLAIN = {
  format: 1,
  id: 'small',
  name: 'A small invented policy',
  school: 'An invented school',
  body: null,
  title: null,
  dates: { approved: 'none held', next_review: 'none held' },
  jurisdiction: { is: 'england', source: assumed },
  provider: { is: 'academy', source: assumed },
  legal_basis: { is: 'licence', source: assumed },
  subjects: [{ who: 'parent', source: policy }],
  scope: { text: 'Everywhere', site_sanction_only: false, source: policy },
  breaches: {
    exhaustive: true,
    list: [
      {
        id: 'shouting',
        label: 'Shouting',
        clause: '1',
        family: 'conduct',
        severity: 'medium',
        where: 'anywhere',
      },
      {
        id: 'striking',
        label: 'Striking',
        clause: '2',
        family: 'conduct',
        severity: 'critical',
        where: 'premises',
      },
      {
        id: 'grumbling',
        label: 'Grumbling online',
        clause: '3',
        family: 'online',
        severity: 'low',
        where: 'online',
        treat_as: 'concern',
      },
    ],
  },
  tracks: [
    { id: 'now', label: 'Now', shape: 'options', first: true, source: assumed },
    { id: 'rungs', label: 'Rungs', shape: 'ladder', source: policy },
    { id: 'beside', label: 'Beside', shape: 'options', source: policy },
  ],
  steps: [
    step('turn_away', 'turn_away', 'now', { repeat: true }),
    step('word', 'remind', 'rungs'),
    step('warning', 'warn', 'rungs', { after: [{ step: 'word', outcome: ['continued'], source: policy }] }),
    step('ban', 'restrict_site', 'rungs', {
      after: [{ step: 'warning', outcome: ['continued'], source: policy }],
    }),
    step('fewer_messages', 'restrict_contact', 'beside'),
    step('meeting', 'invite_meeting', 'beside', { letter: 'meeting_invitation' }),
    step('police', 'refer_police', 'beside'),
    step('removal', 'ask_removal', 'beside'),
    step('complaints', 'hand_to_complaints', 'beside'),
    step('nothing', 'no_action', 'beside'),
  ],
  decides: [{ by: 'head', substitute: ['deputy', 'chair'], source: assumed }],
  signs: [{ by: ['head'], source: assumed }],
  meeting: {
    with: ['head'],
    reply_within: '5 school days',
    rearrangements: 1,
    companion: true,
    source: assumed,
  },
  look_back: { within: '12 months', source: assumed },
  restriction: {
    extents: ['whole_site', 'by_appointment', 'drop_off_pick_up_only', 'not_at_drop_off_pick_up', 'events'],
    length: { usual: '1 half term', cap: '1 term', source: assumed },
    review: { before_end: '5 school days', at_most_every: '1 half term', source: assumed },
    their_side: { within: '10 school days', source: assumed },
    decide_within: { within: '5 school days', source: assumed },
  },
  contact: {
    channels: ['in_person', 'phone', 'email', 'letter'],
    usual: 'Once a week',
    length: { usual: '1 term', review: '1 half term', source: assumed },
  },
  concern_route: { ordered: true, steps: [{ who: 'Head', role: 'head' }], source: policy },
  agreement: { how: 'none', source: assumed },
  retention: [
    { keep: 'formal', for: '6 years', afterwards: 'review', source: assumed },
    { keep: 'complaint', for: '6 years', afterwards: 'review', source: assumed },
    { keep: 'no_action', for: '1 year', afterwards: 'delete', source: assumed },
    { keep: 'withdrawn', for: '1 year', afterwards: 'delete', source: assumed },
  ],
  escalation: [{ after: '2 school days', to: ['deputy'], source: assumed }],
};

/** The small policy with the sections of a test's own in place of its own; steps given here replace those of their id. */
export function smallPolicy(
  sections: Readonly<Record<string, unknown>> = {},
  steps: readonly object[] = [],
): Policy {
  const own = new Map(steps.map((row) => ['id' in row ? row.id : null, row]));
  const merged = [
    ...PLAIN.steps.map((row) => {
      const mine = 'id' in row ? own.get(row.id) : undefined;
      return mine ? { ...row, ...mine } : row;
    }),
    ...steps.filter((row) => !PLAIN.steps.some((old) => 'id' in old && 'id' in row && old.id === row.id)),
  ];
  const parsed = parsePolicy({ ...PLAIN, steps: merged, ...sections });
  if (!parsed.ok)
    throw new Error(
      parsed.problems.map((row) => `${row.path.join('.')}: ${row.says}. ${row.mend}`).join('\n'),
    );
  return parsed.policy;
}

export const gate = (kind: string, before: string, more: object = {}): object => ({
  id: kind,
  kind,
  label: `Gate ${kind}`,
  before: [before],
  source: policy,
  ...more,
});
