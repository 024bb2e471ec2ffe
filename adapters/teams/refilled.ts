import type { Field, Form } from '../../src/view/form.ts';
import type { Values } from '../../src/view/form-kind.ts';

function withValue(field: Field, value: Values[string] | undefined): Field {
  const text = typeof value === 'string' ? value : undefined;
  const list = typeof value === 'object' ? value : undefined;
  switch (field.is) {
    case 'text':
    case 'long':
    case 'choice':
    case 'day':
    case 'moment':
    case 'person':
    case 'channel':
      return text === undefined ? field : { ...field, value: text };
    case 'many':
    case 'accounts':
    case 'groups':
      return list === undefined ? field : { ...field, values: list };
    case 'tick':
      return { ...field, value: value === true };
    case 'files':
      return field;
    default:
      return field satisfies never;
  }
}

/** The form as it opens, with what was typed in it before and a sentence on top: Teams keeps nothing by itself. */
export const refilled = (form: Form, values: Values, error: string): Form => ({
  ...form,
  fields: form.fields.map((field) => withValue(field, values[field.name])),
  errors: { ...form.errors, form: error },
});
