import type { Referral } from '../../domain/case.ts';
import type { Drawing } from '../drawing.ts';
import type { FormKind } from '../form-kind.ts';
import { optionsOf, type Which } from './choices.ts';
import { choiceField, longField, textField, whichField } from './fields.ts';
import { REFERRAL_LABELS } from './labels.ts';
import { reader, SHORT } from './read-values.ts';

const TO: Readonly<Record<Referral['to'], string>> = {
  police: 'The police',
  legal: 'Legal advice',
  advice: 'Outside advice',
  platform: 'The site the post is on',
  emergency: 'The emergency services',
  dsl: 'The safeguarding lead',
  complaints: 'Our complaints procedure',
  behaviour: 'Our behaviour policy',
};

const open = (d: Drawing): Which<Referral> => ({
  name: 'matter',
  label: 'Who was it passed to?',
  rows: d.it.referrals.filter((row) => row.outcome !== 'concluded' && row.outcome !== 'declined'),
  says: (row) => d.policy.bodies.find((body) => body.id === row.body)?.name ?? TO[row.to],
  needed: 'Choose who it was passed to.',
  none: 'Nothing that was passed on waits for an answer.',
});

export const referral: FormKind = {
  name: 'referral',
  draw: (d, carries, values) => ({
    title: 'What they said',
    intro: [{ is: 'small', text: 'Write down what the people it was passed to have told us.' }],
    fields: [
      ...whichField(values, open(d), carries),
      choiceField(values, {
        name: 'outcome',
        label: 'How does it stand?',
        options: optionsOf(REFERRAL_LABELS),
      }),
      textField(values, {
        name: 'reference',
        label: 'Their reference, such as a crime number',
        required: false,
      }),
      longField(values, { name: 'note', label: 'Anything else they said', required: false }),
    ],
    submit: 'Record',
  }),
  read: (values, d, carries) => {
    const r = reader(values);
    const parts = {
      row: r.row(open(d), carries),
      outcome: r.oneOf('outcome', optionsOf(REFERRAL_LABELS), 'Say how it stands.'),
      reference: r.maybeText('reference', 'note', SHORT),
      note: r.maybeText('note', 'note'),
    };
    return r.asks(parts, ({ row, outcome, reference, note }) => [
      { do: 'record_referral' as const, matter: row.id, outcome, reference, note },
    ]);
  },
};
