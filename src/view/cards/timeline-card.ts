import type { Card } from '../card.ts';
import { sayMoment } from '../days.ts';
import type { Drawing } from '../drawing.ts';
import { buttons, list, shows, text } from './blocks.ts';
import { eventSentence } from './event-sentence.ts';
import { notForYouCard } from './not-for-you.ts';

/** The case from its first day, one sentence for each thing that happened. */
export function timelineCard(d: Drawing): Card {
  if (!d.places.has('decider') && !d.places.has('hears_appeal')) return notForYouCard();
  return {
    title: `What happened in ${d.it.ref}`,
    tone: 'private',
    blocks: [
      d.timeline.length === 0
        ? text('Nothing has happened yet.')
        : list(
            d.timeline.map((row) => ({
              text: `${sayMoment(row.at, d.today, d.calendar.zone)}. ${eventSentence(row, d)}`,
            })),
          ),
      ...buttons([shows(d, d.it.id, d.it.ref)]),
    ],
  };
}
