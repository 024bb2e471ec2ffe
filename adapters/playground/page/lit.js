// The one place that names where lit-html lies: the path is the same on the disk and, from the page, on the server.

export { guard } from '../../../node_modules/lit-html/directives/guard.js';
export { keyed } from '../../../node_modules/lit-html/directives/keyed.js';
export { live } from '../../../node_modules/lit-html/directives/live.js';
export { repeat } from '../../../node_modules/lit-html/directives/repeat.js';
export { html, nothing, render } from '../../../node_modules/lit-html/lit-html.js';
