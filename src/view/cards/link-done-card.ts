import { titleOf } from '../../domain/book.ts';
import type { Consultation } from '../../domain/case.ts';
import type { Card } from '../card.ts';
import type { Drawing } from '../drawing.ts';
import { notice, text } from './blocks.ts';
import { VIEW_WORDS } from './case-words.ts';

const NO_APPEAL = 'You cannot hear an appeal about this matter.';

/** For whoever came by a link, once there is nothing more to do there. */
export function linkDoneCard(row: Consultation, { policy }: Pick<Drawing, 'policy'>): Card {
  const { given } = row;
  const talk = given?.view === 'talk';
  return row.link?.ended === 'stood_aside' || !given
    ? {
        title: 'You have stood aside',
        tone: 'done',
        blocks: [
          notice('good', 'Nothing more is asked of you here.'),
          text('The school asks somebody else. You are not told how it ends. You can close this page.'),
        ],
      }
    : {
        title: 'Thank you',
        tone: 'done',
        blocks: [
          notice('good', `Your answer is with the school: ${VIEW_WORDS[given.view]}.`),
          text(
            talk
              ? 'Whoever asked you will ring you. What comes of it is written down after it.'
              : row.kind === 'approve'
                ? `It is kept as the answer of the ${titleOf(row.role, policy)}. ${NO_APPEAL}`
                : given.view === 'concern'
                  ? `The decision stays with the school, and whoever decides has to answer your reservations. ${NO_APPEAL}`
                  : `The decision stays with the school. ${NO_APPEAL}`,
          ),
          text('The link opens nothing any more. You can close this page.'),
        ],
      };
}
