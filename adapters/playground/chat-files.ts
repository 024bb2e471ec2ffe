import type Sqlite from 'better-sqlite3';
import type { KeptFile } from '../../src/ports.ts';

interface FileRow {
  readonly name: string;
  readonly media: string;
  readonly bytes: Buffer;
}

const toFile = (row: FileRow | undefined): KeptFile | null =>
  row ? { name: row.name, mediaType: row.media, bytes: row.bytes } : null;

/** Files that were chosen in forms, and files that Accord sent: beside the messages, in the chat's own file. */
export function filesIn(db: Sqlite.Database) {
  const insertUpload = db.prepare<[string, string, Uint8Array], { handle: string }>(
    `insert into uploads (handle, name, media, bytes) values (lower(hex(randomblob(16))), ?, ?, ?)
     returning handle`,
  );
  const uploadOf = db.prepare<[string], FileRow>('select name, media, bytes from uploads where handle = ?');
  const insertSent = db.prepare('insert into sent_files (message, name, media, bytes) values (?, ?, ?, ?)');
  const sentOf = db.prepare<[number, string], FileRow>(
    `select name, media, bytes from sent_files join messages on messages.id = sent_files.message
     where messages.id = ? and messages.conversation = ?`,
  );
  const deleteSent = db.prepare<[number]>('delete from sent_files where message = ?');
  return {
    upload({ name, mediaType, bytes }: KeptFile): string {
      const row = insertUpload.get(name, mediaType, bytes);
      if (!row) throw new Error('A file was uploaded and has no handle.');
      return row.handle;
    },
    uploaded: (handle: string): KeptFile | null => toFile(uploadOf.get(handle)),
    attach: (message: number, { name, mediaType, bytes }: KeptFile): void =>
      void insertSent.run(message, name, mediaType, bytes),
    takeAway: (message: number): void => void deleteSent.run(message),
    of: (conversation: string, message: number): KeptFile | null => toFile(sentOf.get(message, conversation)),
  };
}
