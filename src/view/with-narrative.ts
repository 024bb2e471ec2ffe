import type { Form } from './form.ts';

/** Characters of a message that is reported: what a form's longest box holds, on every platform. */
export const MOST_QUOTED = 3000;

/** The report form with a story in it already; `write` is told how many characters its box takes. */
export const withNarrative = (form: Form, write: (max: number) => string): Form => ({
  ...form,
  fields: form.fields.map((field) =>
    field.is === 'long' && field.name === 'narrative' ? { ...field, value: write(field.max) } : field,
  ),
});
