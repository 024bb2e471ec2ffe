/** @import { Block, Button, Card } from '../../../src/view/card.ts' */
import { press } from './acts.js';
import { html, nothing, repeat } from './lit.js';
import { hrefTo } from './model.js';

const REF = /\b(AC-\d{2}-\d{4,6})\b/;

/** References lead to the case; everything else is text, whatever was typed. @param {string} text */
export const words = (text) =>
  text
    .split(REF)
    .map((part, index) =>
      index % 2 === 1 ? html`<a class="ref" href=${hrefTo({ at: `case/${part}` })}>${part}</a>` : part,
    );

/** Cards say in words where a rule comes from; where a form only cites, it is said here. */
const SOURCES = { policy: 'Our policy: ', guidance: 'Guidance: ', default: "Accord's suggestion: " };
const SAYS_IT = /^(our policy|guidance|accord's suggestion)/i;
const MARKS = { done: 'Done', todo: 'To do', warning: 'Attention', none: '' };
const LEVELS = { danger: 'Danger', warning: 'Attention', info: 'Note', good: 'Good' };

/**
 * Each button stays itself when the card is drawn again: one that moves never turns into another under the pointer.
 * @param {readonly Button[]} row
 * @param {number | null} from
 */
const buttons = (row, from) => html`<div class="buttons">
  ${repeat(
    row,
    (button) => button.label + JSON.stringify(button.tap),
    (button) => html`<button
      type="button"
      class=${button.style === 'main' ? 'main' : button.style === 'grave' ? 'grave' : 'plain'}
      data-opens=${button.tap.tap === 'form' ? button.tap.form : button.tap.tap}
      @click=${(/** @type {Event} */ event) => {
        const it = /** @type {HTMLButtonElement} */ (event.currentTarget);
        it.setAttribute('aria-busy', 'true');
        void press(button, from).finally(() => it.removeAttribute('aria-busy'));
      }}
    >
      ${button.label}
    </button>`,
  )}
</div>`;

/** @param {Block} block @param {number | null} from @param {boolean} live */
function drawBlock(block, from, live) {
  switch (block.is) {
    case 'text':
      return html`<p class="text">${words(block.text)}</p>`;
    case 'heading':
      return html`<h4>${block.text}</h4>`;
    case 'facts':
      return html`<dl class="facts">
        ${block.rows.map((row) => html`<div><dt>${row.label}</dt><dd>${words(row.value)}</dd></div>`)}
      </dl>`;
    case 'list':
      return html`<ul class="list">
        ${block.items.map(
          (item) => html`<li class=${item.mark ?? 'none'}>
            ${item.mark && item.mark !== 'none' ? html`<span class="mark" role="img" aria-label=${MARKS[item.mark]}></span>` : nothing}
            <span class="item"
              >${words(item.text)}
              ${
                item.source
                  ? html`<span class="source ${item.source.kind}"
                      >${SAYS_IT.test(item.source.words) ? '' : SOURCES[item.source.kind]}${item.source.words}</span
                    >`
                  : nothing
              }</span
            >
          </li>`,
        )}
      </ul>`;
    case 'quote':
      return html`<figure class="quote">
        <blockquote>${block.text}</blockquote>
        <figcaption>${block.by}</figcaption>
      </figure>`;
    case 'notice':
      return html`<div class="notice ${block.level}">
        <span class="glyph" role="img" aria-label=${LEVELS[block.level]}></span>
        <p>${words(block.text)}</p>
      </div>`;
    case 'rule':
      return html`<hr />`;
    case 'small':
      return html`<p class="small">${words(block.text)}</p>`;
    case 'buttons':
      return live ? buttons(block.buttons, from) : nothing;
    default:
      return nothing;
  }
}

/** @param {readonly Block[]} blocks */
export const drawBlocks = (blocks) => blocks.map((block) => drawBlock(block, null, false));

/**
 * @param {Card} card
 * @param {{ from?: number | null, live?: boolean, level?: 'h2' | 'h3' }} [how]
 */
export const drawCard = (card, { from = null, live = true } = {}) => html`<article class="card ${card.tone}">
  <h3>${words(card.title)}</h3>
  ${card.blocks.map((block) => drawBlock(block, from, live))}
</article>`;
