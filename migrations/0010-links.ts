import type { Migration } from '../src/store/migration.ts';

/** Ways in for people without an account: of each secret its digest, and what it opens. */
export const links: Migration = {
  number: 10,
  name: 'links',
  statements: ({ text, keyedTableEnd }) => [
    `create table links (
       digest ${text} primary key, kind ${text} not null, school ${text} not null, case_id ${text} not null,
       consultation ${text} not null, link ${text} not null, member ${text} not null, until_at ${text} not null)
       ${keyedTableEnd}`,
    `create index links_until on links (until_at)`,
  ],
};
