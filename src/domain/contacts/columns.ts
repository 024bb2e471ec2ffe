import { z } from 'zod';

/** What a column of an export can be used for, in the order in which people are asked. */
export const COLUMN_USES = [
  'id',
  'title',
  'name',
  'address',
  'relationship',
  'child',
  'class',
  'email',
  'language',
] as const;
export type ColumnUse = (typeof COLUMN_USES)[number];

/** Those that may be made of several columns, joined in the order of the file. */
export const SEVERAL: ReadonlySet<ColumnUse> = new Set<ColumnUse>(['name', 'address', 'child']);

/** Characters of a heading, and columns for one use. */
export const LONGEST_HEADING = 120;
export const MOST_COLUMNS = 12;

/** Headings as the file has them, by use. */
export const ContactColumns = z.partialRecord(
  z.enum(COLUMN_USES),
  z.array(z.string().max(LONGEST_HEADING)).max(MOST_COLUMNS),
);
export type ContactColumns = z.infer<typeof ContactColumns>;

const plain = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const PUPIL = /\b(pupils?|students?|child|children|childs|learners?)\b/;
const OF_PUPIL_NO = /\b(upn|uln|id|number|no|dob|birth|gender|sex|adm|admission|age|status|year)\b/;
/** Not asked for, and so not kept. */
const LEFT_OUT =
  /\b(upn|uln|priority|order|responsibility|phone|telephone|tel|mobile|fax|dob|birth|gender|sex|salutation|addressee|notes?|court|ethnicity|religion|occupation)\b/;
const CLASS = /\b(class|form|reg|registration|tutor)\b/;
const ADDRESS =
  /\b(address|house|street|road|apartment|flat|building|block|locality|district|town|city|county|post ?code)\b/;
const ID =
  /^((contact|person|parent|guardian|carer|external|mis|record|sims|arbor|bromcom) )*(id|identifier|ref|reference)$/;

type Guess = ColumnUse | 'forename' | 'surname' | 'whole_name' | null;

function guessOne(heading: string): Guess {
  const text = plain(heading);
  if (/\brelation(ship)?\b/.test(text)) return 'relationship';
  if (/\be ?mail\b/.test(text)) return 'email';
  if (PUPIL.test(text)) {
    if (CLASS.test(text)) return 'class';
    return OF_PUPIL_NO.test(text) ? null : 'child';
  }
  if (LEFT_OUT.test(text)) return null;
  if (ID.test(text)) return 'id';
  if (/\blanguage\b/.test(text)) return 'language';
  if (CLASS.test(text)) return 'class';
  if (ADDRESS.test(text)) return 'address';
  if (/\btitle\b/.test(text)) return 'title';
  if (/\b(forename|first ?name|given ?names?)\b/.test(text)) return 'forename';
  if (/\b(surname|last ?name|family ?name)\b/.test(text)) return 'surname';
  return /\b(name|full ?name|contact|parent|carer|guardian)\b/.test(text) ? 'whole_name' : null;
}

/** What the headings of usual exports mean. A guess: it is shown before anything is done with it. */
export function guessColumns(headings: readonly string[]): ContactColumns {
  const guesses = headings.map((heading) => ({ heading, is: guessOne(heading) }));
  const all = (is: Guess): string[] => guesses.filter((row) => row.is === is).map((row) => row.heading);
  const [forename, surname] = [all('forename').slice(0, 1), all('surname').slice(0, 1)];
  // A forename by itself is nobody's name: everybody on the list would be called by it from then on.
  const name =
    forename.length + surname.length === 2
      ? [...forename, ...surname]
      : [...all('whole_name'), ...surname].slice(0, 1);
  const found: Record<ColumnUse, readonly string[]> = {
    id: all('id').slice(0, 1),
    title: all('title').slice(0, 1),
    name,
    address: all('address'),
    relationship: all('relationship').slice(0, 1),
    child: all('child').slice(0, 2),
    class: all('class').slice(0, 1),
    email: all('email').slice(0, 1),
    language: all('language').slice(0, 1),
  };
  return Object.fromEntries(Object.entries(found).filter(([, columns]) => columns.length > 0));
}

/** What was settled for an earlier file holds for this one where it has all the same columns. */
export function columnsFor(headings: readonly string[], remembered: ContactColumns): ContactColumns {
  const there = new Set(headings);
  const kept = Object.values(remembered).flat();
  return kept.length > 0 && kept.every((heading) => there.has(heading)) ? remembered : guessColumns(headings);
}

const sorted = (columns: ContactColumns): string =>
  JSON.stringify(Object.entries(columns).toSorted(([a], [b]) => (a < b ? -1 : 1)));

export const sameColumns = (a: ContactColumns, b: ContactColumns): boolean => sorted(a) === sorted(b);
