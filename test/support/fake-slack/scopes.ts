/** The scopes each method asks for (docs.slack.dev, reference of methods); null where a token is enough. */
export const METHOD_SCOPES = {
  'auth.test': null,
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.getPermalink': null,
  // The one for public channels, the other for private ones that the app was added to.
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.open': 'im:write',
  'views.open': null,
  'views.push': null,
  'views.update': null,
  'views.publish': null,
  'users.info': 'users:read',
  'users.list': 'users:read',
  'usergroups.list': 'usergroups:read',
  'usergroups.users.list': 'usergroups:read',
  'files.getUploadURLExternal': 'files:write',
  'files.completeUploadExternal': 'files:write',
  'files.info': 'files:read',
  'files.delete': 'files:write',
  'apps.connections.open': 'connections:write',
} as const satisfies Record<string, string | readonly string[] | null>;

export type MethodName = keyof typeof METHOD_SCOPES;

/** The scope without which Slack sends an event to nobody. */
export const EVENT_SCOPES = {
  app_home_opened: null,
  'message.im': 'im:history',
  user_change: 'users:read',
  team_join: 'users:read',
  subteam_members_changed: 'usergroups:read',
  subteam_updated: 'usergroups:read',
  app_uninstalled: null,
  tokens_revoked: null,
} as const satisfies Record<string, string | null>;

export type EventName = keyof typeof EVENT_SCOPES;

/** What needs a scope without being a method or an event. */
export const OTHER_SCOPES = {
  slashCommands: 'commands',
  shortcuts: 'commands',
  fileDownload: 'files:read',
} as const;

const distinct = (scopes: readonly (string | readonly string[] | null)[]) =>
  [...new Set(scopes.flatMap((scope) => scope ?? []))].sort();

/** Every bot scope there is a use for here: what a fake grants unless it is told otherwise. */
export const ALL_BOT_SCOPES: readonly string[] = distinct([
  ...Object.values(METHOD_SCOPES).filter((scope) => scope !== 'connections:write'),
  ...Object.values(EVENT_SCOPES),
  ...Object.values(OTHER_SCOPES),
]);
