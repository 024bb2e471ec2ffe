import { randomBytes } from 'node:crypto';
import { FILE_LIMIT } from '../domain/file-limit.ts';
import { ParticularsId, type SchoolId } from '../domain/ids.ts';
import type { Files } from '../ports.ts';
import { commitmentTo } from './particulars.ts';
import type { Session } from './session.ts';
import { statement } from './statement.ts';

const SALT_BYTES = 32;
const LENGTH_BYTES = 4;

const insert = statement<{ id: ParticularsId; school: SchoolId; key_id: string; sealed: Buffer }>()(
  (db, slot) =>
    db.insertInto('files').values({
      id: slot('id'),
      school: slot('school'),
      key_id: slot('key_id'),
      sealed: slot('sealed'),
    }),
);

const one = statement<{ id: ParticularsId; school: SchoolId }>()((db, slot) =>
  db.selectFrom('files').selectAll().where('id', '=', slot('id')).where('school', '=', slot('school')),
);

const wipe = statement<{ id: ParticularsId; school: SchoolId }>()((db, slot) =>
  db
    .updateTable('files')
    .set({ key_id: null, sealed: null })
    .where('id', '=', slot('id'))
    .where('school', '=', slot('school')),
);

/** Salt and content of one file; null where they were erased, undefined where there is no such row. */
export async function openFile(session: Session, school: SchoolId, id: ParticularsId) {
  const [row] = await one(session, { school, id });
  if (!row) return undefined;
  if (row.sealed === null || row.key_id === null) return null;
  const both = session.vault.open(['file', school, id], row.sealed, row.key_id);
  return { salt: both.subarray(0, SALT_BYTES), plain: both.subarray(SALT_BYTES) };
}

export function filesOf(session: Session): Files {
  return {
    async keep(school, file) {
      if (file.bytes.length > FILE_LIMIT) return { ok: false, why: 'too_large', limit: FILE_LIMIT };
      const id = ParticularsId.parse(session.ids.next());
      const salt = randomBytes(SALT_BYTES);
      const about = Buffer.from(JSON.stringify([file.name, file.mediaType]));
      const length = Buffer.alloc(LENGTH_BYTES);
      length.writeUInt32BE(about.length);
      // The name says as much about people as the picture, so both are committed to and both are encrypted.
      const plain = Buffer.concat([length, about, file.bytes]);
      const sealed = session.vault.seal(['file', school, id], Buffer.concat([salt, plain]));
      await insert(session, { id, school, key_id: session.vault.keyId, sealed });
      return { ok: true, ref: { id, commitment: commitmentTo(salt, plain) } };
    },

    async read(school, id) {
      const opened = await openFile(session, school, id);
      if (opened === undefined) throw new Error(`The school ${school} has no file ${id}.`);
      if (opened === null) return 'erased';
      const { plain } = opened;
      const end = LENGTH_BYTES + plain.readUInt32BE(0);
      const [name, mediaType]: [string, string] = JSON.parse(plain.subarray(LENGTH_BYTES, end).toString());
      return { name, mediaType, bytes: plain.subarray(end) };
    },

    async erase(school, id) {
      await wipe(session, { school, id });
    },
  };
}
