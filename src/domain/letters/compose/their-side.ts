import type { Day } from '../../time.ts';
import { escapeParagraphs, md } from '../markdown.ts';
import { printDay } from '../print-day.ts';

export type TheirSide =
  | {
      readonly received: true;
      readonly on: Day;
      /** `in your letter`, `when we spoke on the phone`. */
      readonly how: string;
      readonly summary: string;
      readonly answer: string;
    }
  | { readonly received: false; readonly askedBy: Day };

/** What they told us and our answer to it, or plainly that nothing came and that it was not held against them. */
export function composeTheirSide(side: TheirSide): string[] {
  if (!side.received)
    return [
      md`I asked you to let me have your side by ${printDay(side.askedBy)}. I have not heard from you. I have not held that against you, and I have looked again at everything else I have.`,
    ];
  return [
    md`Thank you for giving us your side on ${printDay(side.on)}, ${side.how}. As I understand it, you told us:`,
    ...escapeParagraphs(side.summary),
    'I have thought about this carefully. My answer is:',
    ...escapeParagraphs(side.answer),
  ];
}

export function theirSideLacks(side: TheirSide): string | null {
  if (!side.received) return null;
  if (side.summary.trim() === '') return 'sum up what they told you';
  if (side.answer.trim() === '') return 'answer what they told you, point by point';
  return null;
}
