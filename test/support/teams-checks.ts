import { createRequire } from 'node:module';
import type * as Library from 'adaptivecards';
import { Ajv } from 'ajv';
import { AdaptiveCard, LIMITS } from '../../adapters/teams/limits.ts';
import { readProjectFile } from './sources.ts';

const require = createRequire(import.meta.url);
// The package's own entry is for bundlers; this is the same, built.
const {
  AdaptiveCard: LibraryCard,
  HostConfig,
  SerializationContext,
}: typeof Library = require('adaptivecards/dist/adaptivecards.js');

const PICKER_IS_EMPTY = 'An Input.ChoiceSet must have at least one choice defined.';

/** What Microsoft's own library says of a card. */
export function libraryProblems(card: AdaptiveCard): readonly string[] {
  const parsed = new LibraryCard();
  parsed.hostConfig = new HostConfig({ actions: { maxActions: LIMITS.actions } });
  const context = new SerializationContext();
  parsed.parse(card, context);
  const told = Array.from({ length: context.eventCount }, (_, n) => context.getEventAt(n).message);
  const invalid = parsed
    .validateProperties()
    .validationEvents.map(({ message }) => message)
    // A picker of accounts begins empty, as in Microsoft's own example of one: the library does not know that kind.
    .filter((message) => message !== PICKER_IS_EMPTY || !hasEmptyPicker(card));
  return [...told, ...invalid];
}

const hasEmptyPicker = ({ body }: AdaptiveCard): boolean =>
  body.some(
    (it) => it.type === 'Input.ChoiceSet' && it.choices.length === 0 && it['choices.data'] !== undefined,
  );

const official = (() => {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'));
  const { id: _, ...schema } = JSON.parse(readProjectFile('test/support/schemas/adaptive-card-1.5.0.json'));
  return ajv.compile(schema);
})();

/** Teams shows more than version 1.5 knows: the width of a card, and people who are offered while somebody types. */
const withoutOwn = ({ msteams: _, ...card }: AdaptiveCard) => ({
  ...card,
  body: card.body.map((it) => {
    if (it.type !== 'Input.ChoiceSet') return it;
    const { 'choices.data': __, style, ...rest } = it;
    return { ...rest, ...(style && style !== 'filtered' ? { style } : {}) };
  }),
});

/** What Microsoft's schema says of a card. */
export const schemaProblems = (card: AdaptiveCard): readonly string[] =>
  official(withoutOwn(card))
    ? []
    : (official.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`).slice(0, 5);

/** All that is wrong with a card: ours is the strictest, and tells of limits as well. */
export function wrongWith(card: AdaptiveCard): readonly string[] {
  const ours = AdaptiveCard.safeParse(card);
  return [
    ...(ours.success ? [] : ours.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)),
    ...libraryProblems(card),
    ...schemaProblems(card),
  ];
}

/** Every text of a card that somebody reads, in order. */
export function textsOf(card: unknown): readonly string[] {
  if (Array.isArray(card)) return card.flatMap(textsOf);
  if (typeof card !== 'object' || card === null) return [];
  return Object.entries(card).flatMap(([name, part]) =>
    ['text', 'title', 'label'].includes(name) && typeof part === 'string'
      ? [part]
      : name === 'data'
        ? []
        : textsOf(part),
  );
}
