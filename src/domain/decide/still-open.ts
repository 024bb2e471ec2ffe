import type { Case } from '../case.ts';
import type { Facts } from '../facts.ts';
import { INTERNAL } from '../internal-letters.ts';
import { isImposed } from '../restriction.ts';

/** What still stands in the way of closing, in the words of the list that people work through. */
export function stillOpen(it: Case, facts: Pick<Facts, 'today'>): readonly string[] {
  return [
    ...(it.hold ? ['a "do not contact" is in force'] : []),
    ...it.restrictions
      .filter((row) => row.hearing !== null && (row.status === 'provisional' || row.status === 'intention'))
      .map(() => 'a restriction waits for a decision'),
    ...it.restrictions
      .filter((row) => isImposed(row) && row.hearing === null && row.end >= facts.today)
      .map(() => 'a restriction is in force'),
    ...it.letters
      .filter((row) => !row.sent && !row.dropped && !INTERNAL.has(row.kind))
      .map(() => 'a letter has not gone'),
    ...it.consultations
      .filter((row) => row.given === null)
      .map(() => 'a view has been asked for and not given'),
    ...it.meetings
      .filter((row) => row.outcome === null)
      .map(() => 'a meeting has been offered and its outcome is not recorded'),
    ...it.theirSide.filter((row) => !row.acknowledged).map(() => 'their side has not been acknowledged'),
    ...it.requests.filter((row) => !row.answered).map(() => 'a request has not been answered'),
  ];
}
