import type { PolicyDate } from '../../policy/duration.ts';
import { toDay } from '../../time.ts';
import { printDay } from '../print-day.ts';

/** `on 20 November 2024`, `in September 2025`, `in the summer term 2028`; null where the policy holds no date. */
export function saidDate(date: PolicyDate): string | null {
  switch (date.precision) {
    case 'none':
      return null;
    case 'day':
      return `on ${withoutWeekday(printDay(toDay(date.day)))}`;
    case 'month':
      return `in ${withoutWeekday(printDay(toDay(`${date.month}-01`))).replace('1 ', '')}`;
    case 'term':
      return `in the ${date.term} term ${date.year}`;
    default:
      return date satisfies never;
  }
}

const withoutWeekday = (printed: string): string => printed.slice(printed.indexOf(' ') + 1);
