import type { Recorded } from '../../domain/events/case-event.ts';
import { ParticularsRef } from '../../domain/ids.ts';
import type { Card } from '../card.ts';
import { sayMoment } from '../days.ts';
import type { Drawing } from '../drawing.ts';
import { buttons, list, shows, text } from './blocks.ts';
import { eventSentence } from './event-sentence.ts';
import { notForYouCard } from './not-for-you.ts';

/** The case's own card shows these in full, and a letter is kept with the letters. */
const SHOWN_ELSEWHERE: ReadonlySet<Recorded['event']['type']> = new Set([
  'report_received',
  'account_added',
  // A file is sent to whoever asks for it; its name may hold a person's.
  'evidence_file_added',
  'letter_signed',
]);

function refsIn(value: unknown): readonly ParticularsRef[] {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = ParticularsRef.safeParse(value);
  return own.success ? [own.data] : Object.values(value).flatMap(refsIn);
}

/** The sentence, and what was typed for the fact beside it: some of it can be read here and nowhere else. */
function lineOf(row: Recorded, d: Drawing): string {
  const sentence = eventSentence(row, d);
  if (SHOWN_ELSEWHERE.has(row.event.type)) return sentence;
  const typed = refsIn(row.event)
    .map((ref) => d.text(ref))
    .filter((words) => !sentence.includes(words));
  return [sentence, ...[...new Set(typed)].map((words) => `"${words}"`)].join(' ');
}

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
              text: `${sayMoment(row.at, d.today, d.calendar.zone)}. ${lineOf(row, d)}`,
            })),
          ),
      ...buttons([shows(d, d.it.id, d.it.ref)]),
    ],
  };
}
