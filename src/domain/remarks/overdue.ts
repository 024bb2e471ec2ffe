import type { PolicyDate } from '../policy/duration.ts';
import type { Policy } from '../policy/policy.ts';
import type { Remark } from '../remarks.ts';
import { addDays, addMonths, type Day, toDay } from '../time.ts';

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
] as const;

/** The month a term is over everywhere in England; a school's own calendar is stricter, and used for reminders. */
const LAST_MONTH = { spring: '04', summer: '08', autumn: '12' } as const;

/** The last day on which a date of this precision is still kept; null where the policy holds none. */
export function lastDayOf(date: PolicyDate): Day | null {
  switch (date.precision) {
    case 'none':
      return null;
    case 'day':
      return toDay(date.day);
    case 'month':
      return endOfMonth(date.month);
    case 'term':
      return endOfMonth(`${date.year}-${LAST_MONTH[date.term]}`);
    default:
      return date satisfies never;
  }
}

export function dateWords(date: PolicyDate): string {
  switch (date.precision) {
    case 'none':
      return 'none held';
    case 'day': {
      const [year, month, day] = date.day.split('-');
      return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
    }
    case 'month': {
      const [year, month] = date.month.split('-');
      return `${MONTHS[Number(month) - 1] ?? month} ${year}`;
    }
    case 'term':
      return `the ${date.term} term of ${date.year}`;
    default:
      return date satisfies never;
  }
}

export function overdue(policy: Policy, today: Day): Remark[] {
  const due = policy.dates.next_review;
  const last = lastDayOf(due);
  if (last === null || last >= today) return [];
  const months = wholeMonths(last, today);
  const ago =
    months < 1
      ? 'less than a month ago'
      : months < 24
        ? `${months} month${months === 1 ? '' : 's'} ago`
        : `over ${Math.floor(months / 12)} years ago`;
  return [
    {
      kind: 'overdue',
      about: 'Review',
      says: `The policy was to be reviewed by ${dateWords(due)}, ${ago}.`,
      instead: 'It still holds. The weekly post says so until a new date is set.',
    },
  ];
}

const endOfMonth = (month: string): Day => addDays(addMonths(toDay(`${month}-01`), 1), -1);

function wholeMonths(from: Day, to: Day): number {
  let months = 0;
  while (addMonths(from, months + 1) <= to) months += 1;
  return months;
}
