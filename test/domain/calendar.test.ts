import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addSchoolDays,
  addWorkingDays,
  beforeHoliday,
  covers,
  firstSchoolDayOfWeek,
  firstSchoolDayOnOrAfter,
  isHoliday,
  isSchoolDay,
  isWorkingDay,
  lastSchoolDayBefore,
  nextSchoolDay,
  opening,
  receivedFrom,
  type SchoolCalendar,
  schoolHours,
  type Term,
  termDates,
  termNamed,
  weeklyPost,
  weekOf,
} from '../../src/domain/calendar.ts';
import { addDays, toDay as d, Instant, schoolTime, weekday } from '../../src/domain/time.ts';

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
    row('summer', 2027, 1, '2027-04-12', '2027-05-28'),
    row('summer', 2027, 2, '2027-06-07', '2027-07-21'),
    row('autumn', 2027, 1, '2027-09-01', '2027-10-22'),
  ],
  bankHolidays: [
    '2026-08-31',
    '2026-12-25',
    '2026-12-26',
    '2026-12-28',
    '2027-01-01',
    '2027-03-26',
    '2027-03-29',
    '2027-05-03',
    '2027-05-31',
    '2027-08-30',
    '2027-12-27',
    '2027-12-28',
  ].map(d),
  closed: ['2026-09-01', '2026-11-27', '2027-01-04'].map(d),
  yearRound: false,
};
const nursery: SchoolCalendar = { ...school, terms: [], yearRound: true };
const nothingEntered: SchoolCalendar = { ...school, terms: [] };
const at = (text: string) => Instant.parse(text);

const dayFrom = (first: string, length: number) =>
  fc.integer({ min: 0, max: length }).map((n) => addDays(d(first), n));
const anyDay = dayFrom('2026-06-01', 700);

describe('which days are school days', () => {
  it.each([
    ['2026-11-05', true, 'an ordinary Thursday'],
    ['2026-11-07', false, 'a Saturday'],
    ['2026-11-08', false, 'a Sunday'],
    ['2026-09-01', false, 'an INSET day on the first day of term'],
    ['2026-11-27', false, 'an INSET day in mid-term'],
    ['2026-10-23', true, 'the last day before half term'],
    ['2026-10-28', false, 'a Wednesday in half term'],
    ['2027-05-03', false, 'the bank holiday in May'],
    ['2026-12-18', true, 'the last day before Christmas'],
    ['2026-12-21', false, 'the Monday after'],
    ['2027-08-10', false, 'a Tuesday in August'],
  ])('%s: %s (%s)', (day, expected) => {
    expect(isSchoolDay(school, d(day))).toBe(expected);
  });

  it('calls an INSET day and a day in August working days, and 31 August 2026 and Boxing Day in lieu none', () => {
    expect(isWorkingDay(school, d('2026-11-27'))).toBe(true);
    expect(isWorkingDay(school, d('2027-08-10'))).toBe(true);
    expect(isWorkingDay(school, d('2026-08-31'))).toBe(false);
    expect(isWorkingDay(school, d('2026-12-28'))).toBe(false);
  });

  it('keeps a nursery open in August, but not on its bank holiday or INSET day', () => {
    expect(isSchoolDay(nursery, d('2027-08-10'))).toBe(true);
    expect(isSchoolDay(nursery, d('2027-08-30'))).toBe(false);
    expect(isSchoolDay(nursery, d('2026-11-27'))).toBe(false);
  });
});

