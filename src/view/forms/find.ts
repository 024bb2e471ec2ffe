import { CaseRef } from '../../domain/ids.ts';
import type { Scene } from '../drawing.ts';
import { FOUND_STATUS, type Query } from '../find/query.ts';
import { STEP_CHOICES } from '../find/step-words.ts';
import type { SchoolFormKind } from '../form-kind.ts';
import { choiceField, dayField, textField } from './fields.ts';
import { reader, typedText } from './read-values.ts';

const ANY = 'any';

const STATUS_LABELS: Readonly<Record<(typeof FOUND_STATUS)[number], string>> = {
  open: 'Open',
  closed: 'Closed',
  withdrawn: 'Taken back',
  erased: 'Erased, as its time had come',
};

const statuses = [
  { value: ANY, label: 'Open or closed' },
  ...FOUND_STATUS.map((value) => ({ value, label: STATUS_LABELS[value] })),
];
const steps = [{ value: ANY, label: 'Whatever was done' }, ...STEP_CHOICES];

/** A reference as people write it: without capitals, or with spaces around it. */
const refOf = (typed: string): string => typed.trim().toUpperCase();

export const find: SchoolFormKind<'find', Scene, Query> = {
  name: 'find',
  draw: (scene, _carries, values) => ({
    title: 'Find a matter',
    intro: [
      {
        is: 'small',
        text: 'Fill in what you know and leave the rest. You find what is yours to see; that you looked is written down, and what you typed is not.',
      },
    ],
    fields: [
      textField(values, { name: 'name', label: 'Name of the person', required: false, max: 120 }),
      textField(values, {
        name: 'ref',
        label: 'Reference',
        hint: 'Such as AC-26-0042.',
        required: false,
        max: 20,
      }),
      choiceField(values, {
        name: 'status',
        label: 'Open or closed?',
        options: statuses,
        value: ANY,
      }),
      choiceField(values, {
        name: 'step',
        label: 'What was done?',
        options: steps,
        value: ANY,
      }),
      dayField(values, {
        name: 'from',
        label: 'Happened on or after',
        required: false,
        latest: scene.today,
      }),
      dayField(values, {
        name: 'to',
        label: 'Happened on or before',
        required: false,
        latest: scene.today,
      }),
    ],
    submit: 'Find',
  }),
  read: (values, scene) => {
    const r = reader(values);
    const ref = refOf(typedText(values, 'ref') ?? '');
    const parsed = ref === '' ? null : CaseRef.safeParse(ref);
    if (parsed && !parsed.success)
      r.fail('ref', 'A reference looks like AC-26-0042. Correct it, or leave it empty.');
    const name = (typedText(values, 'name') ?? '').trim();
    const parts = {
      status: r.oneOf('status', statuses, 'Say whether it is open, closed or either.'),
      step: r.oneOf('step', steps, 'Choose what was done, or "Whatever was done".'),
      from: r.maybeDay('from', { latest: scene.today }),
      to: r.maybeDay('to', { latest: scene.today }),
    };
    if (parts.from && parts.to && parts.to < parts.from)
      r.fail('to', 'That is before the first day you gave. Turn the two round, or leave one empty.');
    return r.asks(parts, ({ status, step, from, to }) => ({
      name: name === '' ? null : name.slice(0, 120),
      ref: parsed?.success ? parsed.data : null,
      status: FOUND_STATUS.find((row) => row === status) ?? null,
      steps: STEP_CHOICES.flatMap((row) => (row.value === step ? [row.value] : [])),
      from,
      to,
      before: null,
    }));
  },
};
