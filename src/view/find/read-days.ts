import { addDays, addMonths, type Day, toDay } from '../../domain/time.ts';

export interface Days {
  readonly from: Day;
  readonly to: Day;
}

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];

const monthOf = (word: string): number | null => {
  const found = MONTHS.findIndex((name) => name === word || (word.length === 3 && name.startsWith(word)));
  return found < 0 && word !== 'sept' ? null : word === 'sept' ? 9 : found + 1;
};

const two = (part: number): string => String(part).padStart(2, '0');

/** Null where there is no such day, such as 30 February. */
function dayOf(year: number, month: number, date: number): Day | null {
  const text = `${year}-${two(month)}-${two(date)}`;
  const real = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== text ? null : toDay(text);
}

const one = (day: Day | null): Days | null => day && { from: day, to: day };

const wholeMonth = (year: number, month: number): Days => {
  const from = toDay(`${year}-${two(month)}-01`);
  return { from, to: addDays(addMonths(from, 1), -1) };
};

const yearOf = (word: string | undefined): number | null =>
  word !== undefined && /^20\d\d$/.test(word) ? Number(word) : null;

const dateOf = (word: string | undefined): number | null => {
  const found = /^(\d{1,2})(st|nd|rd|th)?$/.exec(word ?? '');
  return found ? Number(found[1]) : null;
};

/** Without a year it is the latest that has begun. */
const latest = (today: Day, at: (year: number) => Days | null): Days | null => {
  const year = Number(today.slice(0, 4));
  const now = at(year);
  return now && now.from <= today ? now : at(year - 1);
};

/** The days that begin at this word, and how many words they take; null where none do. */
export function readDays(
  words: readonly string[],
  today: Day,
): { readonly days: Days; readonly took: number } | null {
  const [first = '', second, third] = words;
  const got = (days: Days | null, took: number) => days && { days, took };
  if (first === 'today') return got(one(today), 1);
  if (first === 'yesterday') return got(one(addDays(today, -1)), 1);
  const iso = /^(20\d\d)-(\d\d)-(\d\d)$/.exec(first);
  if (iso) return got(one(dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))), 1);
  const british = /^(\d{1,2})[/.](\d{1,2})[/.](20\d\d)$/.exec(first);
  if (british) return got(one(dayOf(Number(british[3]), Number(british[2]), Number(british[1]))), 1);
  const year = yearOf(first);
  if (year !== null) return got({ from: toDay(`${year}-01-01`), to: toDay(`${year}-12-31`) }, 1);
  const month = monthOf(first);
  if (month !== null) {
    const named = yearOf(second);
    return named === null
      ? got(
          latest(today, (one) => wholeMonth(one, month)),
          1,
        )
      : got(wholeMonth(named, month), 2);
  }
  const date = dateOf(first);
  const of = second === undefined ? null : monthOf(second);
  if (date === null || of === null) return null;
  const named = yearOf(third);
  return named === null
    ? got(
        latest(today, (year) => one(dayOf(year, of, date))),
        2,
      )
    : got(one(dayOf(named, of, date)), 3);
}
