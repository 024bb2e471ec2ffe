import { printDay } from '../domain/letters/print-day.ts';
import { type Day, type Instant, schoolTime } from '../domain/time.ts';

/** `Monday 23 November`, with the year when it is not this one, and always where `today` is null: on lasting paper. */
export function sayDay(day: Day, today: Day | null): string {
  const full = printDay(day);
  return today !== null && day.slice(0, 4) === today.slice(0, 4) ? full.slice(0, -' 2026'.length) : full;
}

/** `Thursday 19 November, 15:20`, as the school's clock had it. */
export function sayMoment(at: Instant, today: Day | null, zone: string): string {
  const { day, hour, minute } = schoolTime(at, zone);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${sayDay(day, today)}, ${two(hour)}:${two(minute)}`;
}

export const sayDayOf = (at: Instant, today: Day, zone: string): string =>
  sayDay(schoolTime(at, zone).day, today);
