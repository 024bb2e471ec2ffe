import type { CaseCommand, CommandName } from '../../src/domain/command.ts';
import type { ParticularsRef } from '../../src/domain/ids.ts';
import type { Drawing } from '../../src/view/drawing.ts';
import type { Field } from '../../src/view/form.ts';
import type { Ask, Carries, Drawn, Errors, NextPage, PagesAsked, Values } from '../../src/view/form-kind.ts';
import { FORM_KINDS } from '../../src/view/forms/forms.ts';
import type { CaseForm } from '../../src/view/intent.ts';
import { ref } from './commands.ts';

export const draw = (name: CaseForm, d: Drawing, carries: Carries = {}, values: Values = {}): Drawn =>
  FORM_KINDS[name].draw(d, carries, values);

export const fieldOf = (drawn: Drawn, name: string): Field => {
  const found = drawn.fields.find((row) => row.name === name);
  if (!found) throw new Error(`"${drawn.title}" asks no ${name}: ${drawn.fields.map((row) => row.name)}`);
  return found;
};

export const namesOf = (drawn: Drawn): readonly string[] => drawn.fields.map((row) => row.name);

/** What a surface sends when nothing is touched: the suggestions as they were drawn. */
export const untouched = (drawn: Drawn): Values =>
  Object.fromEntries(
    drawn.fields.flatMap((field): [string, Values[string]][] => {
      if (field.is === 'many' || field.is === 'accounts' || field.is === 'groups')
        return [[field.name, field.values ?? []]];
      if (field.is === 'files') return [[field.name, []]];
      return field.value === undefined ? [] : [[field.name, field.value]];
    }),
  );

/** Filled in by somebody careful: the suggestions, a sentence in every box, the first answer of every list. */
export function filledIn(drawn: Drawn, day: string): Values {
  const answer = (field: Field): Values[string] => {
    switch (field.is) {
      case 'text':
      case 'long':
        return field.value ?? 'Somebody wrote this.';
      case 'choice':
        return field.value ?? field.options[0]?.value ?? '';
      case 'many':
        return field.values?.length ? field.values : field.options.slice(0, 1).map((row) => row.value);
      case 'day':
        return field.value ?? day;
      case 'moment':
        return field.value ?? `${day}T08:45`;
      case 'person':
        return field.value ?? 'new:Somebody Invented, red scarf';
      case 'tick':
        return field.value ?? false;
      case 'files':
        return ['a-file-on-the-platform'];
      case 'accounts':
      case 'groups':
        return field.values ?? [];
      case 'channel':
        return field.value ?? 'a-channel';
      default:
        return field satisfies never;
    }
  };
  return Object.fromEntries(drawn.fields.map((field) => [field.name, answer(field)]));
}

type Answer = { asks: readonly Ask[] } | { next: NextPage } | { pages: PagesAsked } | { errors: Errors };

export function read(name: CaseForm, values: Values, d: Drawing, carries: Carries = {}): Answer {
  const got = FORM_KINDS[name].read(values, d, carries);
  if (!got.ok) return { errors: got.errors };
  if ('pages' in got.asks) return { pages: got.asks };
  return 'next' in got.asks ? { next: got.asks } : { asks: got.asks };
}

export function asksOf(name: CaseForm, values: Values, d: Drawing, carries: Carries = {}): readonly Ask[] {
  const got = read(name, values, d, carries);
  if (!('asks' in got)) throw new Error(`${name} did not ask: ${JSON.stringify(got)}`);
  return got.asks;
}

export function errorsOf(name: CaseForm, values: Values, d: Drawing, carries: Carries = {}): Errors {
  const got = read(name, values, d, carries);
  if (!('errors' in got)) throw new Error(`${name} took it: ${JSON.stringify(got)}`);
  return got.errors;
}

const isTyped = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'typed' in value && 'kind' in value;

const withRefs = (value: unknown): unknown => {
  if (isTyped(value)) return ref() satisfies ParticularsRef;
  if (Array.isArray(value)) return value.map(withRefs);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withRefs(part)]));
};

/** An ask as the command it becomes once its texts are kept; as the app does it, and as no test asserts about. */
export const commandOf = (ask: Ask): CaseCommand => {
  const alone: readonly string[] = ['join', 'take_apart', 'fetch_files', 'name_person', 'change_person'];
  if (alone.includes(ask.do)) throw new Error(`${ask.do} is not one command of one case.`);
  return withRefs(ask) as CaseCommand & { do: CommandName };
};
