import type { Extent } from '../events/restricting.ts';

const places = (extent: Extent): readonly string[] =>
  extent.of === 'site' ? extent.places : extent.channels;
const WIDER: Readonly<Record<string, number>> = {
  whole_site: 3,
  by_appointment: 2,
  not_at_drop_off_pick_up: 1,
  drop_off_pick_up_only: 2,
  events: 1,
};

/** Wider: the whole site now, a place that was not covered, or fewer ways of getting in touch. */
export const widens = (from: Extent, to: Extent): boolean => {
  if (from.of !== to.of) return true;
  if (to.of === 'contact')
    return (
      places(from).some((channel) => !places(to).includes(channel)) ||
      (from.of === 'contact' && to.perWeek < from.perWeek)
    );
  const weight = (extent: Extent) => Math.max(...places(extent).map((place) => WIDER[place] ?? 1));
  return (
    weight(to) > weight(from) ||
    (!places(from).includes('whole_site') && places(to).some((place) => !places(from).includes(place)))
  );
};
