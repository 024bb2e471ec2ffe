import type { Migration } from '../src/store/migration.ts';

export const peopleAndSchools: Migration = {
  number: 4,
  name: 'people-and-schools',
  statements: ({ text, integer, bytes, keyedTableEnd }) => [
    `create table people (
       school ${text} not null, id ${text} not null, key_id ${text} not null, sealed ${bytes} not null,
       capacity ${text} not null, separate_address ${integer} not null, court_order_seen ${integer} not null,
       member ${text}, changed ${text} not null, primary key (school, id)) ${keyedTableEnd}`,
    `create table people_versions (school ${text} primary key, version ${text} not null) ${keyedTableEnd}`,
    `create table members (
       id ${text} primary key, school ${text} not null, key_id ${text} not null, sealed ${bytes} not null,
       roles ${text} not null, active ${integer} not null) ${keyedTableEnd}`,
    'create index members_of_school on members (school, id)',
    // One person may be a member of several schools under one identity.
    `create table identities (
       platform ${text} not null, user_id ${text} not null, member ${text} not null,
       primary key (platform, user_id, member)) ${keyedTableEnd}`,
    'create index identities_of_member on identities (member)',
    `create table schools (
       id ${text} primary key, name ${text} not null, trust ${text}, pack ${text} not null, adopted ${text},
       settings ${text} not null, claim_hash ${text} unique) ${keyedTableEnd}`,
    `create table policies (sha256 ${text} primary key, text ${text} not null) ${keyedTableEnd}`,
  ],
};
