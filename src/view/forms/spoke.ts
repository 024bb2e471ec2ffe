import type { FormKind } from '../form-kind.ts';
import { optionsOf } from './choices.ts';
import { choiceField, longField } from './fields.ts';
import { isBlank, reader, typedText } from './read-values.ts';

const HOW = optionsOf({
  settled: 'Yes, and it is settled',
  spoke: 'Yes, and it is not settled',
  not_reached: 'No, we tried and could not reach them',
});
const TRIES = optionsOf({
  '1': 'Once',
  '2': 'Twice',
  '3': 'Three times',
  '4': 'Four times',
  '5': 'Five times',
});

export const spoke: FormKind = {
  name: 'spoke',
  draw: (d, _carries, values) => ({
    title: 'Speaking to the person',
    intro: d.it.hold
      ? [
          {
            is: 'notice',
            level: 'danger',
            text: 'Nobody is to be in touch with this person for now. Do not ring or write.',
          },
        ]
      : [],
    fields: [
      choiceField(values, { name: 'how', label: 'Have you spoken to them?', options: HOW }),
      choiceField(values, {
        name: 'tries',
        label: 'If not: how often did you try, this time?',
        options: TRIES,
        required: false,
      }),
      longField(values, {
        name: 'note',
        label: 'What was said, or how did you try?',
        hint: 'When, how, and what they told you.',
        required: false,
      }),
    ],
    submit: 'Record',
  }),
  read: (values) => {
    const r = reader(values);
    const how = r.oneOf('how', HOW, 'Say whether you have spoken to them.');
    const tries = r.maybeOneOf('tries', TRIES);
    const note = r.maybeText('note', 'note');
    if (how === 'not_reached' && tries === null) r.fail('tries', 'Say how often you tried.');
    if (how !== 'not_reached' && isBlank(typedText(values, 'note') ?? ''))
      r.fail('note', 'Write in a sentence what was said.');
    return r.asks({ how, tries, note }, ({ how, tries, note }) => [
      {
        do: 'record_spoken' as const,
        how: how === 'not_reached' ? ('not_reached' as const) : ('spoke' as const),
        tries: Number(tries ?? '1'),
        resolved: how === 'settled',
        note,
      },
    ]);
  },
};
