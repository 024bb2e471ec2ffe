import type { ViewLink } from '../../domain/case.ts';
import type { CaseRef } from '../../domain/ids.ts';
import { printDay } from '../../domain/letters/print-day.ts';
import type { Card } from '../card.ts';
import { notice, smallPrint, text } from './blocks.ts';

/** The one showing of a link, to whoever made it. */
export const linkCard = (ref: CaseRef, url: string, whom: string, link: Pick<ViewLink, 'lastDay'>): Card => ({
  title: ref,
  tone: 'private',
  blocks: [
    text(`The link for ${whom}. Copy it now: it is shown this once, and kept nowhere.`),
    text(url),
    notice(
      'warning',
      'Whoever has it can read the question. Send it to them alone, and put it in no channel or group.',
    ),
    smallPrint(
      `It can be used once, until the end of ${printDay(link.lastDay)}. Each time it is opened is written down. You can take it back from the case.`,
    ),
  ],
});

export const SHOWN_ONCE =
  'The link was made, and shown to you once. If you do not have it, make a new one: the old one then opens nothing any more.';
