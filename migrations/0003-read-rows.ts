import type { Migration } from '../src/store/migration.ts';

/** Rows that can be made again from the journal, and the counter of references, which cannot. */
export const readRows: Migration = {
  number: 3,
  name: 'read-rows',
  statements: ({ text, integer, keyedTableEnd }) => [
    `create table cases (
       school ${text} not null, id ${text} not null, ref ${text} not null, person ${text},
       status ${text} not null, opened_on ${text} not null, occurred_on ${text} not null,
       child_flag ${integer} not null, reporters ${text} not null, revision ${integer} not null,
       position ${integer} not null, primary key (school, id), unique (school, ref)) ${keyedTableEnd}`,
    'create index cases_of_person on cases (school, person)',
    `create table restrictions (
       id ${text} primary key, case_id ${text} not null, school ${text} not null, person ${text} not null,
       about ${text} not null, status ${text} not null, extents ${text} not null, start_day ${text} not null,
       end_day ${text} not null, review_day ${text} not null) ${keyedTableEnd}`,
    'create index restrictions_of_case on restrictions (case_id, school)',
    'create index restrictions_in_force on restrictions (school, end_day)',
    `create table deadlines (
       school ${text} not null, key ${text} not null, of ${text} not null, kind ${text} not null,
       owner ${text} not null, due ${text} not null, urgent ${integer} not null, opened_on ${text} not null,
       primary key (school, of, key), unique (school, key)) ${keyedTableEnd}`,
    `create table counters (
       school ${text} not null, year ${integer} not null, value ${integer} not null,
       primary key (school, year)) ${keyedTableEnd}`,
  ],
};
