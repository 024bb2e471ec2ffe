import type { SchoolEvent } from '../domain/events/school-event.ts';
import { MemberId, type PackId, RoleId, SchoolId } from '../domain/ids.ts';
import { PARTS } from '../domain/policy/roles.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { readSettings, SchoolSettings } from '../domain/settings.ts';
import type { Actor, Member, Platform, School, Stream, Unit } from '../ports.ts';
import type { App } from './app.ts';
import { StreamMoved, toFact } from './commit.ts';

type Made<T> = { readonly ok: true; readonly made: T } | { readonly ok: false; readonly refusal: Refusal };

export async function appendToSchool(
  app: App,
  unit: Unit,
  school: SchoolId,
  events: readonly SchoolEvent[],
  by: Actor,
  /** How far the stream had come when what the events say was looked up; now, where nothing was. */
  position?: number,
): Promise<void> {
  const stream: Stream = `school:${school}`;
  const before = position ?? (await unit.journal.end(stream));
  const appended = await unit.journal.append(stream, before, events.map(toFact), {
    school,
    at: app.clock.now(),
    by,
  });
  if (!appended.ok) throw new StreamMoved();
}

/** Adds a school under a policy; the code that comes back lets its first administrator claim it, once. */
export async function addSchool(
  app: App,
  asked: { name: string; pack: PackId; trust: string | null; settings?: Readonly<Record<string, unknown>> },
): Promise<Made<{ school: School; code: string }>> {
  const loaded = app.policies.current(asked.pack);
  if (!loaded)
    return refuse('not_in_policy', `There is no policy pack called "${asked.pack}". See "accord pack list".`);
  const settings = SchoolSettings.safeParse(asked.settings ?? {});
  if (!settings.success)
    return refuse(
      'input',
      `The settings cannot be used: ${settings.error.issues[0]?.message ?? 'unknown reason'}`,
    );
  const code = app.codes.make();
  const id = SchoolId.parse(app.ids.next());
  const school: School = {
    id,
    name: asked.name,
    trust: asked.trust,
    pack: asked.pack,
    adopted: loaded.sha256,
    settings: settings.data,
  };
  await app.store.write(async (unit) => {
    await unit.schools.keepPolicy(loaded.sha256, loaded.text);
    await unit.schools.put(school);
    await unit.schools.setClaim(id, app.codes.hash(code));
    await appendToSchool(
      app,
      unit,
      id,
      [
        { type: 'school_added', school: id, pack: asked.pack },
        { type: 'policy_adopted', pack: asked.pack, sha256: loaded.sha256 },
      ],
      'command_line',
    );
  });
  return { ok: true, made: { school, code } };
}

/** The pack on disk has changed: the school follows it from now on, and cases opened before keep their own. */
export async function adoptCurrent(app: App, school: School): Promise<'same' | 'adopted' | 'missing'> {
  const loaded = app.policies.current(school.pack);
  if (!loaded) return 'missing';
  if (loaded.sha256 === school.adopted) return 'same';
  await app.store.write(async (unit) => {
    await unit.schools.keepPolicy(loaded.sha256, loaded.text);
    await unit.schools.put({ ...school, adopted: loaded.sha256 });
    await appendToSchool(
      app,
      unit,
      school.id,
      [{ type: 'policy_adopted', pack: school.pack, sha256: loaded.sha256 }],
      'command_line',
    );
  });
  return 'adopted';
}

export interface NewMember {
  readonly name: string;
  readonly roles: readonly RoleId[];
  readonly identities: readonly { readonly platform: Platform; readonly user: string }[];
  /** Where a link is sent. Whoever has no account is known by it; left out, the one that is known stays. */
  readonly email?: string;
  /** Here by a group, and for as long as they are in it. */
  readonly via?: 'group';
}

function unknownRole(app: App, school: School, roles: readonly RoleId[]): RoleId | undefined {
  const own = app.policies.current(school.pack)?.policy.roles ?? {};
  return roles.find((role) => !PARTS.some((part) => part === role) && !(role in own));
}

/** The member of this school who has one of these accounts, whether they are here now or have left. */
export async function memberWith(
  unit: Unit,
  school: SchoolId,
  accounts: NewMember['identities'],
): Promise<Member | undefined> {
  const found = await Promise.all(accounts.map((one) => unit.members.byIdentity(one.platform, one.user)));
  return found.flat().find((row) => row.school === school);
}

/** Addresses are the same in small and capital letters. */
export const sameAddress = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

/** Whoever has no account on any platform is known by their address. */
export async function memberWithoutAccount(
  unit: Unit,
  school: SchoolId,
  email: string | undefined,
): Promise<Member | undefined> {
  if (email === undefined) return undefined;
  return (await unit.members.ofSchool(school)).find(
    (row) => row.identities.length === 0 && row.email !== null && sameAddress(row.email, email),
  );
}

/**
 * Adds someone, or changes the one who has the same account: never two members for one account in a school. Accounts
 * on platforms that are not mentioned stay theirs.
 */
