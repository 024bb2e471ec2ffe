import type { Restriction } from '../../domain/case.ts';
import { lengthEnd } from '../../domain/decide/restriction-dates.ts';
import { GateId } from '../../domain/ids.ts';
import { printDay } from '../../domain/letters/print-day.ts';
import type { Block } from '../card.ts';
import type { Drawing } from '../drawing.ts';
import type { Ask, FormKind } from '../form-kind.ts';
import { againFields, readPresent } from './again-fields.ts';
import { type Option, optionsOf } from './choices.ts';
import { readSite, siteFields } from './extent-fields.ts';
import { choiceField, dayField, longField, manyField, rowOf, tickField, whichField } from './fields.ts';
import { sourceWords } from './labels.ts';
import { isTicked, reader } from './read-values.ts';
import { restrictionChoice } from './restriction-choice.ts';

const OUTCOMES = optionsOf({
  confirm: 'Yes, for the days and places below',
  lift: 'No, they may come as before',
});

const UNFOUND = [{ value: GateId.parse('found'), label: 'We go by what was reported so far' }];

const NONE = 'No restriction waits for a decision.';
const waiting = (d: Drawing) => restrictionChoice(d, NONE, (row) => row.hearing !== null);

const heard = (row: Restriction, d: Drawing) =>
  d.it.theirSide.filter((one) => one.restriction === row.id || one.restriction === null);

const stillOpen = (row: Restriction, d: Drawing): boolean =>
  row.hearing !== null && heard(row, d).length === 0 && d.today <= row.hearing.closes;

export const confirmGates = (row: Restriction | undefined, d: Drawing): readonly Option<GateId>[] =>
  d.policy.gates.flatMap((gate) =>
    row && gate.kind === 'confirmed' && gate.before.includes(row.step)
      ? [{ value: gate.id, label: gate.ask, hint: sourceWords(gate.source) }]
      : [],
  );

function intro(row: Restriction | undefined, d: Drawing): readonly Block[] {
  if (!row?.hearing) return [];
  const said = heard(row, d);
  return [
    ...said.map(
      (one): Block => ({
        is: 'quote',
        text: d.text(one.text),
        by: `Their side, ${printDay(one.receivedOn)}`,
      }),
    ),
    ...(said.length === 0
      ? [
          {
            is: 'notice',
            level: 'warning',
            text:
              d.today > row.hearing.closes
                ? `They had until ${printDay(row.hearing.closes)} and sent nothing.`
                : `They have until ${printDay(row.hearing.closes)} to give their side and have sent nothing yet.`,
          } as const,
        ]
      : []),
    { is: 'small', text: 'This is a fresh decision. Nothing confirms itself.' },
  ];
}

export const afterHearing: FormKind = {
  name: 'after_hearing',
  draw: (d, carries, values) => {
    const row = rowOf(values, waiting(d), carries);
    const gates = confirmGates(row, d);
    return {
      title: 'Decide after hearing',
      intro: intro(row, d),
      fields: [
        ...whichField(values, waiting(d), carries),
        choiceField(values, { name: 'outcome', label: 'Should they be kept away?', options: OUTCOMES }),
        longField(values, {
          name: 'reason',
          label: 'Why?',
          hint: 'It goes into the letter. Say why it is fair, and why nothing lesser would do.',
        }),
        longField(values, {
          name: 'answer',
          label: 'What did they say, and what do you answer?',
          hint: 'It goes into the letter: write to the parent as "you". If they sent nothing, say how and when they were asked.',
          required: false,
        }),
        ...siteFields(values, d, row?.extent),
        dayField(values, {
          name: 'end',
          label: 'Last day',
          hint: `Usually ${d.policy.restriction.length.usual.words}, at most ${d.policy.restriction.length.cap.words}.`,
          value: lengthEnd(d.today, d.policy.restriction.length.usual, d),
          earliest: d.today,
          required: false,
        }),
        longField(values, {
          name: 'arrangements',
          label: 'How does everyday life go on?',
          hint: 'It goes into the letter: write to the parent as "you". Bringing and collecting their child, reports, meetings about the child, emergencies, voting at the school.',
          required: false,
        }),
        ...(gates.length > 0
          ? [
              manyField(values, {
                name: 'confirmed',
                label: 'Has this happened?',
                options: gates,
                required: false,
              }),
            ]
          : []),
        ...(d.it.finding === 'found'
          ? []
          : [
              manyField(values, {
                name: 'waived',
                label: 'Keep them away although we have not found that it happened?',
                hint: 'Better: say under "What was it?" that it happened. Tick this only if it cannot wait, and say why above.',
                options: UNFOUND,
                required: false,
              }),
            ]),
        ...againFields(values, row, ['widen'], d),
        ...((row ? [row] : waiting(d).rows).some((one) => stillOpen(one, d))
          ? [
              tickField(values, {
                name: 'nothing_to_add',
                label: 'They have told us that they will not add anything',
                required: false,
              }),
            ]
          : []),
      ],
      submit: 'Decide',
    };
  },
  read: (values, d, carries) => {
    const r = reader(values);
    const row = r.row(waiting(d), carries);
    const outcome = r.oneOf('outcome', OUTCOMES, 'Say whether they should be kept away.');
    const reason = r.text('reason', 'reason', 'Say why. The letter rests on it.');
    if (outcome === 'lift')
      return r.asks({ row, reason }, ({ row, reason }): readonly Ask[] => [
        { do: 'lift_restriction', restriction: row.id, reason },
      ]);
    const nothingToAdd = isTicked(values, 'nothing_to_add');
    if (row?.hearing && stillOpen(row, d) && !nothingToAdd)
      r.fail(
        'nothing_to_add',
        `They have until ${printDay(row.hearing.closes)}. Wait, record what they said, or tick this if they have told you that they will add nothing.`,
      );
    const parts = {
      row,
      outcome,
      reason,
      extent: readSite(r, d),
      end: r.day('end', { needed: 'Give the last day.', earliest: d.today }),
      answer: r.text(
        'answer',
        'reason',
        'Say what they told you and what you answer, or how they were asked.',
      ),
      arrangements: r.text(
        'arrangements',
        'reason',
        'Say how bringing and collecting the child, reports, meetings and emergencies go on.',
      ),
      confirmed: r.manyOf('confirmed', confirmGates(row, d), null),
      waived: r.manyOf('waived', UNFOUND, null),
      present: readPresent(r, row, d),
    };
    return r.asks(
      parts,
      ({ row, reason, extent, end, answer, arrangements, confirmed, waived, present }): readonly Ask[] => [
        {
          do: 'confirm_restriction',
          restriction: row.id,
          extent,
          end,
          reason,
          answer,
          arrangements,
          saidNothingToAdd: nothingToAdd,
          confirmed,
          waived,
          present,
          answersView: isTicked(values, 'answers_view'),
        },
      ],
    );
  },
};
