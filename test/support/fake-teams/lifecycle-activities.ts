import { type Activity, type ActivityBase, CLIENT } from './activity-base.ts';
import type { Core } from './core.ts';
import type { Json } from './json.ts';
import type { FakeChannel, FakeMessage, FakeTeam, FakeUser } from './tenant.ts';

/** What happens around an app: it is added and removed, people come and go. */
export function lifecycleActivities({ names }: Core, { base, bot, inPersonal, around }: ActivityBase) {
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
