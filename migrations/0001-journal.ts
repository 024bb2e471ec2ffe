import type { Migration } from '../src/store/migration.ts';

/** The facts and the weekly anchors over them. Both take rows and give none up. */
export const journal: Migration = {
  number: 1,
  name: 'journal',
  statements: ({ text, integer, tableEnd, keyedTableEnd, appendOnly }) => [
    `create table journal (
       stream ${text} not null, position ${integer} not null, school ${text} not null, at ${text} not null,
       by ${text} not null, type ${text} not null, version ${integer} not null, data ${text} not null,
       hash ${text} not null, primary key (stream, position)) ${keyedTableEnd}`,
    ...appendOnly('journal', ['stream', 'position']),
    // `previous` is unique: two anchors taken at once cannot both follow the same one.
    `create table anchors (
       week ${text} primary key, at ${text} not null, previous ${text} not null unique, heads ${text} not null,
       code ${text} not null unique) ${tableEnd}`,
    ...appendOnly('anchors', ['week']),
  ],
};
