import { z } from 'zod';
import { TERM_NAMES, type Term } from './calendar.ts';
import { Day, daysBetween, SCHOOL_ZONE } from './time.ts';

/** Days. Half terms run to about eight weeks; a school that does not halve its terms has up to sixteen. */
const LONGEST_ROW = 120;

const TermRow = z.strictObject({
  name: z.enum(TERM_NAMES, { error: 'The term has no such name. Write autumn, spring or summer.' }),
  year: z
    .int({ error: 'Write the calendar year the term falls in, such as 2026.' })
    .min(2000, 'Write the calendar year the term falls in, such as 2026.')
    .max(2100, 'Write the calendar year the term falls in, such as 2026.'),
  half: z.union([z.literal(1), z.literal(2)], {
    error: 'Write 1 for the first half of the term or 2 for the second.',
  }),
  first: Day,
  last: Day,
});

const called = (row: Term): string =>
  `The ${row.half === 1 ? 'first' : 'second'} half of the ${row.name} term ${row.year}`;

function wrongWith(row: Term): string | null {
  if (row.last < row.first)
    return `${called(row)} ends on ${row.last}, before it begins on ${row.first}. Put the earlier day first.`;
  if (daysBetween(row.first, row.last) >= LONGEST_ROW)
    return `${called(row)} lasts longer than ${LONGEST_ROW} days, from ${row.first} to ${row.last}. Check the months and years.`;
  if (Number(row.first.slice(0, 4)) !== row.year || Number(row.last.slice(0, 4)) !== row.year)
    return `${called(row)} runs from ${row.first} to ${row.last}, which is not in ${row.year}. Write the calendar year those days are in.`;
  return null;
}

function clash(one: Term, other: Term): string | null {
  if (one.name === other.name && one.year === other.year && one.half === other.half)
    return `${called(one)} is there twice. Leave one of them out.`;
  if (one.first <= other.last && other.first <= one.last)
    return `${called(one)} (${one.first} to ${one.last}) and ${called(other).replace('The', 'the')} (${other.first} to ${other.last}) share days. Change one so that they follow each other.`;
  return null;
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** What a school enters about its year. Without terms Accord assumes some and says so. */
export const CalendarSettings = z.strictObject({
  zone: z
    .string()
    .refine(isZone, 'There is no time zone of that name. Write one such as Europe/London.')
    .default(SCHOOL_ZONE),
  terms: z
    .array(TermRow)
    .max(60, 'Ten school years of half terms are the most that are kept. Leave out the oldest.')
    .superRefine((rows, context) => {
      rows.forEach((row, index) => {
        const wrong =
          wrongWith(row) ??
          rows.slice(0, index).reduce<string | null>((found, earlier) => found ?? clash(earlier, row), null);
        if (wrong !== null) context.addIssue({ code: 'custom', path: [index], message: wrong });
      });
    })
    .default([]),
  inset: z
    .array(Day)
    .max(100, 'A hundred INSET days are the most that are kept. Leave out the oldest.')
    .default([]),
});
export type CalendarSettings = z.output<typeof CalendarSettings>;
