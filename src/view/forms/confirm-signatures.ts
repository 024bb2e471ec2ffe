import type { Block } from '../card.ts';
import { notice } from '../cards/blocks.ts';
import { signatureColumns, signatureSums, versionOf } from '../cards/signatures-card.ts';
import type { SchoolFormKind } from '../form-kind.ts';
import type { SignaturesScene, SignaturesShown } from '../signatures-shown.ts';
import { tickField } from './fields.ts';
import { isTicked, reader } from './read-values.ts';

/** Names shown of those whom file and list call otherwise. */
const MOST_NAMED = 20;

const namesBlock = ({ otherNames }: SignaturesShown): readonly Block[] =>
  otherNames.length === 0
    ? []
    : [
        notice(
          'warning',
          'The id is that of somebody with another name on our list. Where the rows have slipped, correct the file and send it again.',
        ),
        {
          is: 'list',
          items: [
            ...otherNames.slice(0, MOST_NAMED).map(({ row, inFile, onList }) => ({
              text: `Row ${row}: "${inFile}" in the file, "${onList}" on our list`,
            })),
            ...(otherNames.length > MOST_NAMED
              ? [{ text: `... and ${(otherNames.length - MOST_NAMED).toLocaleString('en-GB')} more.` }]
              : []),
          ],
        },
      ];

export const confirmSignatures: SchoolFormKind<
  'confirm_signatures',
  SignaturesScene,
  Record<never, never>
> = {
  name: 'confirm_signatures',
  draw: ({ list, today }, _carries, values) => ({
    title: 'Record signatures',
    intro: [signatureSums(list), ...versionOf(list, today), ...namesBlock(list), ...signatureColumns(list)],
    fields: [
      tickField(values, { name: 'looked', label: 'I have looked at the columns and the numbers above' }),
    ],
    submit: 'Record',
  }),
  read: (values) => {
    const r = reader(values);
    if (!isTicked(values, 'looked')) r.fail('looked', 'Tick this once you have looked.');
    return r.asks({}, (asks) => asks);
  },
};
