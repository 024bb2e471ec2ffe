/**
 * Something that a draft needs and nobody has told Accord: shown in the letter for a person to fill, never guessed.
 * English only, because the people who fill it work with the rest of Accord in English too.
 */
export interface Gap {
  readonly gap: string;
}

export const isGap = (value: unknown): value is Gap =>
  typeof value === 'object' && value !== null && 'gap' in value && typeof value.gap === 'string';

/** A gap as it stands in a letter. Brackets inside would end it early. */
export const gap = (what: string): string =>
  `[WRITE HERE: ${what.replace(/[[\]]/g, '').replace(/\s+/g, ' ').replace(/\.$/, '').trim()}]`;

/** A whole gap that nothing after it turns into a link: those stay as they are when text is escaped. */
export const WHOLE_GAP = /\[WRITE HERE: [^[\]\n]*\](?![([:])/g;

/** One that an editor broke open or a form escaped is still a gap. */
const ANY_GAP = /\\?\[WRITE HERE\b:?([^\]\n]*)\]?/gi;

/** What a draft still wants, in order, each thing once. Nobody signs a letter while this holds anything. */
export const gapsIn = (markdown: string): string[] => [
  ...new Set([...markdown.matchAll(ANY_GAP)].map((match) => (match[1] ?? '').replace(/\\$/, '').trim())),
];
