import type { Day } from '../../time.ts';
import { md } from '../markdown.ts';
import { inWords, printDay } from '../print-day.ts';

export interface ContactPoint {
  readonly who: string;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

/** `Ms Hall in the school office, on 01922 555 010 or at office@...`; plain text. */
export function contactWords(to: ContactPoint): string {
  const ways = [to.phone && `on ${to.phone}`, to.email && `at ${to.email}`].filter((way) => !!way);
  return ways.length === 0 ? to.who : `${to.who}, ${inWords(ways.map(String), 'or')}`;
}

export const composeContact = (to: ContactPoint): string => md`${contactWords(to)}`;

export const contactLacks = (to: ContactPoint): string | null =>
  to.phone || to.email ? null : 'give a telephone number or an email address';

export interface ContactCount {
  /** `emails to the class teacher`. */
  readonly what: string;
  readonly count: number;
  readonly from: Day;
  readonly to: Day;
}

/** Dates and counts, so that what is called too much can be checked. */
export function composeContactPattern(counts: readonly ContactCount[]): string[] {
  const items = counts.map((it) =>
    it.from === it.to
      ? md`- ${it.count} ${it.what} on ${printDay(it.from)}`
      : md`- ${it.count} ${it.what} between ${printDay(it.from)} and ${printDay(it.to)}`,
  );
  return items.length === 0 ? [] : [items.join('\n')];
}
