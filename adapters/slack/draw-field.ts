import type { InputBlock, InputBlockElement, KnownBlock, PlainTextOption } from '@slack/types';
import type { Choice, Field } from '../../src/view/form.ts';
import type { Option } from './block-kit.ts';
import { drawBlock } from './draw-blocks.ts';
import { LIMITS } from './limits.ts';
import { cut, someText } from './text.ts';

/** Texts that stand beside chosen values which a form itself does not name: people found by typing. */
export type Known = ReadonlyMap<string, string>;

const plain = (text: string, max: number) =>
  ({ type: 'plain_text', text: cut(someText(text), max), emoji: false }) as const;

const option = ({ value, label, hint }: Choice): PlainTextOption => ({
  value,
  text: plain(label, LIMITS.optionText),
  ...(hint ? { description: plain(hint, LIMITS.optionText) } : {}),
});

/** Its kind comes back with the answer, so that an answer reads itself. */
const actionId = (kind: string, field: Field): string => `${kind}:${field.name}`;

const NEW = 'new:';

/** Somebody chosen before: on the list, new, or not known. */
export const personOption = (value: string, shown: string | undefined, known: Known): Option => ({
  value: cut(value, LIMITS.optionValue),
  text: plain(
    value.startsWith(NEW)
      ? `Someone new: ${value.slice(NEW.length)}`
      : (shown ?? known.get(value) ?? 'As chosen before'),
    LIMITS.optionText,
  ),
});

/** Blocks are named by their field. */
function input(
  field: Field,
  element: InputBlockElement,
  part: { id?: string; label?: string; required?: boolean } = {},
): InputBlock {
  const isFirst = part.label === undefined || part.id?.endsWith('~day');
  return {
    type: 'input',
    block_id: part.id ?? field.name,
    label: plain(part.label ?? field.label, LIMITS.inputLabel),
    optional: !(part.required ?? field.required),
    ...(field.hint && isFirst ? { hint: plain(field.hint, LIMITS.inputHint) } : {}),
    element,
  };
}

const isLong = ({ label, hint }: Choice): boolean =>
  label.length > LIMITS.optionText || (hint?.length ?? 0) > LIMITS.optionText;

/** Choices that Slack shows only in part stand whole above their field. */
const wholeChoices = (field: Extract<Field, { is: 'choice' | 'many' }>): readonly KnownBlock[] => {
  const long = field.options.filter(isLong);
  if (long.length === 0) return [];
  return [
    ...drawBlock({ is: 'small', text: `${field.label} In full:` }, undefined, ''),
    ...drawBlock(
      { is: 'list', items: long.map(({ label, hint }) => ({ text: hint ? `${label}: ${hint}` : label })) },
      undefined,
      '',
    ),
  ];
};

/** In groups where there are more than one list holds, told by their first and last. */
const groups = (options: readonly PlainTextOption[]) =>
  Array.from({ length: Math.ceil(options.length / LIMITS.selectOptions) }, (_, n) => {
    const some = options.slice(n * LIMITS.selectOptions, (n + 1) * LIMITS.selectOptions);
    const [first, last] = [some[0]?.text.text ?? '', some.at(-1)?.text.text ?? ''];
    return {
      label: plain(`${first.slice(0, 30)} to ${last.slice(0, 30)}`, LIMITS.optionText),
      options: some,
    };
  });

const listed = (options: readonly PlainTextOption[]) =>
  options.length > LIMITS.selectOptions ? { option_groups: groups(options) } : { options: [...options] };

function choice(field: Extract<Field, { is: 'choice' }>): KnownBlock {
  const options = field.options.map(option);
  const chosen = options.find((row) => row.value === field.value);
  const initial = chosen ? { initial_option: chosen } : {};
  // A radio that was chosen cannot be taken back, so only what must be answered is asked with them.
  return field.required && options.length <= LIMITS.radioOptions
    ? input(field, { type: 'radio_buttons', action_id: actionId('choice', field), options, ...initial })
    : input(field, {
        type: 'static_select',
        action_id: actionId('choice', field),
        placeholder: plain('Choose one', 150),
        ...listed(options),
        ...initial,
      });
}

