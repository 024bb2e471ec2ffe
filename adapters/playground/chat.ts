import Sqlite from 'better-sqlite3';
import type { SchoolId } from '../../src/domain/ids.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { Clock, Conversation, KeptFile } from '../../src/ports.ts';
import type { Directory, Outlet, Sent } from '../../src/surface.ts';
import type { Intent } from '../../src/view/intent.ts';
import type { Reply } from '../../src/view/reply.ts';
import { filesIn } from './chat-files.ts';
import { CHAT_TABLES, type ChatMessage, fromRow, type MessageRow } from './chat-tables.ts';
import { conversationKey } from './memory-surface.ts';

type Answer = Extract<Reply, { is: 'card' | 'said' }>;

/**
 * What Slack's and Teams' own servers are to Accord: the place where messages are shown and kept, in a file of its
 * own beside Accord's database. Chat is never the record: with this file gone, cases and what is owed are whole.
 */
export interface Chat extends Outlet {
  readonly directory: Directory;
  /** Keeps a file that somebody chose in a form, as a platform does before the form is sent; its handle. */
  upload(file: KeptFile): string;
  /** The file that stands with a message of this conversation. */
  fileOf(conversation: string, message: number): KeptFile | null;
  /** The newest, oldest first: those of them that were added or changed after a version of the chat. */
  messages(conversation: string, limit: number, since: number): readonly ChatMessage[];
  /** The version the chat is at; none is 0. */
  version(): number;
  /** What the person typed, in their own conversation. */
  typed(conversation: string, text: string): void;
  answered(conversation: string, reply: Answer, again: Intent | null): number;
  spend(conversation: string, id: number): void;
  /** Messages of Accord's own accord that this reader has not seen yet. */
  unread(reader: string, conversation: string): number;
  seen(reader: string, conversation: string, upTo: number): void;
  /** Whether the conversation's last message came later than this, and somebody has seen it. */
  seenSince(conversation: string, at: Instant): boolean;
  /** Marks what there is as seen by this reader. */
  seenAll(reader: string, conversation: string): void;
  setting(name: string): string | null;
  keep(name: string, value: string): void;
  onChange(listener: (conversation: string) => void): void;
  close(): void;
}

const missing: Sent = { ok: false, why: 'never', reason: 'there is no such message here' };
const unknown: Sent = { ok: false, why: 'never', reason: 'nobody of that account is here' };

/** Whether there is somebody, or a channel, to show it to. */
export type Knows = (to: Conversation, school: SchoolId) => Promise<boolean>;

