import { describe, expect, it } from 'vitest';
import {
  covers,
  isSchoolDay,
  isWorkingDay,
  type Term,
  termDates,
  termNamed,
} from '../src/domain/calendar.ts';
import { CalendarSettings } from '../src/domain/calendar-settings.ts';
import { addDays, toDay as d, weekday } from '../src/domain/time.ts';
import { buildSchoolCalendar, defaultTerms, type Jurisdiction } from '../src/school-calendar.ts';

const row = (name: Term['name'], year: number, half: 1 | 2, first: string, last: string): Term => ({
  name,
  year,
  half,
  first: d(first),
  last: d(last),
});
const build = (
  jurisdiction: Jurisdiction = 'england',
  more: { terms?: Term[]; inset?: string[]; yearRound?: boolean; today?: string } = {},
) =>
  buildSchoolCalendar({
    today: d(more.today ?? '2026-11-05'),
    jurisdiction,
    terms: more.terms ?? [],
    inset: (more.inset ?? []).map(d),
    yearRound: more.yearRound ?? false,
  });

describe('bank holidays', () => {
  it('closes both Boxing Day 2026, a Saturday, and the Monday given for it', () => {
    expect(build().bankHolidays).toEqual(expect.arrayContaining(['2026-12-25', '2026-12-26', '2026-12-28']));
    expect(isWorkingDay(build(), d('2026-12-28'))).toBe(false);
    expect(isWorkingDay(build(), d('2026-12-29'))).toBe(true);
  });

  it('closes both weekdays given for a Christmas at the weekend', () => {
    expect(build().bankHolidays).toEqual(
      expect.arrayContaining(['2027-12-25', '2027-12-26', '2027-12-27', '2027-12-28']),
    );
  });

  it("does not close for Mother's Day or Easter Sunday", () => {
    expect(build().bankHolidays).not.toContain('2027-03-07');
    expect(build().bankHolidays).not.toContain('2027-03-28');
  });

  it.each<[Jurisdiction, string, boolean]>([
    ['england', '2026-08-31', true],
    ['scotland', '2026-08-31', false],
    ['scotland', '2026-11-30', true],
    ['england', '2026-11-30', false],
    ['scotland', '2027-03-29', false],
    ['wales', '2027-03-29', true],
    ['northern_ireland', '2026-07-13', true],
    ['wales', '2026-07-13', false],
    ['isle_of_man', '2027-07-05', true],
  ])('%s, %s: %s', (jurisdiction, day, closed) => {
    expect(build(jurisdiction).bankHolidays.includes(d(day))).toBe(closed);
  });

  it('reaches a year past the terms on either side', () => {
    const years = new Set(build().bankHolidays.map((day) => day.slice(0, 4)));
    expect([...years]).toEqual(['2024', '2025', '2026', '2027', '2028', '2029', '2030', '2031']);
  });
});

describe('terms assumed for a school that has entered none', () => {
  it('gives a year that looks like an English one', () => {
    expect(defaultTerms(2026).map(({ first, last }) => [first, last])).toEqual([
      ['2026-09-01', '2026-10-23'],
      ['2026-11-02', '2026-12-18'],
      ['2027-01-04', '2027-02-12'],
      ['2027-02-22', '2027-03-25'],
      ['2027-04-12', '2027-05-28'],
      ['2027-06-07', '2027-07-21'],
    ]);
  });

  it('begins and ends on weekdays, in order, with breaks of one to seven weeks, whatever the year', () => {
    const rows = Array.from({ length: 60 }, (_, n) => defaultTerms(2020 + n)).flat();
    rows.forEach((term, index) => {
      expect(term.assumed).toBe(true);
      expect([1, 2, 3, 4, 5]).toContain(weekday(term.first));
      expect([1, 2, 3, 4, 5]).toContain(weekday(term.last));
      expect(term.last > addDays(term.first, 20)).toBe(true);
      const next = rows[index + 1];
      if (!next) return;
      expect(next.first > addDays(term.last, 9)).toBe(true);
      expect(next.first < addDays(term.last, 50)).toBe(true);
    });
    const settings = rows.slice(0, 60).map(({ assumed: _, ...term }) => term);
    expect(CalendarSettings.safeParse({ terms: settings }).error).toBeUndefined();
  });

  it('keeps every bank holiday out of term but those of early May', () => {
    for (let year = 2023; year < 2050; year++) {
      const calendar = build('england', { today: `${year}-11-05` });
      const spring = calendar.bankHolidays.filter(
        (day) => day > `${year + 1}-01-01` && day < `${year + 1}-08-01`,
      );
      expect(spring.length).toBeGreaterThanOrEqual(4);
      const inTerm = spring.filter((day) => calendar.terms.some((t) => t.first <= day && day <= t.last));
      expect(inTerm.map((day) => day.slice(5, 7))).toEqual(['05']);
      expect(Number(inTerm[0]?.slice(8))).toBeLessThan(9);
    }
  });

  it('says that they are assumed, and finds the summer term of 2028 for a review owed then', () => {
    const calendar = build();
    expect(termDates(calendar, d('2026-11-05'))).toBe('assumed');
    expect(termNamed(calendar, 'summer', 2028)).toMatchObject({ first: '2028-04-24', assumed: true });
    expect(isSchoolDay(calendar, d('2026-10-28'))).toBe(false);
  });

  it('reaches one school year further once August has come', () => {
    const lastTerm = (today: string) => build('england', { today }).terms.at(-1);
    expect(lastTerm('2026-07-31')).toMatchObject({ name: 'summer', year: 2029 });
    expect(lastTerm('2026-08-01')).toMatchObject({ name: 'summer', year: 2030 });
    for (const today of ['2026-07-31', '2026-08-01', '2027-01-02'])
      expect(covers(build('england', { today }), d('2026-08-20'))).toBe(true);
  });

  it('gives way to every half term the school has entered, and to rows that take its days', () => {
    const entered = [
      row('autumn', 2026, 1, '2026-09-03', '2026-10-16'),
      row('spring', 2027, 1, '2027-01-05', '2027-03-25'),
    ];
    const calendar = build('england', { terms: entered });
    expect(calendar.terms.filter((t) => t.name === 'autumn' && t.year === 2026)).toEqual([
      entered[0],
      expect.objectContaining({ half: 2, assumed: true }),
    ]);
    expect(calendar.terms.filter((t) => t.name === 'spring' && t.year === 2027)).toEqual([entered[1]]);
    expect(isSchoolDay(calendar, d('2026-10-20'))).toBe(false);
    expect(termDates(calendar, d('2026-10-20'))).toBe('assumed');
    expect(termDates(calendar, d('2026-09-10'))).toBe('entered');
  });

  it('are not pressed on Scotland or on a nursery open all the year', () => {
    expect(build('scotland').terms).toEqual([]);
    expect(covers(build('scotland'), d('2026-11-05'))).toBe(false);
    expect(build('england', { yearRound: true }).terms).toEqual([]);
    expect(isSchoolDay(build('england', { yearRound: true }), d('2027-08-10'))).toBe(true);
  });

  it('closes on INSET days and comes through JSON unchanged', () => {
    const calendar = build('england', { inset: ['2026-11-27', '2026-11-27'] });
    expect(calendar.closed).toEqual(['2026-11-27']);
    expect(isSchoolDay(calendar, d('2026-11-27'))).toBe(false);
    expect(JSON.parse(JSON.stringify(calendar))).toEqual(calendar);
  });
});