describe('a year that has not been entered', () => {
  it('counts weekdays that are neither bank holidays nor INSET days, and says so', () => {
    expect(covers(nothingEntered, d('2026-11-05'))).toBe(false);
    expect(isSchoolDay(nothingEntered, d('2026-10-28'))).toBe(true);
    expect(isSchoolDay(nothingEntered, d('2026-11-07'))).toBe(false);
    expect(isSchoolDay(nothingEntered, d('2026-12-28'))).toBe(false);
    expect(isSchoolDay(nothingEntered, d('2026-11-27'))).toBe(false);
  });

  it('knows a summer holiday only when the term on its far side has been entered', () => {
    expect(covers(school, d('2027-08-10'))).toBe(true);
    expect(covers(school, d('2026-08-10'))).toBe(false);
    expect(covers(school, d('2027-10-27'))).toBe(false);
  });

  it('does not take a whole missing year for one long holiday', () => {
    const missing: SchoolCalendar = {
      ...school,
      terms: [...school.terms, row('autumn', 2028, 1, '2028-09-04', '2028-10-20')],
    };
    expect(covers(missing, d('2028-03-01'))).toBe(false);
    expect(isSchoolDay(missing, d('2028-03-01'))).toBe(true);
    expect(covers(missing, d('2028-09-20'))).toBe(true);
  });

  it('always knows the days of a school that is open all the year', () => {
    expect(covers(nursery, d('2035-03-01'))).toBe(true);
  });

  it('tells dates the school entered from dates assumed for it, in the holiday between them too', () => {
    const half: SchoolCalendar = {
      ...school,
      terms: school.terms.map((term) => (term.year === 2027 ? { ...term, assumed: true as const } : term)),
    };
    expect(termDates(half, d('2026-10-28'))).toBe('entered');
    expect(termDates(half, d('2026-12-30'))).toBe('assumed');
    expect(termDates(half, d('2027-02-01'))).toBe('assumed');
    expect(termDates(half, d('2028-02-01'))).toBe('none');
    expect(termNamed(half, 'autumn', 2026)?.assumed).toBe(false);
    expect(termNamed(half, 'spring', 2027)?.assumed).toBe(true);
  });

  it('gives rows in any order the same answers', () => {
    const shuffled: SchoolCalendar = { ...school, terms: [...school.terms].reverse() };
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(covers(shuffled, day)).toBe(covers(school, day));
        expect(isSchoolDay(shuffled, day)).toBe(isSchoolDay(school, day));
      }),
    );
  });
});

describe('counting school days', () => {
  it('calls the day after the first', () => {
    expect(addSchoolDays(school, d('2026-11-02'), 1)).toBe('2026-11-03');
    expect(addSchoolDays(school, d('2026-11-05'), 2)).toBe('2026-11-09');
  });

  it('leaves out the weekend, an INSET day and the Christmas holiday with its INSET day after', () => {
    expect(nextSchoolDay(school, d('2026-11-26'))).toBe('2026-11-30');
    expect(nextSchoolDay(school, d('2026-12-18'))).toBe('2027-01-05');
    expect(addSchoolDays(school, d('2026-12-16'), 3)).toBe('2027-01-05');
  });

  it('gives ten school days to answer a letter sent the day before half term', () => {
    expect(addSchoolDays(school, d('2026-10-22'), 10)).toBe('2026-11-12');
  });

  it('takes nought as the day itself, or as the next that the school opens', () => {
    expect(addSchoolDays(school, d('2026-11-05'), 0)).toBe('2026-11-05');
    expect(addSchoolDays(school, d('2026-11-07'), 0)).toBe('2026-11-09');
    expect(addWorkingDays(school, d('2026-11-07'), 0)).toBe('2026-11-09');
    expect(addWorkingDays(school, d('2026-11-06'), 0)).toBe('2026-11-06');
  });

  it('counts back as it counts on', () => {
    expect(addSchoolDays(school, d('2026-11-02'), -1)).toBe('2026-10-23');
    expect(lastSchoolDayBefore(school, d('2027-01-05'))).toBe('2026-12-18');
  });

  it('counts working days through half term and over a bank holiday given in lieu', () => {
    expect(addWorkingDays(school, d('2026-10-23'), 5)).toBe('2026-10-30');
    expect(addWorkingDays(school, d('2026-12-24'), 1)).toBe('2026-12-29');
  });

  it('always lands on a school day, later than it began, and never sooner for a longer wait', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (day, n) => {
        const due = addSchoolDays(school, day, n);
        expect(isSchoolDay(school, due)).toBe(true);
        expect(due > day).toBe(true);
        expect(addSchoolDays(school, day, n + 1) > due).toBe(true);
        expect(addSchoolDays(school, addDays(day, 1), n) >= due).toBe(true);
      }),
    );
  });

  it('comes back to a school day by counting as many back', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (day, n) => {
        const open = firstSchoolDayOnOrAfter(school, day);
        expect(addSchoolDays(school, addSchoolDays(school, open, n), -n)).toBe(open);
      }),
    );
  });

  it('holds exactly as many school days as were counted', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 30 }), (day, n) => {
        const due = addSchoolDays(school, day, n);
        let seen = 0;
        for (let each = addDays(day, 1); each <= due; each = addDays(each, 1))
          if (isSchoolDay(school, each)) seen++;
        expect(seen).toBe(n);
      }),
    );
  });

  it('gives a weekday, and does not hang, where every day for years has been entered as closed', () => {
    const shut: SchoolCalendar = {
      ...nursery,
      closed: Array.from({ length: 1500 }, (_, n) => addDays(d('2026-01-01'), n)),
    };
    expect(nextSchoolDay(shut, d('2026-11-06'))).toBe('2026-11-09');
    expect(lastSchoolDayBefore(shut, d('2028-11-06'))).toBe('2028-11-03');
    expect(firstSchoolDayOfWeek(shut, d('2026-11-06'))).toBeNull();
    expect(weeklyPost(shut, d('2026-11-06'))).toBeNull();
  });
});

