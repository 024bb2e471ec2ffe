/** @import { Model, Place } from './types.d.ts' */

/** @type {Model} */
export const model = {
  place: null,
  schools: null,
  state: null,
  look: null,
  form: null,
  once: null,
  confirm: null,
  menu: false,
  clock: false,
  offline: false,
  trouble: null,
};

/** @type {() => void} */
let paint = () => {};
/** @param {() => void} draw */
export const drawWith = (draw) => {
  paint = draw;
};

/** @param {Partial<Model>} change */
export function change(change) {
  Object.assign(model, change);
  paint();
}

/** @param {Partial<Place>} to */
export function hrefTo(to) {
  const { school = '', user = '', at = 'accord' } = { ...model.place, at: 'accord', ...to };
  return `#/${[school, user].map(encodeURIComponent).join('/')}/${at}`;
}

/** @param {Partial<Place>} to */
export const goTo = (to) => {
  location.hash = hrefTo(to);
};

/** @returns {Place | null} */
export function readPlace() {
  const [, school = '', user = '', ...at] = location.hash.split('/');
  if (school === '' || user === '') return null;
  try {
    return {
      school: decodeURIComponent(school),
      user: decodeURIComponent(user),
      at: at.join('/') || 'accord',
    };
  } catch {
    return null;
  }
}

/** @param {Place} place */
export const isConversation = (place) => place.at === 'accord' || place.at === 'leadership';
