/** @import { OpenForm, Place, Values } from './types.d.ts' */

/** The form that is open and what was typed in it, for this tab alone, so that a reload loses nothing. */
const KEY = 'accord.form';

/** @param {Place} place @param {OpenForm} open @param {Values} values */
export const keepForm = (place, open, values) =>
  sessionStorage.setItem(
    KEY,
    JSON.stringify({ school: place.school, user: place.user, form: open.form, from: open.from, values }),
  );

export const forgetForm = () => sessionStorage.removeItem(KEY);

/**
 * @param {Place} place
 * @returns {{ open: OpenForm, values: Values } | null}
 */
export function keptForm(place) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    if (!kept || kept.school !== place.school || kept.user !== place.user) return null;
    const { form, values, from } = kept;
    return { open: { form: withValues(form, values), from, busy: false, trouble: null }, values };
  } catch {
    return null;
  }
}

/**
 * The form as it was left.
 * @param {OpenForm['form']} form
 * @param {Values} values
 * @returns {OpenForm['form']}
 */
export const withValues = (form, values) => ({
  ...form,
  fields: form.fields.map((field) => {
    const value = values[field.name];
    if (value === undefined) return field;
    // What was chosen stays with the platform and the page; after a reload it is chosen again.
    if (field.is === 'files') return field;
    if (field.is === 'many' || field.is === 'accounts' || field.is === 'groups')
      return { ...field, values: Array.isArray(value) ? value : [] };
    if (field.is === 'tick') return { ...field, value: value === true };
    return { ...field, value: String(value) };
  }),
});

const NAMES = 'accord.names';
/** Names of people found on the list, so that a form that comes back can say who was chosen. @param {string} id */
export const nameOf = (id) => {
  try {
    return JSON.parse(sessionStorage.getItem(NAMES) ?? '{}')[id] ?? null;
  } catch {
    return null;
  }
};
/** @param {string} id @param {string} name */
export const keepName = (id, name) => {
  const names = JSON.parse(sessionStorage.getItem(NAMES) ?? '{}');
  sessionStorage.setItem(NAMES, JSON.stringify({ ...names, [id]: name }));
};

const DRAFT = 'accord.draft.';
/** @param {string} user */
export const keptDraft = (user) => sessionStorage.getItem(DRAFT + user) ?? '';
/** @param {string} user @param {string} text */
export const keepDraft = (user, text) =>
  text === '' ? sessionStorage.removeItem(DRAFT + user) : sessionStorage.setItem(DRAFT + user, text);
