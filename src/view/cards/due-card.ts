import type { Card } from '../card.ts';
import type { Scene } from '../drawing.ts';
import { buttons, MOST_BUTTONS, section, shows, text } from './blocks.ts';
import { type DueRow, dueLine, soonestFirst } from './due-words.ts';

/** Everything owed that this reader may know of, the oldest first. */
export function dueCard(scene: Scene, rows: readonly DueRow[]): Card {
  const sorted = soonestFirst(rows.filter((row) => !row.quiet));
  const late = sorted.filter((row) => row.due < scene.today);
  const ahead = sorted.filter((row) => row.due >= scene.today);
  const ends = soonestFirst(rows.filter((row) => row.quiet));
  const opened = new Map(sorted.flatMap((row) => (row.about ? [[row.about.case, row.about] as const] : [])));
  return {
    title: 'What is due',
    tone: late.length > 0 ? 'urgent' : 'private',
    blocks:
      rows.length === 0
        ? [text('Nothing is due. Well done.')]
        : [
            ...section(
              'Late',
              late.map((row) => ({ text: dueLine(row, scene, true), mark: 'warning' as const })),
            ),
            ...section(
              'Coming up',
              ahead.map((row) => ({ text: dueLine(row, scene, true), mark: 'todo' as const })),
            ),
            ...section(
              'Dates to know',
              ends.map((row) => ({ text: dueLine(row, scene, false) })),
            ),
            ...buttons(
              [...opened.values()].slice(0, MOST_BUTTONS).map((row) => shows(scene, row.case, row.ref)),
            ),
          ],
  };
}
