import { z } from 'zod';
import { type Answer, no, yes } from './answers.ts';
import { mayNotWrite, post } from './connector-posts.ts';
import { type Core, refuse } from './core.ts';
import { at } from './json.ts';

const Parameters = z.strictObject({
  isGroup: z.boolean().optional(),
  bot: z.looseObject({ id: z.string() }).optional(),
  members: z.array(z.looseObject({ id: z.string() })).optional(),
  topicName: z.string().optional(),
  tenantId: z.string().optional(),
  activity: z.unknown().optional(),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: z.string() }).optional(),
      channel: z.looseObject({ id: z.string() }).optional(),
    })
    .optional(),
});

/** A personal chat, the same one however often it is asked for; or a new thread of a channel. */
export function create(it: Core, sent: unknown): Answer {
  const bad = (why: string, detail: readonly string[] = []): Answer => {
    refuse(it, 'create', why, detail);
    return no(400, 'BadArgument', why);
  };
  const read = Parameters.safeParse(sent);
  if (!read.success)
    return bad(
      'parameters Teams does not know',
      read.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`),
    );
  const { members = [], channelData, tenantId, isGroup, activity, bot } = read.data;
  if (bot && bot.id !== it.names.botId) return bad('another bot', [bot.id]);
  const channel = channelData?.channel?.id;
  if (channel !== undefined) {
    if (at(activity).type !== 'message') return bad('a thread begins with a message');
    const answer = post(it, 'create', { conversation: channel, thread: null }, activity);
    const made = it.tenant.messages.at(-1);
    if (answer.status !== 201 || !made) return answer;
    return yes({ id: `${channel};messageid=${made.id}`, activityId: made.id }, 201);
  }
  if ((tenantId ?? channelData?.tenant?.id) !== it.names.tenantId) return bad('the tenant is not named');
  const [member, ...others] = members;
  if (!member || others.length > 0 || isGroup) return bad('a personal chat has one member');
  const user = it.tenant.user(member.id);
  if (!user) {
    // Somebody who left, or was never here: known only by asking.
    return no(404, 'UserNotFound', 'The user is not in this tenant.');
  }
  const denied = mayNotWrite(it, 'create', {
    conversation: it.tenant.personalChat(user.id).id,
    thread: null,
  });
  if (denied) return denied;
  const chat = it.tenant.personalChat(user.id);
  if (activity === undefined) return yes({ id: chat.id }, 201);
  if (at(activity).type !== 'message') return bad('a chat begins with a message');
  const answer = post(it, 'create', { conversation: chat.id, thread: null }, activity);
  const made = it.tenant.messages.at(-1);
  return answer.status === 201 && made ? yes({ id: chat.id, activityId: made.id }, 201) : answer;
}
