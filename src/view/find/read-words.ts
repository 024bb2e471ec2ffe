import { CaseRef } from '../../domain/ids.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { StepKind } from '../../domain/policy/step.ts';
import { addMonths, type Day } from '../../domain/time.ts';
import { EVERYTHING, type Query } from './query.ts';
import { readDays } from './read-days.ts';
import { readStep } from './step-words.ts';

const STATUS: Readonly<Record<string, Query['status']>> = {
  open: 'open',
  closed: 'closed',
  withdrawn: 'withdrawn',
  erased: 'erased',
};

/** In quotes it is a name, whatever else it might be: somebody may be called April, or Warning. */
const QUOTED = /["\u201c\u201d]([^"\u201c\u201d]+)["\u201c\u201d]/g;

const NAME_MAX = 120;

/** An end without a year is the first one after the beginning, and not the last one before today. */
const endOf = (from: Day | null, to: Day | null, said: readonly string[]): Day | null =>
  from !== null && to !== null && to < from && !said.some((word) => /\d{4}/.test(word))
    ? addMonths(to, 12)
    : to;

/**
 * `jordan warning open`, `3 november`, `since september ban`, `AC-26-0012`: what is no reference, state, step or date
 * is a name.
 */
export function readWords(typed: string, at: { readonly policy: Policy; readonly today: Day }): Query {
  const names = [...typed.matchAll(QUOTED)].map((found) => (found[1] ?? '').trim());
  const words = typed
    .replace(QUOTED, ' ')
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((word) => word !== '');
  let query: Query = EVERYTHING;
  const steps = new Set<StepKind>();
  for (let n = 0; n < words.length; ) {
    const word = words[n] ?? '';
    const ref = CaseRef.safeParse(word.toUpperCase());
    const status = Object.hasOwn(STATUS, word) ? STATUS[word] : undefined;
    const edge =
      word === 'since' || word === 'from' ? 'from' : word === 'until' || word === 'to' ? 'to' : null;
    const days = readDays(words.slice(edge ? n + 1 : n), at.today);
    const step = readStep(words.slice(n), at.policy);
    if (ref.success) query = { ...query, ref: ref.data };
    else if (status) query = { ...query, status };
    else if (edge === 'to' && days)
      query = { ...query, to: endOf(query.from, days.days.to, words.slice(n + 1, n + 1 + days.took)) };
    else if (days) query = edge ? { ...query, [edge]: days.days[edge] } : { ...query, ...days.days };
    else if (step) for (const kind of step.steps) steps.add(kind);
    else names.push(word);
    const took = ref.success || status ? 1 : days ? days.took + (edge ? 1 : 0) : (step?.took ?? 1);
    n += took;
  }
  const name = names.join(' ').trim().slice(0, NAME_MAX);
  return { ...query, name: name === '' ? null : name, steps: [...steps] };
}
