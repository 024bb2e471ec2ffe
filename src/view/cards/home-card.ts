import { mayAtSchoolToday } from '../../domain/authorise.ts';
import { memberOf, plays } from '../../domain/book.ts';
import type { CaseRef } from '../../domain/ids.ts';
import type { Part } from '../../domain/policy/roles.ts';
import type { Day } from '../../domain/time.ts';
import type { Card } from '../card.ts';
import { sayDay } from '../days.ts';
import type { Scene } from '../drawing.ts';
import { buttons, MOST_BUTTONS, opensForm, says, section, shows, text } from './blocks.ts';
import { type CaseLine, caseItem } from './case-line.ts';
import { type DueRow, dueLine, soonestFirst } from './due-words.ts';

export interface Home {
  /** What this reader reported. */
  readonly mine: readonly CaseLine[];
  /** Cases that wait for this reader. */
  readonly waiting: readonly CaseLine[];
  /** What is owed by this reader. */
  readonly due: readonly DueRow[];
  /** Restrictions this reader may know of. */
  readonly inForce: readonly { readonly ref: CaseRef; readonly what: string; readonly end: Day }[];
}

const MOST_OPENED = 4;

export function homeCard(scene: Scene, home: Home): Card {
  const reader = memberOf(scene.book, scene.reader);
  const playsAny = (...parts: readonly Part[]): boolean =>
    reader !== undefined && parts.some((part) => plays(reader, part, scene.policy));
  const more = [
    ...(mayAtSchoolToday('see_gate_list', scene.reader, scene)
      ? [says(scene, 'Front gate list', 'gate')]
      : []),
    ...(mayAtSchoolToday('find', scene.reader, scene) ? [opensForm(scene, 'Find', 'find', null)] : []),
    ...(playsAny('office', 'admin') ? [says(scene, 'Parents and carers', 'people')] : []),
    ...(playsAny('admin') ? [says(scene, 'Setting up', 'setup')] : []),
    says(scene, 'Help', 'help'),
  ];
  const opened = Math.min(MOST_OPENED, MOST_BUTTONS - 1 - more.length);
  const empty = home.mine.length + home.waiting.length + home.due.length + home.inForce.length === 0;
  return {
    title: scene.school.name,
    tone: 'private',
    blocks: [
      ...(empty ? [text('Nothing waits for you. If something happened, report it here.')] : []),
      ...section(
        'Waiting for me',
        home.waiting.map((row) => caseItem(row, scene.today)),
      ),
      ...section(
        'Due from me',
        soonestFirst(home.due).map((row) => ({
          text: dueLine(row, scene, false),
          mark: row.quiet
            ? ('none' as const)
            : row.due < scene.today
              ? ('warning' as const)
              : ('todo' as const),
        })),
      ),
      ...section(
        'What I reported',
        home.mine.map((row) => caseItem(row, scene.today)),
      ),
      ...section(
        'In force',
        home.inForce.map((row) => ({
          text: `${row.ref}: ${row.what}, until ${sayDay(row.end, scene.today)}`,
        })),
      ),
      ...buttons([
        opensForm(scene, 'Report something', 'report', null, {}, 'main'),
        ...home.waiting.slice(0, opened).map((row) => shows(scene, row.case, row.ref)),
        ...more,
      ]),
    ],
  };
}
