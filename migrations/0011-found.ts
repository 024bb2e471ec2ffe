import type { Migration } from '../src/store/migration.ts';

/**
 * What a search reads of a case without opening its journal: who has a place in it, and the steps taken. Null until the
 * case's row is next written, or `rebuild` is run.
 */
export const found: Migration = {
  number: 11,
  name: 'found',
  statements: ({ text }) => [
    `alter table cases add column outline ${text}`,
    'create index cases_by_day on cases (school, occurred_on)',
  ],
};
