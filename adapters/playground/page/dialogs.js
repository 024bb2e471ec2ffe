/** @import { ClockChoices } from '../playground.ts' */
import { moveClock } from './acts.js';
import { get } from './api.js';
import { html, keyed, nothing } from './lit.js';
import { change, model } from './model.js';

export function confirmDialog() {
  const { confirm } = model;
  if (!confirm) return nothing;
  const no = () => change({ confirm: null });
  return html`<dialog class="ask" aria-labelledby="ask-title" aria-describedby="ask-text" data-modal @cancel=${no} @close=${no}>
    <h2 id="ask-title">${confirm.ask.title}</h2>
    <p id="ask-text">${confirm.ask.text}</p>
    <p class="row">
      <button type="button" class="plain" autofocus @click=${no}>${confirm.ask.no}</button>
      <button type="button" class="grave" @click=${confirm.yes}>${confirm.ask.yes}</button>
    </p>
  </dialog>`;
}

/** @type {ClockChoices | null} */
let choices = null;
let trouble = '';
let asking = false;

async function look() {
  asking = true;
  choices = await get('/api/clock', { school: model.place?.school ?? '' }).catch(() => null);
  asking = false;
  change({});
}

/** @param {{ to: 'deadline' | 'weekly' } | { to: 'moment', at: string }} move */
async function go(move) {
  trouble = (await moveClock(move)) ?? '';
  change({});
}

const close = () => {
  choices = null;
  trouble = '';
  change({ clock: false });
};

export function clockDialog() {
  if (!model.clock) {
    choices = null;
    return nothing;
  }
  if (!choices && !asking) void look();
  return html`<dialog class="ask clock-ask" aria-labelledby="clock-title" data-modal @cancel=${close} @close=${close}>
    <h2 id="clock-title">Move the clock</h2>
    ${
      choices
        ? html`<p>It is ${choices.now}. On the way, everything happens that would have happened: reminders, the weekly review, restrictions that end.</p>
            ${trouble ? html`<p class="error" role="alert">${trouble}</p>` : nothing}
            <div class="moves">
              <button type="button" data-move="deadline" ?disabled=${choices.deadline === null} @click=${() => void go({ to: 'deadline' })}>
                <b>To the next deadline</b><span>${choices.deadline ?? 'Nothing is due'}</span>
              </button>
              <button type="button" data-move="weekly" ?disabled=${choices.weekly === null} @click=${() => void go({ to: 'weekly' })}>
                <b>To the next weekly review</b><span>${choices.weekly ?? 'None is known'}</span>
              </button>
            </div>
            ${keyed(
              choices.earliest,
              html`<form
                class="to-moment"
                @submit=${(/** @type {SubmitEvent} */ event) => {
                  event.preventDefault();
                  const at = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).get('at');
                  void go({ to: 'moment', at: String(at ?? '') });
                }}
              >
                <label for="clock-at">To a day and time</label>
                <div class="row">
                  <input id="clock-at" name="at" type="datetime-local" min=${choices.earliest} value=${choices.earliest} />
                  <button type="submit" class="plain">Go there</button>
                </div>
              </form>`,
            )}`
        : html`<p>Looking…</p>`
    }
    <p class="row"><button type="button" class="quiet" @click=${close}>Close</button></p>
  </dialog>`;
}
