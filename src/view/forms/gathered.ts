import type { FormKind } from '../form-kind.ts';
import { longField } from './fields.ts';
import { reader } from './read-values.ts';

export const gathered: FormKind = {
  name: 'gathered',
  draw: (_d, _carries, values) => ({
    title: 'We know what happened',
    intro: [
      { is: 'small', text: 'Add what each person saw as an account first. Here, say what it comes to.' },
    ],
    fields: [
      longField(values, {
        name: 'note',
        label: 'Whom did you ask, and what does it come to?',
        hint: 'Say what people agree on and what they do not.',
      }),
    ],
    submit: 'Record',
  }),
  read: (values) => {
    const r = reader(values);
    const note = r.text('note', 'note', 'Say whom you asked and what it comes to.');
    return r.asks({ note }, ({ note }) => [{ do: 'record_gathered' as const, note }]);
  },
};
