import { messageObject } from './chat-methods.ts';
import type { Core } from './core.ts';
import { fileObject } from './file-methods.ts';
import { userObject } from './people-methods.ts';
import type { ResponseUrls } from './response-urls.ts';
import { EVENT_SCOPES, type EventName } from './scopes.ts';
import type { ViewState } from './view-state.ts';
import type { FakeView } from './views.ts';
import type { FakeChannel, FakeFile, FakeMessage, FakeUser } from './workspace.ts';

/** Where somebody acted. */
export type Place =
  | { readonly in: 'message'; readonly message: FakeMessage; readonly state: ViewState }
  | { readonly in: 'view' | 'home'; readonly view: FakeView };

/** What Slack sends, field by field (types of @slack/bolt and docs.slack.dev), each with a fresh trigger. */
export function fakePayloads(it: Core, responseUrls: ResponseUrls) {
  const { names, workspace } = it;
  let events = 0;
  let actions = 0;
  const seconds = () => Math.floor(it.clock.now() / 1000);
  const actionTs = () => `${seconds()}.${String(++actions).padStart(6, '0')}`;

  const user = (id: string): FakeUser => {
    const found = workspace.users.get(id);
    if (!found) throw new Error(`There is no ${id} in the fake workspace.`);
    return found;
  };
  const common = (id: string) => {
    const who = user(id);
    return {
      token: names.verificationToken,
      api_app_id: names.appId,
      team: { id: names.teamId, domain: names.teamDomain },
      user: { id: who.id, username: who.handle, name: who.handle, team_id: who.teamId },
      enterprise: null,
      is_enterprise_install: false,
    };
  };
  const channelOf = (id: string): FakeChannel => {
    const found = workspace.channels.get(id);
    if (!found) throw new Error(`There is no conversation ${id} in the fake workspace.`);
    return found;
  };
  const channel = (id: string) => ({ id, name: channelOf(id).name });

  const container = (place: Place) =>
    place.in === 'message'
      ? {
          type: 'message',
          message_ts: place.message.ts,
          channel_id: place.message.channel,
          is_ephemeral: place.message.ephemeralTo !== null,
        }
      : { type: 'view', view_id: place.view.id };
  const around = (who: string, place: Place) =>
    place.in === 'message'
      ? {
          container: container(place),
          channel: channel(place.message.channel),
          message: messageObject(it, place.message),
          state: { values: place.state },
          response_url: responseUrls.give(who, place.message.channel, place.message),
        }
      : { container: container(place), view: it.views.asSlackSays(place.view) };

  const event = (name: EventName, inner: Readonly<Record<string, unknown>>) => {
    const scope = EVENT_SCOPES[name];
    if (scope && !it.scopes.includes(scope))
      throw new Error(`Without ${scope} the app never hears of ${name}.`);
    return {
      token: names.verificationToken,
      team_id: names.teamId,
      context_team_id: names.teamId,
      context_enterprise_id: null,
      api_app_id: names.appId,
      event: { type: name === 'message.im' ? 'message' : name, event_ts: actionTs(), ...inner },
      type: 'event_callback',
      event_id: `Ev1${String(++events).padStart(8, '0')}`,
      event_time: seconds(),
      authorizations: [
        {
          enterprise_id: null,
          team_id: names.teamId,
          user_id: names.botUserId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
    };
  };

  return {
    command: (who: string, command: string, text: string, at: string) => ({
      token: names.verificationToken,
      team_id: names.teamId,
      team_domain: names.teamDomain,
      channel_id: at,
      channel_name: channelOf(at).name,
      user_id: who,
      user_name: user(who).handle,
      command,
      text,
      api_app_id: names.appId,
      is_enterprise_install: 'false',
      response_url: responseUrls.give(who, at),
      trigger_id: it.triggers.give(who),
    }),
    blockActions: (who: string, place: Place, action: Readonly<Record<string, unknown>>) => ({
      type: 'block_actions',
      ...common(who),
      ...around(who, place),
      trigger_id: it.triggers.give(who, place.in === 'view' ? place.view.id : null),
      actions: [{ ...action, action_ts: actionTs() }],
    }),
    suggestion: (who: string, place: Place, block_id: string, action_id: string, value: string) => {
      const { container: box, ...rest } = around(who, place);
      return {
        type: 'block_suggestion',
        ...common(who),
        container: box,
        ...rest,
        block_id,
        action_id,
        value,
      };
    },
    viewSubmission: (who: string, view: FakeView) => ({
      type: 'view_submission',
      ...common(who),
      trigger_id: it.triggers.give(who, view.id),
      view: it.views.asSlackSays(view),
      response_urls: [],
    }),
    viewClosed: (who: string, view: FakeView, isCleared: boolean) => ({
      type: 'view_closed',
      ...common(who),
      view: it.views.asSlackSays(view),
      is_cleared: isCleared,
    }),
    shortcut: (who: string, callback_id: string) => ({
      type: 'shortcut',
      ...common(who),
      action_ts: actionTs(),
      callback_id,
      trigger_id: it.triggers.give(who),
    }),
    messageAction: (who: string, callback_id: string, message: FakeMessage) => ({
      type: 'message_action',
      ...common(who),
      action_ts: actionTs(),
      callback_id,
      trigger_id: it.triggers.give(who),
      message_ts: message.ts,
      channel: channel(message.channel),
      message: messageObject(it, message),
      response_url: responseUrls.give(who, message.channel),
    }),
    urlVerification: (challenge: string) => ({
      token: names.verificationToken,
      challenge,
      type: 'url_verification',
    }),
    event,
    homeOpened: (who: string, tab: 'home' | 'messages' = 'home') => {
      const home = it.views.homeOf(who);
      return event('app_home_opened', {
        user: who,
        channel: workspace.dm(who).id,
        tab,
        ...(home ? { view: it.views.asSlackSays(home) } : {}),
      });
    },
    /** A direct message to the app as its event tells it; files make it a `file_share`. */
    directMessage: (message: FakeMessage, files: readonly FakeFile[] = []) =>
      event('message.im', {
        ...messageObject(it, message),
        client_msg_id: `client-${message.ts}`,
        channel: message.channel,
        channel_type: 'im',
        ...(files.length > 0
          ? { subtype: 'file_share', files: files.map((file) => fileObject(it, file)), upload: false }
          : {}),
      }),
    /** What a bot said in the direct messages: the app hears its own words too. Older bots come with a subtype. */
    botMessage: (message: FakeMessage, isOld = false) =>
      event('message.im', {
        ...messageObject(it, message),
        ...(isOld ? { subtype: 'bot_message' } : {}),
        bot_id: names.botId,
        channel: message.channel,
        channel_type: 'im',
      }),
    messageChanged: (message: FakeMessage) =>
      event('message.im', {
        subtype: 'message_changed',
        hidden: true,
        channel: message.channel,
        channel_type: 'im',
        ts: workspace.ts(),
        message: messageObject(it, message),
        previous_message: messageObject(it, message),
      }),
    userChange: (who: string) =>
      event('user_change', { user: userObject(it, user(who)), cache_ts: seconds() }),
    teamJoin: (who: string) => event('team_join', { user: userObject(it, user(who)), cache_ts: seconds() }),
    groupMembersChanged: (group: string, added: readonly string[], removed: readonly string[]) =>
      event('subteam_members_changed', {
        subteam_id: group,
        team_id: names.teamId,
        date_previous_update: seconds(),
        date_update: seconds(),
        added_users: added,
        added_users_count: added.length,
        removed_users: removed,
        removed_users_count: removed.length,
      }),
    appUninstalled: () => event('app_uninstalled', {}),
    tokensRevoked: () => event('tokens_revoked', { tokens: { oauth: [], bot: [names.botUserId] } }),
  };
}

export type FakePayloads = ReturnType<typeof fakePayloads>;
