import { z } from 'zod';
import { LIMITS } from './limits.ts';

const plain = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().exactOptional(),
  });

const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().exactOptional(),
  });

const text = (max: number) => z.discriminatedUnion('type', [plain(max), mrkdwn(max)]);

export const Confirm = z.strictObject({
  title: plain(LIMITS.confirmTitle),
  text: text(LIMITS.confirmText),
  confirm: plain(LIMITS.confirmYes),
  deny: plain(LIMITS.confirmNo),
  style: z.enum(['primary', 'danger']).exactOptional(),
});
export type Confirm = z.infer<typeof Confirm>;

const optionOf = <T extends z.ZodType>(label: T) =>
  z.strictObject({
    text: label,
    value: z.string().min(1).max(LIMITS.optionValue),
    description: plain(LIMITS.optionDescription).exactOptional(),
  });

/** One choice of a menu; checkboxes and radio buttons may have markup in it. */
export const Option = optionOf(plain(LIMITS.optionText));
export type Option = z.infer<typeof Option>;
export const RichOption = z.union([Option, optionOf(mrkdwn(LIMITS.optionText))]);
export type RichOption = z.infer<typeof RichOption>;

const distinct = (values: readonly string[]) => new Set(values).size === values.length;

const optionsOf = <T extends typeof Option | typeof RichOption>(option: T, most: number) =>
  z
    .array(option)
    .min(1)
    .max(most)
    .refine((options) => distinct(options.map(({ value }) => value)), 'two options have the same value');

const OptionGroup = z.strictObject({
  label: plain(LIMITS.optionGroupLabel),
  options: optionsOf(Option, LIMITS.selectOptions),
});

const offer = {
  options: optionsOf(Option, LIMITS.selectOptions).exactOptional(),
  option_groups: z.array(OptionGroup).min(1).max(LIMITS.optionGroups).exactOptional(),
};

interface Offering {
  readonly options?: readonly RichOption[];
  readonly option_groups?: readonly z.infer<typeof OptionGroup>[];
}

const oneOffer = (it: Offering) => (it.options === undefined) !== (it.option_groups === undefined);
const ONE_OFFER = 'must define either options or option_groups';

/** Everything a menu offers, in groups or not. */
export const offered = (it: Offering): readonly RichOption[] =>
  it.options ?? it.option_groups?.flatMap(({ options }) => options) ?? [];

/** What an answer to `block_suggestion` may be. */
export const Suggestions = z
  .strictObject({ ...offer, options: z.array(Option).max(LIMITS.selectOptions).exactOptional() })
  .refine(oneOffer, ONE_OFFER);
export type Suggestions = z.infer<typeof Suggestions>;

/** Slack compares the whole option, not its value alone. */
const isOffered = (wanted: readonly RichOption[], options: readonly RichOption[]) =>
  wanted.every((one) => options.some((option) => JSON.stringify(option) === JSON.stringify(one)));

const NOT_OFFERED = 'what is chosen at the start must be among the options';

const action = { action_id: z.string().min(1).max(LIMITS.actionId) };
const confirm = { confirm: Confirm.exactOptional() };
const focus = { focus_on_load: z.boolean().exactOptional() };
const hinted = { placeholder: plain(LIMITS.placeholder).exactOptional() };
const most = { max_selected_items: z.int().min(1).exactOptional() };
const asked = { min_query_length: z.int().min(0).exactOptional() };

const Button = z.strictObject({
  type: z.literal('button'),
  ...action,
  ...confirm,
  text: plain(LIMITS.buttonText),
  value: z.string().min(1).max(LIMITS.buttonValue).exactOptional(),
  style: z.enum(['primary', 'danger']).exactOptional(),
  accessibility_label: z.string().min(1).max(LIMITS.accessibilityLabel).exactOptional(),
});
export type Button = z.infer<typeof Button>;

const StaticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...action,
    ...confirm,
    ...focus,
    ...hinted,
    ...offer,
    initial_option: Option.exactOptional(),
  })
  .refine(oneOffer, ONE_OFFER)
  .refine((it) => !it.initial_option || isOffered([it.initial_option], offered(it)), NOT_OFFERED);

const MultiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...action,
    ...confirm,
    ...focus,
    ...hinted,
    ...most,
    ...offer,
    initial_options: z.array(Option).min(1).exactOptional(),
  })
  .refine(oneOffer, ONE_OFFER)
  .refine((it) => isOffered(it.initial_options ?? [], offered(it)), NOT_OFFERED);

const ExternalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...action,
  ...confirm,
  ...focus,
  ...hinted,
  ...asked,
  initial_option: Option.exactOptional(),
});

const MultiExternalSelect = z.strictObject({
  type: z.literal('multi_external_select'),
  ...action,
  ...confirm,
  ...focus,
  ...hinted,
  ...most,
  ...asked,
  initial_options: z.array(Option).min(1).max(LIMITS.selectOptions).exactOptional(),
});

const UsersSelect = z.strictObject({
  type: z.literal('users_select'),
  ...action,
  ...confirm,
  ...focus,
  ...hinted,
  initial_user: z.string().min(1).exactOptional(),
});

