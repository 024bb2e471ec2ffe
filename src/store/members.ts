import type { MemberId, SchoolId } from '../domain/ids.ts';
import type { Member, Members, Platform } from '../ports.ts';
import { toJson } from './json-text.ts';
import { rowsOfSchool, toMembers } from './school-rows.ts';
import { sealJson } from './sealed-json.ts';
import type { Session } from './session.ts';
import { batch, ownRow, statement } from './statement.ts';
import type { MembersTable } from './tables.ts';

type Row = { [K in keyof MembersTable]: MembersTable[K] };

const upsert = statement<Row>()((db, slot) =>
  db
    .insertInto('members')
    .values({
      id: slot('id'),
      school: slot('school'),
      key_id: slot('key_id'),
      sealed: slot('sealed'),
      roles: slot('roles'),
      active: slot('active'),
      via: slot('via'),
    })
    .onConflict((known) =>
      known
        .column('id')
        .doUpdateSet((now) => ({
          key_id: now.ref('excluded.key_id'),
          sealed: now.ref('excluded.sealed'),
          roles: now.ref('excluded.roles'),
          active: now.ref('excluded.active'),
          via: now.ref('excluded.via'),
        }))
        .whereRef('members.school', '=', 'excluded.school'),
    )
    .returning('id'),
);

const forgetIdentities = statement<{ member: MemberId }>()((db, slot) =>
  db.deleteFrom('identities').where('member', '=', slot('member')),
);

const addIdentities = batch<{ platform: Platform; user_id: string; member: MemberId }>()((db, rows) =>
  db
    .insertInto('identities')
    .values(
      rows.map((slot) => ({
        platform: slot('platform'),
        user_id: slot('user_id'),
        member: slot('member'),
      })),
    )
    .onConflict((known) => known.doNothing()),
);

const byId = statement<{ school: SchoolId; id: MemberId }>()((db, slot) =>
  db
    .selectFrom('members')
    .leftJoin('identities', 'identities.member', 'members.id')
    .selectAll('members')
    .select(['identities.platform', 'identities.user_id'])
    .where('members.id', '=', slot('id'))
    .where('members.school', '=', slot('school'))
    .orderBy('identities.platform')
    .orderBy('identities.user_id'),
);

/** Those who have an account, each with the version that their school is at. */
const byIdentity = statement<{ platform: Platform; user: string }>()((db, slot) =>
  db
    .selectFrom('identities')
    .innerJoin('members', 'members.id', 'identities.member')
    .leftJoin('school_versions', 'school_versions.school', 'members.school')
    .select(['members.id', 'members.school', 'school_versions.version'])
    .where('identities.platform', '=', slot('platform'))
    .where('identities.user_id', '=', slot('user'))
    .orderBy('members.school')
    .orderBy('members.id'),
);

export function membersOf(session: Session): Members {
  const readOne = async (school: SchoolId, id: MemberId): Promise<Member | null> =>
    toMembers(session, await byId(session, { school, id }))[0] ?? null;
  const ofVersion = async (
    school: SchoolId,
    id: MemberId,
    version?: string | null,
  ): Promise<Member | null> =>
    session.changed.has(school)
      ? readOne(school, id)
      : ((await rowsOfSchool(session, school, version)).members.find((row) => row.id === id) ?? null);
  return {
    async put(member) {
      const place = ['member', member.school, member.id] as const;
      session.changed.add(member.school);
      const written = await upsert(session, {
        id: member.id,
        school: member.school,
        key_id: session.vault.keyId,
        sealed: sealJson(session.vault, place, {
          name: member.name,
          ...(member.email === null ? {} : { email: member.email }),
        }),
        roles: toJson(member.roles),
        active: member.active ? 1 : 0,
        via: member.via,
      });
      ownRow(written, 'member', member.id);
      await forgetIdentities(session, { member: member.id });
      await addIdentities(
        session,
        member.identities.map(({ platform, user }) => ({ platform, user_id: user, member: member.id })),
      );
    },
    byId: (school, id) => ofVersion(school, id),
    async byIdentity(platform, user) {
      const found: Member[] = [];
      for (const { id, school, version } of await byIdentity(session, { platform, user })) {
        const member = await ofVersion(school, id, version);
        if (member) found.push(member);
      }
      return found;
    },
    ofSchool: async (school) => (await rowsOfSchool(session, school)).members,
  };
}
