import { withoutUnseen } from '../../domain/contacts/contact.ts';
import type { SchoolFormKind } from '../form-kind.ts';
import type { PersonKept, PersonScene } from '../person-page.ts';
import { optionsOf } from './choices.ts';
import { choiceField, longField, textField, tickField } from './fields.ts';
import { isTicked, reader } from './read-values.ts';

const CAPACITY_LABELS: Readonly<Record<PersonKept['capacity'], string>> = {
  parent: 'A parent',
  carer: 'A carer',
  visitor: 'A visitor',
};

export type PersonAnswers = Pick<
  PersonKept,
  | 'name'
  | 'detail'
  | 'capacity'
  | 'address'
  | 'separateAddress'
  | 'courtOrderSeen'
  | 'language'
  | 'largePrint'
  | 'interpreter'
  | 'needs'
>;

export interface PersonAsked {
  readonly answers: PersonAnswers;
  /** Whoever sends this has looked whether the address is right. */
  readonly checked: boolean;
  readonly left: boolean;
}

/** Characters: what an import takes, too. */
const NAME_MAX = 160;
const ADDRESS_MAX = 300;

const clean = ({ typed }: { readonly typed: string }): string => withoutUnseen(typed).trim();

export const person: SchoolFormKind<'person', PersonScene, PersonAsked> = {
  name: 'person',
  draw: ({ person: it }, _carries, values) => ({
    title: 'Details of a person',
    intro: [
      {
        is: 'notice',
        level: 'info',
        text: 'For letters and meetings. What another parent told you about them does not belong here, and neither is told where the other lives.',
      },
    ],
    fields: [
      textField(values, { name: 'name', label: 'Name', value: it.name, max: NAME_MAX }),
      textField(values, {
        name: 'detail',
        label: 'What tells them apart',
        hint: 'A car, a coat, a class. It stands on the front gate list.',
        required: false,
        value: it.detail,
      }),
      choiceField(values, {
        name: 'capacity',
        label: 'They are',
        options: optionsOf(CAPACITY_LABELS),
        value: it.capacity,
      }),
      longField(values, {
        name: 'address',
        label: 'Address for letters',
        required: false,
        value: it.address ?? '',
        max: ADDRESS_MAX,
      }),
      tickField(values, {
        name: 'checked',
        label: 'I have checked this address',
        hint: 'With them, or in your own system, today. A changed address is to be checked again.',
        required: false,
      }),
      tickField(values, {
        name: 'separate',
        label: 'The parents live apart',
        hint: 'Letters go to this address alone, in an envelope of their own.',
        required: false,
        value: it.separateAddress,
      }),
      tickField(values, {
        name: 'court_order',
        label: 'We have seen a court order',
        hint: "About contact or addresses. The order itself is kept in the child's file, not here.",
        required: false,
        value: it.courtOrderSeen,
      }),
      textField(values, {
        name: 'language',
        label: 'Letters in another language',
        hint: 'Such as Polish. Leave it empty for English.',
        required: false,
        value: it.language,
        max: 60,
      }),
      tickField(values, {
        name: 'large_print',
        label: 'Large print',
        required: false,
        value: it.largePrint,
      }),
      tickField(values, {
        name: 'interpreter',
        label: 'An interpreter at meetings',
        required: false,
        value: it.interpreter,
      }),
      textField(values, {
        name: 'needs',
        label: 'What else helps them',
        hint: 'Such as a phone call in place of a letter. No diagnosis.',
        required: false,
        value: it.needs ?? '',
      }),
      tickField(values, {
        name: 'left',
        label: 'They have left the school',
        hint: 'They are not offered any more when somebody is reported. Cases keep their name.',
        required: false,
        value: it.leftOn !== null,
      }),
    ],
    submit: 'Save',
  }),
  read: (values) => {
    const r = reader(values);
    const parts = {
      name: r.text('name', 'person', 'Give the name.', NAME_MAX),
      detail: r.maybeText('detail', 'person', 200),
      capacity: r.oneOf('capacity', optionsOf(CAPACITY_LABELS), 'Say what they are.'),
      address: r.maybeText('address', 'person', ADDRESS_MAX),
      language: r.maybeText('language', 'person', 60),
      needs: r.maybeText('needs', 'person', 200),
    };
    const checked = isTicked(values, 'checked');
    if (checked && parts.address === null)
      r.fail('address', 'There is no address to have checked. Enter it, or take the tick out.');
    return r.asks(parts, ({ name, detail, capacity, address, language, needs }) => ({
      answers: {
        name: clean(name),
        detail: detail ? clean(detail) : '',
        capacity,
        address: address ? clean(address) : null,
        separateAddress: isTicked(values, 'separate'),
        courtOrderSeen: isTicked(values, 'court_order'),
        language: language?.typed.trim() ?? '',
        largePrint: isTicked(values, 'large_print'),
        interpreter: isTicked(values, 'interpreter'),
        needs: needs?.typed.trim() ?? null,
      },
      checked,
      left: isTicked(values, 'left'),
    }));
  },
};
