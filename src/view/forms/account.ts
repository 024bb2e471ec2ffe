import type { MemberId } from '../../domain/ids.ts';
import type { Drawing } from '../drawing.ts';
import type { Ask, FormKind } from '../form-kind.ts';
import { memberOptions, type Option } from './choices.ts';
import { longField, manyField } from './fields.ts';
import { reader } from './read-values.ts';

const mayName = (d: Drawing): boolean => d.places.has('decider') || d.places.has('reporter');

/** Names are added, never taken away, so those who are named already are not asked about again. */
const notYet = (d: Drawing, named: readonly MemberId[]): readonly Option<MemberId>[] =>
  mayName(d) ? memberOptions(d, (id) => !named.includes(id)) : [];

export const account: FormKind = {
  name: 'account',
  draw: (d, _carries, values) => {
    const affected = notYet(d, d.it.affected);
    const witnesses = notYet(d, d.it.witnesses);
    return {
      title: 'Add what you know',
      intro: [{ is: 'small', text: 'It is kept as an account of its own, beside the report.' }],
      fields: [
        longField(values, {
          name: 'text',
          label: 'What did you see or hear?',
          hint: 'Write what you saw and heard. The parent may be entitled to see it.',
          required: !mayName(d),
        }),
        ...(affected.length > 0
          ? [
              manyField(values, {
                name: 'affected',
                label: 'Who was affected?',
                options: affected,
                required: false,
              }),
            ]
          : []),
        ...(witnesses.length > 0
          ? [
              manyField(values, {
                name: 'witnesses',
                label: 'Who else saw it?',
                options: witnesses,
                required: false,
              }),
            ]
          : []),
      ],
      submit: 'Add',
    };
  },
  read: (values, d) => {
    const r = reader(values);
    const parts = {
      text: r.maybeText('text', 'account'),
      affected: mayName(d) ? r.manyOf('affected', notYet(d, d.it.affected), null) : [],
      witnesses: mayName(d) ? r.manyOf('witnesses', notYet(d, d.it.witnesses), null) : [],
    };
    if (parts.text === null && parts.affected?.length === 0 && parts.witnesses?.length === 0)
      r.fail('text', 'Write what you saw or heard.');
    return r.asks(parts, ({ text, affected, witnesses }): readonly Ask[] => [
      ...(text === null ? [] : [{ do: 'add_account' as const, text }]),
      ...(affected.length + witnesses.length > 0
        ? [{ do: 'name_people' as const, affected, witnesses }]
        : []),
    ]);
  },
};
