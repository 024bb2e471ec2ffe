import type { MemberId, SchoolId } from '../domain/ids.ts';
import type { Member, Members, Platform } from '../ports.ts';
import { fromJson, toJson } from './json-text.ts';
import { openJson, sealJson } from './sealed-json.ts';
import type { Session } from './session.ts';
import { batch, ownRow, statement } from './statement.ts';
import type { MembersTable } from './tables.ts';

type Row = { [K in keyof MembersTable]: MembersTable[K] };
type Identity = Member['identities'][number];
/** A member beside one of their identities, or beside none. */
type Joined = Row & { platform: Platform | null; user_id: string | null };

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
    })
    .onConflict((known) =>
      known
        .column('id')
        .doUpdateSet((now) => ({
          key_id: now.ref('excluded.key_id'),
          sealed: now.ref('excluded.sealed'),
          roles: now.ref('excluded.roles'),
          active: now.ref('excluded.active'),
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

const byIdentity = statement<{ platform: Platform; user: string }>()((db, slot) =>
  db
    .selectFrom('identities as asked')
    .innerJoin('members', 'members.id', 'asked.member')
    .leftJoin('identities', 'identities.member', 'members.id')
    .selectAll('members')
    .select(['identities.platform', 'identities.user_id'])
    .where('asked.platform', '=', slot('platform'))
    .where('asked.user_id', '=', slot('user'))
    .orderBy('members.school')
    .orderBy('members.id')
    .orderBy('identities.platform')
    .orderBy('identities.user_id'),
);

const ofSchool = statement<{ school: SchoolId }>()((db, slot) =>
  db
    .selectFrom('members')
    .leftJoin('identities', 'identities.member', 'members.id')
    .selectAll('members')
    .select(['identities.platform', 'identities.user_id'])
    .where('members.school', '=', slot('school'))
    .orderBy('members.id')
    .orderBy('identities.platform')
    .orderBy('identities.user_id'),
);

/** Rows of one member stand together; each brings one identity. */
function gather(session: Session, rows: readonly Joined[]): Member[] {
  const members: (Member & { identities: Identity[] })[] = [];
  for (const row of rows) {
    let member = members.at(-1);
    if (member?.id !== row.id) {
      member = {
        id: row.id,
        school: row.school,
        // Opened when it is shown: most requests ask who may do what, and never what anybody is called.
        get name() {
          return openJson(session.vault, ['member', row.school, row.id], row.sealed, row.key_id).name;
        },
        roles: fromJson(row.roles),
        active: row.active === 1,
        identities: [],
      };
      members.push(member);
    }
    if (row.platform !== null && row.user_id !== null) {
      member.identities.push({ platform: row.platform, user: row.user_id });
    }
  }
  return members;
}

export function membersOf(session: Session): Members {
  return {
    async put(member) {
      const place = ['member', member.school, member.id] as const;
      const written = await upsert(session, {
        id: member.id,
        school: member.school,
        key_id: session.vault.keyId,
        sealed: sealJson(session.vault, place, { name: member.name }),
        roles: toJson(member.roles),
        active: member.active ? 1 : 0,
      });
      ownRow(written, 'member', member.id);
      await forgetIdentities(session, { member: member.id });
      await addIdentities(
        session,
        member.identities.map(({ platform, user }) => ({ platform, user_id: user, member: member.id })),
      );
    },
    byId: async (school, id) => gather(session, await byId(session, { school, id }))[0] ?? null,
    byIdentity: async (platform, user) => gather(session, await byIdentity(session, { platform, user })),
    ofSchool: async (school) => gather(session, await ofSchool(session, { school })),
  };
}
