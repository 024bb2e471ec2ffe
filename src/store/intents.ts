import type { IntentKey, MemberId, SchoolId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import type { Intents, Settled } from '../ports.ts';
import { openJson, type Sealed, sealJson } from './sealed-json.ts';
import type { Session } from './session.ts';
import { statement } from './statement.ts';

const find = statement<{ key: IntentKey }>()((db, slot) =>
  db.selectFrom('intents').select(['school', 'sealed', 'key_id']).where('key', '=', slot('key')),
);

const insert = statement<{
  key: IntentKey;
  school: SchoolId;
  member: MemberId;
  key_id: string;
  sealed: Sealed<Settled>;
  at: Instant;
}>()((db, slot) =>
  db
    .insertInto('intents')
    .values({
      key: slot('key'),
      school: slot('school'),
      member: slot('member'),
      key_id: slot('key_id'),
      sealed: slot('sealed'),
      at: slot('at'),
    })
    // On PostgreSQL this waits for another transaction that has the key in hand, and then knows.
    .onConflict((known) => known.doNothing())
    .returning('key'),
);

export function intentsOf(session: Session): Intents {
  return {
    async find(key) {
      const [row] = await find(session, { key });
      return row ? openJson(session.vault, ['reply', row.school, key], row.sealed, row.key_id) : null;
    },
    async record(key, school, member, settled, at) {
      const sealed = sealJson(session.vault, ['reply', school, key], settled);
      const row = { key, school, member, key_id: session.vault.keyId, sealed, at };
      return (await insert(session, row)).length === 1;
    },
  };
}
