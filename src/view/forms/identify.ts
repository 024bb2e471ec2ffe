import type { FormKind } from '../form-kind.ts';
import { neededPerson, PERSON_HINT } from './asked-person.ts';
import { personField } from './fields.ts';
import { reader } from './read-values.ts';

export const identify: FormKind = {
  name: 'identify',
  draw: (_d, _carries, values) => ({
    title: 'This is who it was',
    intro: [
      {
        is: 'notice',
        level: 'info',
        text: 'Only name somebody you are sure of. If you are unsure, ask the head.',
      },
    ],
    fields: [personField(values, { name: 'person', label: 'Who was it?', hint: PERSON_HINT })],
    submit: 'Save',
  }),
  read: (values) => {
    const r = reader(values);
    const person = neededPerson(r, values, 'person');
    return r.asks({ person }, ({ person }) => [{ do: 'name_person' as const, person }]);
  },
};
