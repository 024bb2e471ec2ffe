import { drawCard } from './card.js';
import { html, nothing } from './lit.js';
import { model } from './model.js';
import { refresh } from './refresh.js';

/** @param {string} at */
export function titleOf(at) {
  if (at === 'leadership') return '# leadership';
  if (at === 'home') return 'Home';
  if (at === 'gate') return 'Front gate list';
  if (at === 'cases') return 'Cases';
  if (at.startsWith('case/')) return at.slice('case/'.length);
  return 'Accord';
}

/** Pages beside the conversation: what Accord answers, kept up to date and kept nowhere. */
export function lookPage() {
  const { look } = model;
  if (!look) return html`<section class="look" aria-busy="true"></section>`;
  const cards = look.filter(
    (reply, index) =>
      reply.is !== 'card' ||
      look.findIndex((other) => other.is === 'card' && other.card.title === reply.card.title) === index,
  );
  return html`<section class="look" aria-labelledby="title">
    ${cards.map((reply) =>
      reply.is === 'card'
        ? html`<div class="sheet">${drawCard(reply.card)}</div>`
        : reply.is === 'said'
          ? html`<p class="bubble ${reply.level}">${reply.text}</p>`
          : nothing,
    )}
    <p class="aside"><button type="button" class="link" @click=${() => void refresh()}>Look again</button></p>
  </section>`;
}
