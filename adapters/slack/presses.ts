import type { SchoolId } from '../../src/domain/ids.ts';
import type { Who } from '../../src/surface.ts';
import type { Again } from '../../src/view/intent.ts';
import type { Reply } from '../../src/view/reply.ts';
import { admitted, OUTSIDE } from './admit.ts';
import { openView, refreshCard, refreshHome, viewOf } from './answers.ts';
import { readButton, readMeta } from './coded.ts';
import { small } from './draw-blocks.ts';
import { ANSWER, drawPreview, drawSaidModal } from './draw-card.ts';
import { inTime, type SlackParts } from './parts.ts';
import type { Press } from './payloads.ts';
import { escaped } from './text.ts';

const OLD = 'That button is from an older Accord. Open the case again with its reference.';
const LATE = 'Accord is slow just now. Nothing is lost: look again in a moment.';

/** Says something to the one who pressed, where the message stands; it is news, never something to be answered. */
async function whisper({ client }: SlackParts, press: Press, text: string): Promise<void> {
  if (!press.channel) return;
  await client.chat.postEphemeral({ channel: press.channel.id, user: press.user.id, text: escaped(text) });
}

/** How many windows stand one on another already, counting the one that was pressed. */
const depth = ({ view }: Press): number =>
  view?.type !== 'modal'
    ? 0
    : !view.previous_view_id
      ? 1
      : view.previous_view_id === view.root_view_id
        ? 2
        : 3;

async function show(
  parts: SlackParts,
  press: Press,
  who: Who,
  of: SchoolId | undefined,
  intent: Again,
  key: string,
  reply: Reply,
): Promise<void> {
  const { view, trigger_id: trigger } = press;
  const asked = { who, intent, key };
  const again = intent.do === 'say' || intent.tap.tap !== 'form' ? intent : null;
  if (view?.type === 'modal') {
    const meta = readMeta(view.private_metadata);
    const before = meta?.is === 'card' ? meta.again : null;
    const under = before ? { view: view.id, again: before } : null;
    if (reply.is === 'form' && depth(press) < 3)
      return openView(parts, trigger, viewOf(parts, reply, of, again, under), asked, 'push');
    if (reply.is === 'said' && reply.level === 'good' && before)
      return refreshCard(parts, who, view.id, before, reply.text);
    await parts.client.views.update({ view_id: view.id, view: viewOf(parts, reply, of, again) });
    return;
  }
  if (reply.is === 'said' && reply.level === 'good' && !view) return whisper(parts, press, reply.text);
  await openView(parts, trigger, viewOf(parts, reply, of, again), asked);
}

/** An answer's own buttons go once one of them was used; cards that Accord posted are drawn again by what is owed. */
async function useUp({ client }: SlackParts, { message, channel }: Press): Promise<void> {
  if (!message || !channel || !message.blocks.some((block) => block.block_id?.startsWith(ANSWER))) return;
  await client.chat.update({
    channel: channel.id,
    ts: message.ts,
    text: drawPreview('Accord'),
    blocks: [
      ...message.blocks.filter((block) => block.type !== 'actions'),
      ...small('This has been answered.'),
    ],
  });
}

/** A button was pressed: on a message, in a window or on the home tab. Its effect is kept before Slack is answered. */
export async function onPress(parts: SlackParts, press: Press, ack: () => Promise<void>): Promise<void> {
  const [action] = press.actions;
  const who = admitted(parts, press.user, press.team?.id);
  if (!who) {
    await ack();
    return parts.after('A word to somebody outside', () => whisper(parts, press, OUTSIDE));
  }
  // A box of a form that was changed: it is read when the form is sent.
  if (action?.type !== 'button') return ack();
  const pressed = readButton(action.value ?? '');
  if (!pressed) {
    await ack();
    return parts.after('A word about an old button', async () => {
      await parts.client.views.open({
        trigger_id: press.trigger_id,
        view: drawSaidModal(OLD, 'info', undefined),
      });
    });
  }
  const { school, key, tap } = pressed;
  const intent = { do: 'tap', key, tap, ...(school ? { school } : {}) } as const;
  const received = parts.door.receive(who, intent);
  const inTimeReply = await inTime(received);
  await ack();
  parts.settle();
  parts.after('What a button showed', async () => {
    if (!inTimeReply) parts.after('A word about being slow', () => whisper(parts, press, LATE));
    // A window cannot be opened by now: a button for it is sent instead.
    const reply = await received;
    await show(parts, press, who, school, intent, `press/${press.trigger_id}`, reply);
    if (reply.is === 'said') refreshHome(parts, who);
    if (reply.is === 'said' && reply.level === 'good') await useUp(parts, press);
  });
}
