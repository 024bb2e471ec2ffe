import { reportersOf } from '../../domain/case.ts';
import { inWords } from '../../domain/letters/print-day.ts';
import { whoWords } from '../cards/case-facts.ts';
import { CAPACITY_WORDS, HAPPENED_WORDS, HARM_WORDS, MEDIA_WORDS } from '../cards/case-words.ts';
import { breachLabel, cited } from '../cards/cited.ts';
import { eventSentence } from '../cards/event-sentence.ts';
import { sayDay, sayMoment } from '../days.ts';
import type { Lasting } from '../drawing.ts';
import type { PaperBlock } from '../paper.ts';
import type { Bundle } from './bundle.ts';

const moment = (d: Lasting, at: Parameters<typeof sayMoment>[0]): string =>
  sayMoment(at, d.today, d.calendar.zone);

/** Who, what, when and where, as it stands now. */
export function inShort(d: Lasting): readonly PaperBlock[] {
  const { it, policy } = d;
  const [first] = it.reports.filter((row) => !row.withdrawn);
  const harm = [...new Set(it.reports.filter((row) => !row.withdrawn).map((row) => row.harm))];
  const clause = (id: string) => {
    const found = policy.breaches.list.find((row) => row.id === id)?.clause;
    return found ? ` (${cited({ kind: 'policy', words: found }).words})` : '';
  };
  const names = (ids: Parameters<Lasting['member']>[0][]) => inWords(ids.map(d.member)) || 'Nobody named';
  return [
    { is: 'heading', level: 1, text: 'In short' },
    {
      is: 'facts',
      rows: [
        { label: 'About', value: `${whoWords(d)}, as ${CAPACITY_WORDS[it.capacity]}` },
        { label: 'When', value: first ? moment(d, first.occurredAt) : sayDay(it.occurredOn, d.today) },
        { label: 'Where', value: first?.place ? d.text(first.place) : HAPPENED_WORDS[it.happened] },
        { label: 'Anyone hurt', value: harm.map((row) => HARM_WORDS[row]).join('; ') || HARM_WORDS.nobody },
        { label: 'Reported by', value: names([...reportersOf(it)]) },
        { label: 'People affected', value: names([...it.affected]) },
        { label: 'Saw it', value: names([...it.witnesses]) },
        {
          label: 'Finding',
          value:
            it.finding === 'found'
              ? 'It happened, and it is against the policy.'
              : it.finding === 'unfounded'
                ? 'It did not happen, or it is not against the policy.'
                : 'None was made. What follows was reported and is not a finding.',
        },
      ],
    },
    { is: 'heading', level: 3, text: 'What was reported' },
    {
      is: 'list',
      from: null,
      items: it.breaches.map((id) => `${breachLabel(id, policy)}${clause(id)}`),
    },
  ];
}

/** One line for each fact, in the order in which it was recorded. */
export function chronology(d: Lasting): readonly PaperBlock[] {
  const by = (who: string) =>
    who === 'clock' || who === 'command_line' ? 'Accord' : d.member(who as Parameters<Lasting['member']>[0]);
  return [
    { is: 'heading', level: 1, text: 'What happened, in order' },
    {
      is: 'small',
      text: 'When it was recorded, what it was, and who recorded it. The words themselves stand in the parts that follow.',
    },
    {
      is: 'table',
      head: ['Recorded', 'What', 'By'],
      widths: [4, 8, 3],
      rows: d.timeline.map((row) => [moment(d, row.at), eventSentence(row, d), by(row.by)]),
    },
  ];
}

const account = (title: string, words: string, more: string): readonly PaperBlock[] => [
  { is: 'heading', level: 2, text: title },
  { is: 'small', text: more },
  { is: 'quote', text: words },
];

/**
 * Each person's own words as they were first written, and every correction after them. What was joined by mistake and
 * taken out again is about another event, and maybe another person: it is in the file of its own case.
 */
export function accounts(d: Lasting): readonly PaperBlock[] {
  const blocks = d.timeline.flatMap(({ event, at }): readonly PaperBlock[] => {
    const when = `Recorded ${moment(d, at)}.`;
    switch (event.type) {
      case 'report_received':
        return account(
          `Report by ${d.member(event.onBehalfOf ?? event.reporter)}`,
          d.text(event.narrative),
          event.onBehalfOf ? `${when} Written down by ${d.member(event.reporter)}.` : when,
        );
      case 'report_corrected':
        return account(
          'The report as it was corrected',
          d.text(event.narrative),
          `${when} Why: ${d.text(event.reason)}`,
        );
      case 'account_added':
        return account(`Account by ${d.member(event.account.from)}`, d.text(event.account.text), when);
      case 'case_took_in':
        return event.accounts
          .filter((row) => d.it.accounts.some((one) => one.id === row.id))
          .flatMap((row) =>
            account(
              `Account by ${d.member(row.from)}, from a report joined to this one`,
              d.text(row.text),
              when,
            ),
          );
      case 'information_gathered':
        return account('What was gathered', d.text(event.note), when);
      case 'person_spoken_to':
        return event.note ? account('The conversation with the person', d.text(event.note), when) : [];
      default:
        return [];
    }
  });
  return [{ is: 'heading', level: 1, text: 'Reports and accounts' }, ...blocks];
}

/** What is kept, with the seal of each file; pictures as far as they can be printed. */
export function evidence({ d, pictures }: Bundle): readonly PaperBlock[] {
  const { it } = d;
  const shown = it.files.flatMap((row, n): readonly PaperBlock[] => {
    const picture = pictures.get(row.id);
    return picture
      ? [
          { is: 'heading', level: 2, text: `File ${n + 1}` },
          { is: 'picture', picture, alt: `File ${n + 1}, ${MEDIA_WORDS[row.media]} kept as evidence` },
        ]
      : [];
  });
  if (it.evidence.length + it.files.length === 0)
    return [
      { is: 'heading', level: 1, text: 'Evidence' },
      { is: 'paragraph', text: 'Nothing was kept beside the reports.' },
    ];
  return [
    { is: 'heading', level: 1, text: 'Evidence' },
    ...(it.evidence.length > 0
      ? [
          {
            is: 'table',
            head: ['What', 'What it shows', 'Kept by'],
            widths: [2, 8, 3],
            rows: it.evidence.map((row) => [row.kind, d.text(row.what), d.member(row.capturedBy)]),
          } as const,
        ]
      : []),
    ...(it.files.length > 0
      ? [
          {
            is: 'table',
            head: ['File', 'What it is', 'From', 'Kept', 'Seal (SHA-256, salted)'],
            widths: [1, 3, 3, 3, 5],
            rows: it.files.map((row, n) => [
              `${n + 1}`,
              row.of ? `${MEDIA_WORDS[row.media]}, the original of what they sent` : MEDIA_WORDS[row.media],
              d.member(row.capturedBy),
              moment(d, row.keptAt),
              row.file.commitment,
            ]),
          } as const,
          {
            is: 'small',
            text: 'Files themselves are kept in Accord. Whoever decides the case is sent them from its card.',
          } as const,
        ]
      : []),
    ...shown,
  ];
}
