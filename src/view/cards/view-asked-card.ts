import { titleOf } from '../../domain/book.ts';
import type { Case, Consultation } from '../../domain/case.ts';
import type { VIEWS } from '../../domain/events/deciding.ts';
import type { Block, Card } from '../card.ts';
import { sayDay } from '../days.ts';
import type { Drawing } from '../drawing.ts';
import { acts, buttons, fact, facts, heading, list, notice, opensForm, quote, text } from './blocks.ts';
import { VIEW_WORDS } from './case-words.ts';
import { cited, stepLabel } from './cited.ts';
import { notForYouCard } from './not-for-you.ts';

type Answer = (typeof VIEWS)[number];
const ANSWERS: Readonly<Record<Consultation['kind'], readonly Answer[]>> = {
  consult: ['support', 'concern', 'talk'],
  approve: ['approve', 'refuse'],
};

const opening = (row: Consultation): Block =>
  row.kind === 'consult'
    ? notice(
        'info',
        'You are not being asked to approve. Your view is asked for and answered; the decision is not yours to take or to answer for.',
      )
    : notice('info', 'Our policy asks for your approval here. Without it this step cannot be taken.');

const NO_APPEAL =
  'Whoever gives a view cannot hear an appeal about the same matter. If you are kept free for an appeal, or know those involved, stand aside and somebody else is asked.';

/** Whether this reader has opened it, having been told what giving a view means. */
export const hasOpened = (d: Drawing, id: Consultation['id']): boolean =>
  d.it.consultations.some((row) => row.id === id && row.opened.includes(d.reader));

const asideButton = (d: Drawing, it: Case) =>
  opensForm(d, 'Stand aside', 'stand_aside', it.id, { member: d.reader });

function given(d: Drawing, row: Consultation): Card {
  const { given: answer } = row;
  const mine = answer?.by === d.reader;
  return {
    title: d.it.ref,
    tone: 'done',
    blocks: [
      notice(
        'good',
        answer && mine
          ? `You answered on ${sayDay(answer.on, d.today)}: ${VIEW_WORDS[answer.view]}. Thank you.`
          : 'Somebody else has answered. Nothing more is asked of you.',
      ),
      ...(answer?.comment && mine ? [quote(d.text(answer.comment), 'What you wrote')] : []),
      ...(mine ? [text('You cannot hear an appeal about this matter.')] : []),
    ],
  };
}

/**
 * For whoever is asked for a view. They are told what giving one means before they read on, so the summary
 * comes only once it has been opened.
 */
export function viewAskedCard(d: Drawing, id: Consultation['id'], opened: boolean = hasOpened(d, id)): Card {
  const { it, policy } = d;
  const row = it.consultations.find((one) => one.id === id);
  if (!row || !d.places.has('consulted')) return notForYouCard();
  if (row.given) return given(d, row);
  if (it.status !== 'open')
    return {
      title: it.ref,
      tone: 'done',
      blocks: [notice('info', 'This matter is closed. No view is needed any more.')],
    };
  const gate = policy.gates.find((one) => one.id === row.gate);
  const by = facts([
    fact('Asked of', titleOf(row.role, policy)),
    fact('About', stepLabel(row.step, policy)),
    fact('Answer by', sayDay(row.due, d.today)),
  ]);
  if (!opened)
    return {
      title: it.ref,
      tone: 'waiting',
      blocks: [
        opening(row),
        text(NO_APPEAL),
        by,
        ...buttons([
          acts(d, 'Open it', 'open_view', it, { consultation: row.id }, 'main'),
          asideButton(d, it),
        ]),
      ],
    };
  return {
    title: it.ref,
    tone: 'waiting',
    blocks: [
      opening(row),
      text(NO_APPEAL),
      by,
      heading('What happened, in short'),
      text(d.text(row.summary)),
      heading('What is proposed, and why'),
      text(d.text(row.proposal)),
      ...(gate ? [list([{ text: 'Why you are asked', source: cited(gate.source) }])] : []),
      ...buttons([
        ...ANSWERS[row.kind].map((view) =>
          opensForm(d, VIEW_WORDS[view], 'give_view', it.id, { consultation: row.id, view }),
        ),
        asideButton(d, it),
      ]),
    ],
  };
}
