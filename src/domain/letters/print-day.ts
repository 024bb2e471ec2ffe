import { type Day, weekday } from '../time.ts';

interface DayWords {
  /** From Sunday. */
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
  readonly and: string;
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const ENGLISH: DayWords = { weekdays: WEEKDAYS, months: MONTHS, and: 'and' };

const WELSH: DayWords = {
  weekdays: [
    'dydd Sul',
    'dydd Llun',
    'dydd Mawrth',
    'dydd Mercher',
    'dydd Iau',
    'dydd Gwener',
    'dydd Sadwrn',
  ],
  months: [
    'Ionawr',
    'Chwefror',
    'Mawrth',
    'Ebrill',
    'Mai',
    'Mehefin',
    'Gorffennaf',
    'Awst',
    'Medi',
    'Hydref',
    'Tachwedd',
    'Rhagfyr',
  ],
  and: 'a',
};

/** Our own words, because Intl's comma comes and goes with the ICU version. */
const DAY_WORDS: Readonly<Record<string, DayWords>> = { en: ENGLISH, cy: WELSH };

/** `cy` of `cy-GB`. */
const primary = (language: string): string => language.split('-')[0] ?? language;

const wordsFor = (language: string): DayWords | null =>
  DAY_WORDS[primary(language)] ??
  (Intl.DateTimeFormat.supportedLocalesOf([language]).length === 0 ? ENGLISH : null);

/**
 * `Friday 20 November 2026`, in the language of the letter it stands in: `dydd Gwener 20 Tachwedd 2026` in Welsh. A
 * language that nobody here has words for is left to Intl, and is in English where Intl has none either.
 */
export function printDay(day: Day, language = 'en'): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const words = wordsFor(language);
  if (words) return `${words.weekdays[weekday(day)]} ${date} ${words.months[month - 1]} ${year}`;
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  );
}

/** `a`, `a and b`, `a, b and c`. */
export function inWords(items: readonly string[], word = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}

export function printDays(days: readonly Day[], language = 'en'): string {
  const printed = [...days].sort().map((day) => printDay(day, language));
  const words = wordsFor(language);
  return words ? inWords(printed, words.and) : new Intl.ListFormat(language).format(printed);
}