describe('what a school enters', () => {
  const good = { name: 'autumn', year: 2026, half: 1, first: '2026-09-03', last: '2026-10-23' };
  const refused = (settings: unknown) =>
    CalendarSettings.safeParse(settings).error?.issues.map((issue) => issue.message) ?? [];

  it('may be nothing', () => {
    expect(CalendarSettings.parse({})).toEqual({ zone: 'Europe/London', terms: [], inset: [] });
  });

  it('is usable as it stands', () => {
    const settings = CalendarSettings.parse({ terms: [good], inset: ['2026-11-27'] });
    expect(
      buildSchoolCalendar({ today: d('2026-11-05'), jurisdiction: 'england', yearRound: false, ...settings })
        .terms,
    ).toContainEqual(good);
  });

  it.each<[string, unknown, string]>([
    [
      'days the wrong way round',
      { terms: [{ ...good, last: '2026-09-01' }] },
      'The first half of the autumn term 2026 ends on 2026-09-01, before it begins on 2026-09-03. Put the earlier day first.',
    ],
    [
      'a month mistyped',
      { terms: [{ ...good, first: '2026-01-03' }] },
      'The first half of the autumn term 2026 lasts longer than 120 days, from 2026-01-03 to 2026-10-23. Check the months and years.',
    ],
    [
      'the wrong year',
      { terms: [{ ...good, year: 2027 }] },
      'The first half of the autumn term 2027 runs from 2026-09-03 to 2026-10-23, which is not in 2027. Write the calendar year those days are in.',
    ],
    [
      'a half term twice',
      { terms: [good, good] },
      'The first half of the autumn term 2026 is there twice. Leave one of them out.',
    ],
    [
      'two that share days',
      { terms: [good, { ...good, half: 2, first: '2026-10-20', last: '2026-12-18' }] },
      'The first half of the autumn term 2026 (2026-09-03 to 2026-10-23) and the second half of the autumn term 2026 (2026-10-20 to 2026-12-18) share days. Change one so that they follow each other.',
    ],
    [
      'a third half',
      { terms: [{ ...good, half: 3 }] },
      'Write 1 for the first half of the term or 2 for the second.',
    ],
    [
      'a winter term',
      { terms: [{ ...good, name: 'winter' }] },
      'The term has no such name. Write autumn, spring or summer.',
    ],
    [
      'a school year for a year',
      { terms: [{ ...good, year: '2026/27' }] },
      'Write the calendar year the term falls in, such as 2026.',
    ],
    [
      'a day in British order',
      { inset: ['27/11/2026'] },
      'This is not a day. Write year, month and day, such as 2026-11-05.',
    ],
    [
      'a zone that is none',
      { zone: 'London' },
      'There is no time zone of that name. Write one such as Europe/London.',
    ],
  ])('refuses %s in one sentence that says what to do', (_, settings, sentence) => {
    expect(refused(settings)).toEqual([sentence]);
  });
});
