import type { Day } from '../../domain/time.ts';
import type { Block, Card } from '../card.ts';
import { sayDay } from '../days.ts';
import type { Scene } from '../drawing.ts';
import { buttons, type Item, notice, says, section, shows, smallPrint, text } from './blocks.ts';
import { type DueRow, dueLine, soonestFirst } from './due-words.ts';
import { overdueReview } from './policy-dates.ts';

export interface Week {
  readonly rows: readonly DueRow[];
  /** The last day this post answers for: longer than a week before a break. */
  readonly until: Day;
  readonly coversBreak: boolean;
}

const POLICY: readonly DueRow['kind'][] = ['policy_review', 'yearly_duty'];

const items = (rows: readonly DueRow[], scene: Scene, withOwner: boolean): readonly Item[] =>
  soonestFirst(rows).map((row) => ({
    text: dueLine(row, scene, withOwner),
    mark: row.quiet ? 'none' : row.due < scene.today ? 'warning' : 'todo',
  }));

/** Late, due, ending and the school's own matters: the same order for everybody. */
function blocksOf(scene: Scene, week: Week, withOwner: boolean): readonly Block[] {
  const within = week.rows.filter((row) => row.due <= week.until);
  const review = overdueReview(scene);
  // Said in full below, with the precision that the policy has.
  const own = within.filter((row) => POLICY.includes(row.kind) && !(review && row.kind === 'policy_review'));
  const cases = within.filter((row) => !POLICY.includes(row.kind));
  const late = cases.filter((row) => !row.quiet && row.due < scene.today);
  const due = cases.filter((row) => !row.quiet && row.due >= scene.today);
  const ends = cases.filter((row) => row.quiet && row.due >= scene.today);
  return [
    ...(week.coversBreak
      ? [text(`There is a break ahead, so this goes up to ${sayDay(week.until, scene.today)}.`)]
      : []),
    ...section('Late', items(late, scene, withOwner)),
    ...section('Due', items(due, scene, withOwner)),
    ...section('Ends soon', items(ends, scene, withOwner)),
    ...section('Our policy', items(own, scene, withOwner)),
    ...(review ? [notice('warning', review)] : []),
  ];
}

const title = (scene: Scene): string => `This week, ${sayDay(scene.today, scene.today)}`;

/** For the leadership channel: references, roles and dates, and never a name or a story. */
export function weeklyChannel(scene: Scene, week: Week): Card {
  const blocks = blocksOf(scene, week, true);
  return {
    title: title(scene),
    tone: 'plain',
    blocks: [
      ...(blocks.length > 0 ? blocks : [text('Nothing is due. A quiet week.')]),
      smallPrint('References only: those concerned have the detail in their own messages.'),
    ],
  };
}

/** A row of buttons to open what comes first. */
const MOST_OPENED = 5;

/** What is due from one member. The caller gives the rows that are this member's own. */
export function weeklyMine(scene: Scene, week: Week): Card {
  const blocks = blocksOf(scene, week, false);
  const opened = new Map(
    soonestFirst(week.rows.filter((row) => !row.quiet && row.due <= week.until)).flatMap((row) =>
      row.about ? [[row.about.case, row.about] as const] : [],
    ),
  );
  return {
    title: title(scene),
    tone: week.rows.some((row) => !row.quiet && row.due < scene.today) ? 'urgent' : 'private',
    blocks: [
      ...(blocks.length > 0 ? blocks : [text('Nothing is due from you this week.')]),
      ...buttons([
        ...[...opened.values()].slice(0, MOST_OPENED).map((row) => shows(scene, row.case, row.ref)),
        says(scene, 'All that is due', 'due'),
      ]),
    ],
  };
}
