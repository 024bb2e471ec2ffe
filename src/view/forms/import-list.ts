import { tickFields } from '../../domain/agreements.ts';
import { ListName } from '../../domain/contacts/staged-list.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { Block } from '../card.ts';
import type { Scene } from '../drawing.ts';
import type { Carries, SchoolFormKind } from '../form-kind.ts';
import { filesField } from './fields.ts';
import { reader } from './read-values.ts';

/** The word that stands beside a file in the chat: the one that shows the list, too. */
export const LIST_WORDS: Readonly<Record<ListName, string>> = {
  people: 'people',
  signatures: 'agreements',
};

/** The list that a button asked for: without a word that of parents and carers. */
export const listAsked = ({ list }: Carries): ListName => ListName.catch('people').parse(list);

export interface ListFileAsked {
  readonly file: string;
}

const SIGNATURES =
  'A table saved as CSV: one row for each parent or carer who signed, with headings in the first row. Each has the name, with the id that your system has for the person or else with address or child, and the day under "Signed on".';

function signaturesIntro(policy: Policy): readonly Block[] {
  const ticks = tickFields(policy);
  return ticks.length === 0
    ? [{ is: 'text', text: SIGNATURES }]
    : [
        { is: 'text', text: `${SIGNATURES} Write yes or no under each tick of the form:` },
        { is: 'list', items: ticks.map(({ id, label }) => ({ text: `"${label}", or "${id}" for short` })) },
      ];
}

interface Asked {
  readonly title: string;
  readonly intro: readonly Block[];
  readonly hint: string;
}

const asked = (list: ListName, policy: Policy): Asked =>
  list === 'people'
    ? {
        title: 'Import parents',
        intro: [
          {
            is: 'text',
            text: 'An export from your own system, saved as CSV: one row for each parent and child, with headings in the first row. Accord understands the usual headings of SIMS, Arbor and Bromcom.',
          },
        ],
        hint: 'Up to 10 MB. Who left stays on the list unless you say otherwise.',
      }
    : {
        title: 'Record signatures',
        intro: signaturesIntro(policy),
        hint: 'Up to 10 MB. Nobody is added to the list by it.',
      };

export const importList: SchoolFormKind<'import_list', Scene, ListFileAsked> = {
  name: 'import_list',
  draw({ policy }, carries) {
    const list = listAsked(carries);
    const { title, intro, hint } = asked(list, policy);
    return {
      title,
      intro: [
        ...intro,
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
          hint,
          most: 1,
          sentWith: `the word "${LIST_WORDS[list]}"`,
        }),
      ],
      submit: 'Look at it',
    };
  },
  read: (values) => {
    const r = reader(values);
    const files = r.files('file', 1);
    const file = files?.[0] ?? (files ? r.fail('file', 'Choose the file.') : undefined);
    return r.asks({ file }, (asks) => asks);
  },
};
