import type { MemberId } from '../../domain/ids.ts';
import type { Drawing } from '../drawing.ts';
import type { FormKind } from '../form-kind.ts';
import { carriedId, memberOptions, type Option, optionsOf } from './choices.ts';
import { choiceField } from './fields.ts';
import { STAND_ASIDE_LABELS } from './labels.ts';
import { reader } from './read-values.ts';

/** Anybody may stand aside; only who decides may ask it of somebody else. */
const whom = (d: Drawing): readonly Option<MemberId>[] =>
  d.places.has('decider') ? memberOptions(d) : memberOptions(d, (id) => id === d.reader);

export const standAside: FormKind = {
  name: 'stand_aside',
  draw: (d, carries, values) => ({
    title: 'Stand aside',
    intro: [
      {
        is: 'text',
        text: 'Whoever stands aside takes no part in warnings or in keeping the person away. Somebody else does it in their place.',
      },
    ],
    fields: [
      choiceField(values, {
        name: 'member',
        label: 'Who stands aside?',
        options: whom(d),
        value: whom(d).find((row) => row.value === (carriedId({ name: 'member' }, carries) ?? d.reader))
          ?.value,
      }),
      choiceField(values, { name: 'why', label: 'Why?', options: optionsOf(STAND_ASIDE_LABELS) }),
    ],
    submit: 'Stand aside',
  }),
  read: (values, d) => {
    const r = reader(values);
    const parts = {
      member: r.oneOf('member', whom(d), 'Say who stands aside.'),
      why: r.oneOf('why', optionsOf(STAND_ASIDE_LABELS), 'Say why.'),
    };
    return r.asks(parts, ({ member, why }) => [{ do: 'stand_aside' as const, member, why }]);
  },
};