/** `file` may be `:memory:`. Throws what SQLite throws where the file cannot be opened. */
export function openChat(file: string, clock: Clock, knows: Knows): Chat {
  const db = new Sqlite(file);
  db.pragma('journal_mode = WAL');
  db.exec(CHAT_TABLES);
  const insert = db.prepare(
    `insert into messages (conversation, sender, card, words, level, only_you, spent, again, at, redrawn)
     values (@conversation, @sender, @card, @words, @level, @onlyYou, 0, @again, @at, 0)`,
  );
  const newest = db.prepare<[string, number, number], MessageRow>(
    `select *, exists (select 1 from sent_files where message = messages.id) as has_file,
     exists (select 1 from sent_files where message = messages.id and hex(substr(bytes, 1, 8)) = '89504E470D0A1A0A')
       as is_picture
     from messages
     where id in (select id from messages where conversation = ? order by id desc limit ?)
     and coalesce((select version from changes where message = messages.id), 1) > ?
     order by id`,
  );
  const latest = db.prepare<[], { n: number }>('select coalesce(max(version), 0) as n from changes');
  const redrawRow = db.prepare(
    'update messages set card = ?, words = null, redrawn = redrawn + 1 where id = ? and conversation = ?',
  );
  const spendRow = db.prepare(
    'update messages set spent = 1 where id = ? and conversation = ? and only_you = 1',
  );
  const countUnread = db.prepare<[string, string, string], { n: number }>(
    `select count(*) as n from messages where conversation = ? and sender = 'accord' and only_you = 0
     and id > coalesce((select up_to from marks where reader = ? and conversation = ?), 0)`,
  );
  const mark = db.prepare(
    `insert into marks (reader, conversation, up_to) values (?, ?, ?)
     on conflict (reader, conversation) do update set up_to = max(up_to, excluded.up_to)`,
  );
  const markedLast = db.prepare<[string, string], { n: number }>(
    `select count(*) as n from marks join (
       select id, at, conversation from messages where conversation = ? order by id desc limit 1
     ) as last on last.conversation = marks.conversation
     where marks.up_to >= last.id and last.at > ?`,
  );
  const lastOf = db.prepare<[string], { id: number | null }>(
    'select max(id) as id from messages where conversation = ?',
  );
  const readSetting = db.prepare<[string], { value: string }>('select value from settings where name = ?');
  const writeSetting = db.prepare(
    'insert into settings (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
  );
  const files = filesIn(db);
  const listeners: ((conversation: string) => void)[] = [];
  const tell = (conversation: string) => {
    for (const listener of listeners) listener(conversation);
  };
  const addQuietly = (conversation: string, row: Partial<ChatMessage>): number => {
    const { lastInsertRowid } = insert.run({
      conversation,
      sender: row.from ?? 'accord',
      card: row.card ? JSON.stringify(row.card) : null,
      words: row.text ?? null,
      level: row.level ?? null,
      onlyYou: row.onlyYou ? 1 : 0,
      again: row.again ? JSON.stringify(row.again) : null,
      at: clock.now(),
    });
    return Number(lastInsertRowid);
  };
  const add = (conversation: string, row: Partial<ChatMessage>): number => {
    const id = addQuietly(conversation, row);
    tell(conversation);
    return id;
  };
  const key = (to: Conversation, school: SchoolId) => conversationKey(to, school);
  return {
    async post(to, school, card) {
      if (!(await knows(to, school))) return unknown;
      return { ok: true, message: String(add(key(to, school), { card })) };
    },
    async redraw(to, school, message, card) {
      const conversation = key(to, school);
      const changed = db.transaction(() => {
        const { changes } = redrawRow.run(JSON.stringify(card), Number(message), conversation);
        if (changes > 0) files.takeAway(Number(message));
        return changes > 0;
      })();
      if (!changed) return missing;
      tell(conversation);
      return { ok: true, message };
    },
    async file(to, school, file, words) {
      if (!(await knows(to, school))) return unknown;
      // The file first: whoever is told of the message finds it there.
      const id = db.transaction(() => {
        const message = addQuietly(key(to, school), { text: words });
        files.attach(message, file);
        return message;
      })();
      tell(key(to, school));
      return { ok: true, message: String(id) };
    },
    directory: {
      names: async () => new Map(),
      membersOf: async () => [],
      unreachable: async () => [],
      channelTrouble: async () => null,
      noMember: async () => 'stranger',
      async fetch(handle, limit) {
        const file = files.uploaded(handle);
        if (!file) return { ok: false, why: 'never', reason: 'there is no such file here' };
        return file.bytes.length > limit
          ? { ok: false, why: 'too_large', reason: 'it is larger than was asked for' }
          : { ok: true, file };
      },
    },
    upload: files.upload,
    fileOf: files.of,
    messages: (conversation, limit, since) => newest.all(conversation, limit, since).map(fromRow),
    version: () => latest.get()?.n ?? 0,
    typed: (conversation, text) => void add(conversation, { from: 'me', text }),
    answered: (conversation, reply, again) =>
      reply.is === 'card'
        ? add(conversation, { card: reply.card, onlyYou: true, again })
        : add(conversation, { text: reply.text, level: reply.level, onlyYou: true }),
    spend(conversation, id) {
      if (spendRow.run(id, conversation).changes > 0) tell(conversation);
    },
    unread: (reader, conversation) => countUnread.get(conversation, reader, conversation)?.n ?? 0,
    seen(reader, conversation, upTo) {
      mark.run(reader, conversation, upTo);
      tell(conversation);
    },
    seenSince: (conversation, at) => (markedLast.get(conversation, at)?.n ?? 0) > 0,
    seenAll: (reader, conversation) => void mark.run(reader, conversation, lastOf.get(conversation)?.id ?? 0),
    setting: (name) => readSetting.get(name)?.value ?? null,
    keep: (name, value) => void writeSetting.run(name, value),
    onChange: (listener) => {
      listeners.push(listener);
    },
    close: () => void db.close(),
  };
}
