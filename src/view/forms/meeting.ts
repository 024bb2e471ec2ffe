import type { Meeting } from '../../domain/case.ts';
import type { CommandOf } from '../../domain/command.ts';
import { printDay } from '../../domain/letters/print-day.ts';
import type { Drawing } from '../drawing.ts';
import type { Ask, FormKind } from '../form-kind.ts';
import { type Option, optionsOf, type Which } from './choices.ts';
import { choiceField, longField, rowOf, whichField } from './fields.ts';
import { MEDIATION_LABELS, MEETING_LABELS } from './labels.ts';
import { reader } from './read-values.ts';

type Outcome = CommandOf<'record_meeting'>['outcome'] | 'rearrange';

const open = (d: Drawing): Which<Meeting> => ({
  name: 'matter',
  label: 'Which invitation is it about?',
  rows: d.it.meetings.filter((row) => row.outcome === null),
  says: (row) =>
    `${row.about === 'meeting' ? 'Meeting' : 'Mediation'}, answer asked for by ${printDay(row.replyBy)}`,
  needed: 'Choose which invitation it is about.',
  none: 'No meeting waits for its outcome.',
});

const outcomes = (row: Meeting | undefined): readonly Option<Outcome>[] =>
  row?.about === 'mediation' ? optionsOf(MEDIATION_LABELS) : optionsOf(MEETING_LABELS);

export const meeting: FormKind = {
  name: 'meeting',
  draw: (d, carries, values) => {
    const row = rowOf(values, open(d), carries);
    return {
      title: 'What came of the meeting',
      intro: row ? [{ is: 'text', text: `They were asked to answer by ${printDay(row.replyBy)}.` }] : [],
      fields: [
        ...whichField(values, open(d), carries),
        choiceField(values, { name: 'outcome', label: 'What happened?', options: outcomes(row) }),
        longField(values, {
          name: 'note',
          label: 'What was said or agreed?',
          hint: 'Who was there, what was agreed, what happens next.',
          required: false,
        }),
      ],
      submit: 'Record',
    };
  },
  read: (values, d, carries) => {
    const r = reader(values);
    const row = r.row(open(d), carries);
    const parts = {
      row,
      outcome: r.oneOf('outcome', outcomes(row), 'Say what happened.'),
      note: r.maybeText('note', 'note'),
    };
    return r.asks(parts, ({ row, outcome, note }): readonly Ask[] =>
      outcome === 'rearrange'
        ? [{ do: 'rearrange_meeting', matter: row.id }]
        : [{ do: 'record_meeting', matter: row.id, outcome, note }],
    );
  },
};
