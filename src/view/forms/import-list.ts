import type { Scene } from '../drawing.ts';
import type { SchoolFormKind } from '../form-kind.ts';
import { filesField } from './fields.ts';
import { reader } from './read-values.ts';

/** The word that stands beside a file of parents and carers in the chat. */
export const PEOPLE_WORD = 'people';

export interface ListFileAsked {
  readonly file: string;
}

export const importList: SchoolFormKind<'import_list', Scene, ListFileAsked> = {
  name: 'import_list',
  draw: () => ({
    title: 'Import parents',
    intro: [
      {
        is: 'text',
        text: 'An export from your own system, saved as CSV: one row for each parent and child, with headings in the first row. Accord understands the usual headings of SIMS, Arbor and Bromcom.',
      },
      {
        is: 'notice',
        level: 'info',
        text: 'Nothing changes yet. You are shown how the file was understood and what it would change, and then you decide.',
      },
    ],
    fields: [
      filesField({
        name: 'file',
        label: 'The file',
        hint: 'Up to 10 MB. Who left stays on the list unless you say otherwise.',
        most: 1,
        sentWith: `the word "${PEOPLE_WORD}"`,
      }),
    ],
    submit: 'Look at it',
  }),
  read: (values) => {
    const r = reader(values);
    const files = r.files('file', 1);
    const file = files?.[0] ?? (files ? r.fail('file', 'Choose the file.') : undefined);
    return r.asks({ file }, (asked) => asked);
  },
};
