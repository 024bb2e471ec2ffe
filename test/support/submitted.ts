import type { Form } from '../../src/view/form.ts';
import type { Values } from '../../src/view/form-kind.ts';
import type { Intent } from '../../src/view/intent.ts';

/** A filled form as a platform hands it to the door. */
export const submitted = (form: Form, values: Values): Extract<Intent, { do: 'submit' }> => ({
  do: 'submit',
  submit: {
    form: form.name,
    key: form.key,
    case: form.case,
    revision: form.revision,
    values: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'string' || typeof value === 'boolean' ? value : [...value],
      ]),
    ),
    carries: { ...form.carries },
  },
});
