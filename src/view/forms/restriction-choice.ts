import type { Restriction } from '../../domain/case.ts';
import { printDay } from '../../domain/letters/print-day.ts';
import { isLive } from '../../domain/restriction.ts';
import type { Drawing } from '../drawing.ts';
import type { Which } from './choices.ts';
import { CONTACT_LABELS, EXTENT_LABELS } from './labels.ts';

/** A restriction in a line: what it covers and until when. */
export const restrictionWords = (row: Restriction): string => {
  const what =
    row.extent.of === 'site'
      ? row.extent.places.map((place) => EXTENT_LABELS[place]).join(', ')
      : `Contact only ${row.extent.channels.map((channel) => CONTACT_LABELS[channel].toLowerCase()).join(', ')}`;
  return `${what}, until ${printDay(row.end)}`;
};

export const restrictionChoice = (
  d: Drawing,
  none: string,
  keep: (row: Restriction) => boolean = () => true,
): Which<Restriction> => ({
  name: 'restriction',
  label: 'Which one is it about?',
  rows: d.it.restrictions.filter((row) => isLive(row) && keep(row)),
  says: restrictionWords,
  needed: 'Choose which one it is about.',
  none,
});
