import type { Request } from '../../domain/case.ts';
import { printDay } from '../../domain/letters/print-day.ts';
import type { Drawing } from '../drawing.ts';
import type { Ask, FormKind } from '../form-kind.ts';
import { carriedId, optionsOf, type Which } from './choices.ts';
import { MOST_FILES } from './evidence.ts';
import { choiceField, longField, rowOf, whichField } from './fields.ts';
import { REQUEST_LABELS } from './labels.ts';
import { originals, originalsField } from './originals.ts';
import { reachedFields, readReached } from './reached-us.ts';
import { isBlank, reader, typedText } from './read-values.ts';
import { restrictionChoice } from './restriction-choice.ts';

/** Carried by the button on a request that waits: the form then records its answer. */
const waiting = (d: Drawing): Which<Request> => ({
  name: 'matter',
  label: 'Which one is answered?',
  rows: d.it.requests.filter((row) => !row.answered),
  says: (row) => `${REQUEST_LABELS[row.kind]}, due ${printDay(row.due)}`,
  needed: 'Choose which one is answered.',
  none: 'That has been answered already.',
});

const NONE = 'That restriction has ended.';
const answers = (d: Drawing, carries: Readonly<Record<string, string>>) =>
  carriedId(waiting(d), carries) !== undefined;

export const request: FormKind = {
  name: 'request',
  draw: (d, carries, values) => {
    const row = rowOf(values, waiting(d), carries);
    if (answers(d, carries))
      return {
        title: 'It has been answered',
        intro: row ? [{ is: 'quote', text: d.text(row.text), by: REQUEST_LABELS[row.kind] }] : [],
        fields: [longField(values, { name: 'note', label: 'What was answered, when and how?' })],
        submit: 'Record',
      };
    return {
      title: 'What they ask for',
      intro: [
        {
          is: 'notice',
          level: 'info',
          text: 'A request may come by any way, even by word of mouth. Its time runs from the day it reached us, in holidays too where the law sets it.',
        },
      ],
      fields: [
        choiceField(values, { name: 'kind', label: 'What is it?', options: optionsOf(REQUEST_LABELS) }),
        ...reachedFields(values, d.today),
        longField(values, {
          name: 'text',
          label: 'What do they ask for?',
          hint: 'In their own words where you can.',
        }),
        ...whichField(values, restrictionChoice(d, NONE), carries).map((field) => ({
          ...field,
          required: false,
        })),
        originalsField,
      ],
      submit: 'Record',
    };
  },
  read: (values, d, carries) => {
    const r = reader(values);
    if (answers(d, carries)) {
      const parts = {
        row: r.row(waiting(d), carries),
        note: r.text('note', 'note', 'Say what was answered, when and how.'),
      };
      return r.asks(parts, ({ row, note }): readonly Ask[] => [
        { do: 'answer_request', matter: row.id, note },
      ]);
    }
    const choice = restrictionChoice(d, NONE);
    const several = choice.rows.length > 1 && carriedId(choice, carries) === undefined;
    const none = choice.rows.length === 0 || (several && isBlank(typedText(values, choice.name) ?? ''));
    const parts = {
      kind: r.oneOf('kind', optionsOf(REQUEST_LABELS), 'Say what it is.'),
      ...readReached(r, d.today),
      text: r.text('text', 'their_side', 'Write down what they ask for.'),
      about: none ? null : r.row(choice, carries),
      files: r.files('files', MOST_FILES),
    };
    return r.asks(parts, ({ kind, channel, receivedOn, text, about, files }): readonly Ask[] => [
      { do: 'receive_request', kind, channel, receivedOn, text, restriction: about?.id ?? null },
      ...originals(files),
    ]);
  },
};
