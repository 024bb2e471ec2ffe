import { z } from 'zod';
import type { Core } from './core.ts';
import { flag, isOn, method, no, whole } from './method.ts';
import type { FakeUser, FakeUserGroup } from './workspace.ts';

export const userObject = (it: Core, user: FakeUser) => ({
  id: user.id,
  team_id: user.teamId,
  name: user.handle,
  deleted: user.deleted,
  real_name: user.realName,
  tz: 'Europe/London',
  tz_offset: 0,
  profile: {
    real_name: user.realName,
    display_name: user.handle,
    team: user.teamId,
    ...(it.scopes.includes('users:read.email') ? { email: user.email } : {}),
  },
  is_bot: user.isBot,
  is_app_user: false,
  // Slack leaves these out for people who are gone or of another workspace.
  ...(user.deleted
    ? {}
    : {
        is_admin: user.isAdmin,
        is_owner: false,
        is_restricted: user.isRestricted,
        is_ultra_restricted: user.isUltraRestricted,
      }),
  ...(user.teamId === it.names.teamId ? {} : { is_stranger: true }),
  updated: Math.floor(it.clock.now() / 1000),
});

const groupObject = (it: Core, group: FakeUserGroup, withUsers: boolean) => ({
  id: group.id,
  team_id: it.names.teamId,
  is_usergroup: true,
  name: group.name,
  handle: group.handle,
  description: '',
  is_external: false,
  date_delete: group.disabled ? Math.floor(it.clock.now() / 1000) : 0,
  user_count: group.users.length,
  ...(withUsers ? { users: group.users } : {}),
});

const CURSOR = 'user:';
const toCursor = (at: number) => Buffer.from(`${CURSOR}${at}`).toString('base64');
function fromCursor(cursor: string): number | null {
  const read = Buffer.from(cursor, 'base64').toString();
  const at = read.startsWith(CURSOR) ? Number(read.slice(CURSOR.length)) : Number.NaN;
  return Number.isInteger(at) ? at : null;
}

export const PEOPLE_METHODS = {
  'auth.test': method(z.strictObject({}), (_args, it) => ({
    ok: true,
    url: `https://${it.names.teamDomain}.slack.com/`,
    team: it.names.teamDomain,
    user: 'accord',
    team_id: it.names.teamId,
    user_id: it.names.botUserId,
    bot_id: it.names.botId,
    is_enterprise_install: false,
  })),
  'users.info': method(z.strictObject({ user: z.string(), include_locale: flag.optional() }), (args, it) => {
    const user = it.workspace.users.get(args.user);
    return user ? { ok: true, user: userObject(it, user) } : no('user_not_found');
  }),
  'users.list': method(
    z.strictObject({
      limit: whole.optional(),
      cursor: z.string().optional(),
      include_locale: flag.optional(),
      team_id: z.string().optional(),
    }),
    (args, it) => {
      const all = [...it.workspace.users.values()];
      const from = args.cursor ? fromCursor(args.cursor) : 0;
      if (from === null) return no('invalid_cursor');
      const to = from + (args.limit || all.length);
      return {
        ok: true,
        members: all.slice(from, to).map((user) => userObject(it, user)),
        cache_ts: Math.floor(it.clock.now() / 1000),
        response_metadata: { next_cursor: to < all.length ? toCursor(to) : '' },
      };
    },
  ),
  'usergroups.list': method(
    z.strictObject({
      include_users: flag.optional(),
      include_disabled: flag.optional(),
      include_count: flag.optional(),
      team_id: z.string().optional(),
    }),
    (args, it) => ({
      ok: true,
      usergroups: [...it.workspace.groups.values()]
        .filter((group) => !group.disabled || isOn(args.include_disabled))
        .map((group) => groupObject(it, group, isOn(args.include_users))),
    }),
  ),
  'usergroups.users.list': method(
    z.strictObject({
      usergroup: z.string(),
      include_disabled: flag.optional(),
      team_id: z.string().optional(),
    }),
    (args, it) => {
      const group = it.workspace.groups.get(args.usergroup);
      return group ? { ok: true, users: group.users } : no('no_such_subteam');
    },
  ),
};
