import type { Form } from './form.ts';

/** The report form with a story in it already; `write` is told how many characters its box takes. */
export const withNarrative = (form: Form, write: (max: number) => string): Form => ({
  ...form,
  fields: form.fields.map((field) =>
    field.is === 'long' && field.name === 'narrative' ? { ...field, value: write(field.max) } : field,
  ),
});