describe('dates that fall in a holiday', () => {
  it('moves a review from half term, Christmas or August to the last school day before', () => {
    expect(beforeHoliday(school, d('2026-10-28'))).toBe('2026-10-23');
    expect(beforeHoliday(school, d('2026-12-25'))).toBe('2026-12-18');
    expect(beforeHoliday(school, d('2027-08-31'))).toBe('2027-07-21');
    expect(beforeHoliday(school, d('2027-05-03'))).toBe('2027-04-30');
  });

  it('leaves an ordinary weekend and a lone INSET day where they are', () => {
    expect(isHoliday(school, d('2026-11-07'))).toBe(false);
    expect(beforeHoliday(school, d('2026-11-08'))).toBe('2026-11-08');
    const wednesday: SchoolCalendar = { ...school, closed: [d('2026-11-11')] };
    expect(isHoliday(wednesday, d('2026-11-11'))).toBe(false);
  });

  it('counts the weekend at either end of a holiday as part of it', () => {
    expect(isHoliday(school, d('2026-10-24'))).toBe(true);
    expect(isHoliday(school, d('2026-11-01'))).toBe(true);
    expect(isHoliday(school, d('2026-11-02'))).toBe(false);
  });

  it('never moves a date later, leaves none in a holiday, and does not move a moved date again', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const moved = beforeHoliday(school, day);
        expect(moved <= day).toBe(true);
        expect(isHoliday(school, moved)).toBe(false);
        expect(beforeHoliday(school, moved)).toBe(moved);
      }),
    );
  });
});

describe('the week', () => {
  it('begins on Monday, and Sunday belongs to the week before', () => {
    expect(weekOf(d('2026-11-02'))).toBe('2026-11-02');
    expect(weekOf(d('2026-11-08'))).toBe('2026-11-02');
    expect(weekOf(d('2027-01-01'))).toBe('2026-12-28');
  });

  it('has its first school day after a bank holiday or an INSET day, and none in half term', () => {
    expect(firstSchoolDayOfWeek(school, d('2026-11-05'))).toBe('2026-11-02');
    expect(firstSchoolDayOfWeek(school, d('2027-05-06'))).toBe('2027-05-04');
    expect(firstSchoolDayOfWeek(school, d('2027-01-04'))).toBe('2027-01-05');
    expect(firstSchoolDayOfWeek(school, d('2026-10-28'))).toBeNull();
  });

  it('answers until the Sunday in an ordinary week', () => {
    expect(weeklyPost(school, d('2026-11-05'))).toEqual({
      on: '2026-11-02',
      until: '2026-11-08',
      coversBreak: false,
    });
  });

  it('answers for the bank holiday Monday before the next post', () => {
    expect(weeklyPost(school, d('2027-04-28'))).toEqual({
      on: '2027-04-26',
      until: '2027-05-03',
      coversBreak: false,
    });
  });

  it('answers for all of half term, Christmas and August in the last week before them', () => {
    expect(weeklyPost(school, d('2026-10-21'))).toMatchObject({ until: '2026-11-01', coversBreak: true });
    expect(weeklyPost(school, d('2026-12-14'))).toMatchObject({ until: '2027-01-04', coversBreak: true });
    expect(weeklyPost(school, d('2027-07-20'))).toMatchObject({ until: '2027-08-31', coversBreak: true });
    expect(weeklyPost(school, d('2026-12-22'))).toBeNull();
  });

  it('leaves no day to no weekly post and none to two', () => {
    const posts = Array.from({ length: 100 }, (_, n) => weeklyPost(school, addDays(d('2026-06-01'), n * 7)));
    const held = posts.filter((post) => post !== null);
    expect(held.length).toBeGreaterThan(60);
    held.slice(1).forEach((post, index) => {
      const earlier = held[index];
      expect(earlier && addDays(earlier.until, 1)).toBe(post.on);
    });
  });
});