function many(field: Extract<Field, { is: 'many' }>): KnownBlock {
  const options = field.options.map(option);
  const chosen = options.filter((row) => field.values?.includes(row.value ?? ''));
  const initial = chosen.length > 0 ? { initial_options: chosen } : {};
  return options.length <= LIMITS.checkboxOptions
    ? input(field, { type: 'checkboxes', action_id: actionId('many', field), options, ...initial })
    : input(field, {
        type: 'multi_static_select',
        action_id: actionId('many', field),
        placeholder: plain('Choose all that fit', 150),
        ...listed(options),
        ...initial,
      });
}

function moment(field: Extract<Field, { is: 'moment' }>): readonly KnownBlock[] {
  const [day, time] = (field.value ?? '').split('T');
  return [
    input(
      field,
      { type: 'datepicker', action_id: actionId('day', field), ...(day ? { initial_date: day } : {}) },
      { id: `${field.name}~day`, label: `${field.label} The day` },
    ),
    input(
      field,
      {
        type: 'timepicker',
        action_id: actionId('time', field),
        ...(time ? { initial_time: time.slice(0, 5) } : {}),
      },
      { id: `${field.name}~time`, label: 'The time' },
    ),
  ];
}

/** One question as Slack asks it. A question without a choice to make is left out: Slack refuses an empty list. */
export function drawField(field: Field, known: Known): readonly KnownBlock[] {
  switch (field.is) {
    case 'text':
    case 'long':
      return [
        input(field, {
          type: 'plain_text_input',
          action_id: actionId('text', field),
          multiline: field.is === 'long',
          max_length: Math.min(field.max, LIMITS.plainTextInput),
          ...(field.value
            ? { initial_value: cut(field.value, Math.min(field.max, LIMITS.plainTextInput)) }
            : {}),
        }),
      ];
    case 'choice':
      return field.options.length === 0 ? [] : [...wholeChoices(field), choice(field)];
    case 'many':
      return field.options.length === 0 ? [] : [...wholeChoices(field), many(field)];
    case 'day':
      return [
        input(field, {
          type: 'datepicker',
          action_id: actionId('day', field),
          ...(field.value ? { initial_date: field.value } : {}),
        }),
      ];
    case 'moment':
      return moment(field);
    case 'person':
      return [
        input(field, {
          type: 'external_select',
          action_id: actionId('person', field),
          min_query_length: 1,
          placeholder: plain('Start typing the name', 150),
          ...(field.value ? { initial_option: personOption(field.value, field.shown, known) } : {}),
        }),
      ];
    case 'tick': {
      const yes = option({ value: 'yes', label: 'Yes' });
      return [
        input(
          field,
          {
            type: 'checkboxes',
            action_id: actionId('tick', field),
            options: [yes],
            ...(field.value ? { initial_options: [yes] } : {}),
          },
          { required: false },
        ),
      ];
    }
    case 'files':
      return [
        input(field, {
          type: 'file_input',
          action_id: actionId('files', field),
          max_files: Math.min(field.most, LIMITS.fileInputFiles),
        }),
      ];
    case 'accounts':
      return [
        input(field, {
          type: 'multi_users_select',
          action_id: actionId('accounts', field),
          placeholder: plain('Choose people', 150),
          ...(field.values?.length ? { initial_users: [...field.values] } : {}),
          max_selected_items: field.most,
        }),
      ];
    case 'channel':
      return [
        input(field, {
          type: 'conversations_select',
          action_id: actionId('channel', field),
          placeholder: plain('Choose a channel', 150),
          filter: {
            include: ['private', 'public'],
            exclude_external_shared_channels: true,
            exclude_bot_users: true,
          },
          ...(field.value ? { initial_conversation: field.value } : {}),
        }),
      ];
    case 'groups':
      return [
        input(field, {
          type: 'multi_external_select',
          action_id: actionId('groups', field),
          min_query_length: 0,
          placeholder: plain('Choose user groups', 150),
          ...(field.values?.length
            ? {
                initial_options: field.values.map((value) => ({
                  value,
                  text: plain(known.get(value) ?? `Chosen before (${value})`, LIMITS.optionText),
                })),
              }
            : {}),
        }),
      ];
    default:
      return field satisfies never;
  }
}
