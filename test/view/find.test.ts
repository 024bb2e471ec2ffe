import { describe, expect, it } from 'vitest';
import { toDay } from '../../src/domain/time.ts';
import { lookedBy } from '../../src/view/find/query.ts';
import { readWords } from '../../src/view/find/read-words.ts';
import { given } from '../support/given.ts';

const at = { policy: given('stockham-primary').policy, today: toDay('2026-11-20') };
const read = (typed: string) => {
  const { name, ref, status, steps, from, to } = readWords(typed, at);
  return {
    ...(name === null ? {} : { name }),
    ...(ref === null ? {} : { ref }),
    ...(status === null ? {} : { status }),
    ...(steps.length === 0 ? {} : { steps }),
    ...(from === null && to === null ? {} : { days: `${from}..${to}` }),
  };
};

describe('what is typed after "find"', () => {
  it.each([
    ['jordan', { name: 'jordan' }],
    ['Jordan Vale', { name: 'jordan vale' }],
    ['ac-26-0012', { ref: 'AC-26-0012' }],
    ['warning', { steps: ['warn'] }],
    ['ban open', { steps: ['restrict_site'], status: 'open' }],
    ['turned away', { steps: ['turn_away'] }],
    [
      'jordan warning closed november',
      { name: 'jordan', steps: ['warn'], status: 'closed', days: '2026-11-01..2026-11-30' },
    ],
    ['november', { days: '2026-11-01..2026-11-30' }],
    ['december', { days: '2025-12-01..2025-12-31' }],
    ['feb 2024', { days: '2024-02-01..2024-02-29' }],
    ['sept', { days: '2026-09-01..2026-09-30' }],
    ['2026-11-03', { days: '2026-11-03..2026-11-03' }],
    ['3/11/2026', { days: '2026-11-03..2026-11-03' }],
    ['3rd november', { days: '2026-11-03..2026-11-03' }],
    ['25 december', { days: '2025-12-25..2025-12-25' }],
    ['3 nov 2024', { days: '2024-11-03..2024-11-03' }],
    ['yesterday', { days: '2026-11-19..2026-11-19' }],
    ['2025', { days: '2025-01-01..2025-12-31' }],
    ['since september', { days: '2026-09-01..null' }],
    ['from november to december', { days: '2026-11-01..2026-12-31' }],
    ['since november until january', { days: '2026-11-01..2027-01-31' }],
    ['from november to december 2025', { days: '2026-11-01..2025-12-31' }],
    ['since september until 3 november', { days: '2026-09-01..2026-11-03' }],
    ['"April Smith" open', { name: 'April Smith', status: 'open' }],
    ['“May” march', { name: 'May', days: '2026-03-01..2026-03-31' }],
    // No such day: it is no date, and so it is looked for as it stands.
    ['30 february', { name: '30', days: '2026-02-01..2026-02-28' }],
    ['constructor __proto__', { name: 'constructor __proto__' }],
  ] as const)('%s', (typed, query) => {
    expect(read(typed)).toEqual(query);
  });

  it('knows each step by the name that the policy has for it', () => {
    for (const step of at.policy.steps) expect(read(step.label.toLowerCase()).steps).toEqual([step.kind]);
  });

  it('the record of it holds by what was looked for, and none of the words', () => {
    expect(lookedBy(readWords('jordan warning', at))).toEqual(['person', 'step']);
    expect(JSON.stringify(lookedBy(readWords('jordan', at)))).not.toContain('jordan');
  });
});