describe('terms by name', () => {
  it('joins the two halves and knows nothing of a term not entered', () => {
    expect(termNamed(school, 'summer', 2027)).toEqual({
      first: '2027-04-12',
      last: '2027-07-21',
      assumed: false,
    });
    expect(termNamed(school, 'summer', 2028)).toBeNull();
  });
});

describe('school hours', () => {
  it('disturbs nobody before 08:00 or from 18:00 on a school day', () => {
    expect(schoolHours(at('2026-11-05T07:59:59.999Z'), school)).toBe(false);
    expect(schoolHours(at('2026-11-05T08:00:00.000Z'), school)).toBe(true);
    expect(schoolHours(at('2026-11-05T17:59:59.999Z'), school)).toBe(true);
    expect(schoolHours(at('2026-11-05T18:00:00.000Z'), school)).toBe(false);
  });

  it('goes by the clock on the wall in summer, an hour ahead of UTC', () => {
    expect(schoolHours(at('2027-07-01T07:00:00.000Z'), school)).toBe(true);
    expect(schoolHours(at('2027-07-01T06:59:00.000Z'), school)).toBe(false);
    expect(schoolHours(at('2027-07-01T17:00:00.000Z'), school)).toBe(false);
    expect(opening(school, d('2027-07-01'))).toBe('2027-07-01T07:00:00.000Z');
    expect(opening(school, d('2026-11-05'))).toBe('2026-11-05T08:00:00.000Z');
  });

  it('disturbs nobody at noon on a Saturday, an INSET day, a bank holiday or in half term', () => {
    for (const day of ['2026-11-07', '2026-11-27', '2027-05-03', '2026-10-28'])
      expect(schoolHours(at(`${day}T12:00:00.000Z`), school)).toBe(false);
  });
});

describe('when a message counts as received', () => {
  it.each([
    ['2026-11-06T15:20:00.000Z', '2026-11-06', 'Friday 3:20 pm'],
    ['2026-11-06T18:30:00.000Z', '2026-11-09', 'Friday evening'],
    ['2026-11-05T05:00:00.000Z', '2026-11-05', 'before opening'],
    ['2026-11-05T22:00:00.000Z', '2026-11-06', 'late on a Thursday'],
    ['2026-11-08T09:00:00.000Z', '2026-11-09', 'a Sunday'],
    ['2026-10-28T11:00:00.000Z', '2026-11-02', 'half term'],
    ['2026-12-25T09:00:00.000Z', '2027-01-05', 'Christmas Day, with an INSET day after the holiday'],
    ['2027-06-30T23:30:00.000Z', '2027-07-01', 'half past midnight on Thursday, British Summer Time'],
  ])('%s counts from %s (%s)', (moment, day) => {
    expect(receivedFrom(school, at(moment))).toBe(day);
  });

  it('never counts before it came or on a day without school', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 86_399_999 }), (day, ms) => {
        const moment = at(new Date(Date.parse(`${day}T00:00:00Z`) + ms).toISOString());
        const from = receivedFrom(school, moment);
        expect(from >= schoolTime(moment).day).toBe(true);
        expect(isSchoolDay(school, from)).toBe(true);
        expect([1, 2, 3, 4, 5]).toContain(weekday(from));
      }),
    );
  });
});
