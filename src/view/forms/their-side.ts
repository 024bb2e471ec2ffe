import type { Ask, FormKind } from '../form-kind.ts';
import { carriedId } from './choices.ts';
import { MOST_FILES } from './evidence.ts';
import { longField, whichField } from './fields.ts';
import { originals, originalsField } from './originals.ts';
import { reachedFields, readReached } from './reached-us.ts';
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
      ...reachedFields(values, d.today),
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
      ...readReached(r, d.today),
      text: r.text('text', 'their_side', 'Write down what they said.'),
      files: r.files('files', MOST_FILES),
    };
    return r.asks(parts, ({ row, channel, receivedOn, text, files }): readonly Ask[] => [
      { do: 'record_their_side', restriction: row?.id ?? null, channel, receivedOn, text },
      ...originals(files),
    ]);
  },
};
