import { type MemberId, RoleId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { Part } from '../domain/policy/roles.ts';
import type { Member, Platform } from '../ports.ts';
import { SETUP_PARTS, type SetupAsked, type SetupPeople, type SetupScene } from '../view/form-kind.ts';
import { calledBy } from '../view/forms/setup.ts';
import type { Caller } from './caller.ts';
import { appendToSchool, changeSettings, putMember } from './school-setup.ts';

type Names = Readonly<Record<string, string>>;
type Picked = ReadonlySet<keyof SetupPeople>;

const FIELDS = [...SETUP_PARTS, 'reporters'] as const;

export const accountsOn = (member: Member, platform: Platform): readonly string[] =>
  member.identities.filter((one) => one.platform === platform).map((one) => one.user);

const pickedIn = (people: SetupPeople, users: readonly string[]): Picked =>
  new Set(FIELDS.filter((field) => users.some((user) => people[field].includes(user))));

/**
 * The roles somebody has after the form: a part is taken away with every title of the policy that plays it, and given
 * by its own name. Whoever is in no field any more, and was in one, may not report either; other roles stay.
 */
function rolesAfter(had: readonly RoleId[], was: Picked, picked: Picked, policy: Policy): readonly RoleId[] {
  const playsPart = (part: Part) => (role: RoleId) => role === part || policy.roles[role]?.plays === part;
  const lost: readonly Part[] = [
    ...SETUP_PARTS.filter((part) => was.has(part) && !picked.has(part)),
    ...(picked.size === 0 && was.size > 0 ? (['staff'] as const) : []),
  ];
  const given: readonly Part[] = [
    ...SETUP_PARTS.filter((part) => picked.has(part)),
    ...(picked.has('reporters') ? (['staff'] as const) : []),
  ];
  const left = had.filter((role) => !lost.some((part) => playsPart(part)(role)));
  const added = given.filter((part) => !left.some(playsPart(part)));
  return [...left, ...added.map((part) => RoleId.parse(part))];
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());

async function setMember(caller: Caller, one: Member, shown: SetupPeople, asked: SetupPeople, names: Names) {
  const { app, unit, at, member: by, who } = caller;
  const users = accountsOn(one, who.platform);
  const picked = pickedIn(asked, users);
  const had = one.active ? one.roles : [];
  const roles = rolesAfter(had, pickedIn(shown, users), picked, at.current.policy);
  // Whom an administrator has picked stays when they leave a group; whom none has picked may still come by one.
  const via = picked.size > 0 ? null : roles.length === 0 ? ('group' as const) : one.via;
  const active = roles.length > 0;
  const given = users.map((user) => calledBy(names, user)).find((name) => name !== '');
  const name = one.name === NAMELESS && given !== undefined && picked.size > 0 ? given : one.name;
  if (active === one.active && same(roles, had) && name === one.name && (!active || via === one.via)) return;
  if (active) {
    const { identities } = one;
    const put = await putMember(
      app,
      unit,
      at.school,
      { name, roles, identities, ...(via === null ? {} : { via }) },
      by.id,
    );
    if (!put.ok) throw new Error('A part that the form itself names was refused.');
    return;
  }
  await unit.members.put({ ...one, roles: [], active: false, via });
  await appendToSchool(
    app,
    unit,
    at.school.id,
    [{ type: 'member_changed', member: one.id, roles: [], active: false }],
    by.id,
  );
}

async function addMember(
  { app, unit, at, member: by, who }: Caller,
  user: string,
  picked: Picked,
  names: Names,
) {
  const put = await putMember(
    app,
    unit,
    at.school,
    {
      name: calledBy(names, user),
      roles: rolesAfter([], new Set(), picked, at.current.policy),
      identities: [{ platform: who.platform, user }],
    },
    by.id,
  );
  if (!put.ok) throw new Error('A part that the form itself names was refused.');
}

/** Makes the form's answer what holds on the platform it was sent from. Writes nothing where nothing changes. */
export async function setPeople(
  caller: Caller,
  shown: SetupScene,
  asked: SetupAsked,
  names: Names,
): Promise<void> {
  const { at, who } = caller;
  const known = new Set<string>();
  for (const one of at.members) {
    const users = accountsOn(one, who.platform);
    if (users.length === 0) continue;
    for (const user of users) known.add(user);
    await setMember(caller, one, shown.holds, asked.people, names);
  }
  for (const user of new Set(FIELDS.flatMap((field) => asked.people[field])))
    if (!known.has(user)) await addMember(caller, user, pickedIn(asked.people, [user]), names);
  await setPlaces(caller, asked, caller.member.id);
}

async function setPlaces({ app, unit, at, who }: Caller, asked: SetupAsked, by: MemberId): Promise<void> {
  const { channels, groups } = at.settings;
  const others = groups.filter((row) => row.platform !== who.platform);
  const own = groups.filter((row) => row.platform === who.platform).map((row) => row.group);
  const change = {
    ...((channels[who.platform] ?? null) === asked.channel
      ? {}
      : { channels: { ...channels, [who.platform]: asked.channel ?? undefined } }),
    ...(same(own, asked.groups)
      ? {}
      : { groups: [...others, ...asked.groups.map((group) => ({ platform: who.platform, group }))] }),
  };
  if (Object.keys(change).length === 0) return;
  const changed = await changeSettings(app, unit, at.school, change, by);
  if (!changed.ok) throw new Error('A channel or group that the platform itself gave was refused.');
}

/** The first administrator's name where the platform gave none. */
export const NAMELESS = 'Administrator';
