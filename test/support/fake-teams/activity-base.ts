import type { Core } from './core.ts';
import type { Json } from './json.ts';
import type { FakeChannel, FakeMessage, FakeUser } from './tenant.ts';

export type Activity = Json;

export const CLIENT = {
  locale: 'en-GB',
  country: 'GB',
  platform: 'Web',
  timezone: 'Europe/London',
  type: 'clientInfo',
};

/** What every activity of Teams has in common. */
export function activityBase(it: Core) {
  const { names, tenant } = it;
  const stamp = (): string => new Date(it.clock.now()).toISOString();
  const bot = { id: names.botId, name: names.botName };
  const from = (user: FakeUser) => ({ id: user.id, name: user.name, aadObjectId: user.aadObjectId });

  const base = (type: string, user: FakeUser) => ({
    type,
    id: tenant.nextId(),
    timestamp: stamp(),
    localTimestamp: stamp(),
    localTimezone: 'Europe/London',
    locale: 'en-GB',
    channelId: 'msteams',
    serviceUrl: names.serviceUrl,
    from: from(user),
    recipient: bot,
  });

  const inPersonal = (user: FakeUser) => ({
    conversation: {
      conversationType: 'personal',
      tenantId: user.tenantId,
      id: tenant.personalChat(user.id).id,
    },
    channelData: { tenant: { id: user.tenantId } },
  });

  const inChannel = (user: FakeUser, channel: FakeChannel, thread: string) => ({
    conversation: {
      isGroup: true,
      conversationType: 'channel',
      tenantId: user.tenantId,
      id: `${channel.id};messageid=${thread}`,
    },
    channelData: {
      teamsChannelId: channel.id,
      teamsTeamId: channel.team,
      channel: { id: channel.id },
      team: { id: channel.team },
      tenant: { id: user.tenantId },
    },
  });

  /** Where a message is, for what is done to it. */
  const around = (user: FakeUser, message: FakeMessage | null) => {
    const channel = message && tenant.channels.get(message.conversation);
    return channel && message ? inChannel(user, channel, message.thread ?? message.id) : inPersonal(user);
  };

  const invoke = (
    user: FakeUser,
    name: string,
    value: Json,
    message: FakeMessage | null = null,
  ): Activity => ({
    ...base('invoke', user),
    ...around(user, message),
    // A command is about a message without answering it.
    ...(message && !name.startsWith('composeExtension/') ? { replyToId: message.id } : {}),
    entities: [CLIENT],
    name,
    value,
  });

  return { bot, base, inPersonal, inChannel, around, invoke };
}

export type ActivityBase = ReturnType<typeof activityBase>;
