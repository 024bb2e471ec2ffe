/** Without the half of a character outside the basic plane that a cut left at its end: it is not valid text. */
export const whole = (text: string): string => text.replace(/[\ud800-\udbff]$/, '');

/** Cuts where its reader can see that it was cut. `max` counts UTF-16 units, as Slack does. */
export const cut = (text: string, max: number): string =>
  text.length <= max ? text : `${whole(text.slice(0, max - 1))}\u2026`;

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

/** Slack's marks for people, channels, groups and links: `<@U1>`, `<#C1|name>`, `<!here>`, `<https://x|words>`. */
const MARK = /<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g;

function unmarked(_: string, sign: string, id: string, label: string | undefined): string {
  const said = label || id;
  if (sign === '')
    return id.replace(/^(mailto:|tel:|https?:\/\/)/, '') === said || said === id ? said : `${said} (${id})`;
  return sign === '!' ? `@${said.replace(/^@/, '')}` : `${sign}${said}`;
}

/** What people typed, as it stood before them: Slack hands it on with marks of its own. */
export const asTyped = (text: string): string =>
  text.replace(MARK, unmarked).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
