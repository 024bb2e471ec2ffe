import type { RestrictionStatus } from '../../domain/case.ts';
import type { Extent } from '../../domain/events/restricting.ts';
import type { CaseRef } from '../../domain/ids.ts';
import type { Day } from '../../domain/time.ts';
import { sayDay } from '../days.ts';
import { allowedWords, extentWords } from './restriction-words.ts';

/** One person on the front gate list. */
export interface GateRow {
  readonly name: string;
  /** Tells apart two people of one name. */
  readonly detail: string;
  readonly ref: CaseRef;
  readonly status: RestrictionStatus;
  readonly extent: Extent;
  readonly start: Day;
  readonly end: Day;
}

export const NOT_SURE = 'Not sure? Call the head.';

/** Only who must not come, only on the days it holds: not a day longer, and nobody on a guess. */
export const atTheGate = (rows: readonly GateRow[], today: Day): readonly GateRow[] =>
  rows
    .filter(
      (row) =>
        row.extent.of === 'site' &&
        (row.status === 'turned_away' || row.status === 'provisional' || row.status === 'confirmed') &&
        row.start <= today &&
        today <= row.end,
    )
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));

export const gateLines = (row: GateRow, today: Day): readonly string[] => [
  `Not to come ${extentWords(row.extent)}, from ${sayDay(row.start, today)} to ${sayDay(row.end, today)}.`,
  allowedWords(row.extent),
];
