import type { Case } from '../../domain/case.ts';
import { type BreachId as Breach, BreachId } from '../../domain/ids.ts';
import { FLAGS } from '../../domain/policy/condition.ts';
import type { Block } from '../card.ts';
import type { Drawing } from '../drawing.ts';
import type { FormKind, Values } from '../form-kind.ts';
import { type Option, optionsOf } from './choices.ts';
import { choiceField, longField, manyField, tickField } from './fields.ts';
import { FINDING_LABELS, FLAG_LABELS } from './labels.ts';
import { chosenValues, isTicked, reader } from './read-values.ts';
import { breachOptions } from './report.ts';

const FLAGGED = FLAGS.map((value) => ({ value, label: FLAG_LABELS[value] }));

/** What is on the case already stays choosable, whatever has happened to the list since. */
const options = (d: Drawing): readonly Option<Breach>[] => {
  const listed = breachOptions(d).map((row) => ({
    ...row,
    ...withClause(row.value, d),
  }));
  const kept = d.it.breaches.filter((id) => !listed.some((row) => row.value === id));
  return [
    ...listed,
    ...kept.map((value) => ({
      value,
      label: d.policy.breaches.list.find((row) => row.id === value)?.label ?? value,
    })),
  ];
};

const withClause = (id: Breach, d: Drawing): { readonly hint: string } => {
  const row = d.policy.breaches.list.find((one) => one.id === id);
  return { hint: row ? `our policy, ${row.clause}` : 'not in this policy' };
};

const breachesNow = (values: Values, d: Drawing): readonly Breach[] => {
  const typed = chosenValues(values, 'breaches');
  return typed
    ? options(d)
        .filter((row) => typed.includes(row.value))
        .map((row) => row.value)
    : d.it.breaches;
};

interface Excused {
  readonly breach: Breach;
  readonly exception: string;
}

/** In the policy's own words: a yes means that it was not against the policy. */
const exceptionRows = (ids: readonly Breach[], d: Drawing): readonly (Excused & Option<string>)[] =>
  d.policy.breaches.list
    .filter((row) => ids.includes(row.id))
    .flatMap((row) =>
      row.exceptions.map((one) => ({
        value: `${row.id}:${one.id}`,
        label: one.ask,
        hint: `If yes: ${one.label}`,
        breach: BreachId.parse(row.id),
        exception: one.id,
      })),
    );

const questions = (ids: readonly Breach[], d: Drawing): readonly Block[] => {
  const asks = d.policy.breaches.list.filter((row) => ids.includes(row.id)).flatMap((row) => row.questions);
  return asks.length === 0
    ? []
    : [
        { is: 'heading', text: 'Worth finding out' },
        { is: 'list', items: asks.map((row) => ({ text: row.ask })) },
      ];
};

const excused = (it: Case): readonly string[] => it.exceptions.map((row) => `${row.breach}:${row.exception}`);

export const classify: FormKind = {
  name: 'classify',
  draw: (d, _carries, values) => {
    const now = breachesNow(values, d);
    const exceptions = exceptionRows(now, d);
    return {
      title: 'What was it?',
      intro: [
        ...questions(now, d),
        { is: 'small', text: 'A worry or complaint is never against the policy. Only harm of its own is.' },
      ],
      fields: [
        manyField(values, {
          name: 'breaches',
          label: 'What was reported, as you see it',
          options: options(d),
          values: d.it.breaches,
        }),
        choiceField(values, {
          name: 'finding',
          label: 'Did it happen?',
          hint: 'As far as you can say now. More likely than not is enough.',
          options: optionsOf(FINDING_LABELS),
          value: d.it.finding,
        }),
        manyField(values, {
          name: 'flags',
          label: 'Does any of this apply?',
          options: FLAGGED,
          values: d.it.flags,
          required: false,
        }),
        ...(exceptions.length > 0
          ? [
              manyField(values, {
                name: 'exceptions',
                label: 'Is one of these the case?',
                hint: 'Tick what you can answer with yes.',
                options: exceptions.map(({ value, label, hint }) => ({
                  value,
                  label,
                  ...(hint ? { hint } : {}),
                })),
                values: excused(d.it),
                required: false,
              }),
              longField(values, {
                name: 'exception_note',
                label: 'If so: how do you know?',
                hint: 'Such as who allowed the event.',
                required: false,
              }),
            ]
          : []),
        tickField(values, {
          name: 'continues',
          label: 'This is the same behaviour going on after a warning',
          hint: 'The same kind of thing as before, or worse, within the time a warning counts.',
          value: d.it.continues !== null,
          required: false,
        }),
      ],
      submit: 'Save',
    };
  },
  read: (values, d) => {
    const r = reader(values);
    const breaches = r.manyOf(
      'breaches',
      options(d),
      'Choose what it was. If nothing fits, choose "Something else, or not sure".',
    );
    const rows = exceptionRows(breaches ?? [], d);
    // An exception to what is no longer chosen falls away with it.
    const known = exceptionRows(
      options(d).map((row) => row.value),
      d,
    );
    const parts = {
      breaches,
      finding: r.oneOf('finding', optionsOf(FINDING_LABELS), 'Say whether it happened, as far as you know.'),
      flags: r.manyOf('flags', FLAGGED, null),
      exceptions: r.manyOf('exceptions', known, null),
      note: r.maybeText('exception_note', 'note'),
    };
    return r.asks(parts, ({ breaches, finding, flags, exceptions, note }) => [
      {
        do: 'classify' as const,
        breaches,
        flags,
        finding,
        exceptions: rows
          .filter((row) => exceptions.includes(row.value))
          .map(({ breach, exception }) => ({ breach, exception, note })),
        continues: isTicked(values, 'continues'),
      },
    ]);
  },
};
