import type { Case, RestrictionStatus } from '../../domain/case.ts';
import type { Extent } from '../../domain/events/restricting.ts';
import type { CaseRef, PersonId } from '../../domain/ids.ts';
import type { Day } from '../../domain/time.ts';
import { sayDay } from '../days.ts';
import type { GateSchool, Scene } from '../drawing.ts';
import { allowedWords, extentWords } from './restriction-words.ts';

/** One restriction of one person. */
export interface GateRow {
  readonly person: PersonId;
  readonly name: string;
  /** Tells apart two people of one name. */
  readonly detail: string;
  readonly ref: CaseRef;
  readonly status: RestrictionStatus;
  readonly extent: Extent;
  readonly start: Day;
  readonly end: Day;
  /** A visitor has no child here to hand over. */
  readonly capacity: Case['capacity'];
}

export const notSure = ({ call }: Pick<GateSchool, 'call'>): string =>
  call === '' ? 'Not sure? Call the head.' : `Not sure? Call the head: ${call}.`;

export const NOBODY_TODAY = 'Nobody is on the list today. Everyone is welcome as usual.';
export const AT_THE_GATE = 'Be polite, keep your distance and do not argue. If there is danger, call 999.';
export const NO_DETAIL = 'no detail kept: ask the head how to tell them apart';

const inForce = (rows: readonly GateRow[], today: Day): readonly GateRow[] =>
  rows
    .filter(
      (row) =>
        row.extent.of === 'site' &&
        (row.status === 'turned_away' || row.status === 'provisional' || row.status === 'confirmed') &&
        row.start <= today &&
        today <= row.end,
    )
    .toSorted((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));

/** One person on the front gate list, with everything that keeps them away today. */
export interface AtGate {
  readonly name: string;
  readonly detail: string;
  readonly rows: readonly [GateRow, ...GateRow[]];
}

/** Only who must not come, only on the days it holds: not a day longer, and nobody on a guess. */
export function atTheGate(rows: readonly GateRow[], today: Day): readonly AtGate[] {
  const people = new Map<PersonId, AtGate>();
  for (const row of inForce(rows, today)) {
    const before = people.get(row.person)?.rows ?? [];
    people.set(row.person, { name: row.name, detail: row.detail, rows: [...before, row] });
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}

/** Where a child changes hands, where what keeps the parent away leaves them no other way in. */
function handoverWords(rows: AtGate['rows'], { handover }: GateSchool): string | null {
  const barred = rows.some(
    ({ extent }) =>
      extent.of === 'site' &&
      extent.places.some((place) => place !== 'drop_off_pick_up_only' && place !== 'events'),
  );
  if (!barred || rows[0].capacity === 'visitor') return null;
  const { where, morning, afternoon } = handover;
  if (where === '') return 'If they bring or collect a child, call the head.';
  const times = [morning, afternoon].filter((row) => row !== '').join(' and ');
  return `If they bring or collect a child, a member of staff meets them at ${where}${times === '' ? '' : `, at ${times}`}.`;
}

/** What keeps them away, each on a line; then, once, what is allowed for all that. */
export function gateLines(
  { rows }: AtGate,
  { today, gate }: Pick<Scene, 'today' | 'gate'>,
): readonly string[] {
  const away = rows.map(
    (row) =>
      `Not to come ${extentWords(row.extent)}, from ${sayDay(row.start, today)} to ${sayDay(row.end, today)}.`,
  );
  return [
    ...new Set(away),
    allowedWords(rows.map((row) => row.extent)),
    ...[handoverWords(rows, gate) ?? []].flat(),
  ];
}
