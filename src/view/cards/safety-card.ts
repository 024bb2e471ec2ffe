import { inWords } from '../../domain/letters/print-day.ts';
import { binding } from '../../domain/restriction.ts';
import type { Block, Card } from '../card.ts';
import { sayDay } from '../days.ts';
import type { Drawing } from '../drawing.ts';
import { list, notice, section, text } from './blocks.ts';
import { SUPPORT_WORDS } from './case-words.ts';
import { notForYouCard } from './not-for-you.ts';
import { restrictionWords } from './restriction-words.ts';

/** What has been offered to this reader, day by day. */
const supportOf = (d: Drawing): readonly Block[] =>
  section(
    'Support offered to you',
    d.timeline.flatMap(({ event }) =>
      event.type === 'support_recorded' && event.for === d.reader
        ? [
            {
              text: `${sayDay(event.on, d.today)}: ${inWords(event.offered.map((row) => SUPPORT_WORDS[row]))}`,
            },
          ]
        : [],
    ),
  );

/** For the person affected: what keeps them safe, and the support on record. Not the case, and no names. */
export function safetyCard(d: Drawing): Card {
  const { it, today } = d;
  if (!d.places.has('affected')) return notForYouCard();
  const now = binding(it).filter((row) => row.start <= today && today <= row.end);
  const coming = binding(it).filter((row) => row.start > today);
  return {
    title: `Arrangements after ${it.ref}`,
    tone: now.length > 0 ? 'private' : 'plain',
    blocks: [
      ...(now.length > 0
        ? [
            text('This now holds for the person concerned:'),
            list(now.map((row) => ({ text: restrictionWords(row, it, today) }))),
          ]
        : [
            text(
              'Nothing restricts the person concerned at present. If that worries you, tell the head today.',
            ),
          ]),
      ...section(
        'To come',
        coming.map((row) => ({ text: restrictionWords(row, it, today) })),
      ),
      notice(
        'info',
        'If you see them where they should not be, keep away and tell the office or the head. If there is danger, call 999.',
      ),
      ...supportOf(d),
      ...(it.supported.includes(d.reader)
        ? []
        : [
            text(
              'Ask the head for a talk about what happened, or for any other help. You can ask your union too.',
            ),
          ]),
    ],
  };
}
