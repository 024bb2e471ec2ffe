import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SchoolCalendar, Term } from '../../src/domain/calendar.ts';
import { addDuration, subtractDuration } from '../../src/domain/due.ts';
import { Duration, UNITS } from '../../src/domain/policy/duration.ts';
import { addDays, toDay as d } from '../../src/domain/time.ts';

const row = (name: Term['name'], year: number, half: 1 | 2, first: string, last: string): Term => ({
  name,
  year,
  half,
  first: d(first),
  last: d(last),
});
const school: SchoolCalendar = {
  zone: 'Europe/London',
  terms: [
    row('autumn', 2026, 1, '2026-09-01', '2026-10-23'),
    row('autumn', 2026, 2, '2026-11-02', '2026-12-18'),
    row('spring', 2027, 1, '2027-01-04', '2027-02-12'),
    row('spring', 2027, 2, '2027-02-22', '2027-03-25'),
  ],
  bankHolidays: ['2026-12-25', '2026-12-28', '2027-01-01'].map(d),
  closed: [],
  yearRound: false,
};
const due = (from: string, words: string, calendar = school) =>
  addDuration(calendar, d(from), Duration.parse(words));
const before = (to: string, words: string) => subtractDuration(school, d(to), Duration.parse(words));

describe('when something is due', () => {
  it.each([
    ['2026-11-05', '48 hours', '2026-11-07'],
    ['2026-11-05', '25 hours', '2026-11-07'],
    ['2026-11-05', '1 hour', '2026-11-06'],
    ['2026-11-05', '10 calendar days', '2026-11-15'],
    ['2026-12-24', '2 working days', '2026-12-30'],
    ['2026-12-17', '2 school days', '2027-01-04'],
    ['2026-11-05', '2 weeks', '2026-11-19'],
    ['2027-01-31', '1 month', '2027-02-28'],
    ['2028-02-29', '1 year', '2029-02-28'],
    ['2026-11-05', '6 years', '2032-11-05'],
  ])('%s and %s: %s', (from, words, expected) => {
    expect(due(from, words)).toBe(expected);
  });

  it('runs a half term to the end of the one it begins in', () => {
    expect(due('2026-11-10', '1 half term')).toBe('2026-12-18');
    expect(due('2026-11-10', '2 half terms')).toBe('2027-02-12');
    expect(due('2026-12-18', '1 half term')).toBe('2026-12-18');
  });

  it('begins with the half term that follows when it starts in a holiday', () => {
    expect(due('2026-10-28', '1 half term')).toBe('2026-12-18');
    expect(due('2026-12-28', '1 term')).toBe('2027-03-25');
  });

  it('runs a term to the end of its second half', () => {
    expect(due('2026-09-10', '1 term')).toBe('2026-12-18');
    expect(due('2026-11-10', '2 terms')).toBe('2027-03-25');
  });

  it('goes on in weeks of seven a half term where no more terms have been entered', () => {
    expect(due('2027-03-01', '2 half terms')).toBe('2027-05-13');
    expect(due('2027-06-01', '1 term')).toBe('2027-09-07');
    expect(due('2026-11-10', '1 half term', { ...school, terms: [] })).toBe('2026-12-29');
  });

  it('does not jump over a year that was not entered to the term after it', () => {
    const gap: SchoolCalendar = {
      ...school,
      terms: [...school.terms, row('spring', 2028, 1, '2028-01-04', '2028-02-11')],
    };
    expect(due('2027-03-01', '2 half terms', gap)).toBe('2027-05-13');
    expect(due('2027-05-01', '1 half term', gap)).toBe('2027-06-19');
  });

  it('is never before it began, and never sooner for more of the same unit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...UNITS),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 500 }),
        (unit, count, offset) => {
          const from = addDays(d('2026-06-01'), offset);
          const one = addDuration(school, from, { count, unit, words: '' });
          const more = addDuration(school, from, { count: count + 1, unit, words: '' });
          expect(one >= from).toBe(true);
          expect(more >= one).toBe(true);
        },
      ),
    );
  });

  it('answers for the longest a policy can write', () => {
    for (const unit of UNITS)
      expect(addDuration(school, d('2026-11-05'), { count: 999, unit, words: '' })).toMatch(
        /^\d{4}-\d{2}-\d{2}$/,
      );
  });
});

describe('what is owed ahead of a date', () => {
  it.each([
    ['2026-12-18', '5 school days', '2026-12-11'],
    ['2027-01-04', '1 school day', '2026-12-18'],
    ['2026-12-29', '1 working day', '2026-12-24'],
    ['2026-12-18', '2 weeks', '2026-12-04'],
    ['2026-12-18', '36 hours', '2026-12-16'],
    ['2026-12-18', '3 calendar days', '2026-12-15'],
    ['2026-03-31', '1 month', '2026-02-28'],
    ['2026-11-05', '1 year', '2025-11-05'],
    ['2026-12-18', '1 half term', '2026-10-30'],
    ['2026-12-18', '1 term', '2026-09-11'],
    ['2026-11-07', '0 school days', '2026-11-07'],
  ])('%s less %s: %s', (to, words, expected) => {
    expect(before(to, words)).toBe(expected);
  });

  it('is never after the date', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...UNITS),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 500 }),
        (unit, count, offset) => {
          const to = addDays(d('2026-06-01'), offset);
          expect(subtractDuration(school, to, { count, unit, words: '' }) <= to).toBe(true);
        },
      ),
    );
  });
});
