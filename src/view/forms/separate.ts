import type { CaseId } from '../../domain/ids.ts';
import type { Drawing } from '../drawing.ts';
import type { FormKind } from '../form-kind.ts';
import type { Which } from './choices.ts';
import { longField, whichField } from './fields.ts';
import { reader } from './read-values.ts';

interface Joined {
  readonly id: CaseId;
  readonly label: string;
}

/** Told apart by who reported; the reader of this form decides the case. */
const joined = (d: Drawing): Which<Joined> => ({
  name: 'from',
  label: 'Which one does not belong here?',
  rows: d.it.joinedReporters.map((row) => ({
    id: row.from,
    label: `Reported by ${row.members.map((id) => d.member(id)).join(', ')}`,
  })),
  says: (row) => row.label,
  needed: 'Choose which one does not belong here.',
  none: 'No other case has been joined to this one.',
});

export const separate: FormKind = {
  name: 'separate',
  draw: (d, carries, values) => ({
    title: 'Not the same event',
    intro: [{ is: 'text', text: 'The case that was joined to this one stands on its own again.' }],
    fields: [
      ...whichField(values, joined(d), carries),
      longField(values, { name: 'reason', label: 'Why do they not belong together?' }),
    ],
    submit: 'Separate',
  }),
  read: (values, d, carries) => {
    const r = reader(values);
    const parts = {
      row: r.row(joined(d), carries),
      reason: r.text('reason', 'reason', 'Say in a sentence why they do not belong together.'),
    };
    return r.asks(parts, ({ row, reason }) => [{ do: 'take_apart' as const, from: row.id, reason }]);
  },
};
