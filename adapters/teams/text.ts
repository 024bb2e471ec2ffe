/** Cuts where its reader can see that it was cut. `max` counts UTF-16 units. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  // Never through the middle of a character outside the basic plane: half of one is not valid text.
  const end = /[\ud800-\udbff]$/.test(text.slice(0, max - 1)) ? max - 2 : max - 1;
  return `${text.slice(0, end)}\u2026`;
}

/** Half a character is refused by Microsoft's JSON readers, and the whole message with it. */
export const wellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\ufffd');

/** Most texts are of this kind, and are asked for by the hundred: a look is quicker than replacing what is not there. */
const HARMLESS = /^[\t -z|}~]*$/;
const HARMLESS_WORDS = /^[a-z][a-z0-9,.;:?!'"()/%]*( [a-z0-9,.;:?!'"()/%-]+)*$/i;

/**
 * As a TextRun shows it: Markdown means nothing there, but clients do work out dates written in double braces. A gap
 * between the braces keeps what was typed as it was typed.
 */
export const unread = (text: string): string =>
  HARMLESS.test(text)
    ? text
    : wellFormed(text)
        .replaceAll(/[^\P{Cc}\t]/gu, '')
        .replaceAll('{{', '{ {');

const ALIKE: Readonly<Record<string, string>> = {
  '*': '\u2217',
  _: '\u02cd',
  '[': '\u27e6',
  ']': '\u27e7',
  '<': '\u2039',
  '>': '\u203a',
  '`': '\u02cb',
  '~': '\u223c',
  '\\': '\u2216',
  '&': '&\u2060',
};

/**
 * For the few texts that some client reads as Markdown: titles, and what stands beside a box to tick. Marks become
 * letters that look alike, since a backslash would be shown by the clients that read no Markdown there.
 */
export const inert = (text: string): string =>
  HARMLESS_WORDS.test(text)
    ? text
    : unread(text.replaceAll(/\s+/g, ' '))
        .trim()
        .replaceAll(/[*_[\]<>`~\\&]/g, (mark) => ALIKE[mark] ?? mark)
        .replace(/^(#+|[-+]|\d+[.)]) /, '$1\u00a0');

/** In lines, none longer than `max`, long ones cut between words where there is a gap; nothing but blank lines is lost. */
export function lines(text: string, max: number): readonly string[] {
  const rows: string[] = [];
  for (const row of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
    let rest = row;
    while (rest.length > max) {
      const window = rest.slice(0, max);
      const at = window.lastIndexOf(' ');
      const end = at > max / 2 ? at + 1 : /[\ud800-\udbff]$/.test(window) ? max - 1 : max;
      rows.push(rest.slice(0, end));
      rest = rest.slice(end);
    }
    rows.push(rest);
  }
  return rows;
}
