import { z } from 'zod';
import { type Block, Message } from '../../../adapters/slack/block-kit.ts';
import { checked } from './checked.ts';
import type { Core } from './core.ts';
import { type Answer, flag, method, no } from './method.ts';
import type { FakeChannel, FakeMessage } from './workspace.ts';

/** Slack takes either alone; the schema wants the text with the blocks, as its docs do. */
function readMessage(
  text: string | undefined,
  blocks: unknown,
): { ok: true; text: string; blocks: readonly Block[] | undefined } | { ok: false; answer: Answer } {
  const isEmpty = Array.isArray(blocks) && blocks.length === 0;
  if (!text && (blocks === undefined || isEmpty)) return { ok: false, answer: no('no_text') };
  const read = checked(Message, { text: text ?? '', ...(blocks === undefined ? {} : { blocks }) }, '');
  if (read.ok) return { ok: true, text: read.value.text, blocks: read.value.blocks };
  const isText = read.messages.every((line) => line.endsWith('[json-pointer:/text]'));
  if (read.isTooLong) return { ok: false, answer: no('msg_blocks_too_long', read.messages) };
  if (isText) return { ok: false, answer: no(text ? 'msg_too_long' : 'no_text', read.messages) };
  return { ok: false, answer: no('invalid_blocks', read.messages) };
}

export function messageObject(it: Core, message: FakeMessage) {
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    ...(message.fromApp ? { bot_id: it.names.botId, app_id: it.names.appId } : {}),
    text: message.text,
    team: it.names.teamId,
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(message.edits > 0 ? { edited: { user: message.user, ts: message.ts } } : {}),
  };
}

/** A conversation by its id, or the direct messages with a person by theirs. */
export function conversation(it: Core, id: string): FakeChannel | string {
  const user = it.workspace.users.get(id);
  if (user?.isBot) return 'cannot_dm_bot';
  // A message to somebody deactivated is taken without a word (slackapi/python-slack-sdk issue 1156).
  if (user) return it.workspace.dm(id);
  const channel = it.workspace.channels.get(id);
  if (!channel) return 'channel_not_found';
  if (channel.isArchived) return 'is_archived';
  if (!channel.members.has(it.names.botUserId))
    return channel.kind === 'private' ? 'channel_not_found' : 'not_in_channel';
  return channel;
}

const posting = {
  channel: z.string(),
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  thread_ts: z.string().optional(),
  mrkdwn: flag.optional(),
  link_names: flag.optional(),
  parse: z.enum(['full', 'none']).optional(),
};

export const CHAT_METHODS = {
  'chat.postMessage': method(
    z.strictObject({
      ...posting,
      unfurl_links: flag.optional(),
      unfurl_media: flag.optional(),
      reply_broadcast: flag.optional(),
      metadata: z.unknown().optional(),
    }),
    (args, it) => {
      const channel = conversation(it, args.channel);
      if (typeof channel === 'string') return no(channel);
      const read = readMessage(args.text, args.blocks);
      if (!read.ok) return read.answer;
      const made = it.workspace.post({
        channel: channel.id,
        user: it.names.botUserId,
        fromApp: true,
        text: read.text,
        blocks: read.blocks ?? [],
        threadTs: args.thread_ts ?? null,
      });
      return { ok: true, channel: channel.id, ts: made.ts, message: messageObject(it, made) };
    },
  ),
  'chat.postEphemeral': method(z.strictObject({ ...posting, user: z.string() }), (args, it) => {
    const channel = conversation(it, args.channel);
    if (typeof channel === 'string') return no(channel);
    if (!channel.members.has(args.user)) return no('user_not_in_channel');
    const read = readMessage(args.text, args.blocks);
    if (!read.ok) return read.answer;
    const made = it.workspace.post({
      channel: channel.id,
      user: it.names.botUserId,
      fromApp: true,
      text: read.text,
      blocks: read.blocks ?? [],
      ephemeralTo: args.user,
    });
    return { ok: true, message_ts: made.ts };
  }),
  'chat.update': method(
    z.strictObject({
      channel: z.string(),
      ts: z.string(),
      text: z.string().optional(),
      blocks: z.unknown().optional(),
      link_names: flag.optional(),
      parse: z.enum(['full', 'none']).optional(),
      metadata: z.unknown().optional(),
    }),
    (args, it) => {
      if (!it.workspace.channels.has(args.channel)) return no('channel_not_found');
      const found = it.workspace.find(args.channel, args.ts);
      if (!found || found.ephemeralTo !== null) return no('message_not_found');
      if (!found.fromApp) return no('cant_update_message');
      const read = readMessage(args.text, args.blocks);
      if (!read.ok) return read.answer;
      found.text = read.text;
      // Without the argument the blocks stay as they were; an empty list takes them away.
      if (read.blocks) found.blocks = it.workspace.placed(read.blocks);
      found.edits += 1;
      return {
        ok: true,
        channel: found.channel,
        ts: found.ts,
        text: found.text,
        message: messageObject(it, found),
      };
    },
  ),
  'chat.getPermalink': method(z.strictObject({ channel: z.string(), message_ts: z.string() }), (args, it) => {
    if (!it.workspace.channels.has(args.channel)) return no('channel_not_found');
    if (!it.workspace.find(args.channel, args.message_ts)) return no('message_not_found');
    const permalink = `https://${it.names.teamDomain}.slack.com/archives/${args.channel}/p${args.message_ts.replace('.', '')}`;
    return { ok: true, channel: args.channel, permalink };
  }),
  'conversations.info': method(
    z.strictObject({ channel: z.string(), include_num_members: flag.optional() }),
    (args, it) => {
      const found = it.workspace.channels.get(args.channel);
      const isMember = found?.members.has(it.names.botUserId) ?? false;
      const scope = found?.kind === 'private' ? 'groups:read' : 'channels:read';
      if (!it.scopes.includes(scope)) return no('missing_scope');
      // Of a private channel that the app is not in, Slack says that there is none.
      if (!found || (found.kind === 'private' && !isMember)) return no('channel_not_found');
      return {
        ok: true,
        channel: {
          id: found.id,
          name: found.name,
          is_channel: found.kind === 'public',
          is_private: found.kind === 'private',
          is_archived: found.isArchived,
          is_shared: found.isShared,
          is_ext_shared: found.isShared,
          is_pending_ext_shared: false,
          is_member: isMember,
        },
      };
    },
  ),
  'conversations.open': method(
    z.strictObject({
      users: z.string().optional(),
      channel: z.string().optional(),
      return_im: flag.optional(),
      prevent_creation: flag.optional(),
    }),
    (args, it) => {
      const id = args.users ?? '';
      const user = it.workspace.users.get(id);
      if (id.includes(',')) return no('method_not_supported_for_channel_type');
      if (!user) return no('user_not_found');
      if (user.deleted) return no('user_disabled');
      if (user.isBot) return no('cannot_dm_bot');
      return { ok: true, channel: { id: it.workspace.dm(id).id } };
    },
  ),
};
