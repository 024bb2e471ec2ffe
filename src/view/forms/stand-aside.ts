import type { CommandOf } from '../../domain/command.ts';
import type { MemberId } from '../../domain/ids.ts';
import type { Drawing } from '../drawing.ts';
import type { Carries, FormKind } from '../form-kind.ts';
import { carriedId, memberOptions, type Option, optionsOf } from './choices.ts';
import { choiceField } from './fields.ts';
import { STAND_ASIDE_LABELS, STAND_ASIDE_OWN_LABELS } from './labels.ts';
import { reader } from './read-values.ts';

type Why = CommandOf<'stand_aside'>['why'];

/** Anybody may stand aside; only who decides may ask it of somebody else. */
const whom = (d: Drawing): readonly Option<MemberId>[] =>
  d.places.has('decider') ? memberOptions(d) : memberOptions(d, (id) => id === d.reader);

/** Their own button asks only why; it is in their own words. */
const isOwn = (d: Drawing, carries: Carries): boolean => carriedId({ name: 'member' }, carries) === d.reader;

const OWN: readonly Option<Why>[] = optionsOf(STAND_ASIDE_OWN_LABELS);
const OTHERS: readonly Option<Why>[] = optionsOf(STAND_ASIDE_LABELS);
const reasons = (d: Drawing, carries: Carries) => (isOwn(d, carries) ? OWN : OTHERS);

export const standAside: FormKind = {
  name: 'stand_aside',
  draw: (d, carries, values) => ({
    title: 'Stand aside',
    intro: [
      {
        is: 'text',
        text: isOwn(d, carries)
          ? 'You then take no part in this. Somebody else does it in your place. The reason you choose is all you need to give.'
          : 'Whoever stands aside takes no part in warnings or in keeping the person away. Somebody else does it in their place.',
      },
    ],
    fields: [
      ...(isOwn(d, carries)
        ? []
        : [
            choiceField(values, {
              name: 'member',
              label: 'Who stands aside?',
              options: whom(d),
              value: whom(d).find((row) => row.value === (carriedId({ name: 'member' }, carries) ?? d.reader))
                ?.value,
            }),
          ]),
      choiceField(values, { name: 'why', label: 'Why?', options: reasons(d, carries) }),
    ],
    submit: 'Stand aside',
  }),
  read: (values, d, carries) => {
    const r = reader(values);
    const parts = {
      member: isOwn(d, carries) ? d.reader : r.oneOf('member', whom(d), 'Say who stands aside.'),
      why: r.oneOf('why', reasons(d, carries), 'Say why.'),
    };
    return r.asks(parts, ({ member, why }) => [{ do: 'stand_aside' as const, member, why }]);
  },
};
