import type { Migration } from '../src/store/migration.ts';

/** Files that people gave a platform for a case: owed until they are fetched, kept and in the case's journal. */
export const fetches: Migration = {
  number: 6,
  name: 'fetches',
  statements: ({ text, integer, big, keyedTableEnd }) => [
    `create table fetches (
       id ${text} primary key, school ${text} not null, case_id ${text} not null, member ${text} not null,
       platform ${text} not null, handle ${text} not null, state ${text} not null, attempts ${integer} not null,
       retry_at ${big} not null, reason ${text}, leased_by ${text}, leased_until ${big} not null,
       at ${text} not null, unique (case_id, platform, handle)) ${keyedTableEnd}`,
    `create index fetches_owed on fetches (platform, id) where state = 'owed'`,
    `create index fetches_aside on fetches (id) where state = 'aside'`,
  ],
};
