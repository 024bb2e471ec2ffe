import type { ModalView } from '@slack/types';
import type { SchoolId } from '../../src/domain/ids.ts';
import type { Who } from '../../src/surface.ts';
import { answerCard, withDone } from '../../src/view/answer-card.ts';
import type { Again } from '../../src/view/intent.ts';
import type { Reply } from '../../src/view/reply.ts';
import { slackError } from './client.ts';
import type { Under } from './coded.ts';
import { drawAnswer, drawCardModal, drawHome, drawPreview, drawSaidModal } from './draw-card.ts';
import { drawForm } from './draw-form.ts';
import type { SlackParts } from './parts.ts';

/** A reply in a window. `again` asks for the same card later, once something was done from it. */
export function viewOf(
  { directory }: Pick<SlackParts, 'directory'>,
  reply: Reply,
  of: SchoolId | undefined,
  again: Again | null,
  under: Under | null = null,
): ModalView {
  switch (reply.is) {
    case 'form':
    case 'form_again':
      return drawForm(reply.form, { under, known: directory.groupNames() });
    case 'card':
      return drawCardModal(reply.card, of, again);
    case 'said':
      return drawSaidModal(reply.text, reply.level, of);
    default:
      return reply satisfies never;
  }
}

export interface Asked {
  readonly who: Who;
  readonly intent: Again;
  /** Tells this asking from others, so that a button for it is owed once. */
  readonly key: string;
}

/**
 * Opens a window, once Slack has its answer. What could not be opened in time is owed as a message with a button for
 * it: the trigger lives three seconds and works once, and Slack may be slow.
 */
export async function openView(
  { client, door, log, settle }: SlackParts,
  trigger: string,
  view: ModalView,
  asked: Asked,
  how: 'open' | 'push' = 'open',
): Promise<void> {
  try {
    await client.views[how]({ trigger_id: trigger, view });
  } catch (cause) {
    const said = slackError(cause);
    // The same click twice: the window is open already.
    if (said === 'exchanged_trigger_id') return;
    log.warn('A window could not be opened in Slack; a button for it is sent instead.', {
      slack: said ?? 'no answer',
    });
    await door.later(asked.who, asked.key, asked.intent);
    settle();
  }
}

/** Where it was asked: in the thread, where it was said in one. */
export async function answerInConversation(
  { client }: SlackParts,
  {
    channel,
    thread_ts: thread,
  }: { readonly channel: string; readonly thread_ts?: string | null | undefined },
  reply: Reply,
): Promise<void> {
  const of = reply.is === 'form' || reply.is === 'form_again' ? reply.form.school : undefined;
  await client.chat.postMessage({
    channel,
    ...(thread ? { thread_ts: thread } : {}),
    text: drawPreview('Accord has answered'),
    blocks: drawAnswer(answerCard(reply), of),
    unfurl_links: false,
    unfurl_media: false,
  });
}

/** Draws the home tab anew: what waits, what is due, what is in force. */
export async function publishHome({ client, door, homes }: SlackParts, who: Who): Promise<void> {
  homes.add(who.user);
  const reply = await door.receive(who, { do: 'say', words: 'home' });
  await client.views.publish({ user_id: who.user, view: drawHome(answerCard(reply), undefined) });
}

/** Where somebody has looked at their home tab, it shows what they have done since. */
export function refreshHome(parts: SlackParts, who: Who): void {
  if (parts.homes.has(who.user)) parts.after('The home tab', () => publishHome(parts, who));
}

/** A card in a window is asked for again, with what was just done above it. */
export async function refreshCard(
  parts: SlackParts,
  who: Who,
  view: string,
  again: Again,
  done?: string,
): Promise<void> {
  const { client, door } = parts;
  const { school, ...intent } = again;
  const reply = await door.receive(who, school ? { ...intent, school } : intent);
  const told: Reply =
    reply.is === 'card' && done !== undefined ? { is: 'card', card: withDone(reply.card, done) } : reply;
  await client.views.update({ view_id: view, view: viewOf(parts, told, school, again) });
}
