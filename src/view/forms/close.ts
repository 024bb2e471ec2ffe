import { stillOpen } from '../../domain/decide/still-open.ts';
import type { Drawing } from '../drawing.ts';
import type { FormKind } from '../form-kind.ts';
import { optionsOf } from './choices.ts';
import { choiceField, longField } from './fields.ts';
import { OUTCOME_LABELS, OUTLINE_LABELS } from './labels.ts';
import { reader } from './read-values.ts';

const waiting = (d: Drawing): readonly string[] => [...new Set(stillOpen(d.it, d))];

export const close: FormKind = {
  name: 'close',
  draw: (d, _carries, values) => ({
    title: 'Close the case',
    intro:
      waiting(d).length > 0
        ? [
            { is: 'notice', level: 'warning', text: 'It cannot close yet. Must happen first:' },
            { is: 'list', items: waiting(d).map((text) => ({ text, mark: 'todo' as const })) },
          ]
        : [
            {
              is: 'small',
              text: 'Cards that Accord sent are cut down to the reference; what somebody asked to see may stay in their own chat. The record is kept for its time.',
            },
          ],
    fields: [
      choiceField(values, { name: 'outcome', label: 'How did it end?', options: optionsOf(OUTCOME_LABELS) }),
      choiceField(values, {
        name: 'outline',
        label: 'What may the person who reported it know?',
        options: optionsOf(OUTLINE_LABELS),
        value: 'nothing_more',
      }),
      longField(values, { name: 'reason', label: 'Why does it end here?' }),
    ],
    submit: 'Close',
  }),
  read: (values) => {
    const r = reader(values);
    const parts = {
      outcome: r.oneOf('outcome', optionsOf(OUTCOME_LABELS), 'Say how it ended.'),
      outline: r.oneOf('outline', optionsOf(OUTLINE_LABELS), 'Say what the person who reported it may know.'),
      reason: r.text('reason', 'reason', 'Say in a sentence why the case ends here.'),
    };
    return r.asks(parts, ({ outcome, outline, reason }) => [
      { do: 'close' as const, outcome, outline, reason },
    ]);
  },
};
