import type { Restriction } from '../../domain/case.ts';
import { lengthEnd } from '../../domain/decide/restriction-dates.ts';
import { printDay } from '../../domain/letters/print-day.ts';
import { addMonths, type Day } from '../../domain/time.ts';
import type { Block } from '../card.ts';
import type { Drawing } from '../drawing.ts';
import type { Ask, FormKind } from '../form-kind.ts';
import { againFields, readPresent } from './again-fields.ts';
import { type Option, optionsOf } from './choices.ts';
import { contactFields, readContact, readSite, siteFields } from './extent-fields.ts';
import { choiceField, dayField, longField, rowOf, whichField } from './fields.ts';
import { isTicked, reader } from './read-values.ts';
import { restrictionChoice } from './restriction-choice.ts';

const LABELS = {
  lift: 'End it now',
  vary: 'Keep it, with less or something else, until the last day below',
  extend: 'Let it hold longer, until the last day below',
  invite: 'Not yet: ask the person for their comments first',
};
type Outcome = keyof typeof LABELS;

const NONE = 'No restriction is in force here.';
const inForce = (d: Drawing) => restrictionChoice(d, NONE, (row) => row.hearing === null);

/** Turning away ends by itself within a day or two: it is ended early or left. */
const outcomes = (row: Restriction | undefined): readonly Option<Outcome>[] =>
  optionsOf(LABELS).filter((option) => row?.status !== 'turned_away' || option.value === 'lift');

/** As long again as is usual, from today; for contact never past six months. */
const suggestedEnd = (row: Restriction, d: Drawing): Day => {
  const usual =
    row.extent.of === 'contact' ? d.policy.contact.length.usual : d.policy.restriction.length.usual;
  const end = lengthEnd(d.today, usual, d);
  const cap = addMonths(d.today, 6);
  return row.extent.of === 'contact' && end > cap ? cap : end;
};

function intro(row: Restriction | undefined, d: Drawing): readonly Block[] {
  if (!row) return [];
  const said = d.it.theirSide.filter((one) => one.receivedOn >= row.start);
  return [
    {
      is: 'facts',
      rows: [
        { label: 'In force', value: `${printDay(row.start)} to ${printDay(row.end)}` },
        { label: 'Made longer so far', value: row.extensions === 0 ? 'Never' : `${row.extensions} times` },
      ],
    },
    ...said.map(
      (one): Block => ({
        is: 'quote',
        text: d.text(one.text),
        by: `Their side, ${printDay(one.receivedOn)}`,
      }),
    ),
    {
      is: 'notice',
      level: 'info',
      text:
        row.commentBy === null
          ? 'Before it can hold longer, the person is asked for their comments.'
          : `The person was asked for comments by ${printDay(row.commentBy)}.`,
    },
  ];
}

export const review: FormKind = {
  name: 'review',
  draw: (d, carries, values) => {
    const row = rowOf(values, inForce(d), carries);
    return {
      title: 'Review',
      intro: intro(row, d),
      fields: [
        ...whichField(values, inForce(d), carries),
        choiceField(values, { name: 'outcome', label: 'What should happen?', options: outcomes(row) }),
        longField(values, {
          name: 'reason',
          label: 'Why?',
          hint: 'For a longer time give fresh reasons: what was true at the start is not enough.',
          required: false,
        }),
        longField(values, {
          name: 'considered',
          label: 'What did you take into account?',
          hint: 'For a longer time: how they have behaved since, what they said, anything new.',
          required: false,
        }),
        dayField(values, {
          name: 'end',
          label: 'Last day',
          value: row ? suggestedEnd(row, d) : undefined,
          earliest: d.today,
          required: false,
        }),
        ...(row && row.status !== 'turned_away'
          ? row.extent.of === 'site'
            ? siteFields(values, d, row.extent)
            : contactFields(values, d, row.extent)
          : []),
        ...againFields(values, row, ['extend', 'widen'], d),
      ],
      submit: 'Decide',
    };
  },
  read: (values, d, carries) => {
    const r = reader(values);
    const row = r.row(inForce(d), carries);
    const outcome = r.oneOf('outcome', outcomes(row), 'Say what should happen.');
    if (outcome === 'invite')
      return r.asks({ row }, ({ row }): readonly Ask[] => [{ do: 'invite_comment', restriction: row.id }]);
    const reason = r.text('reason', 'reason', 'Say why. The letter rests on it.');
    if (outcome === 'lift')
      return r.asks({ row, reason }, ({ row, reason }): readonly Ask[] => [
        { do: 'lift_restriction', restriction: row.id, reason },
      ]);
    const present = readPresent(r, row, d);
    const answersView = isTicked(values, 'answers_view');
    const end = r.day('end', { needed: 'Give the last day.', earliest: d.today });
    if (outcome === 'extend') {
      const considered = r.text(
        'considered',
        'reason',
        'Say what you took into account: how they have behaved since, and what they said.',
      );
      return r.asks(
        { row, reason, end, considered, present },
        ({ row, reason, end, considered, present }): readonly Ask[] => [
          {
            do: 'extend_restriction',
            restriction: row.id,
            end,
            reason,
            considered,
            confirmed: [],
            present,
            answersView,
          },
        ],
      );
    }
    const extent = row?.extent.of === 'contact' ? readContact(r, d) : readSite(r, d);
    return r.asks(
      { row, outcome, reason, end, extent, present },
      ({ row, reason, end, extent, present }): readonly Ask[] => [
        {
          do: 'vary_restriction',
          restriction: row.id,
          extent,
          end,
          reason,
          confirmed: [],
          present,
          answersView,
        },
      ],
    );
  },
};