const MultiUsersSelect = z.strictObject({
  type: z.literal('multi_users_select'),
  ...action,
  ...confirm,
  ...focus,
  ...hinted,
  ...most,
  initial_users: z.array(z.string().min(1)).min(1).exactOptional(),
});

const ConversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  ...action,
  ...confirm,
  ...focus,
  ...hinted,
  initial_conversation: z.string().min(1).exactOptional(),
  default_to_current_conversation: z.boolean().exactOptional(),
  filter: z
    .strictObject({
      include: z
        .array(z.enum(['im', 'mpim', 'private', 'public']))
        .min(1)
        .exactOptional(),
      exclude_external_shared_channels: z.boolean().exactOptional(),
      exclude_bot_users: z.boolean().exactOptional(),
    })
    .refine((filter) => Object.keys(filter).length > 0, 'a filter must filter by something')
    .exactOptional(),
});

const Checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...action,
    ...confirm,
    ...focus,
    options: optionsOf(RichOption, LIMITS.checkboxOptions),
    initial_options: z.array(RichOption).min(1).exactOptional(),
  })
  .refine((it) => isOffered(it.initial_options ?? [], it.options), NOT_OFFERED);

const RadioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...action,
    ...confirm,
    ...focus,
    options: optionsOf(RichOption, LIMITS.radioOptions),
    initial_option: RichOption.exactOptional(),
  })
  .refine((it) => !it.initial_option || isOffered([it.initial_option], it.options), NOT_OFFERED);

const Overflow = z.strictObject({
  type: z.literal('overflow'),
  ...action,
  ...confirm,
  options: optionsOf(Option, LIMITS.overflowOptions),
});

const Datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...action,
  ...confirm,
  ...focus,
  ...hinted,
  initial_date: z.iso.date().exactOptional(),
});

const Timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...action,
  ...confirm,
  ...focus,
  ...hinted,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time is written as HH:mm')
    .exactOptional(),
  timezone: z.string().min(1).exactOptional(),
});

const PlainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...action,
    ...focus,
    ...hinted,
    initial_value: z.string().max(LIMITS.plainTextInput).exactOptional(),
    multiline: z.boolean().exactOptional(),
    min_length: z.int().min(0).max(LIMITS.plainTextInput).exactOptional(),
    max_length: z.int().min(1).max(LIMITS.plainTextInput).exactOptional(),
    dispatch_action_config: z
      .strictObject({
        trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1),
      })
      .exactOptional(),
  })
  .refine(
    (it) => (it.initial_value ?? '').length <= (it.max_length ?? LIMITS.plainTextInput),
    'initial_value is longer than max_length',
  );

const FileInput = z.strictObject({
  type: z.literal('file_input'),
  ...action,
  filetypes: z.array(z.string().min(1)).min(1).exactOptional(),
  max_files: z.int().min(1).max(LIMITS.fileInputFiles).exactOptional(),
});

const SELECTS = [
  StaticSelect,
  MultiStaticSelect,
  ExternalSelect,
  MultiExternalSelect,
  UsersSelect,
  MultiUsersSelect,
  ConversationsSelect,
  Checkboxes,
  RadioButtons,
  Datepicker,
  Timepicker,
] as const;

/** What may stand beside a text or in a row of actions. */
export const ActionElement = z.discriminatedUnion('type', [Button, Overflow, ...SELECTS]);
export type ActionElement = z.infer<typeof ActionElement>;

/** What may stand in an input block. */
export const InputElement = z.discriminatedUnion('type', [PlainTextInput, FileInput, ...SELECTS]);
export type InputElement = z.infer<typeof InputElement>;

export type Element = ActionElement | InputElement;

const block = { block_id: z.string().min(1).max(LIMITS.blockId).exactOptional() };

const Section = z
  .strictObject({
    type: z.literal('section'),
    ...block,
    text: text(LIMITS.sectionText).exactOptional(),
    fields: z.array(text(LIMITS.sectionField)).min(1).max(LIMITS.sectionFields).exactOptional(),
    accessory: ActionElement.exactOptional(),
    expand: z.boolean().exactOptional(),
  })
  .refine((it) => it.text !== undefined || it.fields !== undefined, 'must define either text or fields');

const Header = z.strictObject({ type: z.literal('header'), ...block, text: plain(LIMITS.headerText) });

const Context = z.strictObject({
  type: z.literal('context'),
  ...block,
  elements: z.array(text(LIMITS.contextText)).min(1).max(LIMITS.contextElements),
});

const Divider = z.strictObject({ type: z.literal('divider'), ...block });

const RichWords = z.strictObject({
  type: z.literal('text'),
  text: z.string().min(1),
  style: z
    .strictObject({ bold: z.boolean().exactOptional(), italic: z.boolean().exactOptional() })
    .exactOptional(),
});
const RichSection = z.strictObject({
  type: z.literal('rich_text_section'),
  elements: z.array(RichWords).min(1),
});
const richPart = z.discriminatedUnion('type', [
  RichSection,
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    elements: z.array(RichSection).min(1),
  }),
  z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(RichWords).min(1) }),
]);

