import { guide } from './acts.js';
import { html, nothing } from './lit.js';
import { change, hrefTo, model } from './model.js';

/** The first case, step by step. It goes by what has happened, not by what was clicked here. */
export function guidePanel() {
  const { state, place } = model;
  if (!state || !place) return nothing;
  const { guide: it } = state;
  if (!it)
    return html`<p class="guide-back"><button type="button" class="link" @click=${() => void guide('back')}>Show the guided first case</button></p>`;
  const { now, steps } = it;
  const inPlace = now?.user === place.user && (now?.does !== 'leadership' || place.at === 'leadership');
  return html`<aside class="guide" aria-label="A guided first case">
    <p class="eyebrow">
      ${now ? html`Your first case · step ${now.number} of ${steps.length}` : html`Your first case · done`}
    </p>
    <ol class="dots" aria-hidden="true">
      ${steps.map((step, index) => html`<li class=${step.done ? 'done' : index + 1 === now?.number ? 'now' : ''}></li>`)}
    </ol>
    ${
      now
        ? html`<h2>${now.title}</h2>
            ${now.act ? html`<p class="as">As <b>${now.act}</b></p>` : nothing}
            <p>${now.text}</p>
            <p class="row">
              ${
                now.user && !inPlace
                  ? html`<a class="main" href=${hrefTo({ user: now.user, at: now.does === 'leadership' ? 'leadership' : 'accord' })}
                      >${now.user === place.user ? 'Open leadership' : `Act as ${now.act.split(',')[0]}`}</a
                    >`
                  : nothing
              }
              ${
                now.does === 'leadership'
                  ? html`<button type="button" class="plain" @click=${() => change({ clock: true })}>Move the clock</button>`
                  : nothing
              }
              <button type="button" class="quiet" @click=${() => void guide('skip')}>Skip this step</button>
              <button type="button" class="quiet" @click=${() => void guide('away')}>Put the guide away</button>
            </p>`
        : html`<h2>That was a whole case</h2>
            <details ?open=${!matchMedia('(max-width: 52rem)').matches}>
              <summary>Where to look now</summary>
              <p>
                Read it from its first day under Cases, look at the front gate list as the office, or choose another
                school: its policy leads somewhere else.
              </p>
            </details>
            <p class="row"><button type="button" class="plain" @click=${() => void guide('away')}>Put the guide away</button></p>`
    }
  </aside>`;
}
