import { type Activity, activityBase, CLIENT } from './activity-base.ts';
import type { Core } from './core.ts';
import type { FakeFile } from './files.ts';
import { invokeActivities } from './invoke-activities.ts';
import type { Json } from './json.ts';
import { lifecycleActivities } from './lifecycle-activities.ts';
import type { FakeChannel, FakeMessage, FakeUser } from './tenant.ts';

export interface UserFile extends FakeFile {
  /** A picture pasted into the text rather than a file beside it. */
  readonly isInline?: boolean;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Activities as Teams sends them. */
export function fakeActivities(it: Core) {
  const { names, tenant } = it;
  const shared = activityBase(it);
  const { bot, base, inPersonal, inChannel, around } = shared;

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

  return {
    ...invokeActivities(it, shared),
    ...lifecycleActivities(it, shared),
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
  };
}

export type FakeActivities = ReturnType<typeof fakeActivities>;