export async function putMember(
  app: App,
  unit: Unit,
  school: School,
  asked: NewMember,
  by: Actor,
): Promise<Made<{ member: Member; added: boolean }>> {
  const odd = unknownRole(app, school, asked.roles);
  if (odd)
    return refuse(
      'input',
      `"${odd}" is not a role. Use one of: ${PARTS.join(', ')}, or a role that the school's policy names.`,
    );
  if (asked.roles.length === 0) return refuse('input', 'Give at least one role, such as staff.');
  // Looked at first: of two who add the same account at once, one finds the stream moved on and begins again.
  const position = await unit.journal.end(`school:${school.id}`);
  const known =
    (await memberWith(unit, school.id, asked.identities)) ??
    (await memberWithoutAccount(unit, school.id, asked.email));
  if (asked.identities.length === 0 && asked.email === undefined && !known)
    return refuse('input', 'Give an account, or an email address for somebody who has none.');
  const kept = (known?.identities ?? []).filter((one) =>
    asked.identities.every((other) => other.platform !== one.platform),
  );
  const member: Member = {
    id: known?.id ?? MemberId.parse(app.ids.next()),
    school: school.id,
    name: asked.name,
    roles: asked.roles,
    active: true,
    identities: [...asked.identities, ...kept],
    email: asked.email ?? known?.email ?? null,
    via: asked.via ?? null,
  };
  await unit.members.put(member);
  const event: SchoolEvent = known
    ? { type: 'member_changed', member: member.id, roles: [...member.roles], active: true }
    : { type: 'member_added', member: member.id, roles: [...member.roles] };
  await appendToSchool(app, unit, school.id, [event], by, position);
  if (!known)
    await unit.owed.owe(
      [
        {
          key: `welcome/${member.id}`,
          school: school.id,
          to: { kind: 'member', member: member.id },
          about: { show: 'welcome' },
        },
      ],
      app.clock.now(),
    );
  return { ok: true, made: { member, added: !known } };
}

/**
 * By an account, or by the address of somebody who has none. A leaver is no longer active and has no role, so that what they owed falls to others by role. Their accounts stay
 * with them: what they wrote keeps its author, and whoever comes back is the same member again.
 */
export async function removeMember(
  app: App,
  unit: Unit,
  school: School,
  known: NewMember['identities'][number] | { readonly email: string },
  by: Actor,
): Promise<Made<{ member: Member; was: 'removed' | 'gone_before' }>> {
  const member =
    'email' in known
      ? await memberWithoutAccount(unit, school.id, known.email)
      : await memberWith(unit, school.id, [known]);
  if (!member) return refuse('not_found', 'Nobody in this school has that account.');
  if (!member.active) return { ok: true, made: { member, was: 'gone_before' } };
  // Whoever is removed by somebody comes back by somebody, and not by a group an hour later.
  await unit.members.put({ ...member, roles: [], active: false, via: by === 'clock' ? member.via : null });
  await appendToSchool(
    app,
    unit,
    school.id,
    [{ type: 'member_changed', member: member.id, roles: [], active: false }],
    by,
  );
  return { ok: true, made: { member, was: 'removed' } };
}

const FIRST_ROLES = ['admin', 'staff'].map((role) => RoleId.parse(role));

/** Whoever holds the one-time code becomes the school's first administrator. The code works once. */
export async function claimSchool(
  app: App,
  code: string,
  asked: Omit<NewMember, 'roles'>,
): Promise<Made<{ school: School; member: Member }>> {
  return app.store.write(async (unit) => {
    const id = await unit.schools.claim(app.codes.hash(code));
    const school = id ? await unit.schools.byId(id) : null;
    if (!school)
      return refuse(
        'not_found',
        'That code is not right, or has been used. Ask whoever set Accord up for a new one.',
      );
    const known = await memberWith(unit, school.id, asked.identities);
    const roles = new Set([...(known?.roles ?? []), ...FIRST_ROLES]);
    const put = await putMember(
      app,
      unit,
      school,
      { ...asked, name: known?.name ?? asked.name, roles: [...roles] },
      'command_line',
    );
    if (!put.ok) return put;
    await appendToSchool(
      app,
      unit,
      school.id,
      [{ type: 'school_claimed', by: put.made.member.id }],
      put.made.member.id,
    );
    return { ok: true, made: { school, member: put.made.member } };
  });
}

/** What the record says beside the names of the settings: who stands in for whom, and which duty was done. */
function factsOf(before: SchoolSettings, after: SchoolSettings): readonly SchoolEvent[] {
  const known = new Set(before.absences.map((row) => JSON.stringify(row)));
  return [
    ...after.absences
      .filter((row) => !known.has(JSON.stringify(row)))
      .map((row): SchoolEvent => ({ type: 'deputy_named', ...row })),
    ...Object.entries(after.dutiesDone)
      .filter(([duty, on]) => before.dutiesDone[duty] !== on)
      .map(([duty, on]): SchoolEvent => ({ type: 'duty_done', duty, on })),
  ];
}

/** Settings changed by whoever may; what changed is journalled by name, never by value. */
export async function changeSettings(
  app: App,
  unit: Unit,
  school: School,
  change: Partial<SchoolSettings>,
  by: Actor,
): Promise<Made<School>> {
  const before = readSettings(school.settings);
  const settings = SchoolSettings.safeParse({ ...before, ...change });
  if (!settings.success)
    return refuse('input', settings.error.issues[0]?.message ?? 'Those settings cannot be used.');
  const next: School = { ...school, settings: settings.data };
  await unit.schools.put(next);
  await appendToSchool(
    app,
    unit,
    school.id,
    [{ type: 'settings_changed', what: Object.keys(change) }, ...factsOf(before, settings.data)],
    by,
  );
  return { ok: true, made: next };
}
