import { drawBlocks } from './card.js';
import { html, nothing } from './lit.js';
import { change, model } from './model.js';

const LINK = /^https?:\/\/\S+$/;

/** What came of copying, said in the dialog: what is outside it is not read out while it is open. */
let said = '';

/** Selected for whoever copies by themselves. @param {HTMLElement} link */
function select(link) {
  getSelection()?.selectAllChildren(link);
  said = 'Your browser does not copy for this page. The link is selected: copy it yourself.';
}

async function copy() {
  const link = document.getElementById('once-link');
  if (!link) return;
  try {
    // There is none on a page that came over plain HTTP from another computer.
    if (!navigator.clipboard) select(link);
    else {
      await navigator.clipboard.writeText(link.textContent ?? '');
      said = 'Copied';
    }
  } catch {
    select(link);
  }
  change({});
}

/** @param {string} link */
const drawLink = (link) => html`<p class="once-link" id="once-link">${link}</p>
  <div class="once-copy">
    <button type="button" class="main" @click=${() => void copy()}>Copy the link</button>
    <p role="status">${said}</p>
  </div>`;

/** What is shown once and kept nowhere stands here until it is closed, and not in the conversation. */
export function onceDialog() {
  const { once } = model;
  if (!once) {
    said = '';
    return nothing;
  }
  const close = () => change({ once: null });
  return html`<dialog class="ask" aria-labelledby="once-title" data-modal data-once @cancel=${close} @close=${close}>
    <h2 id="once-title" tabindex="-1" autofocus>${once.title}</h2>
    ${once.blocks.map((block) =>
      block.is === 'text' && LINK.test(block.text) ? drawLink(block.text) : drawBlocks([block]),
    )}
    <p class="row"><button type="button" class="plain" @click=${close}>I have copied it</button></p>
  </dialog>`;
}
