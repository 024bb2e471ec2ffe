import { holders, titleOf } from '../../domain/book.ts';
import { termDates } from '../../domain/calendar.ts';
import { RoleId } from '../../domain/ids.ts';
import { questionsOf } from '../../domain/settle-first.ts';
import type { Card } from '../card.ts';
import type { Scene } from '../drawing.ts';
import { buttons, fact, facts, type Item, list, opensForm, section, smallPrint, text } from './blocks.ts';
import { sentence } from './cited.ts';
import { PLATFORM_WORDS, type PlatformName } from './platform-words.ts';
import { overdueReview, sayPolicyDate } from './policy-dates.ts';

export interface Setup {
  /** What every school settles, and the policy's open questions, as far as they are answered: by id. */
  readonly answered: ReadonlySet<string>;
  readonly leadershipChannel: boolean;
  readonly surfaces: readonly PlatformName[];
  /** Whether the reader's platform has pickers with which people and channel are chosen. The playground has none. */
  readonly pickers: boolean;
}

const TERMS: Readonly<Record<ReturnType<typeof termDates>, string>> = {
  entered: 'Entered',
  assumed: 'Assumed. Enter your own, or dates may be some days off.',
  none: 'Not known. Every weekday counts as a school day until you enter them.',
};

/** Parts somebody must play for a case to go from report to close. */
const NEEDED = ['head', 'office', 'dsl', 'chair', 'dpo', 'admin'] as const;

function peopleMissing(scene: Scene): readonly Item[] {
  return NEEDED.map((part) => RoleId.parse(part))
    .filter((role) => holders(scene.book, role, scene.policy).length === 0)
    .map((role) => ({
      text: `Nobody is the ${titleOf(role, scene.policy)}. Add somebody who plays this part.`,
      mark: 'todo' as const,
    }));
}

/** What is to be settled before the first real case. */
export function missingIn(
  scene: Scene,
  setup: Pick<Setup, 'answered' | 'leadershipChannel'>,
): readonly Item[] {
  const { policy, calendar, today } = scene;
  const terms = termDates(calendar, today);
  const asks = questionsOf(policy).filter((row) => !setup.answered.has(row.id));
  const overdue = overdueReview(scene);
  return [
    ...peopleMissing(scene),
    ...asks.map((row) => ({ text: `${sentence(row.ask)} ${sentence(row.why)}`, mark: 'todo' as const })),
    ...(setup.leadershipChannel
      ? []
      : [
          {
            text: 'No channel is set for the weekly post. Without one it goes to people alone.',
            mark: 'todo' as const,
          },
        ]),
    ...(terms === 'entered' || calendar.yearRound
      ? []
      : [{ text: `Term dates: ${TERMS[terms]}`, mark: 'todo' as const }]),
    ...(overdue ? [{ text: overdue, mark: 'warning' as const }] : []),
  ];
}

/** For the administrator: people and settings, and no case. */
export function setupCard(scene: Scene, setup: Setup): Card {
  const { policy, book, calendar, today } = scene;
  const terms = termDates(calendar, today);
  const answers = questionsOf(policy).filter((row) => setup.answered.has(row.id));
  const missing = missingIn(scene, setup);
  return {
    title: `Setting up ${scene.school.name}`,
    tone: missing.length > 0 ? 'waiting' : 'done',
    blocks: [
      facts([
        fact('Policy', policy.title ?? policy.name),
        fact('Next review', sayPolicyDate(policy.dates.next_review, today)),
        fact('People', String(book.members.filter((row) => row.active).length)),
        fact(
          'Where people meet Accord',
          setup.surfaces.length > 0
            ? setup.surfaces.map((name) => PLATFORM_WORDS[name]).join(', ')
            : 'Nowhere yet',
        ),
        fact('Term dates', calendar.yearRound ? 'Open all year' : TERMS[terms]),
      ]),
      ...(missing.length > 0
        ? [
            ...section('Still missing', missing),
            smallPrint(
              'Report no real case before this is settled. Whoever looks after the server enters answers and dates with "accord school settings", and people with "accord members".',
            ),
          ]
        : [text('Everything is set. You can report something to try it.')]),
      ...(answers.length > 0 ? [list(answers.map((row) => ({ text: row.ask, mark: 'done' as const })))] : []),
      ...(setup.pickers
        ? buttons([opensForm(scene, 'People and channel', 'setup', null, {}, 'main')])
        : [text('In the playground people and channel are there already.')]),
      smallPrint('An administrator sets up people and settings and sees no case.'),
    ],
  };
}
