import { get, listen } from './api.js';
import { toEnd } from './composer.js';
import { clockDialog, confirmDialog } from './dialogs.js';
import { formDialog } from './form.js';
import { heldOf } from './held.js';
import { keptForm } from './kept.js';
import { html, render } from './lit.js';
import { change, drawWith, model, readPlace } from './model.js';
import { onceDialog } from './once.js';
import { titleOf } from './pages.js';
import { refresh, refreshAgain } from './refresh.js';
import { shell } from './shell.js';
import { announce, clearToasts } from './toast.js';
import { welcome } from './welcome.js';

const page = /** @type {HTMLElement} */ (document.getElementById('page'));
const dialogs = /** @type {HTMLElement} */ (document.getElementById('dialogs'));

/** Where the focus was when a dialog opened, in words that outlive a redraw. @type {(() => HTMLElement | null)[]} */
const returns = [];

/** @returns {() => HTMLElement | null} */
function rememberFocus() {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const message = before?.closest('[data-message]')?.id;
  return () => {
    if (before?.isConnected && before !== document.body) return before;
    const fallback = message ? document.querySelector(`#${message} button`) : null;
    return /** @type {HTMLElement | null} */ (
      fallback ?? document.getElementById('write') ?? document.getElementById('title')
    );
  };
}

let open = 0;
/** A dialog is shown as soon as it is in the page, above those before it. */
function showDialogs() {
  const all = /** @type {NodeListOf<HTMLDialogElement>} */ (dialogs.querySelectorAll('dialog[data-modal]'));
  for (const dialog of all)
    if (!dialog.open) {
      returns.push(rememberFocus());
      dialog.showModal();
    }
  while (open > all.length) {
    open -= 1;
    returns.pop()?.()?.focus();
  }
  open = all.length;
}

/** @type {number | null} */
let last = null;
/** @type {string | null} */
let lastWhere = null;
function follow() {
  const { place, state } = model;
  const talk = place && heldOf(place);
  if (!state || !talk) {
    // Whoever comes back to a conversation comes to its end.
    lastWhere = null;
    return;
  }
  const newest = talk.messages.at(-1);
  const where = `${place.user}/${talk.in}`;
  const arrived = where === lastWhere && newest && last !== null && newest.id > last;
  if (where !== lastWhere) toEnd();
  else if (arrived) {
    const log = document.getElementById('log');
    const nearEnd = log && log.scrollHeight - log.scrollTop - log.clientHeight < 400;
    // Somebody who reads further up is left there, unless it is an answer to them.
    if (nearEnd || newest.card) toEnd();
    announce(newest.card ? `New from Accord: ${newest.card.title}` : (newest.text ?? ''));
  }
  last = newest?.id ?? 0;
  lastWhere = where;
}

let first = true;
drawWith(() => {
  // What the page says while it loads is no part of what lit-html keeps.
  if (first) page.replaceChildren();
  first = false;
  const { place, state } = model;
  document.title =
    place && state ? `${titleOf(place.at)}: ${state.me.name}, Accord playground` : 'Accord, the playground';
  render(place ? shell() : welcome(), page);
  render(html`${clockDialog()}${formDialog()}${onceDialog()}${confirmDialog()}`, dialogs);
  showDialogs();
});

async function schools() {
  try {
    change({ schools: (await get('/api/schools')).schools });
  } catch {
    setTimeout(() => void schools(), 1000);
  }
}

/** @type {string | null} */
let shown = null;
async function arrive() {
  const place = readPlace();
  const before = model.place;
  const other = place?.user !== before?.user || place?.school !== before?.school;
  if (other) clearToasts();
  // Asked for before anything is drawn: the answer is on its way meanwhile.
  model.place = place;
  const answered = place && refresh();
  change({
    menu: false,
    look: null,
    form: place ? (keptForm(place)?.open ?? null) : null,
    // What was shown to one person once is for nobody else's eyes.
    ...(other ? { state: null, once: null } : {}),
  });
  if (!place) {
    await schools();
  } else {
    follow();
    await answered;
    follow();
  }
  // A new place is said by its title; the first load leaves the focus to the browser.
  if (shown !== null && shown !== location.hash && !model.form)
    document.getElementById('title')?.focus({ preventScroll: true });
  shown = location.hash;
}

addEventListener('hashchange', () => void arrive());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' && model.place) void refreshAgain().then(follow);
});
addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && model.menu) change({ menu: false });
});

listen((what) => {
  if (what === 'afresh') {
    sessionStorage.clear();
    location.hash = '#/';
    location.reload();
  } else if (what === 'gone') change({ offline: model.place !== null });
  else if (model.place) void refreshAgain().then(follow);
});

void arrive();
