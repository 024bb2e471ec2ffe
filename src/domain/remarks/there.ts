import type { Policy } from '../policy/policy.ts';
import type { Remark } from '../remarks.ts';
import { dateWords } from './overdue.ts';
import { sourcesOf } from './sources.ts';

/** What the pack holds, so that a school can see that nothing of its policy was left out. */
export function there(policy: Policy): Remark[] {
  const says = (about: string, words: string): Remark => ({ kind: 'there', about, says: words });
  const { list, exhaustive } = policy.breaches;
  const exceptions = list.flatMap((breach) => breach.exceptions).length;
  const cited = sourcesOf(policy);
  const from = (kind: 'policy' | 'guidance' | 'default') =>
    cited.filter(({ source }) => source.kind === kind).length;
  const { approved, next_review } = policy.dates;
  const named = policy.bodies.flatMap((body) => body.name ?? []);
  return [
    says('Dates', `approved: ${dateWords(approved)}; next review: ${dateWords(next_review)}`),
    says('For', policy.subjects.map((it) => it.who.replace('_', ' ')).join(', ')),
    says(
      'What is reported',
      `${list.length} kinds, ${exhaustive ? 'and no others' : 'as examples'}; ${count(exceptions, 'exception')}`,
    ),
    says(
      'Expected',
      `${count(policy.expectations.length, 'expectation')} of parents; ${count(policy.duties.length, 'promise')} by the school`,
    ),
    says(
      'Steps',
      policy.tracks
        .map((track) => {
          const labels = policy.steps.filter((step) => step.track === track.id).map((step) => step.id);
          return `${track.label} (${track.shape}): ${labels.join(', ').replaceAll('_', ' ')}`;
        })
        .join('; '),
    ),
    says(
      'Must happen first',
      policy.gates.length > 0 ? policy.gates.map((gate) => gate.label).join('; ') : 'nothing',
    ),
    says('Bodies named', named.length > 0 ? named.join('; ') : 'none'),
    says(
      'Worry or complaint',
      `${policy.concern_route.steps.map((step) => step.who).join(policy.concern_route.ordered ? ', then ' : ' / ')}`,
    ),
    says(
      'Where from',
      `${from('policy')} rules from the policy, ${from('guidance')} from guidance, ${from('default')} assumed`,
    ),
  ];
}

const count = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;
