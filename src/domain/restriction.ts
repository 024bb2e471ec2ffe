import type { Case, Restriction } from './case.ts';
import type { RestrictionId } from './ids.ts';

export const restrictionOf = (it: Case, id: RestrictionId): Restriction | undefined =>
  it.restrictions.find((row) => row.id === id);

/** Whether it keeps someone away, or would if nothing more were decided. */
export const isLive = (row: Restriction): boolean => row.status !== 'lifted' && row.status !== 'ran_out';
/** Decided on and not yet ended, whether it keeps somebody away today or an appeal has put it off. */
export const isImposed = (row: Restriction): boolean => isLive(row) && row.status !== 'intention';

/** An appeal that suspends, where the policy has it so, until it is answered. */
export const isSuspended = (it: Pick<Case, 'requests'>, row: Pick<Restriction, 'id'>): boolean =>
  it.requests.some((one) => one.suspends === row.id && !one.answered);

/** The restrictions that keep somebody away: the front gate list rests on these and no others. */
export const binding = (it: Case): readonly Restriction[] =>
  it.restrictions.filter((row) => isImposed(row) && !isSuspended(it, row));
