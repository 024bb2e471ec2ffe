import type { CommandOf } from '../../domain/command.ts';
import type { FormKind } from '../form-kind.ts';
import { type Option, optionsOf } from './choices.ts';
import { choiceField, longField } from './fields.ts';
import { reader } from './read-values.ts';

const FOR: readonly Option<CommandOf<'place_hold'>['for']>[] = optionsOf({
  police: 'The police',
  dsl: 'The safeguarding lead',
});

export const hold: FormKind = {
  name: 'hold',
  draw: (_d, _carries, values) => ({
    title: 'Do not contact',
    intro: [
      {
        is: 'notice',
        level: 'warning',
        text: 'From now on nobody rings, writes to or meets the person about this case, and its dates stand still. It is looked at again every week.',
      },
    ],
    fields: [
      choiceField(values, { name: 'for', label: 'Who asks for it?', options: FOR }),
      longField(values, { name: 'reason', label: 'Why, and what did they say?' }),
    ],
    submit: 'Stop contact',
  }),
  read: (values) => {
    const r = reader(values);
    const parts = {
      for: r.oneOf('for', FOR, 'Say who asks for it.'),
      reason: r.text('reason', 'reason', 'Say why contact has to stop.'),
    };
    return r.asks(parts, (read) => [{ do: 'place_hold' as const, for: read.for, reason: read.reason }]);
  },
};
