import type { CaseRef } from '../../domain/ids.ts';
import type { Day } from '../../domain/time.ts';
import type { Card } from '../card.ts';
import { sayDay } from '../days.ts';
import type { Scene } from '../drawing.ts';
import { buttons, opensForm, says, section, shows, text } from './blocks.ts';
import { type CaseLine, caseItem } from './case-line.ts';
import { type DueRow, dueLine, soonestFirst } from './due-words.ts';

export interface Home {
  /** What this reader reported. */
  readonly mine: readonly CaseLine[];
  /** Cases that wait for this reader. */
  readonly waiting: readonly CaseLine[];
  /** What is owed by this reader. */
  readonly due: readonly DueRow[];
  /** Restrictions this reader may know of. */
  readonly inForce: readonly { readonly ref: CaseRef; readonly what: string; readonly end: Day }[];
}

const MOST_OPENED = 4;

export function homeCard(scene: Scene, home: Home): Card {
  const empty = home.mine.length + home.waiting.length + home.due.length + home.inForce.length === 0;
  return {
    title: scene.school.name,
    tone: 'private',
    blocks: [
      ...(empty ? [text('Nothing waits for you. If something happened, report it here.')] : []),
      ...section(
        'Waiting for me',
        home.waiting.map((row) => caseItem(row, scene.today)),
      ),
      ...section(
        'Due from me',
        soonestFirst(home.due).map((row) => ({
          text: dueLine(row, scene, false),
          mark: row.quiet
            ? ('none' as const)
            : row.due < scene.today
              ? ('warning' as const)
              : ('todo' as const),
        })),
      ),
      ...section(
        'What I reported',
        home.mine.map((row) => caseItem(row, scene.today)),
      ),
      ...section(
        'In force',
        home.inForce.map((row) => ({
          text: `${row.ref}: ${row.what}, until ${sayDay(row.end, scene.today)}`,
        })),
      ),
      ...buttons([
        opensForm(scene, 'Report something', 'report', null, {}, 'main'),
        ...home.waiting.slice(0, MOST_OPENED).map((row) => shows(scene, row.case, row.ref)),
        says(scene, 'Help', 'help'),
      ]),
    ],
  };
}
