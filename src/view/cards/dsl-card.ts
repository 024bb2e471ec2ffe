import type { Flag } from '../../domain/policy/condition.ts';
import type { Card } from '../card.ts';
import { sayDay, sayMoment } from '../days.ts';
import type { Drawing } from '../drawing.ts';
import { acts, buttons, fact, facts, notice, opensForm, quote, section, smallPrint } from './blocks.ts';
import { whoWords } from './case-facts.ts';
import { FLAG_WORDS, HAPPENED_WORDS, HARM_WORDS } from './case-words.ts';
import { notForYouCard } from './not-for-you.ts';

/** What bears on a child; the rest of the case is not the safeguarding lead's to read. */
const ABOUT_A_CHILD: readonly Flag[] = [
  'child_at_risk',
  'someone_hurt',
  'weapon',
  'collecting_unfit',
  'immediate_risk',
  'pupil_posted',
];

export function dslCard(d: Drawing): Card {
  const { it } = d;
  if (!d.places.has('dsl')) return notForYouCard();
  const reports = it.reports.filter((row) => !row.withdrawn);
  const flagged = it.flags.filter((row) => ABOUT_A_CHILD.includes(row));
  const open = it.status === 'open';
  return {
    title: it.ref,
    tone: open && !it.dslTold ? 'urgent' : open ? 'private' : 'done',
    blocks: [
      open && !it.dslTold
        ? notice('danger', 'A child may be at risk. Please look at this now.')
        : notice('good', open ? 'You have been told of this.' : 'This matter is closed.'),
      ...(it.hold
        ? [
            notice(
              'warning',
              `Do not contact is in force; looked at again by ${sayDay(it.hold.reviewOn, d.today)}.`,
            ),
          ]
        : []),
      facts([
        fact('Adult concerned', whoWords(d)),
        ...reports.map((row) => fact('When', sayMoment(row.occurredAt, d.today, d.calendar.zone))),
        fact('Where', HAPPENED_WORDS[it.happened]),
        ...reports
          .filter((row) => row.harm !== 'nobody')
          .map((row) => fact('Anyone hurt', HARM_WORDS[row.harm])),
      ]),
      ...section(
        'Why you are told',
        flagged.map((row) => ({ text: FLAG_WORDS[row], mark: 'warning' as const })),
      ),
      ...reports.map((row) => quote(d.text(row.narrative), `As reported by ${d.member(row.reporter)}`)),
      smallPrint(
        'Keep what concerns the child in your own safeguarding record. Accord keeps only that you were told.',
      ),
      ...(open
        ? buttons([
            ...(it.dslTold ? [] : [acts(d, 'I have seen this', 'told_dsl', it, {}, 'main')]),
            ...(it.hold
              ? [
                  acts(d, 'Keep "do not contact" on', 'review_hold', it),
                  opensForm(d, 'End "do not contact"', 'lift_hold', it.id),
                ]
              : [opensForm(d, 'Do not contact', 'hold', it.id)]),
            opensForm(d, 'Add an account', 'account', it.id),
          ])
        : []),
    ],
  };
}
