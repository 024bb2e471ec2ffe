/** @import { Field, Form } from '../../../src/view/form.ts' */
import { filesField } from './files-field.js';
import { html, nothing } from './lit.js';
import { model } from './model.js';
import { personField } from './person-field.js';

/** Beyond so many, a list of circles is longer than a screen and becomes a menu. */
const MOST_CIRCLES = 7;
/** Beyond so many, short answers stand side by side where there is room. */
const MANY = 9;

/** Where a field is in the page. */
export const idOf = (/** @type {Field} */ field) => `f-${field.name}`;

/** @param {Form} form @param {Field} field */
function control(form, field) {
  const id = idOf(field);
  const error = form.errors[field.name];
  const describedBy = [field.hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  const invalid = error ? 'true' : nothing;
  const described = describedBy || nothing;
  const required = field.required ? 'true' : nothing;
  switch (field.is) {
    case 'text':
      return html`<input id=${id} name=${field.name} type="text" maxlength=${field.max} .value=${field.value ?? ''} autocomplete="off"
        aria-describedby=${described} aria-invalid=${invalid} aria-required=${required} />`;
    case 'long':
      return html`<textarea id=${id} name=${field.name} rows=${(field.value ?? '').length > 400 ? 14 : 4} .value=${field.value ?? ''}
        aria-describedby=${described} aria-invalid=${invalid} aria-required=${required}></textarea>`;
    case 'day':
    case 'moment':
      return html`<input id=${id} name=${field.name} type=${field.is === 'day' ? 'date' : 'datetime-local'} .value=${field.value ?? ''}
        max=${field.latest ?? nothing} min=${field.is === 'day' ? (field.earliest ?? nothing) : nothing}
        aria-describedby=${described} aria-invalid=${invalid} aria-required=${required} />`;
    case 'person':
      return personField(form.key, field, { id, describedBy, invalid: Boolean(error) });
    case 'choice':
      return field.options.length > MOST_CIRCLES
        ? html`<select id=${id} name=${field.name} aria-describedby=${described} aria-invalid=${invalid} aria-required=${required}>
            <option value="">${field.required ? 'Choose one' : 'No answer'}</option>
            ${field.options.map((row) => html`<option value=${row.value} ?selected=${row.value === field.value}>${row.label}</option>`)}
          </select>`
        : circles(field, id);
    case 'many':
      return html`<div class=${field.options.length > MANY && !field.options.some((row) => row.hint) ? 'ticks wide' : 'ticks'}>
        ${field.options.map(
          (row, index) => html`<label class="pick">
            <input type="checkbox" id="${id}-${index}" name=${field.name} value=${row.value} .checked=${field.values?.includes(row.value) ?? false} />
            <span>${row.label}${row.hint ? html`<small>${row.hint}</small>` : nothing}</span>
          </label>`,
        )}
      </div>`;
    case 'tick':
      return html`<label class="pick">
        <input type="checkbox" id=${id} name=${field.name} value="yes" .checked=${field.value ?? false} aria-describedby=${described} aria-invalid=${invalid} />
        <span>${field.label}</span>
      </label>`;
    case 'files':
      return filesField(form.key, field, { id, describedBy, invalid: Boolean(error) });
    case 'accounts':
      return accounts(field, id);
    case 'channel':
      return html`<select id=${id} name=${field.name} aria-describedby=${described} aria-invalid=${invalid} aria-required=${required}>
        <option value="">${field.required ? 'Choose one' : 'No answer'}</option>
        <option value="leadership" ?selected=${field.value === 'leadership'}>leadership</option>
      </select>`;
    case 'groups':
      return html`<p class="hint" id=${id}>There are no groups in the playground.</p>`;
    default:
      return field;
  }
}

/** Everybody who can be acted as. @param {Extract<Field, { is: 'accounts' }>} field @param {string} id */
const accounts = (field, id) => html`<div class="ticks wide">
  ${(model.state?.people ?? []).map(
    (row, index) => html`<label class="pick">
      <input type="checkbox" id="${id}-${index}" name=${field.name} value=${row.user} .checked=${field.values?.includes(row.user) ?? false} />
      <span>${row.name}<small>${row.title}</small></span>
    </label>`,
  )}
</div>`;

/** @param {Extract<Field, { is: 'choice' }>} field @param {string} id */
const circles = (field, id) => html`<div class="ticks">
  ${[...field.options, ...(field.required ? [] : [{ value: '', label: 'No answer', hint: undefined }])].map(
    (row, index) => html`<label class="pick">
      <input type="radio" id="${id}-${index}" name=${field.name} value=${row.value} .checked=${(field.value ?? (field.required ? null : '')) === row.value} />
      <span>${row.label}${row.hint ? html`<small>${row.hint}</small>` : nothing}</span>
    </label>`,
  )}
</div>`;

/** What is in it already nobody is asked to give: a part of a draft, say. @param {Field} field */
const isFilled = (field) =>
  field.is === 'tick' || ((field.is === 'text' || field.is === 'long') && Boolean(field.value));

/**
 * A field with its label, its hint and what is wrong with it, each tied to the control for those who listen.
 * @param {Form} form
 * @param {Field} field
 */
export function fieldRow(form, field) {
  const id = idOf(field);
  const error = form.errors[field.name];
  const label = html`${field.label}${field.required || isFilled(field) ? nothing : html` <span class="optional">(if you can)</span>`}`;
  const hint = field.hint ? html`<p class="hint" id="${id}-hint">${field.hint}</p>` : nothing;
  const wrong = error
    ? html`<p class="error" id="${id}-error"><span class="unseen">Please mend this: </span>${error}</p>`
    : nothing;
  const isGroup =
    field.is === 'many' ||
    field.is === 'accounts' ||
    (field.is === 'choice' && field.options.length <= MOST_CIRCLES);
  if (isGroup)
    return html`<fieldset class="field ${error ? 'wrong' : ''}" id="${id}" tabindex="-1"
      aria-describedby=${`${field.hint ? `${id}-hint` : ''} ${error ? `${id}-error` : ''}`.trim() || nothing}>
      <legend>${label}</legend>${hint}${wrong}${control(form, field)}
    </fieldset>`;
  return html`<div class="field ${error ? 'wrong' : ''}">
    ${field.is === 'tick' ? nothing : html`<label for=${id}>${label}</label>`}${hint}${wrong}${control(form, field)}
  </div>`;
}
