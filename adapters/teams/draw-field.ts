import type { Choice as Asked, Field } from '../../src/view/form.ts';
import { BOLD, paragraphs, rich, run, SMALL } from './draw-text.ts';
import { type Choice, type Element, LIMITS } from './limits.ts';
import { cut, inert, unread, wellFormed } from './text.ts';

/** Names beside values which a form itself does not name: accounts that were picked before. */
export type Known = ReadonlyMap<string, string>;

/** Its kind comes back with the answer, so that an answer reads itself. */
export const fieldId = ({ is, name }: Pick<Field, 'is' | 'name'>): string => `${is}:${name}`;

/** A choice that was made cannot be unmade in Teams, so where none need be made there is one for none. */
export const NO_ANSWER = '~none';

/** Several chosen values come back in one text with commas between them. */
export const packedValue = (value: string): string => value.replaceAll('%', '%25').replaceAll(',', '%2C');
export const unpackedValue = (value: string): string => value.replaceAll('%2C', ',').replaceAll('%25', '%');

const label = (text: string): string =>
  cut(unread(text.replaceAll(/\s+/g, ' ')).trim() || '\u2013', LIMITS.label);

const choiceTitle = (text: string): string => cut(inert(text) || '\u2013', LIMITS.choiceTitle);

const base = (field: Field, missing: string) => ({
  id: fieldId(field),
  label: label(field.label),
  ...(field.required ? { isRequired: true as const, errorMessage: missing } : {}),
});

const choiceOf = ({ value, label: words, hint }: Asked): Choice => ({
  value: wellFormed(value),
  title: choiceTitle(hint ? `${words}: ${hint}` : words),
});

/** Short names in a long list are a menu; sentences are never hidden in one. */
const isMenu = (options: readonly Asked[], most: number): boolean =>
  options.length > most &&
  options.every(({ label: words, hint }) => !hint && words.length <= LIMITS.actionTitle);

function choice(field: Extract<Field, { is: 'choice' }>): Element {
  const choices = field.options.map(choiceOf);
  const chosen = choices.find(({ value }) => value === field.value);
  return {
    type: 'Input.ChoiceSet',
    ...base(field, 'Choose one.'),
    ...(isMenu(field.options, field.required ? LIMITS.expandedChoices : 3)
      ? { style: 'compact', placeholder: 'Choose one' }
      : { style: 'expanded' }),
    wrap: true,
    choices: field.required ? choices : [...choices, { title: 'No answer', value: NO_ANSWER }],
    ...(chosen ? { value: chosen.value } : {}),
  };
}

function many(field: Extract<Field, { is: 'many' }>): Element {
  const choices = field.options.map(choiceOf).map((row) => ({ ...row, value: packedValue(row.value) }));
  const chosen = choices.filter(({ value }) => field.values?.map(packedValue).includes(value));
  return {
    type: 'Input.ChoiceSet',
    ...base(field, 'Choose at least one.'),
    isMultiSelect: true,
    ...(isMenu(field.options, LIMITS.expandedChoices)
      ? { style: 'compact', placeholder: 'Choose all that fit' }
      : { style: 'expanded' }),
    wrap: true,
    choices,
    ...(chosen.length > 0 ? { value: chosen.map(({ value }) => value).join(',') } : {}),
  };
}

const NEW = 'new:';
const UNKNOWN: Choice = { title: 'Not known yet', value: 'unknown' };

/** Somebody as they are offered and shown: on the list, new, or not known. */
export const personChoice = (value: string, shown: string | undefined): Choice =>
  value === UNKNOWN.value
    ? UNKNOWN
    : {
        value: wellFormed(value),
        title: choiceTitle(
          value.startsWith(NEW) ? `Someone new: ${value.slice(NEW.length)}` : (shown ?? 'As chosen before'),
        ),
      };

/** Where Teams asks for people while somebody types in a field. */
export const personDataset = (name: string): string => `people/${name}`;

function person(field: Extract<Field, { is: 'person' }>): Element {
  const chosen = field.value ? personChoice(field.value, field.shown) : null;
  return {
    type: 'Input.ChoiceSet',
    ...base(field, 'Choose somebody, or "Not known yet".'),
    style: 'filtered',
    placeholder: 'Start typing the name',
    // Teams shows what was chosen only where it is among these.
    choices: [...(chosen && chosen !== UNKNOWN ? [chosen] : []), UNKNOWN],
    'choices.data': { type: 'Data.Query', dataset: personDataset(field.name) },
    ...(chosen ? { value: chosen.value } : {}),
  };
}

/** Teams' own directory of the school: it asks itself, and values are its users' object ids. */
export const ACCOUNTS_DATASET = 'graph.microsoft.com/users';

