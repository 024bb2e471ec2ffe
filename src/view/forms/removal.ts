import type { Removal } from '../../domain/case.ts';
import { printDay } from '../../domain/letters/print-day.ts';
import type { Drawing } from '../drawing.ts';
import type { FormKind } from '../form-kind.ts';
import { optionsOf, type Which } from './choices.ts';
import { choiceField, whichField } from './fields.ts';
import { reader } from './read-values.ts';

const ANSWERS = optionsOf({ gone: 'Yes, it is gone', there: 'No, it is still there' });

const open = (d: Drawing): Which<Removal> => ({
  name: 'matter',
  label: 'Which post is it about?',
  rows: d.it.removals.filter((row) => !row.removed),
  says: (row) =>
    row.checkOn ? `To be looked at on ${printDay(row.checkOn)}` : 'A post they were asked to remove',
  needed: 'Choose which post it is about.',
  none: 'No post waits to be looked at.',
});

export const removal: FormKind = {
  name: 'removal',
  draw: (d, carries, values) => ({
    title: 'Has the post gone?',
    intro: [
      {
        is: 'notice',
        level: 'info',
        text: 'Look without answering the post. Keep a screenshot if it is still there.',
      },
    ],
    fields: [
      ...whichField(values, open(d), carries),
      choiceField(values, { name: 'removed', label: 'Is it gone?', options: ANSWERS }),
    ],
    submit: 'Record',
  }),
  read: (values, d, carries) => {
    const r = reader(values);
    const parts = {
      row: r.row(open(d), carries),
      removed: r.oneOf('removed', ANSWERS, 'Say whether the post is gone.'),
    };
    return r.asks(parts, ({ row, removed }) => [
      { do: 'check_removal' as const, matter: row.id, removed: removed === 'gone' },
    ]);
  },
};
