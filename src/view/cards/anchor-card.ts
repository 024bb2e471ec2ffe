import type { Day } from '../../domain/time.ts';
import type { Card } from '../card.ts';
import { sayDay } from '../days.ts';
import type { Scene } from '../drawing.ts';
import { fact, facts, smallPrint, text } from './blocks.ts';

/** For the administrator and the data protection officer, privately. */
export const anchorCard = (scene: Pick<Scene, 'today'>, week: Day, code: string): Card => ({
  title: 'Code of the week',
  tone: 'private',
  blocks: [
    text(
      'Keep this code outside Accord: with it, anybody can check later that nothing recorded up to now has been changed.',
    ),
    facts([fact('Week of', sayDay(week, scene.today)), fact('Code', code)]),
    smallPrint(
      `To check: accord audit verify --anchor ${code}. What changed after the last code cannot be shown this way.`,
    ),
  ],
});
