import type { SchoolId } from '../domain/ids.ts';
import type { Member, Platform, School } from '../ports.ts';
import { fromJson } from './json-text.ts';
import { openJson } from './sealed-json.ts';
import type { Session } from './session.ts';
import { statement } from './statement.ts';
import type { MemberSecret, MembersTable, SchoolsTable } from './tables.ts';

/** A school and everybody in it, true for one version of them. Null where it had none yet. */
export interface SchoolRows {
  readonly version: string | null;
  readonly school: School | null;
  readonly members: readonly Member[];
}

/** Held in memory by school. Names are opened when they are first shown. */
export type SchoolIndex = Map<SchoolId, SchoolRows>;

type MemberRow = { [K in keyof MembersTable]: MembersTable[K] };
type Identity = Member['identities'][number];
/** A member beside one of their identities, or beside none. */
export type Joined = MemberRow & { platform: Platform | null; user_id: string | null };

const newVersion = statement<{ school: SchoolId; version: string }>()((db, slot) =>
  db
    .insertInto('school_versions')
    .values({ school: slot('school'), version: slot('version') })
    .onConflict((known) =>
      known.column('school').doUpdateSet((now) => ({ version: now.ref('excluded.version') })),
    ),
);

const versionOf = statement<{ school: SchoolId }>()((db, slot) =>
  db.selectFrom('school_versions').select('version').where('school', '=', slot('school')),
);

const schoolById = statement<{ id: SchoolId }>()((db, slot) =>
  db.selectFrom('schools').selectAll().where('id', '=', slot('id')),
);

const membersOfSchool = statement<{ school: SchoolId }>()((db, slot) =>
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

export const toSchool = (row: { [K in keyof SchoolsTable]: SchoolsTable[K] }): School => ({
  id: row.id,
  name: row.name,
  trust: row.trust,
  pack: row.pack,
  adopted: row.adopted,
  settings: fromJson(row.settings),
});

/** Rows of one member stand together; each brings one identity. */
export function toMembers({ vault }: Session, rows: readonly Joined[]): Member[] {
  const members: (Member & { identities: Identity[] })[] = [];
  for (const row of rows) {
    let member = members.at(-1);
    if (member?.id !== row.id) {
      let opened: MemberSecret | undefined;
      const sealed = () => {
        opened ??= openJson(vault, ['member', row.school, row.id], row.sealed, row.key_id);
        return opened;
      };
      member = {
        id: row.id,
        school: row.school,
        // Opened when it is shown: most requests ask who may do what, and never what anybody is called.
        get name() {
          return sealed().name;
        },
        get email() {
          return sealed().email ?? null;
        },
        roles: fromJson(row.roles),
        active: row.active === 1,
        identities: [],
        via: row.via,
      };
      members.push(member);
    }
    if (row.platform !== null && row.user_id !== null) {
      member.identities.push({ platform: row.platform, user: row.user_id });
    }
  }
  return members;
}

async function readRows(session: Session, id: SchoolId, version: string | null): Promise<SchoolRows> {
  const [row] = await schoolById(session, { id });
  const members = toMembers(session, await membersOfSchool(session, { school: id }));
  return { version, school: row ? toSchool(row) : null, members };
}

async function seenVersion(session: Session, school: SchoolId): Promise<string | null> {
  const seen = session.seen.get(school);
  if (seen !== undefined) return seen;
  const [row] = await versionOf(session, { school });
  return row?.version ?? null;
}

/**
 * The school as it is in this transaction: from memory where its version is still the one in memory. The version is
 * read first, so that rows which change meanwhile stand under an older one and are read again by whoever is next.
 */
export async function rowsOfSchool(
  session: Session,
  id: SchoolId,
  version?: string | null,
): Promise<SchoolRows> {
  // What this transaction has changed is nobody else's to know until it is committed.
  if (session.changed.has(id)) return readRows(session, id, null);
  const now = version === undefined ? await seenVersion(session, id) : version;
  if (session.still) session.seen.set(id, now);
  const known = session.schools.get(id);
  if (known && known.version === now) return known;
  const rows = await readRows(session, id, now);
  if (rows.school) session.schools.set(id, rows);
  return rows;
}

/** Tells every process, once the transaction is committed, that what it has of these schools in memory is old. */
export async function renewSchools(session: Session): Promise<void> {
  for (const school of [...session.changed].sort()) {
    await newVersion(session, { school, version: session.ids.next() });
  }
}
