import { IntentKey } from '../domain/ids.ts';
import type { Card } from './card.ts';
import type { Reply } from './reply.ts';

// Opening settles nothing, so one key does for every such button.
const KEY = IntentKey.parse('open-what-was-asked');
/** What a button may carry of what was typed. */
const WORDS_MAX = 200;

/** Cards with names or a story in them. */
const isPrivate = ({ tone, whole }: Card): boolean => tone === 'private' || whole !== undefined;

/**
 * An answer in a conversation stays there for good, and nobody draws it again or cuts it down when its case is closed.
 * What is private is therefore behind a button, and is shown in a window of its own.
 */
export function behindButton(reply: Reply, words: string): Reply {
  if (reply.is !== 'card' || !isPrivate(reply.card) || words.length > WORDS_MAX) return reply;
  return {
    is: 'card',
    card: {
      title: 'Accord',
      tone: 'plain',
      blocks: [
        { is: 'text', text: 'It opens in a window, so that nothing of it stays in the chat.' },
        {
          is: 'buttons',
          buttons: [{ label: 'Open it', key: KEY, tap: { tap: 'say', words }, style: 'main' }],
        },
      ],
    },
  };
}
