/** Cuts where its reader can see that it was cut. `max` counts UTF-16 units, as Slack does. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  // Never through the middle of a character outside the basic plane: half of one is not valid text.
  const end = /[\ud800-\udbff]$/.test(text.slice(0, max - 1)) ? max - 2 : max - 1;
  return `${text.slice(0, end)}\u2026`;
}

/** Slack refuses a text of no length; a card may well hold one. */
export const someText = (text: string): string => (text.trim() === '' ? '\u2013' : text);

/** For the few texts that Slack reads as markup: nothing in them names a person, a channel or a link. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** In pieces of at most `max`, cut between lines or words where there is one; nothing is lost. */
export function pieces(text: string, max: number): readonly string[] {
  const rows: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const window = rest.slice(0, max);
    const at = Math.max(window.lastIndexOf('\n'), window.lastIndexOf(' '));
    const end = at > max / 2 ? at + 1 : /[\ud800-\udbff]$/.test(window) ? max - 1 : max;
    rows.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...rows, rest];
}
