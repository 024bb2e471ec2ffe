import { isImposed } from '../../domain/restriction.ts';
import type { FormKind } from '../form-kind.ts';
import { neededPerson, PERSON_HINT } from './asked-person.ts';
import { longField, personField } from './fields.ts';
import { reader } from './read-values.ts';

export const move: FormKind = {
  name: 'move',
  draw: (d, _carries, values) => ({
    title: 'Wrong person',
    intro: [
      {
        is: 'notice',
        level: 'warning',
        text: d.it.letters.some((row) => row.sent)
          ? 'A letter has gone out to the wrong person, so a letter that puts it right will be owed.'
          : "The case leaves the first person's history. What was written stays in the record.",
      },
      ...(d.it.restrictions.some(isImposed)
        ? [
            {
              is: 'notice',
              level: 'danger',
              text: 'Somebody is being kept away by this case. End that first, so that the front gate list is right at once.',
            } as const,
          ]
        : []),
    ],
    fields: [
      personField(values, { name: 'person', label: 'Who was it really?', hint: PERSON_HINT }),
      longField(values, { name: 'reason', label: 'How do you know?' }),
    ],
    submit: 'Move the case',
  }),
  read: (values) => {
    const r = reader(values);
    const parts = {
      person: neededPerson(r, values, 'person'),
      reason: r.text('reason', 'reason', 'Say how you know that it was somebody else.'),
    };
    return r.asks(parts, ({ person, reason }) => [{ do: 'change_person' as const, person, reason }]);
  },
};
