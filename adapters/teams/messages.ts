import { IntentKey } from '../../src/domain/ids.ts';
import type { Who } from '../../src/surface.ts';
import { answerCard } from '../../src/view/answer-card.ts';
import { behindButton } from '../../src/view/behind-button.ts';
import type { Card } from '../../src/view/card.ts';
import type { Reply } from '../../src/view/reply.ts';
import { type Installed, isPersonal, type Message } from './activity.ts';
import { attached } from './dialogs.ts';
import { drawCard } from './draw-card.ts';
import { placeOf, type TeamsParts } from './parts.ts';
import { cut } from './text.ts';

/** Messages remembered as answered: Teams may deliver one again. */
const MOST_SEEN = 2000;

/** In a channel others read along: there is only a button, and what it opens is seen by whoever presses it. */
const IN_CHANNEL: Card = {
  title: 'Accord',
  tone: 'plain',
  blocks: [
    { is: 'text', text: 'Here others read along. Press the button, or write to me in a chat of our own.' },
    {
      is: 'buttons',
      buttons: [
        // Opening settles nothing, so one key does for every such button.
        {
          label: 'Report an incident',
          key: IntentKey.parse('in-channel'),
          tap: { tap: 'say', words: 'report' },
          style: 'main',
        },
        {
          label: 'What waits for me',
          key: IntentKey.parse('in-channel-home'),
          tap: { tap: 'say', words: 'home' },
          style: 'plain',
        },
      ],
    },
  ],
};

/** What was typed, without what Teams puts into it: mentions, and blanks that do not break. */
const asTyped = (text: string): string =>
  text
    .replaceAll(/<at>[^<]*<\/at>/gi, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();

async function answer(parts: TeamsParts, who: Who, heard: Message): Promise<Reply> {
  const words = cut(asTyped(heard.text ?? ''), 2000);
  if (!isPersonal(heard)) {
    if (!/^(\/?incident\s+)?setup\s+here$/i.test(words)) return { is: 'card', card: IN_CHANNEL };
    return parts.door.receive(who, { do: 'say', words: 'setup here' });
  }
  const files = parts.shared.heard(heard);
  if (files.length > 0)
    return parts.door.evidence(who, {
      words,
      files: files.slice(0, 10),
      key: `${heard.conversation.id}.${heard.id ?? ''}`,
    });
  return behindButton(await parts.door.receive(who, { do: 'say', words }), words);
}

/** What people write to Accord, and Accord's first word where it was installed for them. */
export function messageHandler(parts: TeamsParts) {
  const seen = new Set<string>();

  /** Once for each, unless it fails: then it may come again. */
  async function once(heard: Message | Installed, work: () => Promise<void>): Promise<void> {
    const id = `${heard.conversation.id}.${heard.id ?? ''}`;
    if (heard.id && seen.has(id)) return;
    seen.add(id);
    for (const old of seen) {
      if (seen.size <= MOST_SEEN) break;
      seen.delete(old);
    }
    try {
      await work();
    } catch (cause) {
      seen.delete(id);
      throw cause;
    }
  }

  const say = (heard: Message | Installed, reply: Reply) =>
    parts.after('An answer in a conversation', () => {
      const of = reply.is === 'form' || reply.is === 'form_again' ? reply.form.school : undefined;
      return parts.transport.send(placeOf(heard), {
        type: 'message',
        summary: 'Accord has answered',
        attachments: [attached(drawCard(answerCard(reply), of, 'message'))],
      });
    });

  return {
    onMessage: (who: Who, heard: Message): Promise<void> =>
      once(heard, async () => {
        const reply = await answer(parts, who, heard);
        parts.settle();
        say(heard, reply);
      }),
    async onInstalled(who: Who, heard: Installed): Promise<void> {
      if (heard.action !== 'add') return;
      await once(heard, async () => {
        // What was owed while there was no way in goes now.
        parts.letIn(who, heard);
        await parts.door.reachable(who);
        parts.settle();
        if (!isPersonal(heard)) return;
        say(heard, behindButton(await parts.door.receive(who, { do: 'say', words: 'home' }), 'home'));
      });
    },
  };
}
