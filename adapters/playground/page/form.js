/** @import { Field, Form } from '../../../src/view/form.ts' */
/** @import { Values } from './types.d.ts' */
import { closeForm, submit } from './acts.js';
import { drawBlocks } from './card.js';
import { keepForm } from './kept.js';
import { html, keyed, nothing } from './lit.js';
import { change, model } from './model.js';
import { personField } from './person-field.js';

/** Beyond so many, a list of circles is longer than a screen and becomes a menu. */
const MOST_CIRCLES = 7;
/** Beyond so many, short answers stand side by side where there is room. */
const MANY = 9;

let dirty = false;

/** @param {HTMLFormElement} element @param {Form} form @returns {Values} */
function valuesIn(element, form) {
  const data = new FormData(element);
  return Object.fromEntries(
    form.fields.map((field) => {
      if (field.is === 'many') return [field.name, data.getAll(field.name).map(String)];
      if (field.is === 'tick') return [field.name, data.has(field.name)];
      return [field.name, String(data.get(field.name) ?? '')];
    }),
  );
}

const idOf = (/** @type {Field} */ field) => `f-${field.name}`;

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
    default:
      return nothing;
  }
}

/** @param {Extract<Field, { is: 'choice' }>} field @param {string} id */
const circles = (field, id) => html`<div class="ticks">
  ${[...field.options, ...(field.required ? [] : [{ value: '', label: 'No answer', hint: undefined }])].map(
    (row, index) => html`<label class="pick">
      <input type="radio" id="${id}-${index}" name=${field.name} value=${row.value} .checked=${(field.value ?? (field.required ? null : '')) === row.value} />
      <span>${row.label}${row.hint ? html`<small>${row.hint}</small>` : nothing}</span>
    </label>`,
  )}
</div>`;

/** @param {Form} form @param {Field} field */
function fieldRow(form, field) {
  const id = idOf(field);
  const error = form.errors[field.name];
  const label = html`${field.label}${field.required || field.is === 'tick' ? nothing : html` <span class="optional">(if you can)</span>`}`;
  const hint = field.hint ? html`<p class="hint" id="${id}-hint">${field.hint}</p>` : nothing;
  const wrong = error ? html`<p class="error" id="${id}-error"><span class="unseen">Please mend this: </span>${error}</p>` : nothing;
  const isGroup = field.is === 'many' || (field.is === 'choice' && field.options.length <= MOST_CIRCLES);
  if (isGroup)
    return html`<fieldset class="field ${error ? 'wrong' : ''}" id="${id}" tabindex="-1"
      aria-describedby=${`${field.hint ? `${id}-hint` : ''} ${error ? `${id}-error` : ''}`.trim() || nothing}>
      <legend>${label}</legend>${hint}${wrong}${control(form, field)}
    </fieldset>`;
  return html`<div class="field ${error ? 'wrong' : ''}">
    ${field.is === 'tick' ? nothing : html`<label for=${id}>${label}</label>`}${hint}${wrong}${control(form, field)}
  </div>`;
}

/** @param {Form} form */
function summary(form) {
  const rows = Object.entries(form.errors);
  if (rows.length === 0) return nothing;
  const field = (/** @type {string} */ name) => form.fields.find((row) => row.name === name);
  return html`<div class="summary" id="summary" tabindex="-1" role="alert">
    <p><b>${rows.length === 1 ? 'One thing to mend' : `${rows.length} things to mend`}</b></p>
    <ul>
      ${rows.map(([name, text]) => {
        const at = field(name);
        return html`<li>${
          at
            ? html`<a
                href="#"
                @click=${(/** @type {Event} */ event) => {
                  event.preventDefault();
                  document.getElementById(idOf(at))?.focus();
                }}
                >${at.label}</a
              >: `
            : nothing
        }${text}</li>`;
      })}
    </ul>
  </div>`;
}

/** What was typed is lost by leaving, so it is asked for once more. */
function leave() {
  if (!dirty) return closeForm();
  change({
    confirm: {
      ask: {
        title: 'Leave without sending?',
        text: 'What you typed in this form is thrown away.',
        yes: 'Leave',
        no: 'Keep writing',
      },
      yes: () => {
        change({ confirm: null });
        closeForm();
      },
    },
  });
}

export function formDialog() {
  const { form: open, place } = model;
  if (!open || !place) {
    dirty = false;
    return nothing;
  }
  const { form, busy, trouble } = open;
  return html`<dialog
    class="sheet-form"
    aria-labelledby="form-title"
    data-modal
    data-form=${form.name}
    @cancel=${(/** @type {Event} */ event) => {
      event.preventDefault();
      leave();
    }}
  >
    ${keyed(
      `${form.name}/${form.key}`,
      html`<form
        novalidate
        @input=${(/** @type {Event} */ event) => {
          dirty = true;
          keepForm(place, open, valuesIn(/** @type {HTMLFormElement} */ (event.currentTarget), form));
        }}
        @submit=${(/** @type {SubmitEvent} */ event) => {
          event.preventDefault();
          const values = valuesIn(/** @type {HTMLFormElement} */ (event.currentTarget), form);
          keepForm(place, open, values);
          void submit(form, values).then(focusWrong);
        }}
      >
        <header>
          <h2 id="form-title" tabindex="-1" autofocus>${form.title}</h2>
          <button type="button" class="quiet" @click=${leave}>Close</button>
        </header>
        <div class="fields">
          ${trouble ? html`<div class="summary" id="summary" tabindex="-1" role="alert"><p>${trouble}</p></div>` : summary(form)}
          ${form.intro.length > 0 ? html`<div class="intro">${drawBlocks(form.intro)}</div>` : nothing}
          ${form.fields.map((field) => fieldRow(form, field))}
        </div>
        <footer>
          <button type="submit" class="main" aria-disabled=${busy ? 'true' : 'false'}>${busy ? 'Sending…' : form.submit}</button>
          <button type="button" class="plain" @click=${leave}>Cancel</button>
        </footer>
      </form>`,
    )}
  </dialog>`;
}

/** What is wrong is read first; a second page begins at its top. */
function focusWrong() {
  requestAnimationFrame(() => {
    const wrong = document.getElementById('summary');
    if (wrong) {
      wrong.focus();
      wrong.scrollIntoView({ block: 'nearest' });
    }
  });
}
