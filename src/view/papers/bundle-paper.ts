import { whoWords } from '../cards/case-facts.ts';
import { CAPACITY_WORDS, OUTCOME_WORDS } from '../cards/case-words.ts';
import { sayDay, sayMoment } from '../days.ts';
import type { Paper, PaperBlock } from '../paper.ts';
import type { Bundle } from './bundle.ts';
import { letters, meetings, restrictions, theirSide } from './bundle-after.ts';
import { consultations, decisions } from './bundle-decisions.ts';
import { accounts, chronology, evidence, inShort } from './bundle-reports.ts';

const STATUS = {
  open: 'Open',
  closed: 'Closed',
  joined: 'Joined to another',
  withdrawn: 'Taken back',
} as const;

function cover({ d, madeFor, redacted }: Bundle): readonly PaperBlock[] {
  const { it, policy, school } = d;
  return [
    { is: 'heading', level: 1, text: `Case file ${it.ref}` },
    { is: 'paragraph', text: [{ text: school.name, strong: true }] },
    {
      is: 'facts',
      rows: [
        { label: 'About', value: `${whoWords(d)}, as ${CAPACITY_WORDS[it.capacity]}` },
        { label: 'What happened on', value: sayDay(it.occurredOn, d.today) },
        { label: 'Opened', value: sayDay(it.openedOn, d.today) },
        {
          label: 'State',
          value: it.closed
            ? `Closed ${sayDay(it.closed.on, d.today)}: ${OUTCOME_WORDS[it.closed.outcome]}`
            : STATUS[it.status],
        },
        { label: 'Policy', value: policy.name },
        { label: 'Made', value: sayMoment(d.now, d.today, d.calendar.zone) },
        { label: 'Made for', value: d.member(madeFor) },
        { label: 'Names', value: redacted ? 'Taken out, as said below' : 'All of them stand in it' },
      ],
    },
    {
      is: 'notice',
      text: 'Confidential. It holds personal data. Give it only to those who need it for a review, an appeal, a court or a request by law, and destroy copies when they have served.',
    },
    ...(redacted
      ? [
          {
            is: 'notice',
            text: 'The names of those who reported, suffered or saw it, of other colleagues who took no decision, of whoever was named by mistake, and of the children that the school’s list has for this person are taken out and replaced by what they were in it. In what people wrote, only these names were looked for, as they are written in Accord. Other children, relatives, nicknames, misspellings and whatever tells somebody by what they do were not. Pictures are left out. Read every page before you hand it on.',
          } as const,
        ]
      : []),
    {
      is: 'small',
      text: 'Left out on purpose: the support and injury records of staff, and what belongs to the safeguarding record of a child, which is kept elsewhere.',
    },
    { is: 'page' },
  ];
}

const retention = ({ d }: Bundle): readonly PaperBlock[] =>
  d.it.keepUntil === null
    ? []
    : [
        { is: 'heading', level: 1, text: 'How long it is kept' },
        {
          is: 'paragraph',
          text: `Until ${sayDay(d.it.keepUntil, d.today)}. Then a person decides whether its texts and files are erased.`,
        },
      ];

/** What shows that the record was not rewritten, and what cannot be shown. */
function proof({ stream, proof: rows, anchor, d }: Bundle): readonly PaperBlock[] {
  const head = rows.at(-1);
  return [
    { is: 'heading', level: 1, text: 'How it can be checked' },
    {
      is: 'paragraph',
      text: 'Every fact of this case is a row of a journal. Each row is sealed with the one before it, so that a row cannot be changed, left out or put in between without every later seal changing. What people wrote is kept apart; the journal holds a seal of it.',
    },
    {
      is: 'facts',
      rows: [
        { label: 'Journal', value: stream },
        { label: 'Facts', value: `${rows.length}` },
        { label: 'Last seal', value: head?.hash ?? 'None' },
        {
          label: 'Weekly seal',
          value: anchor
            ? `Of the week of ${sayDay(anchor.week, d.today)}, with the code ${anchor.code}`
            : 'None has been taken yet',
        },
      ],
    },
    {
      is: 'paragraph',
      text: 'To check it, whoever looks after Accord runs "accord audit verify --anchor" with a code that was handed to the administrator or the data protection officer in a week that counts. It recomputes every seal, and compares the last seal of each journal with the one that was handed out.',
    },
    {
      is: 'notice',
      text: 'What this cannot show: that what was written is true; that nothing was left unwritten; and whether what was recorded since the last weekly seal was rewritten with care by somebody who has the whole database.',
    },
    {
      is: 'table',
      head: ['No', 'Recorded', 'Seal (SHA-256)'],
      widths: [1, 4, 11],
      rows: rows.map((row) => [`${row.position}`, sayMoment(row.at, d.today, d.calendar.zone), row.hash]),
    },
  ];
}

/** The whole case for a review panel or a court, with names in it: `redactPaper` takes them out. */
export function bundlePaper(bundle: Bundle): Paper {
  const { d } = bundle;
  return {
    title: `Case file ${d.it.ref}`,
    author: d.school.name,
    language: 'en-GB',
    foot: `Case file ${d.it.ref}, confidential${bundle.redacted ? ', names taken out' : ''}`,
    size: 'usual',
    turned: false,
    mark: null,
    contents: 'Contents',
    covered: true,
    logo: null,
    at: d.now,
    blocks: [
      ...cover(bundle),
      ...inShort(d),
      ...chronology(d),
      ...accounts(d),
      ...evidence(bundle),
      ...decisions(d),
      ...consultations(d),
      ...meetings(d),
      ...restrictions(d),
      ...theirSide(d),
      ...letters(bundle),
      ...retention(bundle),
      ...proof(bundle),
    ],
  };
}
