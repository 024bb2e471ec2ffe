import type { WebClient } from '@slack/web-api';
import { slackError } from './client.ts';

/** Slack's words for an account that no app can write to. */
const UNREACHABLE: ReadonlySet<string> = new Set([
  'user_not_found',
  'users_not_found',
  'user_disabled',
  'user_not_visible',
  'cannot_dm_bot',
  'messages_tab_disabled',
]);

export interface Direct {
  /** The conversation with one account. Opening it sends nothing; it is opened once. */
  with(user: string): Promise<string>;
  unreachable(users: readonly string[]): Promise<readonly string[]>;
}

export function directMessages(client: WebClient): Direct {
  const known = new Map<string, string>();

  async function open(user: string): Promise<string> {
    const before = known.get(user);
    if (before) return before;
    const opened = await client.conversations.open({ users: user });
    const id = opened.channel?.id;
    if (!id) throw new Error('Slack opened a conversation and did not say which.');
    known.set(user, id);
    return id;
  }

  return {
    with: open,
    async unreachable(users) {
      const lost: string[] = [];
      // One after the other: whatever is owed goes first. Where Slack asks to wait, the rest is for the next time.
      for (const user of users)
        try {
          await open(user);
        } catch (cause) {
          if (!UNREACHABLE.has(slackError(cause) ?? '')) return lost;
          lost.push(user);
        }
      return lost;
    },
  };
}
