import type { Paper, PaperBlock, Words } from '../paper.ts';

/** Somebody whose name is taken out, and what stands in its place wherever it stood. */
export interface Hidden {
  readonly name: string;
  /** `[Reporter 1]`. */
  readonly as: string;
}

/** Whose whole names stay, though somebody who is hidden shares a part of them. */
export interface Kept {
  /** A surname of theirs is left alone where it stands by itself too: it tells nobody else apart. */
  readonly people: readonly string[];
  /** Names of other things, such as the school. */
  readonly others: readonly string[];
}
const NOBODY_KEPT: Kept = { people: [], others: [] };

/** A name of fewer letters is looked for only as part of the whole name: "Jo" and "An" are words too often. */
const SHORTEST_PART = 3;

/** Letters with a stroke, which no accent can be taken from. */
const STROKED = ['lł', 'LŁ', 'oø', 'OØ', 'dđ', 'DĐ'];

/** Hyphens and apostrophes come in several shapes, or not at all, and a phone changes one for another. */
function escaped(sign: string): string {
  if (/[-\u2010\u2011]/.test(sign)) return '[-\\u2010\\u2011]';
  if (/['\u2018\u2019\u02bc]/.test(sign)) return "['\\u2018\\u2019\\u02bc`\\u00b4]?";
  const stroked = STROKED.find((pair) => pair.includes(sign));
  return stroked ? `[${stroked}]` : sign.replace(/[.*+?^${}()|[\]\\/]/, '\\$&');
}

/** What is typed between the letters of a name and shown by nobody, or by Markdown alone: `Anne\_Marie`. */
const BETWEEN = '[\\p{Cf}\\u00ad\\\\]*';
/** With accents and without, on either side: texts are looked through with their accents taken apart. */
const spelt = (word: string): string =>
  [...word.normalize('NFD').replaceAll(/\p{M}/gu, '')]
    .map((sign) => `${escaped(sign)}${/\p{L}/u.test(sign) ? '\\p{M}*' : ''}`)
    .join(BETWEEN);

const EDGE = { before: '(?<![\\p{L}\\p{N}\\p{M}])', after: '(?![\\p{L}\\p{N}\\p{M}])' };

/** Between the words of a whole name; in an address or the name of a file it is no blank. */
const GAP = '[\\s\\p{Cf}._]+';

/** What stands beside names where people are listed, and is nobody's: "Mrs Marsh (Year 4, she/her)". */
const NO_NAME: ReadonlySet<string> = new Set([
  ...['mr', 'mrs', 'miss', 'ms', 'mx', 'dr', 'sir', 'dame', 'prof', 'professor', 'rev', 'revd', 'reverend'],
  ...['she', 'her', 'hers', 'he', 'him', 'his', 'they', 'them', 'theirs'],
  ...['year', 'class', 'reception', 'nursery', 'teacher', 'staff', 'assistant', 'senco'],
]);
const isName = (word: string): boolean =>
  /\p{L}/u.test(word) && !NO_NAME.has(word.toLowerCase().replace(/[^\p{L}]/gu, ''));

/** A date is no person, whoever is called April, May or June. */
const MONTHS = /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/i;
const NO_DATE = { before: '(?<!\\d(?:st|nd|rd|th)?\\s)', after: '(?!\\s\\d{4})' };

const wordsOf = (name: string): readonly string[] =>
  name
    .normalize('NFC')
    .split(/\s+/)
    .filter((word) => word !== '');

const around = (body: string, flags: string): RegExp =>
  new RegExp(`${EDGE.before}${body}${EDGE.after}`, flags);

/** As names are written, so that "hall" is not "Hall" and "may" is not "May"; or all in capitals. */
function asWritten(part: string): readonly RegExp[] {
  const upper = part.toLocaleUpperCase('en-GB');
  const guarded = (word: string) =>
    MONTHS.test(word) ? `${NO_DATE.before}${spelt(word)}${NO_DATE.after}` : spelt(word);
  return [...new Set([part, upper])].map((word) => around(guarded(word), 'gu'));
}

interface Patterns {
  readonly whole: readonly RegExp[];
  readonly parts: readonly RegExp[];
}

const spelling = (words: readonly string[]): string => words.map(spelt).join(GAP);

/** A name of several words as it is listed, and without what stands beside it there. */
const wholesOf = (name: string): readonly (readonly string[])[] =>
  [wordsOf(name), wordsOf(name.replace(/\([^()]*\)/g, ' ')).filter(isName)].filter(
    (words) => words.length > 1,
  );

/** The whole name however it is written, with what stands beside it and without; its parts only as names are. */
function patternsOf({ name }: Hidden, shared: ReadonlySet<string>): Patterns {
  const listed = wordsOf(name);
  const parts = listed
    .flatMap((word) => word.split('/'))
    .filter(isName)
    .flatMap((word) => [word, ...word.split(/[-\u2010\u2011]/)])
    .map((word) => word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''))
    .filter((word) => [...word].length >= SHORTEST_PART && !shared.has(word.toLowerCase()));
  return {
    whole: [
      ...wholesOf(name).map((words) => around(spelling(words), 'giu')),
      ...(listed.length === 1 ? asWritten(listed.join('')) : []),
    ],
    parts: [...new Set(parts.toSorted((a, b) => b.length - a.length))].flatMap(asWritten),
  };
}

/**
 * Longer names first, whether they are taken out or kept: "Ann Marsh-Hall" is not left half there by "Ann Marsh", nor
 * "Mohammed Ali Khan" by a "Mohammed Ali" who is kept. Who shares a surname with a colleague keeps their own whole name:
 * the parent, the head, the school.
 */
export function redactor(hidden: readonly Hidden[], kept: Kept = NOBODY_KEPT): (text: string) => string {
  const wholes = [
    ...[...kept.people, ...kept.others].map((name) => ({ words: wordsOf(name), as: null })),
    ...hidden.flatMap(({ name, as }) => wholesOf(name).map((words) => ({ words, as }))),
  ]
    .filter(({ words }) => words.length > 0)
    .toSorted((a, b) => b.words.join(' ').length - a.words.join(' ').length);
  const any = around(`(?:${wholes.map(({ words }) => `(${spelling(words)})`).join('|') || '(?!)'})`, 'giu');
  const shared = new Set(kept.people.flatMap((name) => name.normalize('NFC').toLowerCase().split(/\s+/)));
  const clean = cleaner(hidden, shared);
  return (typed) => {
    const text = typed.normalize('NFD');
    let [left, from] = ['', 0];
    for (const match of text.matchAll(any)) {
      const which = wholes[match.slice(1).findIndex((one) => one !== undefined)];
      left += clean(text.slice(from, match.index)) + (which?.as ?? match[0]);
      from = match.index + match[0].length;
    }
    return (left + clean(text.slice(from))).normalize('NFC');
  };
}

function cleaner(hidden: readonly Hidden[], shared: ReadonlySet<string>): (text: string) => string {
  const rows = hidden
    .filter((row) => row.name.trim() !== '')
    .toSorted((a, b) => b.name.length - a.name.length)
    .map((row) => ({ as: row.as, patterns: patternsOf(row, shared) }));
  const standIns = rows.map((row) => [...row.as].map(escaped).join(''));
  const standing = standIns.length === 0 ? /(?!)/ : new RegExp(`(${standIns.join('|')})`);
  /** What stands for a name already is left alone: a colleague may be called Reporter. */
  const outside = (text: string, pattern: RegExp, as: string): string =>
    text
      .split(standing)
      .map((part, n) => (n % 2 === 1 ? part : part.replace(pattern, as)))
      .join('');
  return (text) => {
    const whole = rows.reduce(
      (left, { as, patterns }) => patterns.whole.reduce((part, pattern) => outside(part, pattern, as), left),
      text,
    );
    return rows.reduce(
      (left, { as, patterns }) => patterns.parts.reduce((part, pattern) => outside(part, pattern, as), left),
      whole,
    );
  };
}

/**
 * The paper with names taken out of every text in it, whoever put them there: letters, free text, tables, the file's
 * own properties. Nothing is drawn over; what is taken out is not in the file. Pictures cannot be searched and are left
 * out.
 */
export function redactPaper(paper: Paper, hidden: readonly Hidden[], kept: Kept = NOBODY_KEPT): Paper {
  const clean = redactor(hidden, kept);
  const words = (it: Words): Words =>
    typeof it === 'string' ? clean(it) : it.map((run) => ({ ...run, text: clean(run.text) }));
  const block = (it: PaperBlock): PaperBlock => {
    switch (it.is) {
      case 'heading':
      case 'paragraph':
      case 'small':
      case 'quote':
      case 'notice':
        return { ...it, text: words(it.text) };
      case 'list':
        return { ...it, items: it.items.map(words) };
      case 'facts':
        return { ...it, rows: it.rows.map((row) => ({ label: clean(row.label), value: words(row.value) })) };
      case 'table':
        return { ...it, head: it.head.map(clean), rows: it.rows.map((row) => row.map(words)) };
      case 'picture':
        return {
          is: 'small',
          text: 'A picture is left out here: names and faces in it cannot be searched for.',
        };
      case 'letterhead':
        return {
          ...it,
          lines: it.lines.map(clean),
          aside: it.aside.map(clean),
          to: it.to.map(clean),
        };
      case 'signature':
        return {
          ...it,
          closing: it.closing === null ? null : words(it.closing),
          name: clean(it.name),
          lines: it.lines.map(clean),
        };
      case 'letter':
        return { ...it, markdown: clean(it.markdown) };
      case 'rule':
      case 'page':
        return it;
      default:
        return it satisfies never;
    }
  };
  return {
    ...paper,
    title: clean(paper.title),
    foot: clean(paper.foot),
    blocks: paper.blocks.map(block),
  };
}
