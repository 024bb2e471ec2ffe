import type { Card } from '../card.ts';
import { sayDay } from '../days.ts';
import type { Scene } from '../drawing.ts';
import { notice, rule, section, smallPrint, text } from './blocks.ts';
import { atTheGate, type GateRow, gateLines, NOT_SURE } from './gate-words.ts';

/** The front gate list of one day. Everybody on it is known by name and by something that tells them apart. */
export function gateCard(scene: Pick<Scene, 'today'>, rows: readonly GateRow[]): Card {
  const { today } = scene;
  const now = atTheGate(rows, today);
  return {
    title: `Front gate list, ${sayDay(today, today)}`,
    tone: 'private',
    blocks: [
      notice('info', NOT_SURE),
      ...(now.length === 0
        ? [text('Nobody is on the list today. Everyone is welcome as usual.')]
        : now.flatMap((row) => [
            rule,
            ...section(
              `${row.name} (${row.detail || 'no detail kept: ask the head how to tell them apart'})`,
              gateLines(row, today).map((words) => ({ text: words })),
            ),
          ])),
      text('Be polite, keep your distance and do not argue. If there is danger, call 999.'),
      smallPrint(
        `This list holds for ${sayDay(today, today)} only. Shred any copy on paper at the end of the day, and never show it to parents or children.`,
      ),
    ],
  };
}
