import { z } from 'zod';

export const UNITS = [
  'hours',
  'calendar days',
  'working days',
  'school days',
  'weeks',
  'months',
  'half terms',
  'terms',
  'years',
] as const;
export type Unit = (typeof UNITS)[number];

const PATTERN =
  /^(\d{1,3}) (hours?|calendar days?|working days?|school days?|weeks?|months?|half terms?|terms?|years?)$/;

const plural = (unit: string): Unit => (unit.endsWith('s') ? unit : `${unit}s`) as Unit;

/** Written `10 school days`, `48 hours`, `1 half term`. `days` alone is refused: the unit decides the date. */
export const Duration = z
  .string()
  .regex(
    PATTERN,
    'write a number and a unit, such as "10 school days" (units: hours, calendar days, working days, school days, weeks, months, half terms, terms, years)',
  )
  .transform((words) => {
    const [, count, unit] = PATTERN.exec(words) as unknown as [string, string, string];
    return { count: Number(count), unit: plural(unit), words };
  });
export type Duration = z.output<typeof Duration>;

/** A day, a month or a term, or that the policy holds no such date. */
export const PolicyDate = z.union(
  [
    z.literal('none held').transform(() => ({ precision: 'none' as const })),
    z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .transform((day) => ({ precision: 'day' as const, day })),
    z
      .string()
      .regex(/^\d{4}-\d{2}$/)
      .transform((month) => ({ precision: 'month' as const, month })),
    z
      .string()
      .regex(/^(autumn|spring|summer) term \d{4}$/)
      .transform((term) => ({
        precision: 'term' as const,
        term: term.split(' ')[0] as 'autumn' | 'spring' | 'summer',
        year: Number(term.slice(-4)),
      })),
  ],
  { error: 'write a day (2024-11-20), a month (2027-11), a term ("summer term 2028") or "none held"' },
);
export type PolicyDate = z.output<typeof PolicyDate>;
