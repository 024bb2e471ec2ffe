import type { Instant } from '../../src/domain/time.ts';
import type { Card } from '../../src/view/card.ts';
import type { Intent } from '../../src/view/intent.ts';
import type { Reply } from '../../src/view/reply.ts';

/** One message as it stands in a conversation of the playground. */
export interface ChatMessage {
  readonly id: number;
  /** `accord` posts and answers; `me` is what the person acted as has typed. */
  readonly from: 'accord' | 'me';
  readonly card: Card | null;
  readonly text: string | null;
  readonly level: Extract<Reply, { is: 'said' }>['level'] | null;
  /** A file that can be downloaded stands with it; its name is not shown. */
  readonly hasFile: boolean;
  /** It is a PNG by its own first bytes, so it is shown as well. */
  readonly isPicture: boolean;
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

export interface MessageRow {
  readonly id: number;
  readonly sender: 'accord' | 'me';
  readonly card: string | null;
  readonly words: string | null;
  readonly level: ChatMessage['level'];
  readonly has_file: 0 | 1;
  readonly is_picture: 0 | 1;
  readonly only_you: 0 | 1;
  readonly spent: 0 | 1;
  readonly again: string | null;
  readonly at: Instant;
  readonly redrawn: number;
}

/** Every message has the version at which it was added or last changed, so that a page need not ask for all again. */
export const CHAT_TABLES = `
  create table if not exists messages (
    id integer primary key autoincrement, conversation text not null, sender text not null, card text, words text,
    level text, only_you integer not null, spent integer not null, again text, at text not null,
    redrawn integer not null
  ) strict;
  create index if not exists messages_of on messages (conversation, id);
  create table if not exists changes (version integer primary key autoincrement, message integer not null unique) strict;
  create trigger if not exists message_added after insert on messages begin
    insert or replace into changes (message) values (new.id);
  end;
  create trigger if not exists message_changed after update on messages begin
    insert or replace into changes (message) values (new.id);
  end;
  create table if not exists uploads (
    handle text primary key, name text not null, media text not null, bytes blob not null
  ) strict;
  create table if not exists sent_files (
    message integer primary key, name text not null, media text not null, bytes blob not null
  ) strict;
  create table if not exists marks (
    reader text not null, conversation text not null, up_to integer not null, primary key (reader, conversation)
  ) strict, without rowid;
  create table if not exists settings (name text primary key, value text not null) strict, without rowid;
`;

/** Parsed where it was written by this file alone. */
export const fromRow = (row: MessageRow): ChatMessage => ({
  id: row.id,
  from: row.sender,
  card: row.card === null ? null : (JSON.parse(row.card) as Card),
  text: row.words,
  level: row.level,
  hasFile: row.has_file === 1,
  isPicture: row.is_picture === 1,
  onlyYou: row.only_you === 1,
  spent: row.spent === 1,
  again: row.again === null ? null : (JSON.parse(row.again) as Intent),
  at: row.at,
  redrawn: row.redrawn,
});
