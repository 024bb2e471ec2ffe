/** @import { Message, Place, Talk } from './types.d.ts' */

/**
 * Each conversation as this page has it. The server is asked only for what was said or drawn again since; a message
 * that has not changed stays the same object, and is not drawn again.
 * @type {Map<string, Talk>}
 */
const held = new Map();

/** @param {Place} place */
const nameOf = ({ school, user, at }) => JSON.stringify([school, user, at]);

/** @param {Place} place @returns {Talk | null} */
export const heldOf = (place) => held.get(nameOf(place)) ?? null;

/** How much of it the page has, as the server is told. @param {Place} place @returns {Record<string, string>} */
export function since(place) {
  const talk = heldOf(place);
  return talk ? { version: String(talk.version), day: talk.day } : {};
}

/** @param {readonly Message[]} before @param {Talk} talk */
function joined(before, talk) {
  const rows = new Map(before.map((row) => [row.id, row]));
  for (const row of talk.messages) rows.set(row.id, row);
  return [...rows.values()].sort((a, b) => a.id - b.id).slice(-talk.most);
}

/** @param {Place} place @param {Talk | null} talk */
export function hold(place, talk) {
  const before = heldOf(place);
  // An answer that comes after a later one has nothing that is not here.
  if (!talk || (before && (talk.version < before.version || talk.day < before.day))) return;
  held.set(nameOf(place), {
    ...talk,
    messages: talk.adds ? joined(before?.messages ?? [], talk) : talk.messages,
  });
}
