import type { PostAbout } from '../about.ts';
import type { Card } from '../card.ts';
import type { Scene } from '../drawing.ts';
import { buttons, notice, says, shows, text } from './blocks.ts';
import { type DueRow, dueWhat, ownerWords, whenRow } from './due-words.ts';

type Stage = Extract<PostAbout, { show: 'nudge' }>['stage'];

const WITHOUT_ACCOUNT =
  'They have no account here, so you are told in their place. Ring them and write down what they say, or make a link for them: both are in the case.';

/**
 * A reminder, by reference alone: it may be read over a shoulder. Null: it was done meanwhile. `isInPlace` where it goes
 * to somebody who is to ask for it, because whoever owes it has no account.
 */
export function nudgeCard(scene: Scene, row: DueRow | null, stage: Stage, isInPlace = false): Card {
  if (!row)
    return {
      title: 'Done',
      tone: 'done',
      blocks: [text('This has been done meanwhile. Nothing is asked of you.')],
    };
  const asked = isInPlace && row.kind === 'give_view';
  const when = whenRow(row, scene);
  const what = asked
    ? `A view is waited for from the ${ownerWords(row.owner, scene)}: ${when}.`
    : `${dueWhat(row, scene)}: ${when}.`;
  const how = asked ? [text(WITHOUT_ACCOUNT)] : [];
  const title = row.about?.ref ?? scene.school.name;
  const open = buttons(
    row.about
      ? [shows(scene, row.about.case, row.about.ref, 'main')]
      : [says(scene, 'What is due', 'due', 'main')],
  );
  switch (stage) {
    case 'due':
      return { title, tone: 'waiting', blocks: [text(what), ...how, ...open] };
    case 'late':
      return { title, tone: 'urgent', blocks: [notice('warning', what), ...how, ...open] };
    case 'escalated':
      return {
        title,
        tone: 'urgent',
        blocks: [
          notice('warning', what),
          text(
            `It is owed by ${ownerWords(row.owner, scene)} and has not been done. You are told so that it does not wait for one person.`,
          ),
          ...how,
          ...open,
        ],
      };
    default:
      return stage satisfies never;
  }
}
