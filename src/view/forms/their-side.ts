import type { Ask, FormKind } from '../form-kind.ts';
import { carriedId, optionsOf } from './choices.ts';
import { MOST_FILES } from './evidence.ts';
import { choiceField, dayField, longField, whichField } from './fields.ts';
import { SENT_BY_LABELS } from './labels.ts';
import { originals, originalsField } from './originals.ts';
import { reader } from './read-values.ts';
import { restrictionChoice } from './restriction-choice.ts';

const NONE = 'That restriction has ended.';

export const theirSide: FormKind = {
  name: 'their_side',
  draw: (d, carries, values) => ({
    title: 'Record their side',
    intro: [
      {
        is: 'notice',
        level: 'info',
        text: 'Keep what they sent or said as they put it. They are owed a word that we have it.',
      },
    ],
    fields: [
      ...whichField(values, restrictionChoice(d, NONE), carries),
      choiceField(values, {
        name: 'channel',
        label: 'How did it reach us?',
        options: optionsOf(SENT_BY_LABELS),
      }),
      dayField(values, {
        name: 'received_on',
        label: 'On what day did it reach us?',
        value: d.today,
        latest: d.today,
      }),
      longField(values, {
        name: 'text',
        label: 'What did they say?',
        hint: 'In their own words where you can. Add the rest as a second record if it is long.',
      }),
      originalsField,
    ],
    submit: 'Record',
  }),
  read: (values, d, carries) => {
    const r = reader(values);
    const choice = restrictionChoice(d, NONE);
    // Without any restriction it belongs to the case as a whole.
    const whole = choice.rows.length === 0 && carriedId(choice, carries) === undefined;
    const parts = {
      row: whole ? null : r.row(choice, carries),
      channel: r.oneOf('channel', optionsOf(SENT_BY_LABELS), 'Say how it reached us.'),
      receivedOn: r.day('received_on', { needed: 'Give the day on which it reached us.', latest: d.today }),
      text: r.text('text', 'their_side', 'Write down what they said.'),
      files: r.files('files', MOST_FILES),
    };
    return r.asks(parts, ({ row, channel, receivedOn, text, files }): readonly Ask[] => [
      { do: 'record_their_side', restriction: row?.id ?? null, channel, receivedOn, text },
      ...originals(files),
    ]);
  },
};
