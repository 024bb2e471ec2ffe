import type { Card } from '../card.ts';
import type { Scene } from '../drawing.ts';
import { buttons, list, MOST_BUTTONS, opensForm, shows, text } from './blocks.ts';
import { type CaseLine, caseItem } from './case-line.ts';

/** The cases a reader may see, newest first as the caller gives them; `more` when there are others. */
export const listCard = (scene: Scene, rows: readonly CaseLine[], more = false): Card => ({
  title: 'Matters you may see',
  tone: 'private',
  blocks:
    rows.length === 0
      ? [
          text('There is nothing here for you. A quiet time.'),
          ...buttons([opensForm(scene, 'Report something', 'report', null)]),
        ]
      : [
          list(rows.map((row) => caseItem(row, scene.today))),
          ...(more
            ? [text('There are older ones. Find them by name, date or what was done: type find.')]
            : []),
          ...buttons(
            rows
              .filter((row) => row.status === 'open')
              .slice(0, MOST_BUTTONS)
              .map((row) => shows(scene, row.case, row.ref)),
          ),
        ],
});
