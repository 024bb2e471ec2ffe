import type { History } from '../../domain/history.ts';
import type { CaseId, CaseRef } from '../../domain/ids.ts';
import type { Card } from '../card.ts';
import type { PersonShown, Scene } from '../drawing.ts';
import { buttons, fact, facts, list, MOST_BUTTONS, shows, smallPrint, text } from './blocks.ts';
import { earlierItems } from './case-facts.ts';
import { notForYouCard } from './not-for-you.ts';

/**
 * One person's matters, for those who decide about them; `history` is null for anybody else. What was taken back
 * or not upheld is no part of a `History`. `decides`: the matters that this reader decides, and may open.
 */
export function personCard(
  scene: Scene,
  person: PersonShown,
  history: History | null,
  decides: ReadonlySet<CaseId> = new Set(),
): Card {
  if (!history) return notForYouCard();
  // Whether this reader decides the matter is asked when the card is made; where it was not, nothing is offered.
  const open = history.filter((row) => row.status === 'open' && decides.has(row.case));
  const opened: readonly { case: History[number]['case']; ref: CaseRef }[] = open.slice(0, MOST_BUTTONS);
  return {
    title: 'Earlier matters of one person',
    tone: 'private',
    blocks: [
      facts([
        fact('Name', person.name),
        fact('To tell them apart', person.detail || 'Nothing kept'),
        person.needs ? fact('Needs', person.needs) : null,
      ]),
      history.length === 0
        ? text('Nothing counts against this person.')
        : list(earlierItems({ history, policy: scene.policy, today: scene.today })),
      smallPrint('Matters that were taken back or not upheld are not shown and do not count.'),
      ...buttons(opened.map((row) => shows(scene, row.case, row.ref))),
    ],
  };
}
