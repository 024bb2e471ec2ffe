import type { MemberId, SchoolId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import type { Drafts } from '../ports.ts';
import { openJson, type Sealed, sealJson } from './sealed-json.ts';
import type { Session } from './session.ts';
import { statement } from './statement.ts';

type Values = Readonly<Record<string, unknown>>;

const upsert = statement<{
  key: string;
  school: SchoolId;
  member: MemberId;
  key_id: string;
  sealed: Sealed<Values>;
  until_at: Instant;
}>()((db, slot) =>
  db
    .insertInto('drafts')
    .values({
      key: slot('key'),
      school: slot('school'),
      member: slot('member'),
      key_id: slot('key_id'),
      sealed: slot('sealed'),
      until_at: slot('until_at'),
    })
    .onConflict((known) =>
      known.columns(['key', 'member']).doUpdateSet((now) => ({
        school: now.ref('excluded.school'),
        key_id: now.ref('excluded.key_id'),
        sealed: now.ref('excluded.sealed'),
        until_at: now.ref('excluded.until_at'),
      })),
    ),
);

const find = statement<{ key: string; member: MemberId; now: Instant }>()((db, slot) =>
  db
    .selectFrom('drafts')
    .selectAll()
    .where('key', '=', slot('key'))
    .where('member', '=', slot('member'))
    .where('until_at', '>', slot('now')),
);

const drop = statement<{ now: Instant }>()((db, slot) =>
  db.deleteFrom('drafts').where('until_at', '<=', slot('now')).returning('key'),
);

export function draftsOf(session: Session): Drafts {
  return {
    async keep(key, school, member, values, until) {
      const sealed = sealJson(session.vault, ['draft', school, key, member], values);
      await upsert(session, { key, school, member, key_id: session.vault.keyId, sealed, until_at: until });
    },
    async find(key, member, now) {
      const [row] = await find(session, { key, member, now });
      return row ? openJson(session.vault, ['draft', row.school, key, member], row.sealed, row.key_id) : null;
    },
    forgetExpired: async (now) => (await drop(session, { now })).length,
  };
}
