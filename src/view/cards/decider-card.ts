import type { Block, Card } from '../card.ts';
import { sayDay } from '../days.ts';
import type { Drawing } from '../drawing.ts';
import {
  buttons,
  fact,
  facts,
  heading,
  MOST_BUTTONS,
  notice,
  opensForm,
  says,
  section,
  smallPrint,
  text,
} from './blocks.ts';
import { bundleButtons, buttonsOf, moreButtonsOf, moreWords } from './case-buttons.ts';
import { accountsOf, earlierOf, factsOfCase } from './case-facts.ts';
import { noticedOf, nowOf, owedOf } from './case-now.ts';
import { decidedOf, stepsOf } from './case-steps.ts';
import { CHANNEL_WORDS, OUTCOME_WORDS, OUTLINE_WORDS, REQUEST_WORDS } from './case-words.ts';
import { isToErase } from './dpo-card.ts';
import { notForYouCard } from './not-for-you.ts';

const wholeSeen = (d: Drawing): boolean => d.places.has('decider') || d.places.has('hears_appeal');

/** What they sent us about the case, and who may not hear it. */
const requestsOf = (d: Drawing): readonly Block[] =>
  section(
    'They sent us',
    d.it.requests.map((row) => ({
      text: `${REQUEST_WORDS[row.kind]}, ${sayDay(row.receivedOn, d.today)}: ${row.answered ? 'answered' : `an answer is owed by ${sayDay(row.due, d.today)}${row.law ? ' (a time set by law, holidays included)' : ''}`}. ${d.text(row.text)}`,
      mark: row.answered ? ('done' as const) : ('todo' as const),
    })),
  );

const theirSideOf = (d: Drawing): readonly Block[] =>
  section('Their side', [
    ...d.it.theirSide.map((row) => ({
      text: `Arrived ${sayDay(row.receivedOn, d.today)} ${CHANNEL_WORDS[row.channel]}; ${row.acknowledged ? 'they have been told that it arrived' : `let them know by ${sayDay(row.acknowledgeBy, d.today)} that it arrived`}.`,
      mark: row.acknowledged ? ('done' as const) : ('todo' as const),
    })),
    ...d.it.restrictions.flatMap((row) =>
      row.hearing
        ? [
            {
              text: `They have until ${sayDay(row.hearing.closes, d.today)} to give it. A fresh decision is owed by ${sayDay(row.hearing.decideBy, d.today)}; nothing confirms itself.`,
              mark: 'todo' as const,
            },
          ]
        : [],
    ),
  ]);

const form = (d: Drawing) => opensForm(d, 'Erase or keep', 'dispose', d.it.id);

function overCard(d: Drawing): Card {
  const { it } = d;
  const words = it.closed
    ? `Closed ${sayDay(it.closed.on, d.today)}: ${OUTCOME_WORDS[it.closed.outcome]}`
    : it.status === 'joined'
      ? 'Joined to another report of the same event. It goes on there.'
      : 'Taken back by whoever reported it. It is left out of the history.';
  const kept = it.closed
    ? [
        fact('The reporter hears', OUTLINE_WORDS[it.closed.outline]),
        fact('Kept until', sayDay(it.keepUntil ?? it.closed.retention.until, d.today)),
      ]
    : [];
  if (it.erased !== null)
    return {
      title: it.ref,
      tone: 'done',
      blocks: [
        notice('good', words),
        text(
          `Its time had come: texts and files were erased on ${sayDay(it.erased, d.today)}. What was decided and when stays on record.`,
        ),
        ...buttons([says(d, 'What happened so far', `timeline ${it.ref}`)]),
      ],
    };
  return {
    title: it.ref,
    tone: 'done',
    blocks: [
      notice('good', words),
      ...(isToErase(d)
        ? [
            notice('warning', 'The time for which its record is kept is over. Nothing is erased by itself.'),
            ...(d.places.has('decider') ? buttons([form(d)]) : []),
          ]
        : []),
      ...(kept.length > 0 ? [facts(kept)] : []),
      ...factsOfCase(d),
      ...accountsOf(d),
      ...decidedOf(d),
      ...requestsOf(d),
      ...(it.status === 'joined' ? [] : buttons(bundleButtons(d))),
      ...(it.status !== 'joined' && d.places.has('decider')
        ? [
            smallPrint(
              `${it.closed ? 'To open it again, or to record' : 'To record'} what they sent us, type: ${moreWords(it.ref)}`,
            ),
          ]
        : []),
    ],
  };
}

/** The whole case, for whoever decides it or hears an appeal about it. */
export function caseCard(d: Drawing): Card {
  if (!wholeSeen(d)) return notForYouCard();
  if (d.it.status !== 'open') return overCard(d);
  const now = nowOf(d);
  const late = d.deadlines.some((row) => !row.quiet && row.due < d.today);
  return {
    title: d.it.ref,
    tone: now.some((row) => row.is === 'notice' && row.level === 'danger') || late ? 'urgent' : 'private',
    blocks: [
      ...now,
      ...factsOfCase(d),
      ...noticedOf(d),
      ...accountsOf(d),
      ...earlierOf(d),
      ...decidedOf(d),
      ...theirSideOf(d),
      ...requestsOf(d),
      ...(d.places.has('decider') ? stepsOf(d) : []),
      ...owedOf(d),
      ...buttons(buttonsOf(d)),
    ],
  };
}

/** Everything that did not fit beside "Decide". */
export function moreCard(d: Drawing): Card {
  if (!d.places.has('decider')) return notForYouCard();
  const rest = moreButtonsOf(d);
  if (rest.length === 0)
    return { title: d.it.ref, tone: 'plain', blocks: [text('There is nothing more to do here.')] };
  const rows = Array.from({ length: Math.ceil(rest.length / MOST_BUTTONS) }, (_, row) =>
    rest.slice(row * MOST_BUTTONS, (row + 1) * MOST_BUTTONS),
  );
  return {
    title: d.it.ref,
    tone: 'plain',
    blocks: [heading('What else you can do'), ...rows.flatMap((row) => buttons(row))],
  };
}
