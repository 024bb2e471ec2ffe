import type { MemberId } from '../../domain/ids.ts';
import type { Drawing } from '../drawing.ts';
import type { Ask, FormKind } from '../form-kind.ts';
import { memberOptions, type Option, optionsOf } from './choices.ts';
import { choiceField, longField, manyField } from './fields.ts';
import { INJURY_LABELS, SUPPORT_LABELS } from './labels.ts';
import { reader } from './read-values.ts';

/** Those affected come first; somebody affected who does not decide speaks for themselves alone. */
const whom = (d: Drawing): readonly Option<MemberId>[] => {
  if (!d.places.has('decider')) return memberOptions(d, (id) => id === d.reader);
  const affected = (row: Option<MemberId>) => (d.it.affected.includes(row.value) ? 0 : 1);
  return [...memberOptions(d)].sort((a, b) => affected(a) - affected(b));
};

const suggested = (d: Drawing): MemberId | undefined => {
  const rows = whom(d);
  return rows.length === 1 || d.it.affected.length === 1 ? rows[0]?.value : undefined;
};

export const support: FormKind = {
  name: 'support',
  draw: (d, _carries, values) => ({
    title: 'Support and injury',
    intro: [
      {
        is: 'small',
        text: 'Abuse and threats at work count, on the phone and online too. Some injuries have to be reported outside the school; Accord says by when.',
      },
    ],
    fields: [
      choiceField(values, { name: 'for', label: 'Who is it about?', options: whom(d), value: suggested(d) }),
      ...(d.places.has('decider')
        ? [
            manyField(values, {
              name: 'offered',
              label: 'What support was offered?',
              options: optionsOf(SUPPORT_LABELS),
              required: false,
            }),
            longField(values, { name: 'note', label: 'What was said or agreed?', required: false }),
          ]
        : []),
      choiceField(values, {
        name: 'injury',
        label: 'Was anybody injured?',
        options: optionsOf(INJURY_LABELS),
        required: !d.places.has('decider'),
      }),
    ],
    submit: 'Record',
  }),
  read: (values, d) => {
    const r = reader(values);
    const member = r.oneOf('for', whom(d), 'Say who it is about.');
    const decider = d.places.has('decider');
    const offered = decider ? r.manyOf('offered', optionsOf(SUPPORT_LABELS), null) : [];
    const note = decider ? r.maybeText('note', 'note') : null;
    const injury = r.maybeOneOf('injury', optionsOf(INJURY_LABELS));
    if (offered?.length === 0 && note === null && injury === null)
      r.fail(decider ? 'offered' : 'injury', 'Say what was offered, or whether anybody was injured.');
    return r.asks({ member, offered, note, injury }, ({ member, offered, note, injury }): readonly Ask[] => [
      ...(offered.length > 0 || note !== null
        ? [{ do: 'record_support' as const, for: member, offered, note }]
        : []),
      ...(injury === null
        ? []
        : [
            {
              do: 'record_injury' as const,
              for: injury === 'taken_to_hospital' ? null : member,
              what: injury,
            },
          ]),
    ]);
  },
};