const richLength = (part: z.infer<typeof richPart>): number =>
  part.elements.reduce(
    (sum, one) =>
      sum + (one.type === 'text' ? one.text.length : one.elements.reduce((n, it) => n + it.text.length, 0)),
    0,
  );

/** Text that is shown exactly as it is. Its length has no documented limit: a section's is kept to. */
const RichText = z
  .strictObject({ type: z.literal('rich_text'), ...block, elements: z.array(richPart).min(1) })
  .refine(
    (it) => it.elements.reduce((sum, part) => sum + richLength(part), 0) <= LIMITS.sectionText,
    'a rich text is longer than a section may be',
  );
export type RichText = z.infer<typeof RichText>;

const Actions = z.strictObject({
  type: z.literal('actions'),
  ...block,
  elements: z.array(ActionElement).min(1).max(LIMITS.actionsElements),
});

const Input = z.strictObject({
  type: z.literal('input'),
  ...block,
  label: plain(LIMITS.inputLabel),
  hint: plain(LIMITS.inputHint).exactOptional(),
  element: InputElement,
  optional: z.boolean().exactOptional(),
  dispatch_action: z.boolean().exactOptional(),
});

export const Block = z.discriminatedUnion('type', [
  Section,
  Header,
  Context,
  Divider,
  Actions,
  Input,
  RichText,
]);
export type Block = z.infer<typeof Block>;
export type InputBlock = z.infer<typeof Input>;

export function elementsOf(it: Block): readonly Element[] {
  switch (it.type) {
    case 'section':
      return it.accessory ? [it.accessory] : [];
    case 'actions':
      return it.elements;
    case 'input':
      return [it.element];
    case 'header':
    case 'context':
    case 'divider':
    case 'rich_text':
      return [];
    default:
      return it satisfies never;
  }
}

/**
 * How much of a message's room its blocks take. Slack counts more than the texts and does not say what; the JSON as
 * sent is the reading that is never too generous.
 */
export const blocksLength = (blocks: readonly Block[]): number => JSON.stringify(blocks).length;

const distinctIds = (blocks: readonly Block[]) =>
  distinct(blocks.flatMap((it) => it.block_id ?? [])) &&
  blocks.every((it) => distinct(elementsOf(it).map((element) => element.action_id)));

const oneFocus = (blocks: readonly Block[]) =>
  blocks.flatMap(elementsOf).filter((it) => 'focus_on_load' in it && it.focus_on_load).length <= 1;

const DISTINCT = 'a block_id is used twice on a surface, or an action_id in a block';
const ONE_FOCUS = 'only one element may take the focus';

const uses = (blocks: readonly Block[], type: Element['type']) =>
  blocks.flatMap(elementsOf).some((it) => it.type === type);

/** The text is what notifications and screen readers have. Accord asks nothing in a message but by buttons and menus. */
export const Message = z.strictObject({
  text: z.string().min(1).max(LIMITS.messageText),
  blocks: z
    .array(Block)
    .max(LIMITS.messageBlocks)
    .refine((blocks) => blocks.every((it) => it.type !== 'input'), 'a message holds no input block')
    .refine(distinctIds, DISTINCT)
    .refine(oneFocus, ONE_FOCUS)
    .refine((blocks) => blocksLength(blocks) <= LIMITS.messageBlocksLength, {
      message: 'the blocks are too long',
      params: { slack: 'msg_blocks_too_long' },
    })
    .exactOptional(),
});
export type Message = z.infer<typeof Message>;

const viewBlocks = z
  .array(Block)
  .min(1)
  .max(LIMITS.viewBlocks)
  .refine(distinctIds, DISTINCT)
  .refine(oneFocus, ONE_FOCUS);

const ofView = {
  private_metadata: z.string().max(LIMITS.privateMetadata).exactOptional(),
  callback_id: z.string().max(LIMITS.callbackId).exactOptional(),
  external_id: z.string().max(LIMITS.externalId).exactOptional(),
};

export const ModalView = z
  .strictObject({
    type: z.literal('modal'),
    title: plain(LIMITS.viewTitle),
    blocks: viewBlocks,
    submit: plain(LIMITS.viewSubmit).exactOptional(),
    close: plain(LIMITS.viewClose).exactOptional(),
    ...ofView,
    clear_on_close: z.boolean().exactOptional(),
    notify_on_close: z.boolean().exactOptional(),
  })
  .refine(
    (view) => view.submit !== undefined || view.blocks.every((it) => it.type !== 'input'),
    'submit is required where there is an input block',
  );
export type ModalView = z.infer<typeof ModalView>;

export const HomeView = z.strictObject({
  type: z.literal('home'),
  blocks: viewBlocks.refine((blocks) => !uses(blocks, 'file_input'), 'a home tab holds no file_input'),
  ...ofView,
});
export type HomeView = z.infer<typeof HomeView>;
