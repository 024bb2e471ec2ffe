import type { IntentKey } from '../../domain/ids.ts';
import { inWords } from '../../domain/letters/print-day.ts';
import type { Card } from '../card.ts';
import { sayDay } from '../days.ts';
import type { Scene } from '../drawing.ts';
import type { Query } from '../find/query.ts';
import { STEP_CHOICES } from '../find/step-words.ts';
import { buttons, list, MOST_BUTTONS, opensForm, says, shows, smallPrint, text } from './blocks.ts';
import { type CaseLine, caseItem } from './case-line.ts';

const STATUS_WORDS: Readonly<Record<NonNullable<Query['status']>, string>> = {
  open: 'open',
  closed: 'closed',
  withdrawn: 'taken back',
  erased: 'erased',
};

function daysWords({ from, to }: Query, { today }: Scene): string | null {
  if (from !== null && from === to) return `happened on ${sayDay(from, today)}`;
  if (from !== null && to !== null) return `happened from ${sayDay(from, today)} to ${sayDay(to, today)}`;
  if (from !== null) return `happened on ${sayDay(from, today)} or later`;
  return to === null ? null : `happened on ${sayDay(to, today)} or before`;
}

/** How it was understood, without repeating a name. */
function understood(query: Query, scene: Scene): string {
  const steps = query.steps.map(
    (kind) =>
      STEP_CHOICES.find((row) => row.value === kind)?.label.toLowerCase() ?? kind.replaceAll('_', ' '),
  );
  const parts = [
    query.ref,
    query.name === null ? null : 'the name you gave',
    steps.length === 0 ? null : inWords([...new Set(steps)], 'or'),
    query.status === null ? null : STATUS_WORDS[query.status],
    daysWords(query, scene),
  ].flatMap((part) => part ?? []);
  return parts.length === 0 ? 'Everything that is yours to see.' : `Looked for: ${parts.join('; ')}.`;
}

const ROW = MOST_BUTTONS - 1;

/** What was found and is this reader's to see; never how much there is besides. `next` asks for the next page. */
export function foundCard(
  scene: Scene,
  query: Query,
  rows: readonly CaseLine[],
  next: IntentKey | null,
): Card {
  const opens = rows.map((row) => shows(scene, row.case, row.ref));
  const lines = Array.from({ length: Math.ceil(opens.length / ROW) }, (_, n) =>
    opens.slice(n * ROW, (n + 1) * ROW),
  );
  return {
    title: rows.length === 0 ? 'Nothing found' : 'Found',
    tone: 'private',
    blocks: [
      smallPrint(understood(query, scene)),
      ...(rows.length === 0
        ? [
            text('There is no such matter that you may see.'),
            smallPrint(
              'A name that is also a month or a step goes in quotes: find "April Smith". Try fewer words: the name alone, or a month.',
            ),
          ]
        : [list(rows.map((row) => caseItem(row, scene.today)))]),
      ...lines.flatMap((row) => buttons(row)),
      ...buttons([
        ...(next === null ? [] : [says(scene, 'Show more', `find more ${next}`)]),
        opensForm(scene, 'Look for something else', 'find', null),
      ]),
    ],
  };
}
