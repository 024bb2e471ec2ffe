import type { MemberId, StepId } from '../../domain/ids.ts';
import type { Drawing } from '../drawing.ts';
import type { Field } from '../form.ts';
import type { Carries, Drawn, FormKind, Values } from '../form-kind.ts';
import { graveNotices, readFirstPage, stepOptions } from './decide.ts';
import { toDecide } from './decide-command.ts';
import { detailFields } from './decide-detail-fields.ts';
import { readEquality } from './decide-equality.ts';
import { DETAILS, type Needs, needsOf } from './decide-needs.ts';
import { readDetails } from './decide-read-details.ts';
import { longField, manyField } from './fields.ts';
import { chosenValues, isBlank, type Reader, reader, typedText } from './read-values.ts';

const listed = (carries: Carries, name: string): readonly string[] =>
  Object.hasOwn(carries, name) ? (carries[name] ?? '').split(',').filter((row) => row !== '') : [];

/** The first page's values come back from the draft; where the draft has gone, the carried steps stand in. */
const withSteps = (values: Values, carries: Carries): Values =>
  chosenValues(values, 'steps') === undefined ? { ...values, steps: listed(carries, 'steps') } : values;

const known = <T extends string>(options: readonly { readonly value: T }[], wanted: readonly string[]) =>
  options.filter((row) => wanted.includes(row.value)).map((row) => row.value);

function needsFor(values: Values, d: Drawing, carries: Carries): Needs {
  const steps: readonly StepId[] = known(stepOptions(d), chosenValues(values, 'steps') ?? []);
  const decidedBy: MemberId | null =
    d.book.members.find((row) => row.id === typedText(values, 'phone'))?.id ?? null;
  return needsOf({ steps, decidedBy, equalityAnswered: false, ask: listed(carries, 'ask') }, d);
}

/** Already good on the first page: not asked twice, unless a refusal has named it. */
const equalityDone = (values: Values, carries: Carries): boolean =>
  readEquality(reader(values), values, null) != null &&
  !listed(carries, 'ask').some((name) => name.startsWith('equality'));

/** The first page again, where its draft is older than a day and has been forgotten. */
const lost = (values: Values, d: Drawing): readonly Field[] => [
  ...(known(stepOptions(d), chosenValues(values, 'steps') ?? []).length === 0
    ? [manyField(values, { name: 'steps', label: 'What will be done?', options: stepOptions(d) })]
    : []),
  ...(isBlank(typedText(values, 'reason') ?? '')
    ? [longField(values, { name: 'reason', label: 'Why?', hint: 'One sentence may be enough.' })]
    : []),
];

function draw(d: Drawing, carries: Carries, typed: Values): Drawn {
  const values = withSteps(typed, carries);
  const needs = needsFor(values, d, carries);
  const asked = DETAILS.filter(
    (detail) => needs.details.has(detail) && (detail !== 'equality' || !equalityDone(values, carries)),
  );
  return {
    title: 'A few more questions',
    intro: [
      ...graveNotices(needs.chosen),
      ...(needs.chosen.length > 0
        ? [
            {
              is: 'list',
              items: needs.chosen.map((row) => ({ text: row.step.label, source: row.step.source })),
            } as const,
          ]
        : []),
      ...(needs.different ? [{ is: 'notice', level: 'warning', text: needs.different } as const] : []),
    ],
    fields: [...lost(values, d), ...asked.flatMap((detail) => detailFields(detail, values, needs, d))],
    submit: 'Decide',
  };
}

function readAll(r: Reader, values: Values, d: Drawing, carries: Carries) {
  const needs = needsFor(values, d, carries);
  if (needs.refused) r.fail('form', needs.refused.words);
  return { ...readFirstPage(r, d), ...readDetails(r, values, needs, d) };
}

export const decideDetails: FormKind = {
  name: 'decide_details',
  draw,
  read: (typed, d, carries) => {
    const values = withSteps(typed, carries);
    const r = reader(values);
    return r.asks(readAll(r, values, d, carries), (parts) => [toDecide(parts)]);
  },
};
