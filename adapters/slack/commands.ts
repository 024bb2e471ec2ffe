import type { Who } from '../../src/surface.ts';
import type { Again } from '../../src/view/intent.ts';
import { MOST_QUOTED } from '../../src/view/with-narrative.ts';
import { admitted, OUTSIDE } from './admit.ts';
import { openView, viewOf } from './answers.ts';
import { inTime, NAMES_MS, type SlackParts } from './parts.ts';
import type { Command, Shortcut } from './payloads.ts';
import { asTyped, cut, escaped } from './text.ts';

const LATE = 'Accord is slow just now. What you asked for comes to you as a message.';

/** An answer that nobody else in the channel sees; Slack reads its text as markup. */
const onlyYou = (text: string) => ({ response_type: 'ephemeral' as const, text: escaped(text) });

type Ack = (answer?: ReturnType<typeof onlyYou>) => Promise<void>;

/** Slack's ids of direct messages begin with D: nobody else is there, so it is no channel. */
const channelOf = ({ channel_id: id }: Command): Pick<Who, 'channel'> =>
  id === undefined || id.startsWith('D') ? {} : { channel: id };

/** Whoever claims a school is added under their own name, which a command does not bring. */
async function named({ directory }: SlackParts, who: Who, words: string): Promise<Who> {
  if (!/^\s*setup\s+\S/i.test(words)) return who;
  const names = await inTime(directory.names([who.user]), NAMES_MS).catch(() => null);
  const name = names?.value.get(who.user);
  return name ? { ...who, name } : who;
}

/** Whether the channel they want written to can be, and by whom it is read: asked before anything is kept. */
async function inChannel({ directory }: SlackParts, who: Who, words: string): Promise<Who> {
  // The command may stand before it once more, or another of its names.
  if (who.channel === undefined || !/\bsetup\s+here\s*$/i.test(words)) return who;
  const found = await inTime(directory.channelTrouble(who.channel), NAMES_MS).catch(() => null);
  const trouble = found === null ? 'no_answer' : found.value;
  return trouble ? { ...who, channelTrouble: trouble } : who;
}

/** What was typed after the command. Only words that need no window are answered where they were typed. */
export async function onCommand(parts: SlackParts, command: Command, ack: Ack): Promise<void> {
  const { user_id: id, user_name: name, team_id: team, trigger_id: trigger } = command;
  const sender = admitted(parts, { id, name }, team);
  if (!sender) return ack(onlyYou(OUTSIDE));
  const words = cut(command.text, 2000);
  const intent = { do: 'say', words } as const;
  const asked = { who: sender, intent, key: `command/${trigger}` };
  const from = { ...(await named(parts, sender, words)), ...channelOf(command) };
  const received = parts.door.receive(await inChannel(parts, from, words), intent);
  const reply = await inTime(received);
  if (!reply) {
    await ack(onlyYou(LATE));
    parts.after('A late answer to a command', async () => {
      await received;
      await parts.door.later(sender, asked.key, intent);
      parts.settle();
    });
    return;
  }
  parts.settle();
  const { value } = reply;
  if (value.is === 'said') return ack(onlyYou(value.text));
  await ack();
  parts.after('A window after a command', () =>
    openView(parts, trigger, viewOf(parts, value, undefined, intent), asked),
  );
}

/** A message that somebody wants to report, with where it stands: the text of a form's long box, cut before the link. */
function quoted(shortcut: Extract<Shortcut, { type: 'message_action' }>, max: number): string {
  const { message, channel, team } = shortcut;
  const link =
    team?.domain && channel && message?.ts
      ? `https://${team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`
      : '';
  const intro = 'A message in Slack says:';
  const room = max - intro.length - link.length - '\n\n'.length * 2;
  return [intro, cut(asTyped(message?.text ?? ''), room), link].filter((row) => row !== '').join('\n\n');
}

/** From the shortcuts of Slack, and from the menu of a message. */
export async function onShortcut(
  parts: SlackParts,
  shortcut: Shortcut,
  ack: () => Promise<void>,
): Promise<void> {
  const { user, team, trigger_id: trigger } = shortcut;
  const who = admitted(parts, user, team?.id);
  if (!who) return ack();
  const asked: Promise<Again> =
    shortcut.type === 'message_action'
      ? parts.door.quote(who, quoted(shortcut, MOST_QUOTED))
      : Promise.resolve({ do: 'say', words: 'report' });
  const received = asked.then((intent) => parts.door.receive(who, intent));
  await inTime(received);
  await ack();
  parts.after('A window after a shortcut', async () => {
    const reply = await received;
    const intent = await asked;
    const again = intent.do === 'say' ? intent : null;
    await openView(parts, trigger, viewOf(parts, reply, undefined, again), {
      who,
      intent,
      key: `shortcut/${trigger}`,
    });
  });
}
