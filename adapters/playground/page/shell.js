import { startAfresh } from './acts.js';
import { guidePanel } from './guide.js';
import { html, nothing } from './lit.js';
import { change, hrefTo, isConversation, model } from './model.js';
import { lookPage, titleOf } from './pages.js';
import { talk } from './talk.js';

/** @param {string} name */
const initials = (name) =>
  name
    .split(/\s+/)
    .map((part) => part.charAt(0))
    .slice(0, 2)
    .join('');

/** One of eight colours, the same for the same name. @param {string} name */
const hue = (name) => `hue-${[...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 8}`;

/** @param {number} count */
const unread = (count) =>
  count > 0
    ? html`<span class="badge"><span class="unseen">, </span>${count}<span class="unseen"> unread</span></span>`
    : nothing;

/** @param {string} at @param {string} label @param {number} [count] */
const placeLink = (at, label, count = 0) => {
  const here = model.place?.at === at || (at === 'cases' && model.place?.at.startsWith('case/'));
  return html`<li>
    <a href=${hrefTo({ at })} aria-current=${here ? 'page' : nothing}>${label}${unread(count)}</a>
  </li>`;
};

const askAfresh = () =>
  change({
    confirm: {
      ask: {
        title: 'Start afresh?',
        text: 'Every case, message and person of this playground is thrown away, in all its schools and for every page that is open. It cannot be undone.',
        yes: 'Start afresh',
        no: 'Keep it',
      },
      yes: () => void startAfresh(),
    },
  });

function people() {
  const { state, place } = model;
  if (!state) return nothing;
  const groups = [...new Set(state.people.map((row) => row.group))];
  return groups.map(
    (group) => html`<h3>${group}</h3>
      <ul class="people">
        ${state.people
          .filter((row) => row.group === group)
          .map(
            (row) => html`<li>
              <a
                href=${hrefTo({ user: row.user, at: 'accord' })}
                data-person=${row.user}
                aria-current=${row.user === place?.user ? 'true' : nothing}
              >
                <span class="face ${hue(row.name)}" aria-hidden="true">${initials(row.name)}</span>
                <span class="name"><b>${row.name}</b><span class="role"><span class="unseen">, </span>${row.title}</span></span>
                ${unread(row.unread)}
              </a>
            </li>`,
          )}
      </ul>`,
  );
}

function side() {
  const { state, menu } = model;
  if (!state) return nothing;
  return html`<nav class="side ${menu ? 'open' : ''}" id="side" aria-label="People and places">
    <div class="brand">
      <img src="/page/icon.svg" alt="" width="28" height="28" />
      <span><b>Accord</b> playground</span>
    </div>
    <div class="school">
      <p class="school-name">${state.school.name}</p>
      <p class="invented">The policy is real. The people are invented.</p>
    </div>
    <h2>You are ${state.me.name}</h2>
    <ul class="places">
      ${placeLink('accord', 'Messages with Accord', state.places.accord)}
      ${state.places.leadership === null ? nothing : placeLink('leadership', '# leadership', state.places.leadership)}
      ${placeLink('home', 'Home')} ${state.places.gate ? placeLink('gate', 'Front gate list') : nothing}
      ${placeLink('cases', 'Cases')}
    </ul>
    <h2>Act as</h2>
    ${people()}
    <div class="clock">
      <p><span class="eyebrow">The school's clock</span><b class="now">${state.clock}</b></p>
      <button type="button" class="plain" data-clock @click=${() => change({ clock: true })}>Move the clock</button>
    </div>
    <ul class="ends">
      <li><a href="#/">Choose another school</a></li>
      <li><button type="button" class="link" @click=${askAfresh}>Start afresh</button></li>
    </ul>
  </nav>`;
}

export function shell() {
  const { state, place, menu, offline } = model;
  if (!state || !place) return html`<p class="starting">Opening the playground…</p>`;
  const others = state.people
    .filter((row) => row.user !== place.user)
    .reduce((sum, row) => sum + row.unread, 0);
  return html`<a class="skip" href="#main" @click=${(/** @type {Event} */ event) => {
    event.preventDefault();
    document.getElementById('title')?.focus();
  }}>To the conversation</a>
    <div class="shell">
      ${side()}
      ${menu ? html`<div class="veil" @click=${() => change({ menu: false })}></div>` : nothing}
      <main id="main">
        <header class="top">
          <button
            type="button"
            class="menu plain"
            aria-expanded=${menu ? 'true' : 'false'}
            aria-controls="side"
            @click=${() => change({ menu: !menu })}
          >
            People${unread(others)}
          </button>
          <div class="here">
            <h1 id="title" tabindex="-1">${titleOf(place.at)}</h1>
            <p>${state.me.name} · ${state.me.title}</p>
          </div>
        </header>
        ${offline ? html`<p class="offline" role="alert">Accord does not answer. It is tried again; nothing is lost.</p>` : nothing}
        <div class="middle">
          ${guidePanel()} ${isConversation(place) ? talk() : lookPage()}
        </div>
      </main>
    </div>`;
}
