import type { Answers } from '../../domain/contacts/plan-import.ts';
import { PersonId } from '../../domain/ids.ts';
import type { Block } from '../card.ts';
import { columnsOf, people, sumsOf } from '../cards/list-read-card.ts';
import type { Field } from '../form.ts';
import type { SchoolFormKind } from '../form-kind.ts';
import type { ListScene, SameName } from '../list-shown.ts';
import { choiceField, tickField } from './fields.ts';
import { isTicked, reader } from './read-values.ts';

export interface ConfirmAsked {
  readonly leavers: boolean;
  readonly answers: Answers;
}

/** Names of those not in the file, shown before they are marked. */
const MOST_NAMED = 30;
/** What a dialog holds beside the rest. */
export const MOST_QUESTIONS = 10;

const fieldName = ({ row }: SameName): string => `same_${row}`;

const optionsOf = (asked: SameName) => [
  ...asked.with.map((one) => ({ value: one.id as string, label: `The same as ${one.words}` })),
  { value: 'new', label: 'Somebody else: add them' },
];

const missingBlock = (missing: readonly string[]): readonly Block[] =>
  missing.length === 0
    ? []
    : [
        {
          is: 'text',
          text: `On our list and not in the file: ${missing.slice(0, MOST_NAMED).join(', ')}${missing.length > MOST_NAMED ? `, and ${missing.length - MOST_NAMED} more` : ''}.`,
        },
      ];

export const confirmList: SchoolFormKind<'confirm_list', ListScene, ConfirmAsked> = {
  name: 'confirm_list',
  draw: ({ list }, _carries, values) => ({
    title: 'Import parents',
    intro: [
      sumsOf(list),
      ...columnsOf(list),
      ...(list.confirmedBefore > 0
        ? [
            {
              is: 'notice',
              level: 'warning',
              text: `${people(list.confirmedBefore)} whose address somebody had checked get another one. It is to be checked again before a letter goes there.`,
            } as const,
          ]
        : []),
      ...missingBlock(list.missing),
    ],
    fields: [
      ...list.questions.slice(0, MOST_QUESTIONS).map(
        (asked): Field =>
          choiceField(values, {
            name: fieldName(asked),
            label: `Row ${asked.row}, ${asked.name}: is it somebody on our list?`,
            options: optionsOf(asked),
          }),
      ),
      ...(list.missing.length > 0
        ? [
            tickField(values, {
              name: 'leavers',
              label: `${people(list.missing.length)} not in the file: they have left`,
              hint: 'They are not offered any more when somebody is reported. Nobody is deleted.',
              required: false,
            }),
          ]
        : []),
      ...(list.questions.length === 0 && list.missing.length === 0
        ? [tickField(values, { name: 'looked', label: 'I have looked at the columns and the numbers above' })]
        : []),
    ],
    submit: 'Import',
  }),
  read: (values, { list }) => {
    const r = reader(values);
    const asked = list.questions.slice(0, MOST_QUESTIONS);
    const answers = asked.map(
      (one) =>
        [one.row, r.oneOf(fieldName(one), optionsOf(one), 'Say whether it is the same person.')] as const,
    );
    if (list.questions.length === 0 && list.missing.length === 0 && !isTicked(values, 'looked'))
      r.fail('looked', 'Tick this once you have looked.');
    return r.asks({ leavers: isTicked(values, 'leavers') }, ({ leavers }) => ({
      leavers,
      answers: new Map(
        answers.flatMap(([row, answer]) =>
          answer === undefined ? [] : [[row, answer === 'new' ? 'new' : PersonId.parse(answer)] as const],
        ),
      ),
    }));
  },
};
