import type { FormKind } from '../form-kind.ts';
import { longField } from './fields.ts';
import { reader } from './read-values.ts';

export const reopen: FormKind = {
  name: 'reopen',
  draw: (_d, _carries, values) => ({
    title: 'Reopen the case',
    intro: [{ is: 'small', text: 'Whoever reported it is told that it is being looked at again.' }],
    fields: [
      longField(values, {
        name: 'reason',
        label: 'What is new?',
        hint: 'Say what makes it right to look again.',
      }),
    ],
    submit: 'Reopen',
  }),
  read: (values) => {
    const r = reader(values);
    const reason = r.text('reason', 'reason', 'Say what is new.');
    return r.asks({ reason }, ({ reason }) => [{ do: 'reopen' as const, reason }]);
  },
};
