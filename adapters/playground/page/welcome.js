import { openSchool } from './acts.js';
import { html, nothing } from './lit.js';
import { model } from './model.js';

/** The first page: which school's policy to try. */
export function welcome() {
  const { schools } = model;
  return html`<main class="welcome" id="main">
    <header>
      <img src="/page/icon.svg" alt="" width="48" height="48" />
      <h1 id="title" tabindex="-1">See Accord work</h1>
      <p class="lead">
        Choose a school. You report an incident as a teacher, decide as the head and answer as the chair, and see what
        each of them sees.
      </p>
      <p class="invented">The policies are real. The people are invented.</p>
    </header>
    ${
      schools
        ? html`<ul class="choices" aria-label="Schools">
            ${schools.map(
              (row) => html`<li>
                <button
                  type="button"
                  data-pack=${row.pack}
                  @click=${(/** @type {Event} */ event) => {
                    const it = /** @type {HTMLButtonElement} */ (event.currentTarget);
                    it.setAttribute('aria-busy', 'true');
                    void openSchool(row.pack).finally(() => it.removeAttribute('aria-busy'));
                  }}
                >
                  <b>${row.name}</b>
                  <span>${row.about}</span>
                  ${row.school ? html`<span class="chip">Begun</span>` : nothing}
                </button>
              </li>`,
            )}
          </ul>`
        : nothing
    }
    <p class="small">
      Everything stays on this computer. Nothing is sent anywhere, and no account is needed.
    </p>
  </main>`;
}
