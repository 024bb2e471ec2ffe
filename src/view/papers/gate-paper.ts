import { printDay } from '../../domain/letters/print-day.ts';
import {
  AT_THE_GATE,
  atTheGate,
  type GateRow,
  gateLines,
  NO_DETAIL,
  NOBODY_TODAY,
  notSure,
} from '../cards/gate-words.ts';
import { sayMoment } from '../days.ts';
import type { Scene } from '../drawing.ts';
import type { Paper, PaperBlock } from '../paper.ts';

/**
 * For the wall of the office: large print, for one day, and it says itself when it is to go. What holds for all comes
 * first, and nobody is divided between two pages: whatever stands on another page is about somebody named on it.
 */
export function gatePaper(scene: Scene, rows: readonly GateRow[]): Paper {
  const { today } = scene;
  const now = atTheGate(rows, today);
  const day = printDay(today);
  return {
    title: `Front gate list, ${day}`,
    author: scene.school.name,
    language: 'en-GB',
    foot: `For ${day} only. Then shred it.`,
    size: 'large',
    turned: false,
    mark: null,
    contents: null,
    logo: null,
    at: scene.now,
    blocks: [
      { is: 'heading', level: 1, text: 'Front gate list' },
      {
        is: 'notice',
        text: [
          { text: `This list holds for ${day} only. `, strong: true },
          { text: 'Destroy it at the end of the day. Never show it to parents or children.' },
        ],
      },
      { is: 'paragraph', text: [{ text: notSure(scene.gate), strong: true }] },
      { is: 'paragraph', text: AT_THE_GATE },
      {
        is: 'small',
        text: `Printed ${sayMoment(scene.now, null, scene.calendar.zone)}. The list changes as soon as a decision does: if in doubt, look at it again in Accord.`,
      },
      ...(now.length === 0
        ? [{ is: 'paragraph', text: NOBODY_TODAY } as const]
        : now.flatMap((row): PaperBlock[] => [
            { is: 'rule' },
            { is: 'heading', level: 2, text: row.name },
            { is: 'paragraph', text: [{ text: row.detail || NO_DETAIL, strong: true }] },
            { is: 'list', from: null, items: gateLines(row, scene), whole: true },
          ])),
    ],
  };
}
