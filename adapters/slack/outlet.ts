import type { WebClient } from '@slack/web-api';
import type { SchoolId } from '../../src/domain/ids.ts';
import type { Conversation, Timer } from '../../src/ports.ts';
import type { AddressOf, Outlet, Sent } from '../../src/surface.ts';
import { neutralFileName } from '../../src/view/neutral-file-name.ts';
import { sentOf, slackError } from './client.ts';
import type { Direct } from './direct.ts';
import { drawMessage, drawPreview } from './draw-card.ts';
import { escaped } from './text.ts';

/** Slack takes about one message a second in a conversation. Milliseconds. */
export const PACE_MS = 1000;

export interface OutletParts {
  /** For words: gives up soon. */
  readonly client: WebClient;
  /** For files: gives up later. */
  readonly files: WebClient;
  readonly direct: Direct;
  readonly addressOf: AddressOf;
  readonly timer: Timer;
  /** Milliseconds between two messages in one conversation. */
  readonly paceMs: number;
}

const never = (reason: string): Sent => ({ ok: false, why: 'never', reason });
const waits = (afterMs: number, reason: string): Sent => ({
  ok: false,
  why: 'later',
  afterMs,
  reason,
  held: true,
});

/**
 * Accord has to be added to the channel, or another chosen: the administrators are told, and what is owed waits. Of a
 * private channel that it was not added to Slack says that there is none.
 */
const MENDABLE: ReadonlySet<string> = new Set(
  ['channel_not_found', 'is_archived'].map((said) => `Slack says ${said}`),
);
const CHANNEL_MS = 60_000;

/** A card's name is its channel and its time there; a file's is Slack's id for it. */
const FILE = 'file:';
/** Files remembered as taken away. */
const MOST_TAKEN = 500;
/** Taken away before. */
const GONE: ReadonlySet<string> = new Set(['file_not_found', 'file_deleted']);

export function slackOutlet({ client, files, direct, addressOf, timer, paceMs }: OutletParts): Outlet {
  /** When a conversation may be written to again. Lost at a restart, where Slack's own word is heard soon enough. */
  const free = new Map<string, number>();
  /** Until when Slack itself asked to wait in a conversation: cards there are not drawn again meanwhile either. */
  const shut = new Map<string, number>();

  async function channelOf(to: Conversation, school: SchoolId): Promise<string | null> {
    const address = await addressOf('slack', to, school);
    if (address === null || to.kind === 'channel') return address;
    return direct.with(address);
  }

  /** One channel that has to wait holds up no other. */
  async function paced(channel: string, work: () => Promise<Sent>): Promise<Sent> {
    const wait = (free.get(channel) ?? 0) - timer.ms();
    if (wait > 0) return waits(wait, 'the conversation was written to a moment ago');
    free.set(channel, timer.ms() + paceMs);
    const sent = await unlessShut(channel, work);
    if (!sent.ok && sent.why === 'later' && sent.held) free.set(channel, timer.ms() + sent.afterMs);
    return sent;
  }

  /** Drawing again is not paced, and waits as all else there does where Slack asked to wait. */
  async function unlessShut(channel: string, work: () => Promise<Sent>): Promise<Sent> {
    const wait = (shut.get(channel) ?? 0) - timer.ms();
    if (wait > 0) return waits(wait, 'Slack asked to wait');
    const sent = await work().catch(sentOf);
    if (!sent.ok && sent.why === 'later' && sent.held) shut.set(channel, timer.ms() + sent.afterMs);
    return sent;
  }

  const inChannel = async (
    to: Conversation,
    school: SchoolId,
    work: (channel: string) => Promise<Sent>,
  ): Promise<Sent> => {
    try {
      const channel = await channelOf(to, school);
      if (channel === null) return never('there is nobody of that name, and no such channel, in Slack');
      const sent = await work(channel);
      return to.kind === 'channel' && !sent.ok && MENDABLE.has(sent.reason)
        ? waits(CHANNEL_MS, sent.reason)
        : sent;
    } catch (cause) {
      return sentOf(cause);
    }
  };

  /** A file's place is drawn again whenever its case moves on: Slack is asked once. */
  const taken = new Set<string>();

  /** No card can stand in a file's place. It goes even where whoever had it is reached no more. */
  async function takeAway(message: string): Promise<Sent> {
    if (taken.has(message)) return { ok: true, message };
    try {
      await files.files.delete({ file: message.slice(FILE.length) });
    } catch (cause) {
      if (!GONE.has(slackError(cause) ?? '')) return sentOf(cause);
    }
    taken.add(message);
    for (const old of taken) {
      if (taken.size <= MOST_TAKEN) break;
      taken.delete(old);
    }
    return { ok: true, message };
  }

  return {
    post: (to, school, card, preview) =>
      inChannel(to, school, (channel) =>
        paced(channel, async () => {
          const posted = await client.chat.postMessage({
            channel,
            text: drawPreview(preview),
            blocks: drawMessage(card, school),
            unfurl_links: false,
            unfurl_media: false,
          });
          return { ok: true, message: `${channel}:${posted.ts}` };
        }),
      ),

    redraw: async (to, school, message, card) => {
      if (message.startsWith(FILE)) return takeAway(message);
      return inChannel(to, school, async (channel) => {
        const [of, ts] = message.split(':');
        if (of !== channel || !ts) return never('that message is not in this conversation');
        return unlessShut(channel, async () => {
          await client.chat.update({
            channel,
            ts,
            text: drawPreview('Accord'),
            blocks: drawMessage(card, school),
          });
          return { ok: true, message };
        });
      });
    },

    file: (to, school, file, words) =>
      inChannel(to, school, (channel) =>
        paced(channel, async () => {
          const done = await files.filesUploadV2({
            channel_id: channel,
            file: Buffer.from(file.bytes),
            filename: neutralFileName(file),
            title: words,
            initial_comment: escaped(words),
          });
          const id = done.files?.[0]?.files?.[0]?.id;
          return { ok: true, message: id ? `${FILE}${id}` : '' };
        }),
      ),
  };
}
