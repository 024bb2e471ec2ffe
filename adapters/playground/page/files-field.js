/** @import { Field } from '../../../src/view/form.ts' */
import { Refused, upload } from './api.js';
import { html, nothing } from './lit.js';
import { change } from './model.js';
import { acting } from './refresh.js';

/** @typedef {{ name: string, handle: string | null, trouble: string | null }} Chosen */
/** @typedef {{ rows: readonly Chosen[], under: Promise<unknown> }} Choosing */

/** By form key and field name. @type {Map<string, Choosing>} */
const choosing = new Map();

/** @param {string} key @returns {Choosing} */
const stateOf = (key) => choosing.get(key) ?? { rows: [], under: Promise.resolve() };

/** @param {string} key @param {Partial<Choosing>} next */
function set(key, next) {
  choosing.set(key, { ...stateOf(key), ...next });
  change({});
}

/** Waits until nothing chosen in this form is on its way; false where a file did not arrive. @param {string} formKey */
export async function uploaded(formKey) {
  const keys = [...choosing.keys()].filter((key) => key.startsWith(`${formKey}/`));
  await Promise.all(keys.map((key) => stateOf(key).under));
  return keys.every((key) => stateOf(key).rows.every((row) => row.handle !== null));
}

/** What has arrived of it, by handle. @param {string} formKey @param {string} name */
export const handlesOf = (formKey, name) =>
  stateOf(`${formKey}/${name}`).rows.flatMap(({ handle }) => handle ?? []);

/** How many were chosen, arrived or not. @param {string} formKey @param {string} name */
export const chosenOf = (formKey, name) => stateOf(`${formKey}/${name}`).rows.length;

/** @param {string} formKey @param {string} name */
export const forgetFiles = (formKey, name) => choosing.delete(`${formKey}/${name}`);

/** @param {string} key @param {File} file */
async function send(key, file) {
  /** @type {Chosen} */
  const row = { name: file.name, handle: null, trouble: null };
  set(key, { rows: [...stateOf(key).rows, row] });
  const settle = (/** @type {Partial<Chosen>} */ now) =>
    set(key, { rows: stateOf(key).rows.map((one) => (one === row ? { ...row, ...now } : one)) });
  try {
    settle(await upload({ ...acting(), name: file.name, type: file.type }, file));
  } catch (cause) {
    settle({ trouble: cause instanceof Refused ? cause.message : 'This file could not be sent.' });
  }
}

/** @param {string} key @param {HTMLInputElement} input @param {number} most */
function choose(key, input, most) {
  const room = Math.max(0, most - stateOf(key).rows.length);
  const files = [...(input.files ?? [])].slice(0, room);
  input.value = '';
  const under = Promise.all([stateOf(key).under, ...files.map((file) => send(key, file))]);
  set(key, { under });
  void under.then(() => input.form?.dispatchEvent(new Event('input', { bubbles: true })));
}

/**
 * Files that go to the playground as soon as they are chosen, as on any platform; the form carries their handles.
 * @param {string} formKey
 * @param {Extract<Field, { is: 'files' }>} field
 * @param {{ id: string, describedBy: string, invalid: boolean }} how
 */
export function filesField(formKey, field, { id, describedBy, invalid }) {
  const key = `${formKey}/${field.name}`;
  const { rows } = stateOf(key);
  return html`<div class="files">
    ${rows.map((row) => (row.handle ? html`<input type="hidden" name=${field.name} value=${row.handle} />` : nothing))}
    <input
      id=${id}
      type="file"
      multiple
      ?disabled=${rows.length >= field.most}
      aria-describedby=${describedBy || nothing}
      aria-invalid=${invalid ? 'true' : nothing}
      @change=${(/** @type {Event} */ event) => choose(key, /** @type {HTMLInputElement} */ (event.currentTarget), field.most)}
    />
    <ul class="list" aria-live="polite">
      ${rows.map(
        (row) => html`<li>
          ${row.name}${row.trouble ? `: ${row.trouble}` : row.handle ? '' : ': on its way…'}
          <button type="button" class="link" @click=${() => set(key, { rows: stateOf(key).rows.filter((one) => one !== row) })}>
            Take out<span class="unseen"> ${row.name}</span>
          </button>
        </li>`,
      )}
    </ul>
  </div>`;
}
