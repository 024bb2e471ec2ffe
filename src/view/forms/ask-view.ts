import { titleOf } from '../../domain/book.ts';
import type { Restriction } from '../../domain/case.ts';
import { PURPOSES } from '../../domain/events/deciding.ts';
import type { StepId } from '../../domain/ids.ts';
import { isLive } from '../../domain/restriction.ts';
import type { Drawing } from '../drawing.ts';
import type { Carries, FormKind } from '../form-kind.ts';
import { carriedId, type Option, optionsOf } from './choices.ts';
import { choiceField, longField } from './fields.ts';
import { reader } from './read-values.ts';

const AGAIN = optionsOf({
  extend: 'Letting it hold longer',
  widen: 'Making it cover more',
});
type Purpose = (typeof PURPOSES)[number];

/** A view on a restriction that holds already is about making it longer or wider. */
const about = (d: Drawing, carries: Carries): Restriction | null | undefined => {
  const id = carriedId({ name: 'restriction' }, carries);
  return id === undefined ? null : d.it.restrictions.find((row) => row.id === id && isLive(row));
};

const carriedPurpose = (carries: Carries): Purpose | undefined =>
  PURPOSES.find((row) => row === carriedId({ name: 'purpose' }, carries));

/** Steps before which somebody is asked and has not answered. */
const steps = (d: Drawing, row: Restriction | null | undefined): readonly Option<StepId>[] =>
  row
    ? d.policy.steps
        .filter((step) => step.id === row.step)
        .map((step) => ({ value: step.id, label: step.label }))
    : d.options.flatMap((option) => {
        const asked = option.gates.filter((gate) => gate.asks !== null && gate.state !== 'met');
        const roles = asked.flatMap((gate) => gate.asks?.roles.slice(0, 1) ?? []);
        return asked.length === 0
          ? []
          : [
              {
                value: option.step.id,
                label: option.step.label,
                hint: `Asked: ${roles.map((role) => titleOf(role, d.policy)).join(', ')}`,
              },
            ];
      });

export const askView: FormKind = {
  name: 'ask_view',
  draw: (d, carries, values) => {
    const row = about(d, carries);
    const rows = steps(d, row);
    const approves = d.options.some((option) =>
      option.gates.some((gate) => gate.asks?.kind === 'approve' && gate.state !== 'met'),
    );
    return {
      title: approves ? 'Ask for approval' : 'Ask for a view',
      intro: [
        rows.length === 0
          ? {
              is: 'notice',
              level: 'info',
              text: 'Our policy asks nobody here, or they have been asked already.',
            }
          : {
              is: 'small',
              text: 'They see only what you write here. Keep to what they need; leave out who reported it.',
            },
      ],
      fields: [
        ...(rows.length > 0
          ? [
              choiceField(values, {
                name: 'step',
                label: 'What do you think of doing?',
                options: rows,
                value: (
                  rows.find((one) => one.value === carriedId({ name: 'step' }, carries)) ??
                  (rows.length === 1 ? rows[0] : undefined)
                )?.value,
              }),
            ]
          : []),
        ...(row && !carriedPurpose(carries)
          ? [choiceField(values, { name: 'purpose', label: 'What is it about?', options: AGAIN })]
          : []),
        longField(values, { name: 'summary', label: 'What happened, in short?' }),
        longField(values, {
          name: 'proposal',
          label: 'What do you propose, and why?',
          hint: 'From when to when, and what it would cover.',
        }),
      ],
      submit: 'Ask',
    };
  },
  read: (values, d, carries) => {
    const r = reader(values);
    const row = about(d, carries);
    if (row === undefined)
      r.fail('form', 'That restriction has ended. Open the case again to see it as it is now.');
    const rows = steps(d, row);
    const purpose: Purpose | undefined = !row
      ? 'impose'
      : (carriedPurpose(carries) ?? r.oneOf('purpose', AGAIN, 'Say what it is about.'));
    if (rows.length === 0)
      r.fail(
        'form',
        'Our policy asks nobody here, or they have been asked already. Nothing needs to be sent.',
      );
    const parts = {
      row,
      purpose,
      step: rows.length === 0 ? undefined : r.oneOf('step', rows, 'Choose what you think of doing.'),
      summary: r.text('summary', 'view', 'Say in a few sentences what happened.'),
      proposal: r.text('proposal', 'view', 'Say what you propose and why.'),
    };
    return r.asks(parts, ({ row, purpose, step, summary, proposal }) => [
      { do: 'ask_view' as const, purpose, step, restriction: row?.id ?? null, summary, proposal },
    ]);
  },
};
