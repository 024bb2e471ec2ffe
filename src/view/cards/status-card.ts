import { titleOf } from '../../domain/book.ts';
import { firstDecision } from '../../domain/case.ts';
import { inWords } from '../../domain/letters/print-day.ts';
import { isWalledOff } from '../../domain/standing.ts';
import type { Block, Button, Card } from '../card.ts';
import { sayDay, sayDayOf } from '../days.ts';
import type { Drawing, Scene } from '../drawing.ts';
import { buttons, type Item, list, notice, opensForm, quote, section, text } from './blocks.ts';
import { NOTICE_WORDS, OUTLINE_WORDS } from './case-words.ts';
import { fileItems } from './file-words.ts';
import { notForYouCard } from './not-for-you.ts';
import { sortNotices } from './now-words.ts';

/** Who decides, by title: `The Headteacher`. */
export function deciderTitle(scene: Pick<Scene, 'policy'>): string {
  const row = scene.policy.decides.find((one) => one.steps.length === 0);
  const titles = row?.by.roles.map((role) => titleOf(role, scene.policy)) ?? ['Headteacher'];
  return `the ${inWords(titles, 'or')}`;
}

export const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

const ownReports = (d: Drawing) =>
  d.it.reports.filter((row) => row.reporter === d.reader || row.onBehalfOf === d.reader);

/** What this reader wrote, and nobody else's words. */
const ownWords = (d: Drawing): readonly Block[] => [
  ...ownReports(d).map((row) =>
    quote(d.text(row.narrative), `What you reported, ${sayDayOf(row.receivedAt, d.today, d.calendar.zone)}`),
  ),
  ...d.it.accounts
    .filter((row) => row.from === d.reader)
    .map((row) => quote(d.text(row.text), 'What you added')),
  ...section(
    'Files you added',
    fileItems(
      d.it.files.filter((row) => row.capturedBy === d.reader),
      d,
    ),
  ),
];

/** When what is still owed will have been done, so that nobody waits without a date. */
function hearAgain(d: Drawing): string {
  const last = d.deadlines
    .filter((row) => !row.quiet && row.due >= d.today)
    .map((row) => row.due)
    .sort()
    .at(-1);
  return last
    ? `You will hear how it ended once it is closed. What is still to be done is due by ${sayDay(last, d.today)}.`
    : 'You will hear how it ended once it is closed.';
}

function stages(d: Drawing): readonly Item[] {
  const { it, today } = d;
  const [first] = ownReports(d);
  const received = first ? sayDayOf(first.receivedAt, today, d.calendar.zone) : sayDay(it.openedOn, today);
  const decided = firstDecision(it);
  const who = deciderTitle(d);
  const hear =
    it.hearBy < today
      ? `A decision was promised by ${sayDay(it.hearBy, today)} and is late. ${capital(who)} has been reminded.`
      : `Not decided yet. You will hear by ${sayDay(it.hearBy, today)}.`;
  return [
    { text: `Received ${received}.`, mark: 'done' },
    it.read
      ? { text: 'Read.', mark: 'done' }
      : { text: `Not read yet. ${capital(who)} will read it by ${sayDay(it.readBy, today)}.`, mark: 'todo' },
    decided
      ? {
          text: `Decided ${sayDay(decided.on, today)}. ${it.closed ? '' : hearAgain(d)}`.trim(),
          mark: 'done',
        }
      : it.closed
        ? { text: 'Looked at.', mark: 'done' }
        : { text: hear, mark: 'todo' },
    it.closed
      ? { text: `Closed ${sayDay(it.closed.on, today)}. ${OUTLINE_WORDS[it.closed.outline]}`, mark: 'done' }
      : { text: 'Not closed yet.', mark: 'todo' },
  ];
}

function ownButtons(d: Drawing): readonly Button[] {
  const { it } = d;
  if (it.status !== 'open') return [];
  const report = ownReports(d).find((row) => !row.withdrawn);
  const carries = report ? { report: report.id } : {};
  return [
    opensForm(d, 'Add something', 'account', it.id),
    opensForm(d, 'Add evidence', 'evidence', it.id),
    ...(report
      ? [
          opensForm(d, 'Correct my report', 'correct', it.id, carries),
          opensForm(d, 'Take it back', 'withdraw', it.id, carries),
        ]
      : []),
  ];
}

/** For whoever reported: their own words, where it stands, and when they will hear. Nothing of what is weighed. */
export function statusCard(d: Drawing): Card {
  const { it } = d;
  // Somebody whose report was taken back has no place in the case any more, and still hears that it was.
  const mine = d.places.has('reporter') || ownReports(d).some((row) => row.withdrawn);
  if (!mine || isWalledOff(d.reader, it, d.book)) return notForYouCard();
  const now = it.status === 'open' && !it.read ? sortNotices(it.notices) : null;
  const body: readonly Block[] =
    it.status === 'withdrawn'
      ? [notice('info', 'This report was taken back. It counts against nobody.')]
      : it.status === 'joined'
        ? [
            notice(
              'info',
              'Somebody else reported the same event, so the two are dealt with together. You will hear the outcome.',
            ),
          ]
        : [list(stages(d))];
  return {
    title: `Your report ${it.ref}`,
    tone: it.status === 'open' ? 'waiting' : 'done',
    blocks: [
      ...(now?.urgent ?? []).map((row) => notice('danger', NOTICE_WORDS[row])),
      ...(now?.other ?? []).map((row) => notice('info', NOTICE_WORDS[row])),
      ...body,
      ...ownWords(d),
      ...(it.status === 'open'
        ? [text('Please do not discuss it with others, or answer anything online.')]
        : []),
      ...buttons(ownButtons(d)),
    ],
  };
}
