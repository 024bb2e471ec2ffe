import type { Block } from '../../src/view/card.ts';
import { type Html, html } from './html.ts';

function drawBlock(block: Block): Html {
  switch (block.is) {
    case 'text':
      return html`<p>${block.text}</p>`;
    case 'heading':
      return html`<h2>${block.text}</h2>`;
    case 'facts':
      return html`<dl>${block.rows.map((row) => html`<dt>${row.label}</dt><dd>${row.value}</dd>`)}</dl>`;
    case 'list':
      return html`<ul>${block.items.map(
        (item) => html`<li>${item.text}${item.source && html`<small>${item.source.words}</small>`}</li>`,
      )}</ul>`;
    case 'quote':
      return html`<figure><figcaption>${block.by}</figcaption><blockquote>${block.text}</blockquote></figure>`;
    case 'notice':
      return html`<p class="notice ${block.level}">${block.text}</p>`;
    case 'rule':
      return html`<hr>`;
    case 'small':
      return html`<p><small>${block.text}</small></p>`;
    case 'buttons':
      // They are for people with an account: a page has its own.
      return html``;
    default:
      return block satisfies never;
  }
}

export const drawBlocks = (blocks: readonly Block[]): Html => html`${blocks.map(drawBlock)}`;
