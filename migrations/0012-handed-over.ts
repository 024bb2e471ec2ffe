import type { Migration } from '../src/store/migration.ts';

/**
 * What a fetched file is the original of, where it came with something that they sent; and until which day what was
 * posted stays in chat, where that is a matter of days and not of its case.
 */
export const handedOver: Migration = {
  number: 12,
  name: 'handed-over',
  statements: ({ text }) => [
    `alter table fetches add column original_of ${text}`,
    `alter table copies add column until_day ${text}`,
    'create index copies_until on copies (school, until_day) where until_day is not null',
  ],
};
