import type { Policy } from '../policy/policy.ts';
import type { Remark } from '../remarks.ts';
import { sourcesOf } from './sources.ts';

/** Everything in force that Accord assumes. Setting one of these aside is never "different from our policy". */
export const assumed = (policy: Policy): Remark[] =>
  sourcesOf(policy)
    .filter(({ source }) => source.kind === 'default')
    .map(({ about, source }) => ({ kind: 'assumed', about, says: source.words }));
