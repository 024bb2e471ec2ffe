import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  atSchoolTime,
  Day,
  daysBetween,
  Instant,
  schoolTime,
  toDay,
  toInstant,
  weekday,
} from '../../src/domain/time.ts';

const at = (text: string): Instant => Instant.parse(text);
const sentence = (text: string): string | undefined => Day.safeParse(text).error?.issues[0]?.message;

/** From 2000 to 2109. */
const anyDay = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays(toDay('2000-01-01'), n));

describe('a day', () => {
  it.each(['2026-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-11-00', '2100-02-29'])(
    'refuses %s, which no calendar has, and says so',
    (text) => {
      expect(sentence(text)).toBe(
        'There is no such day in the calendar. Check the month and how many days it has.',
      );
    },
  );

  it.each(['5/11/2026', '2026-11-5', '2026-11-05T00:00:00Z', '', '0026-11-05', '12026-11-05'])(
    'refuses "%s" once and shows how a day is written',
    (text) => {
      expect(Day.safeParse(text).error?.issues).toHaveLength(1);
      expect(sentence(text)).toBe('This is not a day. Write year, month and day, such as 2026-11-05.');
    },
  );

  it('takes 29 February in a leap year', () => {
    expect(Day.safeParse('2028-02-29').success).toBe(true);
    expect(Day.safeParse('2000-02-29').success).toBe(true);
  });
});

describe('an instant', () => {
  it.each([
    '2026-11-05',
    '2026-11-05T15:20:00Z',
    '2026-11-05T15:20:00.000+01:00',
    '2026-11-31T00:00:00.000Z',
    '2026-11-05T25:00:00.000Z',
  ])('refuses %s', (text) => {
    expect(Instant.safeParse(text).success).toBe(false);
  });

  it('reads back from a date as it was', () => {
    expect(toInstant(new Date('2026-11-05T15:20:00.000Z'))).toBe(at('2026-11-05T15:20:00.000Z'));
  });
});

describe('the time at school', () => {
  it('opens at 07:00 UTC in summer and at 08:00 UTC in winter', () => {
    expect(atSchoolTime(toDay('2026-07-01'), 8)).toBe('2026-07-01T07:00:00.000Z');
    expect(atSchoolTime(toDay('2026-11-05'), 8)).toBe('2026-11-05T08:00:00.000Z');
  });

  it('keeps eight in the morning on both sides of each clock change', () => {
    expect(atSchoolTime(toDay('2026-03-28'), 8)).toBe('2026-03-28T08:00:00.000Z');
    expect(atSchoolTime(toDay('2026-03-29'), 8)).toBe('2026-03-29T07:00:00.000Z');
    expect(atSchoolTime(toDay('2026-10-24'), 8)).toBe('2026-10-24T07:00:00.000Z');
    expect(atSchoolTime(toDay('2026-10-25'), 8)).toBe('2026-10-25T08:00:00.000Z');
  });

  it('moves on by an hour a time that the spring change skips', () => {
    const skipped = atSchoolTime(toDay('2027-03-28'), 1, 30);
    expect(schoolTime(skipped)).toEqual({ day: '2027-03-28', hour: 2, minute: 30 });
  });

  it('takes the second of the two half past ones in October', () => {
    expect(atSchoolTime(toDay('2026-10-25'), 1, 30)).toBe('2026-10-25T01:30:00.000Z');
  });

  it.each([
    ['UTC', 0],
    ['Pacific/Auckland', 13],
    ['America/Los_Angeles', 16],
  ])('is the same on a machine whose own clock is set to %s', (zone, midnightThere) => {
    const own = process.env.TZ;
    process.env.TZ = zone;
    try {
      expect(new Date('2026-11-05T00:00:00.000Z').getHours()).toBe(midnightThere);
      expect(atSchoolTime(toDay('2026-10-25'), 0, 30)).toBe('2026-10-24T23:30:00.000Z');
      expect(atSchoolTime(toDay('2026-10-25'), 1, 30)).toBe('2026-10-25T01:30:00.000Z');
      expect(atSchoolTime(toDay('2026-10-25'), 2, 30)).toBe('2026-10-25T02:30:00.000Z');
      expect(atSchoolTime(toDay('2027-03-28'), 0, 30)).toBe('2027-03-28T00:30:00.000Z');
      expect(atSchoolTime(toDay('2027-03-28'), 1, 30)).toBe('2027-03-28T01:30:00.000Z');
      expect(atSchoolTime(toDay('2027-03-28'), 2, 30)).toBe('2027-03-28T01:30:00.000Z');
      expect(schoolTime(at('2026-10-25T00:30:00.000Z'))).toEqual({ day: '2026-10-25', hour: 1, minute: 30 });
    } finally {
      if (own === undefined) delete process.env.TZ;
      else process.env.TZ = own;
    }
  });

  it('counts half past midnight in summer as the new day, though UTC is still on the old one', () => {
    expect(schoolTime(at('2026-07-01T23:30:00.000Z'))).toEqual({ day: '2026-07-02', hour: 0, minute: 30 });
    expect(schoolTime(at('2026-12-01T23:30:00.000Z'))).toEqual({ day: '2026-12-01', hour: 23, minute: 30 });
  });

  it('goes by the zone of a school that is elsewhere', () => {
    expect(schoolTime(at('2026-11-05T23:30:00.000Z'), 'Europe/Berlin').day).toBe('2026-11-06');
    expect(atSchoolTime(toDay('2026-11-05'), 8, 0, 'Europe/Berlin')).toBe('2026-11-05T07:00:00.000Z');
  });

  it('gives back every time that no clock change skips', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 3, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        (day, hour, minute) => {
          expect(schoolTime(atSchoolTime(day, hour, minute))).toEqual({ day, hour, minute });
        },
      ),
    );
  });
});

describe('sums with days', () => {
  it('neither loses nor repeats a day when the clocks change', () => {
    expect(addDays(toDay('2027-03-27'), 2)).toBe('2027-03-29');
    expect(addDays(toDay('2026-10-24'), 2)).toBe('2026-10-26');
    expect(daysBetween(toDay('2026-10-24'), toDay('2026-10-26'))).toBe(2);
  });

  it('crosses the end of a year and a leap day', () => {
    expect(addDays(toDay('2026-12-31'), 1)).toBe('2027-01-01');
    expect(addDays(toDay('2028-02-28'), 1)).toBe('2028-02-29');
    expect(addDays(toDay('2028-03-01'), -1)).toBe('2028-02-29');
  });

  it('keeps a month later inside the month', () => {
    expect(addMonths(toDay('2027-01-31'), 1)).toBe('2027-02-28');
    expect(addMonths(toDay('2028-01-31'), 1)).toBe('2028-02-29');
    expect(addMonths(toDay('2028-02-29'), 12)).toBe('2029-02-28');
    expect(addMonths(toDay('2026-08-31'), 1)).toBe('2026-09-30');
    expect(addMonths(toDay('2026-03-31'), -1)).toBe('2026-02-28');
    expect(addMonths(toDay('2026-11-05'), 14)).toBe('2028-01-05');
  });

  it('knows that 5 November 2026 is a Thursday and the day of the fete a Sunday', () => {
    expect(weekday(toDay('2026-11-05'))).toBe(4);
    expect(weekday(toDay('2026-06-21'))).toBe(0);
  });

  it('comes back to where it went out from', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, n) => {
        const there = addDays(day, n);
        expect(daysBetween(day, there)).toBe(n);
        expect(addDays(there, -n)).toBe(day);
        expect(Day.safeParse(there).success).toBe(true);
      }),
    );
  });
});
