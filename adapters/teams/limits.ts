import { z } from 'zod';

/**
 * What Teams shows of a card, written down once: the drawers cut by these numbers and the fake Teams of the tests
 * refuses by the schemas below. Source: learn.microsoft.com, "Cards reference" and "Format your bot messages" of the
 * Teams platform, unless a line says otherwise. Lengths of text are UTF-16 units.
 */
export const LIMITS = {
  /** Bytes of a whole message as JSON, cards included. */
  messageBytes: 28 * 1024,
  /** Bytes of a card as JSON: the message around it takes what is left. */
  cardBytes: 26 * 1024,
  /** In one row; what is more goes into a row of its own. */
  actions: 6,
  /** Not documented: a phone shows about this much of a dialog's title. */
  dialogTitle: 40,
  actionTitle: 60,
  /** Not documented: as much of a button's words as a phone of 360 points shows. */
  actionShown: 32,
  cardTitle: 200,
  /** Of one run: longer ones are hard to cut where there is too much. */
  run: 2000,
  label: 500,
  choiceTitle: 500,
  /** Ours: a list to choose from which is longer is a menu. */
  expandedChoices: 12,
  /** Of the name of a picker's source of people. */
  dataset: 100,
} as const;

const spacing = { spacing: z.enum(['none', 'small', 'medium', 'large']).exactOptional() };
const separator = { separator: z.literal(true).exactOptional() };
const color = { color: z.enum(['attention', 'good', 'warning', 'accent']).exactOptional() };
const weight = { weight: z.literal('bolder').exactOptional() };