function accounts(field: Extract<Field, { is: 'accounts' }>, known: Known): Element {
  const values = field.values ?? [];
  return {
    type: 'Input.ChoiceSet',
    ...base(field, 'Choose somebody.'),
    isMultiSelect: true,
    style: 'filtered',
    placeholder: 'Start typing a name',
    choices: values.flatMap((value) => {
      const name = known.get(value);
      return name === undefined ? [] : [{ value: packedValue(value), title: choiceTitle(name) }];
    }),
    'choices.data': { type: 'Data.Query', dataset: ACCOUNTS_DATASET },
    ...(values.length > 0 ? { value: values.map(packedValue).join(',') } : {}),
  };
}

function moment(field: Extract<Field, { is: 'moment' }>): Element[] {
  const [day, time] = (field.value ?? '').split('T');
  const [latest] = (field.latest ?? '').split('T');
  const { id, label: words, ...required } = base(field, 'Give the day and the time.');
  return [
    {
      type: 'Input.Date',
      ...required,
      id: `${id}~day`,
      label: words,
      ...(day ? { value: day } : {}),
      ...(latest ? { max: latest } : {}),
    },
    {
      type: 'Input.Time',
      ...required,
      id: `${id}~time`,
      label: 'The time',
      ...(time ? { value: time.slice(0, 5) } : {}),
      spacing: 'small',
    },
  ];
}

/** Characters that a box of Teams shows without scrolling; what is longer gets a taller one where there is room. */
const A_FEW_LINES = 200;

function text(field: Extract<Field, { is: 'text' | 'long' }>): Element {
  const value = wellFormed(field.value ?? '');
  return {
    type: 'Input.Text',
    ...base(field, 'Write something here.'),
    ...(field.is === 'long' ? { isMultiline: true } : {}),
    // What came back too long has to be seen whole to be shortened.
    ...(value.length <= field.max ? { maxLength: field.max } : {}),
    ...(field.is === 'long' && value.length > A_FEW_LINES ? { height: 'stretch' } : {}),
    ...(value ? { value } : {}),
  };
}

const told = (field: Field, words: string): Element[] => [
  rich([run(field.label, BOLD)]),
  ...paragraphs(words, {}, { spacing: 'none' }),
];

function asked(field: Field, known: Known): Element[] {
  switch (field.is) {
    case 'text':
    case 'long':
      return [text(field)];
    case 'choice':
      return field.options.length === 0 ? [] : [choice(field)];
    case 'many':
      return field.options.length === 0 ? [] : [many(field)];
    case 'day':
      return [
        {
          type: 'Input.Date',
          ...base(field, 'Give a day that fits.'),
          ...(field.value ? { value: field.value } : {}),
          ...(field.earliest ? { min: field.earliest } : {}),
          ...(field.latest ? { max: field.latest } : {}),
        },
      ];
    case 'moment':
      return moment(field);
    case 'person':
      return [person(field)];
    case 'tick':
      return [
        {
          type: 'Input.Toggle',
          id: fieldId(field),
          title: choiceTitle(field.label),
          valueOn: 'true',
          valueOff: 'false',
          value: field.value ? 'true' : 'false',
          wrap: true,
        },
      ];
    case 'files':
      return told(
        field,
        `A form in Teams takes no files. Send them to Accord in your chat with it, and write ${field.sentWith} in the same message.`,
      );
    case 'accounts':
      return [accounts(field, known)];
    case 'channel':
      return told(
        field,
        `${field.value ? 'A channel is chosen. For another' : 'To choose one'}, add Accord to the team and write "@Accord setup here" in the channel.`,
      );
    case 'groups':
      return told(
        field,
        'Accord has no right to read groups in Teams. Choose the people above, or have whoever looks after Accord import them from a CSV file.',
      );
    default:
      return field satisfies never;
  }
}

/** What holds for a platform's picker is no help where Teams has none. */
const hintOf = ({ is, hint }: Field): string | undefined => (is === 'groups' ? undefined : hint);

/** One question as Teams asks it, what is wrong with its answer above it and its hint below. */
export function drawField(field: Field, error: string | undefined, known: Known): Element[] {
  const [first, ...rest] = asked(field, known);
  if (!first) return [];
  const hint = hintOf(field);
  return [
    ...(error ? paragraphs(error, { color: 'attention', weight: 'bolder' }, { spacing: 'large' }) : []),
    { ...first, spacing: error ? 'small' : 'large' },
    ...rest,
    ...(hint ? paragraphs(hint, SMALL, { spacing: 'small' }) : []),
  ];
}
