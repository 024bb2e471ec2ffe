import type { SiteExtent } from '../../policy/rules.ts';
import type { Day } from '../../time.ts';
import { md } from '../markdown.ts';
import { inWords, printDay } from '../print-day.ts';

export interface SiteLimit {
  readonly extents: readonly SiteExtent[];
  /** Each site by name: a restriction across a trust is decided site by site. */
  readonly sites: readonly string[];
  /** The school's times for arriving and leaving, as they are said: `8.40 to 9.00 am and 3.10 to 3.30 pm`. */
  readonly dropOffTimes?: string | undefined;
  readonly events?: readonly string[] | undefined;
}

function line(extent: SiteExtent, limit: SiteLimit): string {
  const site = `the site of ${inWords(limit.sites)}`;
  const times = limit.dropOffTimes ? md` (${limit.dropOffTimes})` : '';
  switch (extent) {
    case 'whole_site':
      return md`- the whole of ${site}, at all times`;
    case 'by_appointment':
      return md`- ${site}, except for an appointment that we have agreed with you in writing beforehand`;
    case 'drop_off_pick_up_only':
      return md`- ${site}, except to bring and collect your child` + times;
    case 'not_at_drop_off_pick_up':
      return md`- ${site} when children arrive and leave` + times;
    case 'events':
      return md`- ${limit.events?.length ? `these events: ${inWords(limit.events)}` : 'school events'}`;
    default:
      return extent satisfies never;
  }
}

/** Written as "what it covers", so that one list serves a proposal and a decision. */
export const composeExtent = (limit: SiteLimit): string[] =>
  limit.extents.length === 0 ? [] : [limit.extents.map((extent) => line(extent, limit)).join('\n')];

export const extentLacks = (limit: SiteLimit): string | null =>
  limit.sites.some((site) => site.trim() !== '') ? null : 'name the site or sites';

export interface Appeal {
  readonly to: string;
  readonly by: Day;
  /** Whether the restriction waits until the appeal is heard. */
  readonly suspends: boolean;
}

export const composeAppeal = (it: Appeal): string =>
  md`You may appeal to ${it.to}. Please do so by ${printDay(it.by)}. ` +
  (it.suspends
    ? 'The restriction does not apply while the appeal is being considered.'
    : 'The restriction stays in place while the appeal is being considered.');
