import { WHOLE_GAP } from './gaps.ts';

/** Inline characters that Markdown, or our own `{{`, would act on. */
const ACTIVE = /[\\`*_[\]<>~|{}]/g;
/** An entity such as `&lt;` would be decoded by a reader. */
const ENTITY = /&(?=#?\w{1,32};)/g;
/** At the start of a line these make a heading, a list, a quotation or a rule. */
const OPENING = /^(\s*)([#+\-=]|\d{1,9}(?=[.)](\s|$)))/;
/**
 * Control characters, and the marks that turn the direction of text: with them a letter can be made to read
 * as something other than it says. Joiners stay, since names in several languages need them.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is the point
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g;

const escapeMarks = (text: string): string =>
  text.replace(ACTIVE, (mark) => `\\${mark}`).replace(ENTITY, '\\&');

/** The brackets of a gap stay bare, so that whoever fills it finds it as it was written. */
function escapeAroundGaps(line: string): string {
  const parts = line.split(WHOLE_GAP);
  const gaps = line.match(WHOLE_GAP) ?? [];
  return parts
    .map((part, i) => `${escapeMarks(part)}${gaps[i] ? `[${escapeMarks(gaps[i].slice(1, -1))}]` : ''}`)
    .join('');
}

function escapeLine(line: string): string {
  const inline = escapeAroundGaps(line);
  return inline.replace(OPENING, (_, space: string, mark: string) =>
    /^\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
  );
}

const clean = (text: string): string => text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(UNSEEN, '');

/** One line of plain text, safe inside a sentence. */
export const escapeInline = (text: string): string => escapeLine(clean(text).replace(/\s+/g, ' ').trim());

/** Typed text as paragraphs: a blank line parts them, a single line break stays one. */
export function escapeParagraphs(text: string): string[] {
  return clean(text)
    .split(/\n\s*\n/)
    .map((part) => lines(part.split('\n')))
    .filter((part) => part !== '');
}

/** Lines under one another in one paragraph, each ending in Markdown's hard break (a backslash). */
export function lines(parts: readonly string[]): string {
  return parts
    .map(escapeInline)
    .filter((part) => part !== '')
    .join('\\\n');
}

/** Lets a composer write Markdown while whatever it is given stays plain text. */
export function md(words: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return words.reduce(
    (text, part, i) => text + (i === 0 ? '' : escapeInline(String(values[i - 1]))) + part,
    '',
  );
}
