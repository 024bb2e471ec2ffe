/** @import { Message } from './types.d.ts' */
import { askAgain } from './acts.js';
import { drawCard, words } from './card.js';
import { composer } from './composer.js';
import { heldOf } from './held.js';
import { guard, html, nothing, repeat } from './lit.js';
import { hrefTo, model } from './model.js';
import { acting } from './refresh.js';

/** @param {number} message */
const fileHref = (message) => `/api/file?${new URLSearchParams({ ...acting(), message: String(message) })}`;

/** @param {Message} message */
function body(message) {
  const { card, again } = message;
  if (card)
    return html`${drawCard(card, { from: message.id, live: !message.spent })}
    ${
      message.spent && again
        ? html`<p class="aside">
            Answered.
            <button type="button" class="link" @click=${() => void askAgain(again)}>Show it as it is now</button>
          </p>`
        : nothing
    }`;
  const bubble = html`<p class="bubble ${message.level ?? ''}">${words(message.text ?? '')}</p>`;
  if (!message.hasFile) return bubble;
  const href = fileHref(message.id);
  return html`${bubble}${
    message.isPicture
      ? html`<img class="shown" src=${href} alt="The picture itself" loading="lazy" />`
      : nothing
  }<p class="aside"><a class="download" href=${href} download>Download</a></p>`;
}

/** @param {Message} message @param {string} me */
const row = (message, me) => html`<li
  class="message ${message.from} ${message.onlyYou ? 'only' : ''}"
  id="m${message.id}"
  data-message=${message.id}
>
  <p class="who">
    <b>${message.from === 'me' ? me : 'Accord'}</b>
    <span>${message.when}</span>
    ${message.onlyYou ? html`<span class="chip">Only you see this</span>` : nothing}
    ${message.redrawn > 0 ? html`<span class="chip">Kept up to date</span>` : nothing}
  </p>
  ${body(message)}
</li>`;

export function talk() {
  const { state, place } = model;
  const held = place && heldOf(place);
  if (!state || !held) return html`<section class="talk" aria-busy="true"></section>`;
  const isChannel = held.in === 'leadership';
  const { name } = state.me;
  return html`<section class="talk" aria-labelledby="title">
    <ol class="log" id="log" tabindex="0" aria-label=${isChannel ? 'Messages in leadership' : 'Messages with Accord'}>
      ${
        held.messages.length === 0
          ? html`<li class="quiet-time"><p>Nothing here yet.</p></li>`
          : repeat(
              held.messages,
              (message) => message.id,
              // Links lead to the place of whoever looks, so they are part of what a message is drawn from.
              (message) => guard([message, name, hrefTo({})], () => row(message, name)),
            )
      }
    </ol>
    ${
      isChannel
        ? html`<p class="readonly">
            Accord posts here for the leadership, by reference and without names.
            <a href=${hrefTo({ at: 'accord' })}>Write to Accord in your own messages</a>.
          </p>`
        : composer()
    }
  </section>`;
}
