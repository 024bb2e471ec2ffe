import type { Migration } from '../src/store/migration.ts';

/** What was answered, what is being typed, and what is still to be sent or drawn again. */
export const onceAndOwed: Migration = {
  number: 5,
  name: 'once-and-owed',
  statements: ({ text, integer, big, bytes, keyedTableEnd }) => [
    `create table intents (
       key ${text} primary key, school ${text} not null, member ${text} not null, key_id ${text} not null,
       sealed ${bytes} not null, at ${text} not null) ${keyedTableEnd}`,
    `create table drafts (
       key ${text} not null, school ${text} not null, member ${text} not null, key_id ${text} not null,
       sealed ${bytes} not null, until_at ${text} not null, primary key (key, member)) ${keyedTableEnd}`,
    'create index drafts_until on drafts (until_at)',
    `create table conversations (
       id ${text} primary key, leased_by ${text}, leased_until ${big} not null, leased_for ${text}
     ) ${keyedTableEnd}`,
    `create table posts (
       id ${text} primary key, key ${text} not null, school ${text} not null, conversation ${text} not null,
       addressee ${text} not null, about ${text} not null, case_id ${text}, state ${text} not null,
       attempts ${integer} not null, retry_at ${big} not null, reason ${text}, wanted ${integer} not null,
       drawn ${integer} not null, at ${text} not null, unique (school, key)) ${keyedTableEnd}`,
    `create index posts_owed on posts (conversation, id) where state = 'owed'`,
    `create index posts_aside on posts (id) where state = 'aside'`,
    `create index posts_of_case on posts (case_id, school) where state = 'owed'`,
    `create table copies (
       id ${text} primary key, post ${text} not null, school ${text} not null, addressee ${text} not null,
       about ${text} not null, case_id ${text}, message ${text} not null, wanted ${integer} not null,
       shown ${integer} not null, aside ${integer} not null, attempts ${integer} not null,
       retry_at ${big} not null, reason ${text}, leased_by ${text}, leased_until ${big} not null,
       unique (post, message)) ${keyedTableEnd}`,
    'create index copies_of_case on copies (case_id, school)',
    'create index copies_stale on copies (id) where wanted > shown',
    'create index copies_aside on copies (id) where aside = 1',
  ],
};
