/** @import { PageState } from '../state.ts' */
/** @import { Model } from './types.d.ts' */
import { get, post, Refused } from './api.js';
import { heldOf, hold, since } from './held.js';
import { change, model } from './model.js';

export const acting = () => ({ school: model.place?.school ?? '', as: model.place?.user ?? '' });

/** What stands on a page beside the conversation, as words to Accord. @param {string} at */
function wordsFor(at) {
  if (at === 'home') return ['home'];
  if (at === 'gate') return ['gate'];
  if (at === 'cases') return ['list'];
  const ref = at.startsWith('case/') ? at.slice('case/'.length) : null;
  return ref ? [`timeline ${ref}`, `letters ${ref}`] : [];
}

/** Only what somebody has in front of them counts as seen. */
async function seen() {
  const { place, state } = model;
  const talk = place && heldOf(place);
  const last = talk?.messages.at(-1);
  if (!state || !talk || !last || document.visibilityState !== 'visible') return;
  const unread = talk.in === 'leadership' ? state.places.leadership : state.places.accord;
  if (unread) await post('/api/seen', { ...acting(), in: talk.in, upTo: last.id });
}

let asked = 0;
let shown = 0;
/** Whoever asks takes a turn: the answer is shown unless one that was asked for later is shown already. */
export function turn() {
  const { place } = model;
  asked += 1;
  const mine = asked;
  const isLate = () => mine < shown || place !== model.place;
  return {
    isLate,
    /** @param {PageState} state @param {Model['look']} look @returns {Promise<boolean>} whether it was shown */
    async show(state, look) {
      if (!place || isLate()) return false;
      shown = mine;
      hold(place, state.talk);
      change({ state, look, offline: false, trouble: null });
      await seen();
      return true;
    },
  };
}

async function ask() {
  const { place } = model;
  if (!place) return;
  const { isLate, show } = turn();
  try {
    const words = wordsFor(place.at);
    const [state, look] = await Promise.all([
      get('/api/state', { ...acting(), in: place.at, ...since(place) }),
      words.length > 0 ? post('/api/look', { ...acting(), words }) : null,
    ]);
    await show(state, look?.replies ?? null);
  } catch (cause) {
    if (isLate()) return;
    // An address that names nobody here leads to the first page.
    if (cause instanceof Refused && (cause.status === 404 || cause.status === 400)) {
      location.hash = '#/';
      return;
    }
    change({ offline: true });
  }
}

let last = Promise.resolve();
/** Asks for what this page shows. */
export function refresh() {
  last = ask();
  return last;
}

/** @type {Promise<void> | null} */
let next = null;
/** Asks again once what was asked for has come, for then only the difference has to be sent. Several at once are one. */
export function refreshAgain() {
  next ??= last.then(() => {
    next = null;
    return refresh();
  });
  return next;
}
