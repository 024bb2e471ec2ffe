import { createRequire } from 'node:module';
import type * as Official from 'adaptivecards';
import { AdaptiveCard, bytes, LIMITS } from '../../../adapters/teams/limits.ts';
import { isJson, type Json, listOf, wordsOf } from './json.ts';

/** Its ES modules cannot be loaded by Node; the bundle can. */
const official: typeof Official = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');

/** The newest that Teams draws on every client (learn.microsoft.com, "Cards reference"). */
const NEWEST = 1.5;

/** Every object of a card, the card itself first. */
function everything(value: unknown): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap(everything);
  if (!isJson(value)) return [];
  return [value, ...Object.values(value).flatMap(everything)];
}

const isCard = (it: Json): boolean => it.type === 'AdaptiveCard';

/** The parser wants a choice to be there, also where Teams asks the app for choices. */
function withChoices(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withChoices);
  if (!isJson(value)) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withChoices(one)]));
  const isAsked = isJson(value['choices.data']) && listOf(value.choices).length === 0;
  return isAsked ? { ...copy, choices: [{ title: 'asked for', value: 'asked for' }] } : copy;
}

/** What Microsoft's own parser has to say. */
export function officialTrouble(card: Json): readonly string[] {
  const parsed = new official.AdaptiveCard();
  // By itself it takes one action fewer than Teams does.
  parsed.hostConfig = new official.HostConfig({ actions: { maxActions: LIMITS.actions } });
  const context = new official.SerializationContext();
  parsed.parse(withChoices(card), context);
  const events = Array.from({ length: context.eventCount }, (_, n) => context.getEventAt(n).message);
  return [...events, ...parsed.validateProperties().validationEvents.map(({ message }) => message)];
}

function teamsTrouble(card: Json): readonly string[] {
  const trouble: string[] = [];
  const all = everything(card);
  if (!isCard(card)) trouble.push('It is no AdaptiveCard.');
  const version = Number(wordsOf(card.version));
  if (!(version > 0 && version <= NEWEST)) trouble.push(`Teams draws up to version ${NEWEST}.`);
  if (all.some((it) => 'refresh' in it && isCard(it)))
    trouble.push('A card with refresh shows one reader what is meant for another.');
  for (const it of all) {
    const { length } = listOf(it.actions);
    if (length > LIMITS.actions)
      trouble.push(`${wordsOf(it.type)} has ${length} actions, and Teams shows ${LIMITS.actions}.`);
    const kind = isJson(it.msteams) ? it.msteams.type : undefined;
    if (kind !== undefined && kind !== 'task/fetch')
      trouble.push(`An action of the kind ${JSON.stringify(kind)} is not known.`);
  }
  return trouble;
}

const schemaTrouble = (card: Json): readonly string[] => {
  const read = AdaptiveCard.safeParse(card);
  return read.success ? [] : read.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`);
};

/** Why Teams would not draw this card as it is meant; nothing where it would. */
export const cardTrouble = (card: Json): readonly string[] => [
  ...teamsTrouble(card),
  ...officialTrouble(card),
  ...schemaTrouble(card),
];

/** A dialog hears Action.Submit alone, and opens no dialog of its own. */
export function dialogTrouble(card: Json): readonly string[] {
  const all = everything(card);
  return [
    ...cardTrouble(card),
    ...(all.some((it) => it.type === 'Action.Execute') ? ['A dialog knows no Action.Execute.'] : []),
    ...(all.some((it) => isJson(it.msteams) && it.msteams.type === 'task/fetch')
      ? ['A dialog opens no other dialog.']
      : []),
    ...(bytes(card) > LIMITS.messageBytes ? ['The card is over 28 KB.'] : []),
  ];
}
