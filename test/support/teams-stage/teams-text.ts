import { isJson, type Json, listOf, wordsOf } from '../fake-teams/json.ts';
import { cardsOf } from '../fake-teams/surfaces.ts';
import type { FakeMessage } from '../fake-teams/tenant.ts';

/** Teams' pictures, as the plain cards write them: what a story expects holds on both. */
const MARKS: Readonly<Record<string, string>> = {
  '\u2705': '[x]',
  '\u25fb\ufe0f': '[ ]',
  '\u26a0\ufe0f': '[!]',
};

const inlines = (it: Json): string =>
  listOf(it.inlines)
    .map(({ text }) => wordsOf(text))
    .join('');

const inside = (items: unknown): string => listOf(items).map(elementText).join('\n');

function elementText(it: Json): string {
  switch (wordsOf(it.type)) {
    case 'TextBlock':
      return wordsOf(it.text);
    case 'RichTextBlock':
      return inlines(it);
    case 'Container':
      return inside(it.items);
    case 'ColumnSet': {
      const [mark, text] = listOf(it.columns);
      const sign = inside(mark?.items);
      return `${MARKS[sign] ?? '-'} ${inside(text?.items)}`;
    }
    case 'ActionSet':
      return listOf(it.actions)
        .map(({ title }) => `[ ${wordsOf(title)} ]`)
        .join(' ');
    default:
      return wordsOf(it.label) || wordsOf(it.title);
  }
}

/** A card as somebody reads it. */
export const cardBodyText = (card: Json): string =>
  listOf(card.body)
    .map((it) => `${elementText(it)}\n`)
    .join('\n');

export const messageText = (message: FakeMessage): string =>
  [
    ...(message.text === '' ? [] : [message.text]),
    ...cardsOf(message).map(cardBodyText),
    ...message.attachments.flatMap(({ content }) =>
      isJson(content) && typeof content.description === 'string' ? [content.description] : [],
    ),
  ].join('\n');
