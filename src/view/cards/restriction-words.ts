import type { Case, Restriction, RestrictionStatus } from '../../domain/case.ts';
import type { Extent } from '../../domain/events/restricting.ts';
import { inWords } from '../../domain/letters/print-day.ts';
import type { ContactChannel, SiteExtent } from '../../domain/policy/rules.ts';
import { isImposed, isSuspended } from '../../domain/restriction.ts';
import type { Day } from '../../domain/time.ts';
import { sayDay } from '../days.ts';

export const SITE_WORDS: Readonly<Record<SiteExtent, string>> = {
  whole_site: 'anywhere on site',
  by_appointment: 'on site without an appointment',
  drop_off_pick_up_only: 'on site except to drop off and pick up',
  not_at_drop_off_pick_up: 'on site at drop-off and pick-up',
  events: 'at school events',
};

export const CONTACT_WORDS: Readonly<Record<ContactChannel, string>> = {
  in_person: 'in person',
  phone: 'by phone',
  email: 'by email',
  letter: 'by letter',
  app: "by the school's app",
};

/** Where the person may not be, or how they may be in touch. Reads on from "Not to come". */
export function extentWords(extent: Extent): string {
  if (extent.of === 'site')
    return inWords(
      extent.places.map((place) => SITE_WORDS[place]),
      'or',
    );
  const often = extent.perWeek === 1 ? 'once a week' : `${extent.perWeek} times a week`;
  return `${inWords(
    extent.channels.map((channel) => CONTACT_WORDS[channel]),
    'or',
  )}, at most ${often}`;
}

const STILL: Readonly<Record<SiteExtent, string | null>> = {
  whole_site: null,
  by_appointment: 'with an appointment',
  drop_off_pick_up_only: 'to drop off and pick up',
  not_at_drop_off_pick_up: 'at other times of the day',
  events: 'when it is not a school event',
};

const still = (extent: Extent): readonly string[] =>
  extent.of === 'site' && !extent.places.includes('whole_site')
    ? extent.places.flatMap((place) => STILL[place] ?? [])
    : [];

/** What somebody at the door must let through: of several restrictions only what each of them leaves. */
export function allowedWords(extents: readonly Extent[]): string {
  const [first = [], ...others] = extents.map(still);
  return `Let them in ${inWords(
    [
      ...first.filter((words) => others.every((one) => one.includes(words))),
      "with the head's written permission",
      'in an emergency',
    ],
    'or',
  )}.`;
}

export const STATUS_WORDS: Readonly<Record<RestrictionStatus, string>> = {
  turned_away: 'Turned away for now',
  intention: 'Asked for their side before we decide',
  provisional: 'Not to come on site while we hear their side',
  confirmed: 'Not to come on site',
  contact: 'Agreed ways of getting in touch',
  lifted: 'Ended early',
  ran_out: 'Ended',
};

/** One restriction in a line, dates and all. */
export const restrictionWords = (row: Restriction, it: Pick<Case, 'requests'>, today: Day | null): string =>
  isImposed(row) && isSuspended(it, row)
    ? `Put off while an appeal waits for its answer: for now it keeps nobody away. ${asItStands(row, today)}`
    : asItStands(row, today);

function asItStands(row: Restriction, today: Day | null): string {
  const span = `from ${sayDay(row.start, today)} to ${sayDay(row.end, today)}`;
  switch (row.status) {
    case 'turned_away':
      return `${STATUS_WORDS.turned_away}: not to come on site until the end of ${sayDay(row.end, today)}.`;
    case 'intention':
      return `${STATUS_WORDS.intention}. They may still come on site. What is proposed: not to come ${extentWords(row.extent)}, ${span}.`;
    case 'provisional':
      return `${STATUS_WORDS.provisional}: not to come ${extentWords(row.extent)}, ${span}.`;
    case 'confirmed':
      return `Not to come ${extentWords(row.extent)}, ${span}. Looked at again by ${sayDay(row.review, today)}.`;
    case 'contact':
      return `${STATUS_WORDS.contact}: ${extentWords(row.extent)}, ${span}. Looked at again by ${sayDay(row.review, today)}.`;
    case 'lifted':
    case 'ran_out':
      return `${STATUS_WORDS[row.status]}. It had been set to run ${span}.`;
    default:
      return row.status satisfies never;
  }
}
