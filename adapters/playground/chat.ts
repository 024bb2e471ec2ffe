import Sqlite from 'better-sqlite3';
import type { SchoolId } from '../../src/domain/ids.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { Clock, Conversation, Outlet, Sent } from '../../src/ports.ts';
import type { Card } from '../../src/view/card.ts';
import type { Intent } from '../../src/view/intent.ts';
import type { Reply } from '../../src/view/reply.ts';
import { conversationKey } from './memory-surface.ts';

/** One message as it stands in a conversation of the playground. */
export interface ChatMessage {
  readonly id: number;
  /** `accord` posts and answers; `me` is what the person acted as has typed. */
  readonly from: 'accord' | 'me';
  readonly card: Card | null;
  readonly text: string | null;
  readonly level: Extract<Reply, { is: 'said' }>['level'] | null;
  /** An answer to one person, which another platform would show to nobody else and could not draw again. */
  readonly onlyYou: boolean;
  /** Something was done from this answer's buttons, so they are gone. */
  readonly spent: boolean;
  /** What was asked for, so that an answer that has grown old can be asked for again. */
  readonly again: Intent | null;
  readonly at: Instant;
  /** How often it was drawn again in place. */
  readonly redrawn: number;
}

type Answer = Extract<Reply, { is: 'card' | 'said' }>;

/**
 * What Slack's and Teams' own servers are to Accord: the place where messages are shown and kept, in a file of its
 * own beside Accord's database. Chat is never the record: with this file gone, cases and what is owed are whole.
 */
export interface Chat extends Outlet {
  messages(conversation: string, limit: number): readonly ChatMessage[];
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

interface Row {
  readonly id: number;
  readonly sender: 'accord' | 'me';
  readonly card: string | null;
  readonly words: string | null;
  readonly level: ChatMessage['level'];
  readonly only_you: 0 | 1;
  readonly spent: 0 | 1;
  readonly again: string | null;
  readonly at: Instant;
  readonly redrawn: number;
}

const TABLES = `
  create table if not exists messages (
    id integer primary key autoincrement, conversation text not null, sender text not null, card text, words text,
    level text, only_you integer not null, spent integer not null, again text, at text not null,
    redrawn integer not null
  ) strict;
  create index if not exists messages_of on messages (conversation, id);
  create table if not exists marks (
    reader text not null, conversation text not null, up_to integer not null, primary key (reader, conversation)
  ) strict, without rowid;
  create table if not exists settings (name text primary key, value text not null) strict, without rowid;
`;

/** Parsed where it was written by this file alone. */
const fromRow = (row: Row): ChatMessage => ({
  id: row.id,
  from: row.sender,
  card: row.card === null ? null : (JSON.parse(row.card) as Card),
  text: row.words,
  level: row.level,
  onlyYou: row.only_you === 1,
  spent: row.spent === 1,
  again: row.again === null ? null : (JSON.parse(row.again) as Intent),
  at: row.at,
  redrawn: row.redrawn,
});

const missing: Sent = { ok: false, why: 'never', reason: 'there is no such message here' };
const unknown: Sent = { ok: false, why: 'never', reason: 'nobody of that account is here' };

/** Whether there is somebody, or a channel, to show it to. */
export type Knows = (to: Conversation, school: SchoolId) => Promise<boolean>;

/** `file` may be `:memory:`. Throws what SQLite throws where the file cannot be opened. */
export function openChat(file: string, clock: Clock, knows: Knows): Chat {
  const db = new Sqlite(file);
  db.pragma('journal_mode = WAL');
  db.exec(TABLES);
  const insert = db.prepare(
    `insert into messages (conversation, sender, card, words, level, only_you, spent, again, at, redrawn)
     values (@conversation, @sender, @card, @words, @level, @onlyYou, 0, @again, @at, 0)`,
  );
  const newest = db.prepare<[string, number], Row>(
    'select * from messages where conversation = ? order by id desc limit ?',
  );
  const redrawRow = db.prepare(
    'update messages set card = ?, redrawn = redrawn + 1 where id = ? and conversation = ?',
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
  const listeners: ((conversation: string) => void)[] = [];
  const tell = (conversation: string) => {
    for (const listener of listeners) listener(conversation);
  };
  const add = (conversation: string, row: Partial<ChatMessage>): number => {
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
    tell(conversation);
    return Number(lastInsertRowid);
  };
  const key = (to: Conversation, school: SchoolId) => conversationKey(to, school);
  return {
    async post(to, school, card) {
      if (!(await knows(to, school))) return unknown;
      return { ok: true, message: String(add(key(to, school), { card })) };
    },
    async redraw(to, school, message, card) {
      const conversation = key(to, school);
      if (redrawRow.run(JSON.stringify(card), Number(message), conversation).changes === 0) return missing;
      tell(conversation);
      return { ok: true, message };
    },
    messages: (conversation, limit) => newest.all(conversation, limit).map(fromRow).reverse(),
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
