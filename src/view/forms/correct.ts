import type { FormKind } from '../form-kind.ts';
import { longField, rowOf, whichField } from './fields.ts';
import { reader } from './read-values.ts';
import { reportChoice } from './report-choice.ts';

export const correct: FormKind = {
  name: 'correct',
  draw: (d, carries, values) => {
    const row = rowOf(values, reportChoice(d), carries);
    return {
      title: 'Correct a report',
      intro: [{ is: 'small', text: 'The first wording stays in the record beside the new one.' }],
      fields: [
        ...whichField(values, reportChoice(d), carries),
        longField(values, {
          name: 'narrative',
          label: 'What happened?',
          hint: 'Write what you saw and heard. The parent may be entitled to see it.',
          value: row ? d.text(row.narrative) : undefined,
        }),
        longField(values, { name: 'reason', label: 'What was wrong with it?' }),
      ],
      submit: 'Correct',
    };
  },
  read: (values, d, carries) => {
    const r = reader(values);
    const parts = {
      row: r.row(reportChoice(d), carries),
      narrative: r.text(
        'narrative',
        'narrative',
        'Write what happened. To take the report back, use "Take the report back".',
      ),
      reason: r.text('reason', 'reason', 'Say in a sentence what was wrong.'),
    };
    return r.asks(parts, ({ row, narrative, reason }) => [
      { do: 'correct_report' as const, report: row.id, narrative, reason },
    ]);
  },
};
