import { say, sendFiles } from './acts.js';
import { chosenOf, filesField, forgetFiles, handlesOf, uploaded } from './files-field.js';
import { keepDraft, keptDraft } from './kept.js';
import { html, live, nothing } from './lit.js';
import { change, model } from './model.js';

const COMMAND = '/incident';

let active = -1;
let closed = true;
let busy = false;

/** What is offered for what has been typed so far: commands after a slash, words after a letter. @param {string} text */
function offers(text) {
  const typed = text.trimStart().toLowerCase();
  if (typed === '' || closed) return [];
  const rows = (model.state?.words ?? []).map((row) => ({ insert: row.words, does: row.does }));
  const commands = [
    { insert: COMMAND, does: 'Report something that happened.' },
    ...rows.slice(1).map((row) => ({ insert: `${COMMAND} ${row.insert}`, does: row.does })),
  ];
  const from = typed.startsWith('/') ? commands : rows;
  return from
    .filter((row) => row.insert.toLowerCase().startsWith(typed) && row.insert !== text.trim())
    .slice(0, 8);
}

const field = () => /** @type {HTMLTextAreaElement | null} */ (document.getElementById('write'));

/** A word that wants a name or reference waits for it: the example is left out. @param {string} insert */
function choose(insert) {
  const { user = '' } = model.place ?? {};
  const bare = insert.replace(/(NAME|AC-\d\d-\d+)$/, '');
  keepDraft(user, bare);
  active = -1;
  closed = true;
  change({});
  const box = field();
  box?.focus();
  box?.setSelectionRange(bare.length, bare.length);
}

/** Files beside what is typed: most at once, as in a form. @type {Extract<import('../../../src/view/form.ts').Field, { is: 'files' }>} */
const FILES = {
  is: 'files',
  name: 'sent',
  label: 'Files to send with it',
  required: false,
  most: 10,
  sentWith: '',
};
/** The same sending keeps its key until it has gone. */
let sending = crypto.randomUUID();

/** @param {string} user @param {string} text */
async function sendAll(user, text) {
  const at = `composer/${user}`;
  if (chosenOf(at, FILES.name) === 0) return say(text, { typed: true });
  if (!(await uploaded(at)) || !(await sendFiles(text, handlesOf(at, FILES.name), sending))) return false;
  forgetFiles(at, FILES.name);
  sending = crypto.randomUUID();
  return true;
}

async function send() {
  const { user = '' } = model.place ?? {};
  const text = keptDraft(user).trim();
  if ((text === '' && chosenOf(`composer/${user}`, FILES.name) === 0) || busy) return;
  busy = true;
  closed = true;
  change({});
  if (await sendAll(user, text)) {
    keepDraft(user, '');
    toEnd();
  }
  busy = false;
  change({});
}

/** The newest message, once it is drawn. */
export function toEnd() {
  requestAnimationFrame(() => {
    const log = document.getElementById('log');
    const last = log?.lastElementChild;
    if (!log || !last) return;
    // A long card is read from its top.
    const { top, height } = last.getBoundingClientRect();
    const above = top - log.getBoundingClientRect().top + log.scrollTop;
    log.scrollTop = height > log.clientHeight - 40 ? above - 16 : log.scrollHeight;
  });
}

/** @param {KeyboardEvent} event @param {readonly { insert: string }[]} list */
function onKey(event, list) {
  const chosen = list[active];
  if (event.key === 'Escape' && list.length > 0) {
    closed = true;
    active = -1;
    event.preventDefault();
    change({});
  } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && list.length > 0) {
    active =
      (active +
        (event.key === 'ArrowDown' ? 1 : -1) +
        list.length +
        (active < 0 && event.key === 'ArrowUp' ? 1 : 0)) %
      list.length;
    event.preventDefault();
    change({});
  } else if (event.key === 'Tab' && !event.shiftKey && chosen) {
    event.preventDefault();
    choose(chosen.insert);
  } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    if (chosen) choose(chosen.insert);
    else void send();
  }
}

export function composer() {
  const { user = '' } = model.place ?? {};
  const text = keptDraft(user);
  const list = offers(text);
  const isOpen = list.length > 0;
  return html`<div class="composer">
    ${
      isOpen
        ? html`<ul id="offers" class="offers" role="listbox" aria-label="Words you can type">
            ${list.map(
              (row, index) => html`<li
                id="offer-${index}"
                role="option"
                aria-selected=${index === active ? 'true' : 'false'}
                @mousedown=${(/** @type {Event} */ event) => {
                  event.preventDefault();
                  choose(row.insert);
                }}
              >
                <b>${row.insert}</b> <span>${row.does}</span>
              </li>`,
            )}
          </ul>`
        : nothing
    }
    <details class="attach">
      <summary>Send a photo or another file</summary>
      <div class="field">
        <label for="send-files">Files, with the reference of the case in your message</label>
        ${filesField(`composer/${user}`, FILES, { id: 'send-files', describedBy: '', invalid: false })}
      </div>
    </details>
    <form
      class="write"
      aria-busy=${busy ? 'true' : nothing}
      @submit=${(/** @type {Event} */ event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label class="unseen" for="write">Write to Accord</label>
      <textarea
        id="write"
        rows="1"
        maxlength="2000"
        autocomplete="off"
        placeholder="Write to Accord, or type / for what it knows"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded=${isOpen ? 'true' : 'false'}
        aria-controls="offers"
        aria-activedescendant=${isOpen && active >= 0 ? `offer-${active}` : nothing}
        .value=${live(text)}
        @input=${(/** @type {Event} */ event) => {
          closed = false;
          active = -1;
          keepDraft(user, /** @type {HTMLTextAreaElement} */ (event.currentTarget).value);
          change({});
        }}
        @blur=${() => {
          closed = true;
          change({});
        }}
        @keydown=${(/** @type {KeyboardEvent} */ event) => onKey(event, list)}
      ></textarea>
      <button type="submit" class="main" aria-disabled=${busy || (text.trim() === '' && chosenOf(`composer/${user}`, FILES.name) === 0) ? 'true' : 'false'}>Send</button>
    </form>
  </div>`;
}
