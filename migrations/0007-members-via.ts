import type { Migration } from '../src/store/migration.ts';

/** Who is a member by a platform's group, and stops being one with it. Everybody so far was added by somebody. */
export const membersVia: Migration = {
  number: 7,
  name: 'members-via',
  statements: ({ text }) => [`alter table members add column via ${text}`],
};
