import type { PostAbout } from '../about.ts';
import type { Card } from '../card.ts';
import type { Scene } from '../drawing.ts';
import { buttons, notice, says, shows, text } from './blocks.ts';
import { type DueRow, dueWhat, ownerWords, whenRow } from './due-words.ts';

type Stage = Extract<PostAbout, { show: 'nudge' }>['stage'];

/** A reminder, by reference alone: it may be read over a shoulder. Null: it was done meanwhile. */
export function nudgeCard(scene: Scene, row: DueRow | null, stage: Stage): Card {
  if (!row)
    return {
      title: 'Done',
      tone: 'done',
      blocks: [text('This has been done meanwhile. Nothing is asked of you.')],
    };
  const what = `${dueWhat(row, scene)}: ${whenRow(row, scene)}.`;
  const title = row.about?.ref ?? scene.school.name;
  const open = buttons(
    row.about
      ? [shows(scene, row.about.case, row.about.ref, 'main')]
      : [says(scene, 'What is due', 'due', 'main')],
  );
  switch (stage) {
    case 'due':
      return { title, tone: 'waiting', blocks: [text(what), ...open] };
    case 'late':
      return { title, tone: 'urgent', blocks: [notice('warning', what), ...open] };
    case 'escalated':
      return {
        title,
        tone: 'urgent',
        blocks: [
          notice('warning', what),
          text(
            `It is owed by ${ownerWords(row.owner, scene)} and has not been done. You are told so that it does not wait for one person.`,
          ),
          ...open,
        ],
      };
    default:
      return stage satisfies never;
  }
}
