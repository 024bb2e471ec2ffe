import type { Core } from './core.ts';
import type { FakeFile } from './files.ts';
import type { Json } from './json.ts';
import type { FakeChannel, FakeMessage, FakeTeam, FakeUser } from './tenant.ts';

export interface UserFile extends FakeFile {
  /** A picture pasted into the text rather than a file beside it. */
  readonly isInline?: boolean;
}

export type Activity = Json;

/** A command of the message extension, as somebody chose it. */
export interface Command {
  readonly commandId: string;
  readonly commandContext: 'compose' | 'commandBox' | 'message';
  readonly messagePayload?: Json;
}

const CLIENT = {
  locale: 'en-GB',
  country: 'GB',
  platform: 'Web',
  timezone: 'Europe/London',
  type: 'clientInfo',
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Activities as Teams sends them. */
export function fakeActivities(it: Core) {
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

  const fileOf = (file: UserFile): Json => {
    if (file.isInline) return { contentType: 'image/*', contentUrl: it.files.paste(file) };
    const { uniqueId, downloadUrl, contentUrl } = it.files.share(file);
    return {
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      contentUrl,
      name: file.name,
      content: { downloadUrl, uniqueId, fileType: file.name.split('.').at(-1) ?? '' },
    };
  };

  const teamData = (team: FakeTeam, eventType: string, more: Json = {}) => ({
    conversation: {
      isGroup: true,
      conversationType: 'channel',
      tenantId: names.tenantId,
      id: team.id,
    },
    channelData: {
      team: { id: team.id, name: team.name, aadGroupId: team.aadGroupId },
      eventType,
      tenant: { id: names.tenantId },
      ...more,
    },
  });

  return {
    personalMessage(user: FakeUser, text: string, files: readonly UserFile[] = [], id?: string): Activity {
      const html = { contentType: 'text/html', content: `<p>${escaped(text)}</p>` };
      return {
        ...base('message', user),
        ...inPersonal(user),
        ...(id ? { id } : {}),
        textFormat: 'plain',
        text,
        attachments: [...files.map(fileOf), ...(files.length > 0 ? [html] : [])],
        entities: [CLIENT],
      };
    },
    /** With a mention the way Teams writes one, and the gap after it. */
    channelMessage(
      user: FakeUser,
      channel: FakeChannel,
      text: string,
      given: { id?: string; thread?: string } = {},
    ): Activity {
      const mark = `<at>${names.botName}</at>`;
      const made = base('message', user);
      const id = given.id ?? made.id;
      const html = `<div><div><span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="0">${names.botName}</span>&nbsp;${escaped(text)}</div></div>`;
      return {
        ...made,
        id,
        ...inChannel(user, channel, given.thread ?? id),
        textFormat: 'plain',
        text: `${mark}&nbsp;${text}`,
        attachments: [{ contentType: 'text/html', content: html }],
        entities: [{ type: 'mention', mentioned: bot, text: mark }, CLIENT],
      };
    },
    /** What a message action tells of the message it was chosen on. */
    payloadOf(message: FakeMessage): Json {
      const author = tenant.users.get(message.from);
      const when = new Date(message.at).toISOString();
      return {
        id: message.id,
        replyToId: null,
        createdDateTime: when,
        lastModifiedDateTime: null,
        deleted: false,
        subject: null,
        summary: null,
        importance: 'normal',
        locale: 'en-gb',
        linkToMessage: `https://teams.microsoft.com/l/message/${message.conversation}/${message.id}`,
        body: { contentType: 'html', content: `<p>${escaped(message.text)}</p>` },
        from: author
          ? {
              device: null,
              conversation: null,
              application: null,
              user: { userIdentityType: 'aadUser', id: author.aadObjectId, displayName: author.name },
            }
          : {
              device: null,
              conversation: null,
              user: null,
              application: { applicationIdentityType: 'bot', id: names.appId, displayName: names.botName },
            },
        attachments: [],
        mentions: [],
        reactions: [],
      };
    },
    /** Action.Submit of a card in a message: a message without words. */
    cardMessage: (user: FakeUser, message: FakeMessage, value: Json): Activity => ({
      ...base('message', user),
      ...around(user, message),
      replyToId: message.id,
      entities: [CLIENT],
      value,
    }),
    fetchTask: (user: FakeUser, command: Command, message: FakeMessage | null = null): Activity =>
      invoke(
        user,
        'composeExtension/fetchTask',
        { ...command, requestId: tenant.nextId(), context: { theme: 'default' } },
        message,
      ),
    submitAction: (
      user: FakeUser,
      command: Command,
      data: Json,
      message: FakeMessage | null = null,
    ): Activity =>
      invoke(
        user,
        'composeExtension/submitAction',
        { ...command, data, requestId: tenant.nextId(), context: { theme: 'default' } },
        message,
      ),
    taskFetch: (user: FakeUser, data: Json, message: FakeMessage | null = null): Activity =>
      invoke(user, 'task/fetch', { data, context: { theme: 'default' } }, message),
    taskSubmit: (user: FakeUser, data: Json, message: FakeMessage | null = null): Activity =>
      invoke(user, 'task/submit', { data, context: { theme: 'default' } }, message),
    /** Action.Execute. */
    cardAction: (
      user: FakeUser,
      message: FakeMessage,
      action: { verb: string; data: Json; id?: string; title?: string },
    ): Activity =>
      invoke(
        user,
        'adaptiveCard/action',
        { action: { type: 'Action.Execute', ...action }, trigger: 'manual' },
        message,
      ),
    search: (
      user: FakeUser,
      dataset: string,
      queryText: string,
      message: FakeMessage | null = null,
    ): Activity =>
      invoke(user, 'application/search', { queryText, queryOptions: { skip: 0, top: 15 }, dataset }, message),
    fileConsent(
      user: FakeUser,
      message: FakeMessage,
      action: 'accept' | 'decline',
      name: string,
      context: unknown,
    ): Activity {
      const uploadInfo = action === 'accept' ? { uploadInfo: it.files.allowUpload(name) } : {};
      return invoke(
        user,
        'fileConsent/invoke',
        { type: 'fileUpload', action, context, ...uploadInfo },
        message,
      );
    },
    /** Somebody adds the app for themselves. */
    installed: (user: FakeUser): readonly Activity[] => [
      {
        ...base('installationUpdate', user),
        ...inPersonal(user),
        action: 'add',
        entities: [CLIENT],
      },
      { ...base('conversationUpdate', user), ...inPersonal(user), membersAdded: [bot] },
    ],
    uninstalled: (user: FakeUser): Activity => ({
      ...base('installationUpdate', user),
      ...inPersonal(user),
      action: 'remove',
      entities: [CLIENT],
    }),
    /** Somebody adds the app to a team. */
    teamInstalled: (user: FakeUser, team: FakeTeam): readonly Activity[] => [
      { ...base('installationUpdate', user), ...teamData(team, 'installed'), action: 'add' },
      {
        ...base('conversationUpdate', user),
        ...teamData(team, 'teamMemberAdded'),
        membersAdded: [bot],
      },
    ],
    membersAdded: (user: FakeUser, team: FakeTeam, who: readonly FakeUser[]): Activity => ({
      ...base('conversationUpdate', user),
      ...teamData(team, 'teamMemberAdded'),
      membersAdded: who.map(({ id, aadObjectId }) => ({ id, aadObjectId })),
    }),
    membersRemoved: (user: FakeUser, team: FakeTeam, who: readonly FakeUser[]): Activity => ({
      ...base('conversationUpdate', user),
      ...teamData(team, 'teamMemberRemoved'),
      membersRemoved: who.map(({ id, aadObjectId }) => ({ id, aadObjectId })),
    }),
    /** The app is taken out of a team. */
    teamUninstalled: (user: FakeUser, team: FakeTeam): readonly Activity[] => [
      { ...base('installationUpdate', user), ...teamData(team, 'removed'), action: 'remove' },
      {
        ...base('conversationUpdate', user),
        ...teamData(team, 'teamMemberRemoved'),
        membersRemoved: [bot],
      },
    ],
    /** `teamRenamed`, `channelDeleted` and the like. */
    teamEvent: (user: FakeUser, team: FakeTeam, eventType: string, channel?: FakeChannel): Activity => ({
      ...base('conversationUpdate', user),
      ...teamData(team, eventType, channel ? { channel: { id: channel.id, name: channel.name } } : {}),
    }),
    reaction: (user: FakeUser, message: FakeMessage, kind: string): Activity => ({
      ...base('messageReaction', user),
      ...around(user, message),
      replyToId: message.id,
      reactionsAdded: [{ type: kind }],
    }),
  };
}

export type FakeActivities = ReturnType<typeof fakeActivities>;
