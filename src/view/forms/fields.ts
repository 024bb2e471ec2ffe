import type { Day } from '../../domain/time.ts';
import type { Field } from '../form.ts';
import type { Carries, Values } from '../form-kind.ts';
import { carriedId, type Option, type Which, whichRow } from './choices.ts';
import { chosenValues, isTicked, LONG, SHORT, typedText } from './read-values.ts';

interface Asked {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
}

const base = ({ name, label, hint, required }: Asked) => ({
  name,
  label,
  required: required ?? true,
  ...(hint === undefined ? {} : { hint }),
});

/** What was typed before comes back; otherwise what is suggested. */
const filled = (values: Values, name: string, suggested: string | undefined) => {
  const value = typedText(values, name) ?? suggested;
  return value === undefined || value === '' ? {} : { value };
};

export const longField = (
  values: Values,
  asked: Asked & { readonly value?: string | undefined; readonly max?: number },
): Field => ({
  is: 'long',
  ...base(asked),
  max: asked.max ?? LONG,
  ...filled(values, asked.name, asked.value),
});

export const textField = (
  values: Values,
  asked: Asked & { readonly value?: string | undefined; readonly max?: number },
): Field => ({
  is: 'text',
  ...base(asked),
  max: asked.max ?? SHORT,
  ...filled(values, asked.name, asked.value),
});

export const choiceField = <T extends string>(
  values: Values,
  asked: Asked & { readonly options: readonly Option<T>[]; readonly value?: T | undefined },
): Field => {
  const value = chosenValues(values, asked.name)?.[0] ?? asked.value;
  const known = asked.options.some((row) => row.value === value);
  return {
    is: 'choice',
    ...base(asked),
    options: asked.options,
    ...(known && value !== undefined ? { value } : {}),
  };
};

export const manyField = <T extends string>(
  values: Values,
  asked: Asked & { readonly options: readonly Option<T>[]; readonly values?: readonly T[] },
): Field => {
  const wanted: readonly string[] = chosenValues(values, asked.name) ?? asked.values ?? [];
  return {
    is: 'many',
    ...base(asked),
    options: asked.options,
    values: asked.options.filter((row) => wanted.includes(row.value)).map((row) => row.value),
  };
};

export const dayField = (
  values: Values,
  asked: Asked & { readonly value?: Day | undefined; readonly earliest?: Day; readonly latest?: Day },
): Field => ({
  is: 'day',
  ...base(asked),
  ...filled(values, asked.name, asked.value),
  ...(asked.earliest === undefined ? {} : { earliest: asked.earliest }),
  ...(asked.latest === undefined ? {} : { latest: asked.latest }),
});

export const momentField = (values: Values, asked: Asked & { readonly latest?: string }): Field => ({
  is: 'moment',
  ...base(asked),
  ...filled(values, asked.name, undefined),
  ...(asked.latest === undefined ? {} : { latest: asked.latest }),
});

export const personField = (values: Values, asked: Asked): Field => ({
  is: 'person',
  ...base(asked),
  ...filled(values, asked.name, undefined),
});

export const tickField = (values: Values, asked: Asked & { readonly value?: boolean }): Field => ({
  is: 'tick',
  ...base(asked),
  value: Object.hasOwn(values, asked.name) ? isTicked(values, asked.name) : (asked.value ?? false),
});

/** What is picked with the platform's own pickers comes back as it was; nothing picked is an answer too. */
export const accountsField = (
  values: Values,
  asked: Asked & { readonly most: number; readonly values: readonly string[] },
): Field => ({
  is: 'accounts',
  ...base(asked),
  most: asked.most,
  values: chosenValues(values, asked.name) ?? asked.values,
});

export const groupsField = (
  values: Values,
  asked: Asked & { readonly values: readonly string[] },
): Field => ({
  is: 'groups',
  ...base(asked),
  values: chosenValues(values, asked.name) ?? asked.values,
});

export const channelField = (values: Values, asked: Asked & { readonly value: string | null }): Field => ({
  is: 'channel',
  ...base(asked),
  ...filled(values, asked.name, asked.value ?? undefined),
});

/** What was chosen stays with the surface: there is nothing to draw again. */
export const filesField = (asked: Asked & { readonly most: number; readonly sentWith?: string }): Field => ({
  is: 'files',
  ...base(asked),
  most: asked.most,
  sentWith: asked.sentWith ?? 'the reference of the case',
});

/** Asked only where the button did not say and there are several. */
export const whichField = <T extends { readonly id: string }>(
  values: Values,
  which: Which<T>,
  carries: Carries,
): readonly Field[] =>
  carriedId(which, carries) !== undefined || which.rows.length < 2
    ? []
    : [
        choiceField(values, {
          name: which.name,
          label: which.label,
          options: which.rows.map((row) => ({ value: row.id, label: which.says(row) })),
        }),
      ];

/** The row a form is drawn about: said by the button, the only one, or chosen when it comes back. */
export const rowOf = <T extends { readonly id: string }>(
  values: Values,
  which: Which<T>,
  carries: Carries,
): T | undefined => whichRow(which, carries, chosenValues(values, which.name)?.[0]);
