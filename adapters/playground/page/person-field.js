/** @import { Field } from '../../../src/view/form.ts' */
import { findPeople } from './acts.js';
import { keepName, nameOf } from './kept.js';
import { html, nothing } from './lit.js';
import { change } from './model.js';

/** @typedef {{ text: string, chosen: string | null, open: boolean, active: number, found: readonly {id: string, name: string, detail: string}[], asked: number }} Typing */

const NEW = 'new:';
/** A pause in typing. Milliseconds. */
const PAUSE_MS = 120;

/** By form key and field name, so that two forms never share what was typed. @type {Map<string, Typing>} */
const typing = new Map();

/** @param {string} key @param {Extract<Field, { is: 'person' }>} field @returns {Typing} */
function stateOf(key, field) {
  const known = typing.get(key);
  if (known) return known;
  const value = field.value ?? '';
  const isNew = value.startsWith(NEW);
  const name = isNew ? value.slice(NEW.length) : (field.shown ?? nameOf(value) ?? '');
  const made = {
    text: name,
    chosen: isNew || value === '' ? null : value,
    open: false,
    active: -1,
    found: [],
    asked: 0,
  };
  typing.set(key, made);
  return made;
}

/** @param {Typing} it */
const typedOf = (it) => it.chosen ?? (it.text.trim() === '' ? '' : `${NEW}${it.text.trim()}`);

/** @param {string} key @param {Partial<Typing>} next */
function set(key, next) {
  const known = typing.get(key);
  if (known) typing.set(key, { ...known, ...next });
  change({});
}

/** @param {string} key @param {string} text */
async function search(key, text) {
  const asked = (typing.get(key)?.asked ?? 0) + 1;
  set(key, { text, chosen: null, asked, active: -1, open: text.trim().length > 1 });
  if (text.trim().length < 2) return set(key, { found: [] });
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  if (typing.get(key)?.asked !== asked) return;
  const found = await findPeople(text.trim());
  if (typing.get(key)?.asked === asked) set(key, { found });
}

/** @param {string} key @param {HTMLElement} from @param {{id: string, name: string, detail: string} | null} person */
function choose(key, from, person) {
  if (person) {
    keepName(person.id, person.name);
    set(key, { text: person.name, chosen: person.id, open: false, active: -1, found: [person] });
  } else set(key, { chosen: null, open: false, active: -1 });
  from.closest('form')?.dispatchEvent(new Event('input', { bubbles: true }));
}

/** @param {KeyboardEvent} event @param {string} key @param {Typing} it */
function onKey(event, key, it) {
  const input = /** @type {HTMLInputElement} */ (event.currentTarget);
  const count = it.found.length + 1;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    if (!it.open) return set(key, { open: it.text.trim().length > 1 });
    const step = event.key === 'ArrowDown' ? 1 : -1;
    set(key, { active: it.active < 0 ? (step > 0 ? 0 : count - 1) : (it.active + step + count) % count });
  } else if (event.key === 'Enter' && it.open) {
    event.preventDefault();
    choose(key, input, it.active < 0 ? null : (it.found[it.active] ?? null));
  } else if (event.key === 'Escape' && it.open) {
    event.preventDefault();
    event.stopPropagation();
    set(key, { open: false, active: -1 });
  }
}

/**
 * Somebody on the school's list, or somebody new with what tells them apart.
 * @param {string} formKey
 * @param {Extract<Field, { is: 'person' }>} field
 * @param {{ id: string, describedBy: string, invalid: boolean }} how
 */
export function personField(formKey, field, { id, describedBy, invalid }) {
  const key = `${formKey}/${field.name}`;
  const it = stateOf(key, field);
  const option = (
    /** @type {number} */ index,
    /** @type {unknown} */ inside,
    /** @type {{id: string, name: string, detail: string} | null} */ person,
  ) => html`<li
    id="${id}-${index}"
    role="option"
    aria-selected=${index === it.active ? 'true' : 'false'}
    @mousedown=${(/** @type {Event} */ event) => {
      event.preventDefault();
      choose(key, /** @type {HTMLElement} */ (event.currentTarget), person);
    }}
  >${inside}</li>`;
  return html`<div class="person">
    <input type="hidden" name=${field.name} .value=${typedOf(it)} />
    <input
      id=${id}
      type="text"
      maxlength="160"
      autocomplete="off"
      spellcheck="false"
      role="combobox"
      aria-autocomplete="list"
      aria-expanded=${it.open ? 'true' : 'false'}
      aria-controls="${id}-list"
      aria-activedescendant=${it.open && it.active >= 0 ? `${id}-${it.active}` : nothing}
      aria-describedby=${describedBy || nothing}
      aria-invalid=${invalid ? 'true' : nothing}
      .value=${it.text}
      @input=${(/** @type {Event} */ event) => void search(key, /** @type {HTMLInputElement} */ (event.currentTarget).value)}
      @keydown=${(/** @type {KeyboardEvent} */ event) => onKey(event, key, it)}
      @blur=${() => set(key, { open: false, active: -1 })}
    />
    ${
      it.open
        ? html`<ul id="${id}-list" class="offers" role="listbox" aria-label="People who fit">
            ${it.found.map((person, index) => option(index, html`<b>${person.name}</b> <span>${person.detail}</span>`, person))}
            ${option(it.found.length, html`<b>Somebody new:</b> <span>${it.text.trim()}</span>`, null)}
          </ul>`
        : nothing
    }
    <p class="picked" aria-live="polite">
      ${it.text.trim() === '' ? '' : it.chosen ? 'On the school’s list.' : it.open ? '' : 'Somebody new, who will be added to the list.'}
    </p>
  </div>`;
}
