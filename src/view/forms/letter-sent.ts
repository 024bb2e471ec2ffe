import type { Letter } from '../../domain/case.ts';
import { type Audience, audienceOf, isLetterKind } from '../../domain/letters/kinds.ts';
import type { Block } from '../card.ts';
import { letterTitle } from '../cards/letters-card.ts';
import type { Drawing } from '../drawing.ts';
import type { FormKind } from '../form-kind.ts';
import { optionsOf } from './choices.ts';
import { choiceField, dayField, rowOf, textField, tickField, whichField } from './fields.ts';
import { SENT_HOW_LABELS } from './labels.ts';
import { letterChoice } from './letter-choice.ts';
import { isTicked, reader } from './read-values.ts';

const signed = (d: Drawing) =>
  letterChoice(d, (row) => row.signed !== null && row.sent === null, 'No signed letter waits to go.');

/** Whose it is; null while several wait and none is chosen. */
const readerOf = (row: Letter | undefined): Audience | null =>
  row === undefined ? null : isLetterKind(row.kind) ? audienceOf(row.kind) : 'parent';

const LOOKED: Readonly<Record<Audience, string>> = {
  parent: "I looked at the address: it is this parent's own",
  reporter: 'It went to whoever reported this, and to nobody else',
  internal: 'It went to whoever the note is for, and not to the person it is about',
};

const LOOK: Readonly<Record<Audience, string>> = {
  parent: 'Look at the address on the letter, and tick this if it is the right one.',
  reporter: 'Look at the name on the letter, and tick this if it went to them.',
  internal: 'Look at whom the note is for, and tick this if it went to them.',
};

/** Where the parent lives is nothing to a note about them. */
const parentFacts = (d: Drawing): readonly Block[] => [
  {
    is: 'facts',
    rows: [
      { label: 'To', value: d.person?.name ?? 'Not known' },
      { label: 'Address we hold', value: d.person?.address ?? 'None' },
      ...(d.person?.needs ? [{ label: 'What they need', value: d.person.needs }] : []),
    ],
  },
  ...(d.person?.separateAddress
    ? [
        {
          is: 'notice',
          level: 'warning',
          text: 'The parents live apart. One letter goes to one parent, at their own address.',
        } as const,
      ]
    : []),
];

export const letterSent: FormKind = {
  name: 'letter_sent',
  draw: (d, carries, values) => {
    const row = rowOf(values, signed(d), carries);
    const reader = readerOf(row);
    return {
      title: 'The letter has gone',
      intro: [
        ...(row ? [{ is: 'text', text: `${letterTitle(row.kind)}.` } as const] : []),
        ...(reader === null || reader === 'parent' ? parentFacts(d) : []),
      ],
      fields: [
        ...whichField(values, signed(d), carries),
        dayField(values, { name: 'on', label: 'On what day did it go?', value: d.today, latest: d.today }),
        choiceField(values, {
          name: 'how',
          label: 'How did it go?',
          options: optionsOf(SENT_HOW_LABELS),
          value: 'first_class',
        }),
        textField(values, {
          name: 'proof',
          label: 'What shows that it arrived',
          hint: 'Signed for: the number on the receipt. By hand: who took it. Email: the address it went to.',
          required: false,
        }),
        tickField(values, {
          name: 'address_confirmed',
          label: LOOKED[reader ?? 'parent'],
        }),
      ],
      submit: 'Record',
    };
  },
  read: (values, d, carries) => {
    const r = reader(values);
    const whose = readerOf(rowOf(values, signed(d), carries)) ?? 'parent';
    if (!isTicked(values, 'address_confirmed')) r.fail('address_confirmed', LOOK[whose]);
    const parts = {
      row: r.row(signed(d), carries),
      on: r.day('on', { needed: 'Give the day on which it went.', latest: d.today }),
      how: r.oneOf('how', optionsOf(SENT_HOW_LABELS), 'Say how it went.'),
      proof: r.maybeText('proof', 'note'),
    };
    return r.asks(parts, ({ row, on, how, proof }) => [
      { do: 'send_letter' as const, letter: row.id, on, how, addressConfirmed: true, proof },
    ]);
  },
};
