import type { Migration } from '../src/store/migration.ts';

/** Texts and files about people, encrypted. An erased row stays without its text, its salt and its key. */
export const particulars: Migration = {
  number: 2,
  name: 'particulars',
  statements: ({ text, bytes, tableEnd, keyedTableEnd }) => [
    `create table particulars (
       id ${text} primary key, school ${text} not null, kind ${text} not null, key_id ${text}, sealed ${bytes}
     ) ${keyedTableEnd}`,
    `create table files (
       id ${text} primary key, school ${text} not null, key_id ${text}, sealed ${bytes}) ${tableEnd}`,
    `create table store_settings (name ${text} primary key, value ${text} not null) ${keyedTableEnd}`,
  ],
};
