import {
  COLUMN_USES,
  type ColumnUse,
  type ContactColumns,
  LONGEST_HEADING,
  MOST_COLUMNS,
  SEVERAL,
} from '../../domain/contacts/columns.ts';
import { USE_WORDS } from '../contact-words.ts';
import type { SchoolFormKind } from '../form-kind.ts';
import type { ListScene } from '../list-shown.ts';
import { choiceField, manyField } from './fields.ts';
import { reader } from './read-values.ts';

const HINTS: Partial<Readonly<Record<ColumnUse, string>>> = {
  id: 'With it somebody who moves or marries stays the same person.',
  name: 'Forename and surname, or one column with both.',
  address: 'All columns of the address, in their order.',
  child: 'Forename and surname, or one column with both.',
};

/** A heading is chosen by its place, because a heading may be longer than what a platform carries. */
const optionsOf = ({ list: { headings } }: ListScene) =>
  headings.flatMap((heading, at) =>
    heading === '' ? [] : [{ value: `c${at}`, label: heading.slice(0, 70) }],
  );

const chosen = (use: ColumnUse, { list: { headings, columns } }: ListScene): string[] =>
  (columns[use] ?? []).flatMap((heading) => {
    const at = headings.indexOf(heading);
    return at === -1 ? [] : [`c${at}`];
  });

export const listColumns: SchoolFormKind<'list_columns', ListScene, ContactColumns> = {
  name: 'list_columns',
  draw: (scene, _carries, values) => ({
    title: 'Columns of the file',
    intro: [
      {
        is: 'text',
        text: 'Say which column holds what. This is kept for the next file with the same columns. What you choose nowhere is not kept at all.',
      },
    ],
    fields: COLUMN_USES.map((use) => {
      const hint = HINTS[use];
      const asked = {
        name: use,
        label: USE_WORDS[use],
        ...(hint === undefined ? {} : { hint }),
        required: use === 'name',
        options: optionsOf(scene),
      };
      const now = chosen(use, scene);
      return SEVERAL.has(use)
        ? manyField(values, { ...asked, values: now })
        : choiceField(values, { ...asked, value: now[0] });
    }),
    submit: 'Use these columns',
  }),
  read: (values, scene) => {
    const r = reader(values);
    const options = optionsOf(scene);
    const found = COLUMN_USES.map((use) => {
      const picked = SEVERAL.has(use)
        ? r.manyOf(use, options, use === 'name' ? 'Choose the column with the name.' : null)
        : [r.maybeOneOf(use, options) ?? ''].filter((value) => value !== '');
      const { headings } = scene.list;
      const those = (picked ?? []).map((value) => headings[Number(value.slice(1))] ?? '');
      if (those.length > MOST_COLUMNS) r.fail(use, `Choose ${MOST_COLUMNS} columns at most.`);
      if (those.some((heading) => heading.length > LONGEST_HEADING))
        r.fail(
          use,
          `The heading of that column has more than ${LONGEST_HEADING} characters. Shorten it in the file and send it again.`,
        );
      return [use, those] as const;
    });
    return r.asks({ found }, (parts) =>
      Object.fromEntries(parts.found.filter(([, headings]) => headings.length > 0)),
    );
  },
};
