import type { Recorded } from '../../domain/events/case-event.ts';
import type { GateFact } from '../../domain/events/deciding.ts';
import type { LetterId, RestrictionId } from '../../domain/ids.ts';
import {
  CHANNEL_WORDS,
  MEETING_WORDS,
  REFERRED_WORDS,
  REQUEST_WORDS,
  SENT_WORDS,
} from '../cards/case-words.ts';
import { letterTitle } from '../cards/letters-card.ts';
import { restrictionWords, STATUS_WORDS } from '../cards/restriction-words.ts';
import { sayDay } from '../days.ts';
import type { Lasting } from '../drawing.ts';
import type { PaperBlock } from '../paper.ts';
import type { Bundle } from './bundle.ts';
import { gatesTable, standsWithDecision } from './bundle-decisions.ts';

type Facts = Extract<PaperBlock, { is: 'facts' }>['rows'];

/** What was written about one restriction, from the day it was opened. */
function writtenOf({ event }: Recorded, id: RestrictionId, d: Lasting): Facts {
  if (!('restriction' in event) || event.restriction !== id) return [];
  switch (event.type) {
    case 'person_turned_away':
      return [{ label: 'Why at once', value: d.text(event.risk) }];
    case 'restriction_opened':
      return [
        { label: 'Who was at risk, and why', value: d.text(event.threshold) },
        ...(event.track.is === 'provisional'
          ? [{ label: 'Why it could not wait', value: d.text(event.track.risk) }]
          : []),
        ...(event.siteRisk ? [{ label: 'The risk on site', value: d.text(event.siteRisk) }] : []),
        { label: 'Their side, until', value: sayDay(event.windowCloses, d.today) },
      ];
    case 'contact_restricted':
      return [{ label: 'Why', value: d.text(event.reason) }];
    case 'restriction_confirmed':
      return [
        { label: `Confirmed ${sayDay(event.on, d.today)}`, value: d.text(event.reason) },
        { label: 'What they said, and the answer', value: d.text(event.answer) },
        { label: 'How everyday life goes on', value: d.text(event.arrangements) },
      ];
    case 'restriction_varied':
      return [{ label: `Changed ${sayDay(event.on, d.today)}`, value: d.text(event.reason) }];
    case 'restriction_extended':
      return [
        { label: `Continued ${sayDay(event.on, d.today)}`, value: d.text(event.reason) },
        { label: 'What was considered', value: d.text(event.considered) },
      ];
    case 'restriction_lifted':
      return [{ label: `Ended ${sayDay(event.on, d.today)}`, value: d.text(event.reason) }];
    case 'restriction_ran_out':
      return [{ label: 'Ran out', value: sayDay(event.on, d.today) }];
    default:
      return [];
  }
}

/** The line without what the heading over it has said already. */
function belowHeading(line: string, said: string): string {
  if (!line.startsWith(`${said}: `) && !line.startsWith(`${said}. `)) return line;
  const rest = line.slice(said.length + 2);
  return `${rest.charAt(0).toUpperCase()}${rest.slice(1)}`;
}

/** What had to happen first stands once in the file: with the decision, where that is where it comes from. */
const gatesOf = (gates: readonly GateFact[], d: Lasting): readonly PaperBlock[] =>
  gates.length > 0 && standsWithDecision(gates, d)
    ? [{ is: 'small', text: 'What had to happen first stands with the decision.' }]
    : gatesTable(gates, d);

export const restrictions = (d: Lasting): readonly PaperBlock[] =>
  d.it.restrictions.length === 0
    ? []
    : [
        { is: 'heading', level: 1, text: 'Restrictions' },
        ...d.it.restrictions.flatMap((row): readonly PaperBlock[] => [
          {
            is: 'heading',
            level: 2,
            text: `${STATUS_WORDS[row.status]}: ${sayDay(row.start, d.today)} to ${sayDay(row.end, d.today)}`,
          },
          {
            is: 'paragraph',
            text: belowHeading(restrictionWords(row, d.it, d.today), STATUS_WORDS[row.status]),
          },
          { is: 'facts', rows: d.timeline.flatMap((one) => writtenOf(one, row.id, d)) },
          ...gatesOf(row.gates, d),
        ]),
      ];

/** Letters to somebody who was named by mistake: those signed before the matter was moved, and what put it right. */
function writtenToAnother({ timeline, it }: Lasting): ReadonlySet<LetterId> {
  const moved = timeline.findLastIndex(({ event }) => event.type === 'case_moved' && event.from !== null);
  const before = timeline
    .slice(0, Math.max(moved, 0))
    .flatMap(({ event }) => (event.type === 'letter_signed' ? [event.letter] : []));
  const corrections = moved < 0 ? [] : it.letters.filter((row) => row.kind === 'correction');
  return new Set([...before, ...corrections.map((row) => row.id)]);
}

