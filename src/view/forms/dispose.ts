import type { CommandOf } from '../../domain/command.ts';
import { printDay } from '../../domain/letters/print-day.ts';
import { addMonths } from '../../domain/time.ts';
import type { Ask, FormKind } from '../form-kind.ts';
import { optionsOf } from './choices.ts';
import { choiceField, dayField, longField, tickField } from './fields.ts';
import { isTicked, reader } from './read-values.ts';

const WHAT = optionsOf({
  erase: 'Erase it: texts and files go for good',
  keep: 'Keep it longer, until the day below',
});

const WHY = optionsOf({
  claim: 'A claim has been made, or is expected',
  inquiry: 'An inquiry, or a body that has asked us to keep it',
  child: "It goes with a child's safeguarding record",
  other: 'Another reason',
} satisfies Readonly<Record<CommandOf<'keep_longer'>['why'], string>>);

/** Months suggested where it is kept longer. */
const SUGGESTED_MONTHS = 12;

export const dispose: FormKind = {
  name: 'dispose',
  draw: (d, _carries, values) => ({
    title: 'Erase or keep',
    intro: [
      {
        is: 'facts',
        rows: [
          { label: 'Case', value: d.it.ref },
          ...(d.it.closed ? [{ label: 'Closed', value: printDay(d.it.closed.on) }] : []),
          ...(d.it.keepUntil ? [{ label: 'Kept until', value: printDay(d.it.keepUntil) }] : []),
        ],
      },
      {
        is: 'notice',
        level: 'danger',
        text: 'Erasing cannot be undone, here or in the database. That there was a case, what was decided and when stays on record, with nobody’s words. Copies on paper, in mail and in old backups are yours to destroy.',
      },
    ],
    fields: [
      choiceField(values, { name: 'what', label: 'What is to become of it?', options: WHAT }),
      tickField(values, {
        name: 'looked',
        label: 'No claim, inquiry or request about it is open or expected',
        hint: 'Needed for erasing.',
        required: false,
      }),
      choiceField(values, { name: 'why', label: 'Why is it kept longer?', options: WHY, required: false }),
      dayField(values, {
        name: 'until',
        label: 'Keep it until',
        required: false,
        value: addMonths(d.today, SUGGESTED_MONTHS),
      }),
      longField(values, { name: 'reason', label: 'What is the reason to keep it?', required: false }),
    ],
    submit: 'Confirm',
  }),
  read: (values, d) => {
    const r = reader(values);
    const what = r.oneOf('what', WHAT, 'Say whether it is erased or kept.');
    if (what === 'erase') {
      if (!isTicked(values, 'looked'))
        r.fail('looked', 'Look first whether anything about it is open or expected, then tick this.');
      return r.asks({}, (): readonly Ask[] => [{ do: 'erase' }]);
    }
    const parts = {
      why: r.oneOf('why', WHY, 'Say why it is kept longer.'),
      until: r.day('until', { needed: 'Give the day until which it is kept.', earliest: d.today }),
      reason: r.text('reason', 'reason', 'Say in a sentence what makes it needed.'),
    };
    return r.asks(parts, ({ why, until, reason }): readonly Ask[] => [
      { do: 'keep_longer', why, until, reason },
    ]);
  },
};
