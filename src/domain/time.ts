import { tzOffset } from '@date-fns/tz';
import { z } from 'zod';

/** A moment, UTC, ISO 8601 with milliseconds and `Z`. */
export const Instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, { abort: true })
  .refine(
    (text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text,
    'There is no such moment. Write one such as 2026-11-05T15:20:00.000Z.',
  )
  .brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;

/**
 * A calendar day in the school's own time zone, `YYYY-MM-DD`, of the years 1900 to 2999: a year half typed, such as
 * 0026, is refused, and no sum of days and durations leaves what a date can hold.
 */
export const Day = z
  .string()
  .regex(/^(19|2\d)\d{2}-\d{2}-\d{2}$/, {
    error: 'This is not a day. Write year, month and day, such as 2026-11-05.',
    abort: true,
  })
  .refine(
    (text) =>
      !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
      new Date(`${text}T00:00:00Z`).toISOString().startsWith(text),
    'There is no such day in the calendar. Check the month and how many days it has.',
  )
  .brand<'Day'>();
export type Day = z.infer<typeof Day>;

export const SCHOOL_ZONE = 'Europe/London';

export const toInstant = (date: Date): Instant => date.toISOString() as Instant;
export const toDay = (text: string): Day => Day.parse(text);

/** `tzOffset` and UTC throughout: a `TZDate` gives different answers on machines in different time zones. */
const offsetMs = (zone: string, ms: number): number => {
  const key = `${zone} ${Math.floor(ms / MINUTE_MS)}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const offset = tzOffset(zone, new Date(ms)) * MINUTE_MS;
  if (offsets.size >= MOST_OFFSETS) offsets.clear();
  offsets.set(key, offset);
  return offset;
};
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** By zone and minute: clocks are put forward and back on the minute, and finding out takes longer than a query. */
const offsets = new Map<string, number>();
const MOST_OFFSETS = 1000;

/** The day and the wall-clock hour and minute it is at a school at this moment. */
export function schoolTime(
  at: Instant,
  zone: string = SCHOOL_ZONE,
): { day: Day; hour: number; minute: number } {
  const ms = Date.parse(at);
  const local = new Date(ms + offsetMs(zone, ms));
  const day = local.toISOString().slice(0, 10) as Day;
  return { day, hour: local.getUTCHours(), minute: local.getUTCMinutes() };
}

/**
 * The moment a wall-clock time falls on. In the hour that spring skips, an hour later by the clock; in the hour that
 * autumn repeats, the second time round.
 */
export function atSchoolTime(day: Day, hour: number, minute = 0, zone: string = SCHOOL_ZONE): Instant {
  const wall = Date.parse(`${day}T00:00:00Z`) + (hour * 60 + minute) * 60_000;
  const [before, after] = [offsetMs(zone, wall - DAY_MS), offsetMs(zone, wall + DAY_MS)];
  const settled = offsetMs(zone, wall - after) === after;
  return toInstant(new Date(wall - (settled ? after : before)));
}

export function addDays(day: Day, days: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10) as Day;
}

/** Calendar months later, kept inside the month: 31 January plus one is 28 or 29 February. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10) as Day;
}

/** 0 is Sunday. */
export const weekday = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay();

export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
