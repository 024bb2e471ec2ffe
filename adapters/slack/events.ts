import { behindButton } from '../../src/view/behind-button.ts';
import type { Reply } from '../../src/view/reply.ts';
import { admitted, OUTSIDE } from './admit.ts';
import { answerInConversation, publishHome } from './answers.ts';
import type { SlackParts } from './parts.ts';
import type { SlackEvent } from './payloads.ts';
import { asTyped, cut } from './text.ts';

/** Messages remembered as answered: Slack may deliver one again, under another event's id. */
const MOST_SEEN = 2000;

type Message = Extract<SlackEvent, { type: 'message' }>;

async function answer(parts: SlackParts, message: Message): Promise<Reply | null> {
  const { channel, ts, text, files, user } = message;
  if (message.bot_id || !user) {
    parts.counts.count('bot');
    return null;
  }
  const who = admitted(parts, { id: user, team_id: message.user_team ?? message.team }, undefined);
  if (!who) return { is: 'said', text: OUTSIDE, level: 'refused' };
  const words = asTyped(text);
  // Whole: what is too much of it is refused with a sentence, and never left out without one.
  if (files.length > 0)
    return parts.door.evidence(who, { words, files: files.map((row) => row.id), key: `${channel}.${ts}` });
  return behindButton(await parts.door.receive(who, { do: 'say', words: cut(words, 2000) }), words);
}

/** Told by the event that it is a person's own words: edits, joins and the like have a kind. */
const isSpoken = ({ channel_type: kind, subtype }: Message): boolean =>
  kind === 'im' && (subtype === undefined || subtype === 'file_share');

/** What happens in the workspace by itself. Answered once it is kept, so that Slack sends again what was not. */
export function eventHandler(parts: SlackParts): (event: SlackEvent) => Promise<void> {
  const seen = new Set<string>();

  async function onMessage(message: Message): Promise<void> {
    const id = `${message.channel}.${message.ts}`;
    if (!isSpoken(message) || seen.has(id)) return;
    seen.add(id);
    for (const old of seen) {
      if (seen.size <= MOST_SEEN) break;
      seen.delete(old);
    }
    try {
      const reply = await answer(parts, message);
      parts.settle();
      if (reply)
        parts.after('An answer in a conversation', () => answerInConversation(parts, message, reply));
    } catch (cause) {
      seen.delete(id);
      throw cause;
    }
  }

  return async (event) => {
    switch (event.type) {
      case 'app_home_opened': {
        const who = admitted(parts, { id: event.user }, undefined);
        if (event.tab === 'home' && who) parts.after('The home tab', () => publishHome(parts, who));
        return;
      }
      case 'message':
        return onMessage(event);
      case 'user_change':
        if ((event.user.team_id ?? parts.team()) !== parts.team()) return;
        parts.directory.heard(event.user);
        if (event.user.deleted) {
          await parts.door.accountGone({ platform: 'slack', user: event.user.id });
          parts.settle();
        }
        return;
      case 'subteam_members_changed':
      case 'subteam_updated':
        return parts.groupsChanged();
      case 'app_uninstalled':
      case 'tokens_revoked':
        parts.log.warn(
          'Accord was taken out of the Slack workspace, or its token was revoked. Nothing is lost: install it again.',
        );
        return;
      default:
        return event satisfies never;
    }
  };
}
