import { titleOf } from '../../domain/book.ts';
import type { EventOf } from '../../domain/events/case-event.ts';
import type { GateFact } from '../../domain/events/deciding.ts';
import { gateLabel } from '../../domain/gates.ts';
import { VIEW_WORDS } from '../cards/case-words.ts';
import { cited, stepLabel } from '../cards/cited.ts';
import { sayDay } from '../days.ts';
import type { Lasting } from '../drawing.ts';
import type { PaperBlock } from '../paper.ts';

const BECAUSE: Readonly<Record<EventOf<'decision_made'>['because'], string>> = {
  decider: '',
  deputy: ', standing in',
  substitute: ', in place of somebody who was involved or away',
  panel: ', with the panel',
};

const DEPARTED: Readonly<Record<EventOf<'decision_made'>['departures'][number]['what'], string>> = {
  off_order: 'Taken out of the order that the policy gives',
  gate_waived: 'Done without what the policy has happen first',
  not_taken: 'Left undone, though the policy says it will be done',
};

const SOURCE: Readonly<Record<GateFact['source'], string>> = {
  policy: 'The policy',
  guidance: 'Guidance',
  default: "Accord's suggestion",
};

/** What must have happened first, as it stood on the day. */
export const gatesTable = (gates: readonly GateFact[], d: Lasting): readonly PaperBlock[] =>
  gates.length === 0
    ? []
    : [
        {
          is: 'table',
          head: ['What must happen first', 'How it stood', 'Asked for by'],
          widths: [5, 3, 6],
          rows: gates.map((row) => [
            gateLabel(row.gate, d.policy),
            row.how === 'met' ? 'Nothing stood in the way' : 'Waived, for the reason given',
            `${SOURCE[row.source]}${row.words === '' ? '' : `: ${row.words}`}`,
          ]),
        },
      ];

const labels = (steps: readonly string[], d: Lasting): string =>
  steps.map((step) => stepLabel(step, d.policy)).join('; ');

/** Each once, however many of the steps ask for it. */
const gatesIn = (event: EventOf<'decision_made'>): readonly GateFact[] => [
  ...new Map(event.steps.flatMap((row) => row.gates).map((row) => [row.gate, row])).values(),
];

/** `which` tells several decisions of one case apart; null where there is one. */
function decision(event: EventOf<'decision_made'>, which: number | null, d: Lasting): readonly PaperBlock[] {
  const steps = event.steps.map(
    (row) => `${stepLabel(row.step, d.policy)}${row.clause === '' ? '' : ` (${row.clause})`}`,
  );
  return [
    {
      is: 'heading',
      level: 2,
      text: `Decision ${which === null ? '' : `${which} `}of ${sayDay(event.on, d.today)}`,
    },
    {
      is: 'facts',
      rows: [
        {
          label: 'Decided by',
          value: `${d.member(event.by)}, ${titleOf(event.role, d.policy)}${BECAUSE[event.because]}`,
        },
        ...(event.phone
          ? [{ label: 'By telephone', value: `Written down by ${d.member(event.phone.recordedBy)}` }]
          : []),
        ...(event.present.length > 0
          ? [{ label: 'Present', value: event.present.map(d.member).join('; ') }]
          : []),
        { label: 'Steps', value: steps.join('; ') || 'None' },
        { label: 'Considered', value: labels(event.considered, d) || 'Nothing else was open' },
        ...(event.equality
          ? [
              {
                label: 'Equality',
                value:
                  event.equality.answer === 'none_known'
                    ? 'Asked; nothing is known that calls for adjustments.'
                    : `Adjustments: ${event.equality.note ? d.text(event.equality.note) : 'see the reason'}`,
              },
            ]
          : []),
      ],
    },
    { is: 'paragraph', text: 'The reason that was given:' },
    { is: 'quote', text: d.text(event.reason) },
    ...(event.departures.length > 0
      ? [
          { is: 'paragraph', text: [{ text: 'Different from the policy', strong: true }] } as const,
          {
            is: 'list',
            from: null,
            items: event.departures.map(
              (row) =>
                `${DEPARTED[row.what]}: ${row.what === 'gate_waived' ? gateLabel(row.about, d.policy) : stepLabel(row.about, d.policy)}${row.clause === '' ? '' : ` (${cited({ kind: 'policy', words: row.clause }).words})`}`,
            ),
          } as const,
        ]
      : []),
    ...(event.againstView
      ? [
          {
            is: 'paragraph',
            text: 'It was decided against reservations that had been given; the reason answers them.',
          } as const,
        ]
      : []),
    ...gatesTable(gatesIn(event), d),
  ];
}

const decisionsOf = (d: Lasting): readonly EventOf<'decision_made'>[] =>
  d.timeline.flatMap(({ event }) => (event.type === 'decision_made' ? [event] : []));

/** Whether all of these stand under a decision already. */
export function standsWithDecision(gates: readonly GateFact[], d: Lasting): boolean {
  const shown = new Set(
    decisionsOf(d).flatMap((event) => gatesIn(event).map((gate) => JSON.stringify(gate))),
  );
  return gates.every((gate) => shown.has(JSON.stringify(gate)));
}

export const decisions = (d: Lasting): readonly PaperBlock[] => {
  const made = decisionsOf(d);
  return [
    { is: 'heading', level: 1, text: 'Decisions' },
    ...(made.length === 0
      ? [{ is: 'paragraph', text: 'Nothing has been decided.' } as const]
      : made.flatMap((event, n) => decision(event, made.length > 1 ? n + 1 : null, d))),
  ];
};

/** Whose view was asked, what they were told, and what they said. */
export const consultations = (d: Lasting): readonly PaperBlock[] =>
  d.it.consultations.length === 0
    ? []
    : [
        { is: 'heading', level: 1, text: 'Views that were asked for' },
        ...d.it.consultations.flatMap((row): readonly PaperBlock[] => [
          {
            is: 'heading',
            level: 2,
            text: `${titleOf(row.role, d.policy)}${row.askedOn ? `, asked ${sayDay(row.askedOn, d.today)}` : ''}`,
          },
          {
            is: 'facts',
            rows: [
              { label: 'What they were told', value: d.text(row.summary) },
              { label: 'What was proposed', value: d.text(row.proposal) },
              {
                label: 'Their answer',
                value: row.given
                  ? `${VIEW_WORDS[row.given.view]} (${d.member(row.given.by)}, ${sayDay(row.given.on, d.today)}${row.given.phone ? ', by telephone' : ''})`
                  : 'None so far',
              },
              ...(row.given?.comment ? [{ label: 'In their words', value: d.text(row.given.comment) }] : []),
            ],
          },
        ]),
      ];
