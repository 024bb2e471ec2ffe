import { createHash } from 'node:crypto';
import { ParticularsId, type SchoolId } from '../domain/ids.ts';
import type { Particulars, ParticularsKind } from '../ports.ts';
import { pooledRandom } from './pooled-random.ts';
import type { Session } from './session.ts';
import { statement } from './statement.ts';

const SALT_BYTES = 32;

/** SHA-256 over salt and plaintext, hex. */
export const commitmentTo = (salt: Buffer, plain: Buffer): string =>
  createHash('sha256').update(salt).update(plain).digest('hex');

const insert = statement<{
  id: ParticularsId;
  school: SchoolId;
  kind: ParticularsKind;
  key_id: string;
  sealed: Buffer;
}>()((db, slot) =>
  db.insertInto('particulars').values({
    id: slot('id'),
    school: slot('school'),
    kind: slot('kind'),
    key_id: slot('key_id'),
    sealed: slot('sealed'),
  }),
);

const one = statement<{ id: ParticularsId; school: SchoolId }>()((db, slot) =>
  db.selectFrom('particulars').selectAll().where('id', '=', slot('id')).where('school', '=', slot('school')),
);

const wipe = statement<{ id: ParticularsId; school: SchoolId }>()((db, slot) =>
  db
    .updateTable('particulars')
    .set({ key_id: null, sealed: null })
    .where('id', '=', slot('id'))
    .where('school', '=', slot('school')),
);

/** Salt and text of one row; null where they were erased, undefined where there is no such row. */
export async function openParticulars(session: Session, school: SchoolId, id: ParticularsId) {
  const [row] = await one(session, { school, id });
  if (!row) return undefined;
  if (row.sealed === null || row.key_id === null) return null;
  const both = session.vault.open([row.kind, row.school, row.id], row.sealed, row.key_id);
  return { salt: both.subarray(0, SALT_BYTES), plain: both.subarray(SALT_BYTES) };
}

export function particularsOf(session: Session): Particulars {
  return {
    async keep(school, kind, text) {
      const id = ParticularsId.parse(session.ids.next());
      const salt = pooledRandom(SALT_BYTES);
      const plain = Buffer.from(text, 'utf8');
      const sealed = session.vault.seal([kind, school, id], Buffer.concat([salt, plain]));
      await insert(session, { id, school, kind, key_id: session.vault.keyId, sealed });
      return { id, commitment: commitmentTo(salt, plain) };
    },

    async read(school, id) {
      const opened = await openParticulars(session, school, id);
      if (opened === undefined) throw new Error(`The school ${school} has no particulars ${id}.`);
      return opened === null ? 'erased' : opened.plain.toString('utf8');
    },

    async erase(school, id) {
      await wipe(session, { school, id });
    },
  };
}
