/** @import { Form } from '../../../src/view/form.ts' */
/** @import { OpenForm, Place, Values } from './types.d.ts' */
import { closeForm, submit } from './acts.js';
import { drawBlocks } from './card.js';
import { fieldRow, idOf } from './fields.js';
import { uploaded } from './files-field.js';
import { keepForm } from './kept.js';
import { html, keyed, nothing } from './lit.js';
import { change, model } from './model.js';

let dirty = false;

/** @param {HTMLFormElement} element @param {Form} form @returns {Values} */
function valuesIn(element, form) {
  const data = new FormData(element);
  return Object.fromEntries(
    form.fields.map((field) => {
      if (field.is === 'many' || field.is === 'files' || field.is === 'accounts' || field.is === 'groups')
        return [field.name, data.getAll(field.name).map(String)];
      if (field.is === 'tick') return [field.name, data.has(field.name)];
      return [field.name, String(data.get(field.name) ?? '')];
    }),
  );
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
          const element = /** @type {HTMLFormElement} */ (event.currentTarget);
          void send(element, place, open);
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

/** Sent once every file that was chosen in it has arrived. @param {HTMLFormElement} element @param {Place} place @param {OpenForm} open */
async function send(element, place, open) {
  const { form } = open;
  const values = valuesIn(element, form);
  keepForm(place, open, values);
  if (await uploaded(form.key)) await submit(form, valuesIn(element, form));
  else change({ form: { ...open, trouble: 'A file did not arrive. Take it out, or choose it again.' } });
  focusWrong();
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
