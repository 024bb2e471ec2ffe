import { forDataProtection } from '../../domain/authorise.ts';
import type { Block, Card } from '../card.ts';
import { sayDay } from '../days.ts';
import type { Drawing } from '../drawing.ts';
import { buttons, fact, facts, notice, opensForm, quote, smallPrint, text } from './blocks.ts';
import { CHANNEL_WORDS, REQUEST_WORDS } from './case-words.ts';
import { notForYouCard } from './not-for-you.ts';

/** Its time is up, and nobody has said yet what becomes of it. */
export const isToErase = ({ it, today }: Pick<Drawing, 'it' | 'today'>): boolean =>
  it.erased === null && it.keepUntil !== null && it.keepUntil < today;

/** Whether data protection has anything to do with the case now: the rest of it is not theirs to see. */
export const forDpo = (d: Drawing): boolean => d.places.has('dpo') && forDataProtection(d.it, d.today);

/** For data protection: what they ask for in their own words, and what is to be erased. Nothing of how it came to it. */
export function dpoCard(d: Drawing): Card {
  if (!forDpo(d)) return notForYouCard();
  const { it, today } = d;
  const open = it.requests.filter((row) => row.law && !row.answered);
  return {
    title: `Data protection, ${it.ref}`,
    tone: 'waiting',
    blocks: [
      ...(it.erased ? [text(`Texts and files were erased on ${sayDay(it.erased, today)}.`)] : []),
      ...open.flatMap((row): Block[] => [
        quote(d.text(row.text), `${REQUEST_WORDS[row.kind]}, arrived ${CHANNEL_WORDS[row.channel]}`),
        facts([
          fact('Arrived', sayDay(row.receivedOn, today)),
          fact('An answer is owed by', sayDay(row.due, today)),
        ]),
        ...buttons([opensForm(d, 'We have answered them', 'request', it.id, { matter: row.id }, 'main')]),
      ]),
      ...(open.length > 0
        ? [
            smallPrint(
              'The law sets this time: holidays do not stop it, and nothing about them is erased meanwhile. Ask whoever decides the case for its bundle.',
            ),
          ]
        : []),
      ...(isToErase(d)
        ? [
            notice('warning', `The time for which the record of ${it.ref} is kept is over.`),
            text('Nothing is erased by itself: say whether it goes, or is kept longer and why.'),
            ...buttons([opensForm(d, 'Erase or keep', 'dispose', it.id)]),
          ]
        : []),
    ],
  };
}
