import { COLUMN_USES, type ColumnUse, type ContactColumns } from '../domain/contacts/columns.ts';

/** What a column is used for, as people are asked. */
export const USE_WORDS: Readonly<Record<ColumnUse, string>> = {
  id: 'The id your system has for the person',
  title: 'Title',
  name: 'Name',
  address: 'Address',
  relationship: 'What they are to the child',
  child: 'Name of the child',
  class: 'Class',
  email: 'Email address',
  language: 'Language',
};

/** Each use with the headings it is read from, and the headings that nothing is read from. */
export function columnWords(headings: readonly string[], columns: ContactColumns) {
  const used = new Set(Object.values(columns).flat());
  return {
    used: COLUMN_USES.flatMap((use) => {
      const from = columns[use] ?? [];
      return from.length === 0 ? [] : [{ label: USE_WORDS[use], value: from.join(' + ') }];
    }),
    leftOut: headings.filter((heading) => heading !== '' && !used.has(heading)),
  };
}

export const NO_ID =
  'There is no column with an id of your system, so people are known again by name together with address or child. With an id somebody who moves or marries stays the same person.';

export const ENCODING_WORDS = {
  'utf-8': null,
  'utf-16': null,
  'windows-1252':
    'The file is not in UTF-8 and was read as Windows-1252. Look at a name with an accent before you import.',
} as const;
