import type { Migration } from '../src/store/migration.ts';

/** Which version of its own row and its members a school is at: what a process holds in memory is true for one. */
export const schoolVersions: Migration = {
  number: 8,
  name: 'school-versions',
  statements: ({ text, keyedTableEnd }) => [
    `create table school_versions (school ${text} primary key, version ${text} not null) ${keyedTableEnd}`,
  ],
};