/** Read as Markdown by Teams: for titles of ours, made inert. */
const TextBlock = z.strictObject({
  type: z.literal('TextBlock'),
  text: z
    .string()
    .min(1)
    .regex(/^[^*_[\]<>`~\\]*$/, 'a mark of Markdown is left in a text that is read as Markdown')
    .refine((text) => !text.includes('{{'), 'a date would be worked out'),
  style: z.literal('heading'),
  wrap: z.literal(true),
  size: z.enum(['medium', 'large']).exactOptional(),
  ...weight,
  ...spacing,
  ...separator,
});

export const TextRun = z.strictObject({
  type: z.literal('TextRun'),
  text: z
    .string()
    .min(1)
    .refine((text) => !text.includes('{{'), 'a date would be worked out')
    .refine((text) => !text.includes('\n'), 'not every client breaks the line inside a run'),
  size: z.enum(['small', 'medium', 'large']).exactOptional(),
  isSubtle: z.literal(true).exactOptional(),
  italic: z.literal(true).exactOptional(),
  ...color,
  ...weight,
});
export type TextRun = z.infer<typeof TextRun>;

const RichTextBlock = z.strictObject({
  type: z.literal('RichTextBlock'),
  inlines: z.array(TextRun).min(1),
  ...spacing,
  ...separator,
});
export type RichTextBlock = z.infer<typeof RichTextBlock>;

const Written = z.discriminatedUnion('type', [TextBlock, RichTextBlock]);

const Container = z.strictObject({
  type: z.literal('Container'),
  style: z.enum(['emphasis', 'attention', 'warning', 'good', 'accent']),
  items: z.array(Written).min(1),
  bleed: z.literal(true).exactOptional(),
  ...spacing,
  ...separator,
});
export type Container = z.infer<typeof Container>;

const column = { type: z.literal('Column'), items: z.array(RichTextBlock).min(1) };

const ColumnSet = z.strictObject({
  type: z.literal('ColumnSet'),
  columns: z.tuple([
    z.strictObject({ ...column, width: z.literal('auto') }),
    z.strictObject({ ...column, width: z.literal('stretch'), ...spacing }),
  ]),
  ...spacing,
  ...separator,
});

const data = z.record(z.string(), z.unknown());
const action = {
  title: z.string().min(1).max(LIMITS.actionTitle),
  style: z.enum(['positive', 'destructive']).exactOptional(),
};
const associatedInputs = { associatedInputs: z.literal('none').exactOptional() };

const Submit = z.strictObject({ type: z.literal('Action.Submit'), ...action, ...associatedInputs, data });
const Execute = z.strictObject({
  type: z.literal('Action.Execute'),
  ...action,
  verb: z.literal('accord'),
  data,
});

/** What acts: the bot hears of it. */
const Acting = z.discriminatedUnion('type', [Submit, Execute]);
export type Acting = z.infer<typeof Acting>;

const ActingSet = z.strictObject({
  type: z.literal('ActionSet'),
  actions: z.array(Acting).min(1).max(LIMITS.actions),
});

/** A card that unfolds under its button; clients let none unfold inside another. */
const ShowCard = z.strictObject({
  type: z.literal('Action.ShowCard'),
  ...action,
  card: z.strictObject({
    type: z.literal('AdaptiveCard'),
    body: z.array(z.discriminatedUnion('type', [TextBlock, RichTextBlock, ActingSet])).min(1),
  }),
});

const Action = z.discriminatedUnion('type', [Submit, Execute, ShowCard]);
export type Action = z.infer<typeof Action>;

const ActionSet = z.strictObject({
  type: z.literal('ActionSet'),
  actions: z.array(Action).min(1).max(LIMITS.actions),
  ...spacing,
  ...separator,
});

const input = {
  id: z.string().min(1),
  label: z.string().min(1).max(LIMITS.label),
  isRequired: z.literal(true).exactOptional(),
  errorMessage: z.string().min(1).exactOptional(),
  ...spacing,
};

const InputText = z.strictObject({
  type: z.literal('Input.Text'),
  ...input,
  isMultiline: z.literal(true).exactOptional(),
  maxLength: z.int().min(1).exactOptional(),
  value: z.string().exactOptional(),
  height: z.literal('stretch').exactOptional(),
});

export const Choice = z.strictObject({
  title: z.string().min(1).max(LIMITS.choiceTitle),
  value: z.string().min(1),
});
export type Choice = z.infer<typeof Choice>;

/** `filtered` with `choices.data` is Teams' own: people are offered while somebody types. */
const InputChoiceSet = z
  .strictObject({
    type: z.literal('Input.ChoiceSet'),
    ...input,
    style: z.enum(['compact', 'expanded', 'filtered']).exactOptional(),
    isMultiSelect: z.literal(true).exactOptional(),
    wrap: z.literal(true).exactOptional(),
    placeholder: z.string().min(1).exactOptional(),
    choices: z.array(Choice),
    'choices.data': z
      .strictObject({ type: z.literal('Data.Query'), dataset: z.string().min(1).max(LIMITS.dataset) })
      .exactOptional(),
    value: z.string().min(1).exactOptional(),
  })
  .refine(
    (it) => !it.isMultiSelect || it.choices.every(({ value }) => !value.includes(',')),
    'a chosen value with a comma comes back as two',
  )
  .refine(
    (it) => new Set(it.choices.map(({ value }) => value)).size === it.choices.length,
    'two choices have the same value',
  )
  .refine(
    (it) => it.value === undefined || it.choices.length + (it['choices.data'] ? 1 : 0) > 0,
    'a value is chosen where there is nothing to choose from',
  );

const InputDate = z.strictObject({
  type: z.literal('Input.Date'),
  ...input,
  value: z.iso.date().exactOptional(),
  min: z.iso.date().exactOptional(),
  max: z.iso.date().exactOptional(),
});

const InputTime = z.strictObject({
  type: z.literal('Input.Time'),
  ...input,
  value: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time is written as HH:mm')
    .exactOptional(),
});

const InputToggle = z.strictObject({
  type: z.literal('Input.Toggle'),
  id: z.string().min(1),
  title: z.string().min(1).max(LIMITS.choiceTitle),
  valueOn: z.literal('true'),
  valueOff: z.literal('false'),
  value: z.enum(['true', 'false']),
  wrap: z.literal(true),
  ...spacing,
});

export const Element = z.discriminatedUnion('type', [
  TextBlock,
  RichTextBlock,
  Container,
  ColumnSet,
  ActionSet,
  InputText,
  InputChoiceSet,
  InputDate,
  InputTime,
  InputToggle,
]);
export type Element = z.infer<typeof Element>;

/** Bytes as they are sent. */
export const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

export const AdaptiveCard = z
  .strictObject({
    type: z.literal('AdaptiveCard'),
    $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
    version: z.literal('1.5'),
    /** Teams' own: as wide as the conversation allows, so that long sentences are not broken on a desktop. */
    msteams: z.strictObject({ width: z.literal('Full') }),
    body: z.array(Element).min(1),
    minHeight: z
      .string()
      .regex(/^\d+px$/)
      .exactOptional(),
    actions: z.array(Submit).min(1).max(LIMITS.actions).exactOptional(),
  })
  .refine((card) => bytes(card) <= LIMITS.cardBytes, 'the card is too long');
export type AdaptiveCard = z.infer<typeof AdaptiveCard>;

export const adaptiveCard = (body: Element[]): AdaptiveCard => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  msteams: { width: 'Full' },
  body,
});
