import type { FormKind } from '../form-kind.ts';
import { longField, whichField } from './fields.ts';
import { reader } from './read-values.ts';
import { reportChoice } from './report-choice.ts';

export const withdraw: FormKind = {
  name: 'withdraw',
  draw: (d, carries, values) => ({
    title: 'Take back a report',
    intro: [
      {
        is: 'notice',
        level: 'warning',
        text: "It leaves the person's history. That it was made and taken back stays in the record.",
      },
    ],
    fields: [
      ...whichField(values, reportChoice(d), carries),
      longField(values, { name: 'reason', label: 'Why do you take it back?' }),
    ],
    submit: 'Take back',
  }),
  read: (values, d, carries) => {
    const r = reader(values);
    const parts = {
      row: r.row(reportChoice(d), carries),
      reason: r.text('reason', 'reason', 'Say in a sentence why.'),
    };
    return r.asks(parts, ({ row, reason }) => [{ do: 'withdraw_report' as const, report: row.id, reason }]);
  },
};