/**
 * As they were signed, to the letter: each on a page of its own. Without names, one to another person is left out: what
 * tells who that is, such as the address, is all over it.
 */
export function letters({ d, redacted }: Pick<Bundle, 'd' | 'redacted'>): readonly PaperBlock[] {
  const another = redacted ? writtenToAnother(d) : new Set<LetterId>();
  const signed = d.it.letters.flatMap((row) => (row.signed ? [{ ...row, signed: row.signed }] : []));
  if (signed.length === 0) return [];
  return [
    { is: 'heading', level: 1, text: 'Letters as they were signed' },
    ...signed.flatMap((row, n): readonly PaperBlock[] => [
      ...(n === 0 ? [] : [{ is: 'page' } as const]),
      { is: 'heading', level: 2, text: letterTitle(row.kind) },
      {
        is: 'small',
        text: [
          `Signed by ${d.member(row.signed.by)} on ${sayDay(row.signed.on, d.today)}.`,
          row.sent
            ? `Sent ${sayDay(row.sent.on, d.today)} ${SENT_WORDS[row.sent.how]}.`
            : row.dropped
              ? 'It was not sent.'
              : 'Not sent yet.',
        ].join(' '),
      },
      { is: 'small', text: `Seal: ${row.signed.text.commitment}` },
      ...(another.has(row.id)
        ? [
            {
              is: 'paragraph',
              text: 'A letter to somebody else, written before it was known who it was or to put that right. It is left out here.',
            } as const,
          ]
        : [
            // A letterhead begins above the margin of the text, so it has the top of a page to itself.
            { is: 'page' } as const,
            { is: 'letter', markdown: d.text(row.signed.text) } as const,
          ]),
    ]),
    { is: 'page' },
  ];
}

const answerOf = (d: Lasting, matter: string): string => {
  const found = d.timeline.find(
    ({ event }) => event.type === 'request_answered' && event.matter === matter,
  )?.event;
  return found?.type === 'request_answered'
    ? `${sayDay(found.on, d.today)}. ${d.text(found.note)}`
    : 'Not answered yet';
};

/** What came from the person, and what was answered. */
export function theirSide(d: Lasting): readonly PaperBlock[] {
  const { it } = d;
  return [
    { is: 'heading', level: 1, text: 'Their side' },
    ...(it.theirSide.length + it.requests.length === 0
      ? [{ is: 'paragraph', text: 'They have sent nothing.' } as const]
      : []),
    ...it.theirSide.flatMap((row): readonly PaperBlock[] => [
      {
        is: 'heading',
        level: 2,
        text: `Their side, ${sayDay(row.receivedOn, d.today)}, ${CHANNEL_WORDS[row.channel]}`,
      },
      { is: 'quote', text: d.text(row.text) },
      {
        is: 'small',
        text: row.acknowledged
          ? 'They were told that it had arrived.'
          : `They are owed a word by ${sayDay(row.acknowledgeBy, d.today)}.`,
      },
    ]),
    ...it.requests.flatMap((row): readonly PaperBlock[] => [
      {
        is: 'heading',
        level: 2,
        text: `${REQUEST_WORDS[row.kind]}, ${sayDay(row.receivedOn, d.today)}, ${CHANNEL_WORDS[row.channel]}`,
      },
      { is: 'quote', text: d.text(row.text) },
      {
        is: 'facts',
        rows: [
          {
            label: 'An answer was owed by',
            value: `${sayDay(row.due, d.today)}${row.law ? ', by law' : ''}`,
          },
          { label: 'The answer', value: answerOf(d, row.id) },
        ],
      },
    ]),
  ];
}

/** Meetings and what was passed on, where there was any. */
export function meetings(d: Lasting): readonly PaperBlock[] {
  const { it } = d;
  if (it.meetings.length + it.referrals.length === 0) return [];
  const notes = d.timeline.flatMap(({ event }): Facts => {
    if (event.type === 'meeting_outcome_recorded')
      return [
        {
          label: `Meeting, ${sayDay(event.on, d.today)}`,
          value: `${MEETING_WORDS[event.outcome]}${event.note ? `. ${d.text(event.note)}` : ''}`,
        },
      ];
    if (event.type !== 'referral_outcome_recorded') return [];
    const row = it.referrals.find((one) => one.id === event.matter);
    return [
      {
        label: row ? REFERRED_WORDS[row.to] : 'Passed on',
        value: [
          sayDay(event.on, d.today),
          event.reference ? `Reference ${d.text(event.reference)}` : null,
          event.note ? d.text(event.note) : null,
        ]
          .flatMap((part) => part ?? [])
          .join('. '),
      },
    ];
  });
  return notes.length === 0
    ? []
    : [
        { is: 'heading', level: 1, text: 'Meetings, and what was passed on' },
        { is: 'facts', rows: notes },
      ];
}
