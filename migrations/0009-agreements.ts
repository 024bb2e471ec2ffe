import type { Migration } from '../src/store/migration.ts';

/** Who signed which version of the code, and when: ids, days and codes, and nobody's name. */
export const agreements: Migration = {
  number: 9,
  name: 'agreements',
  statements: ({ text, keyedTableEnd }) => [
    `create table agreements (
       school ${text} not null, person ${text} not null, sha256 ${text} not null, signed_on ${text} not null,
       ticks ${text} not null, recorded_by ${text} not null, at ${text} not null,
       primary key (school, person, sha256, signed_on)) ${keyedTableEnd}`,
  ],
};
