import type { Card } from '../card.ts';
import { sayDay } from '../days.ts';
import type { Scene } from '../drawing.ts';
import { buttons, notice, rule, says, section, smallPrint, text } from './blocks.ts';
import {
  AT_THE_GATE,
  atTheGate,
  type GateRow,
  gateLines,
  NO_DETAIL,
  NOBODY_TODAY,
  notSure,
} from './gate-words.ts';

/** The words behind "Print it". */
export const PRINT_GATE = 'gate print';

/** The front gate list of one day. Everybody on it is known by name and by something that tells them apart. */
export function gateCard(scene: Pick<Scene, 'key' | 'today' | 'gate'>, rows: readonly GateRow[]): Card {
  const { today } = scene;
  const now = atTheGate(rows, today);
  return {
    title: `Front gate list, ${sayDay(today, today)}`,
    tone: 'private',
    blocks: [
      notice('info', notSure(scene.gate)),
      ...(now.length === 0
        ? [text(NOBODY_TODAY)]
        : now.flatMap((row) => [
            rule,
            ...section(
              `${row.name} (${row.detail || NO_DETAIL})`,
              gateLines(row, scene).map((words) => ({ text: words })),
            ),
          ])),
      text(AT_THE_GATE),
      smallPrint(
        `This list holds for ${sayDay(today, today)} only. Shred any copy on paper at the end of the day, and never show it to parents or children.`,
      ),
      ...buttons([says(scene, 'Print it', PRINT_GATE)]),
    ],
  };
}
