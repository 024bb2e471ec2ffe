import type { FormKind } from '../form-kind.ts';
import { longField } from './fields.ts';
import { reader } from './read-values.ts';

export const liftHold: FormKind = {
  name: 'lift_hold',
  draw: (_d, _carries, values) => ({
    title: 'End "do not contact"',
    intro: [{ is: 'small', text: 'Dates that stood still move on by as many days as contact was stopped.' }],
    fields: [
      longField(values, {
        name: 'reason',
        label: 'Why may we be in touch again?',
        hint: 'Say who told you, and when.',
      }),
    ],
    submit: 'Allow contact',
  }),
  read: (values) => {
    const r = reader(values);
    const reason = r.text('reason', 'reason', 'Say who told you that contact is possible again.');
    return r.asks({ reason }, ({ reason }) => [{ do: 'lift_hold' as const, reason }]);
  },
};
