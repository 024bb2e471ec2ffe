import { TZDate } from '@date-fns/tz';
import { z } from 'zod';

/** A moment, UTC, ISO 8601 with milliseconds and `Z`. */
export const Instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;

/** A calendar day in the school's own time zone, `YYYY-MM-DD`. */
export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(
    (text) =>
      !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
      new Date(`${text}T00:00:00Z`).toISOString().startsWith(text),
    'is not a day of the calendar',
  )
  .brand<'Day'>();
export type Day = z.infer<typeof Day>;

export const SCHOOL_ZONE = 'Europe/London';

export const toInstant = (date: Date): Instant => date.toISOString() as Instant;
export const toDay = (text: string): Day => Day.parse(text);

/** The day and the wall-clock hour and minute it is at a school at this moment. */
export function schoolTime(
  at: Instant,
  zone: string = SCHOOL_ZONE,
): { day: Day; hour: number; minute: number } {
  const local = new TZDate(at, zone);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}` as Day;
  return { day, hour: local.getHours(), minute: local.getMinutes() };
}

/** The moment a wall-clock time falls on; in the hour that a clock change skips, the moment just after it. */
export function atSchoolTime(day: Day, hour: number, minute = 0, zone: string = SCHOOL_ZONE): Instant {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return new Date(new TZDate(year, month - 1, date, hour, minute, zone).getTime()).toISOString() as Instant;
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
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
