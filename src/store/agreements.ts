import type { PersonId, SchoolId } from '../domain/ids.ts';
import type { Day, Instant } from '../domain/time.ts';
import type { Agreements } from '../ports.ts';
import { fromJson, type Json, toJson } from './json-text.ts';
import type { Session } from './session.ts';
import { batch, statement } from './statement.ts';

const insert = batch<{
  school: SchoolId;
  person: PersonId;
  sha256: string;
  signed_on: Day;
  ticks: Json<readonly string[]>;
  recorded_by: string;
  at: Instant;
}>()((db, rows) =>
  db
    .insertInto('agreements')
    .values(
      rows.map((slot) => ({
        school: slot('school'),
        person: slot('person'),
        sha256: slot('sha256'),
        signed_on: slot('signed_on'),
        ticks: slot('ticks'),
        recorded_by: slot('recorded_by'),
        at: slot('at'),
      })),
    )
    .onConflict((known) =>
      known.columns(['school', 'person', 'sha256', 'signed_on']).doUpdateSet((now) => ({
        ticks: now.ref('excluded.ticks'),
        recorded_by: now.ref('excluded.recorded_by'),
        at: now.ref('excluded.at'),
      })),
    ),
);

const ofPerson = statement<{ school: SchoolId; person: PersonId }>()((db, slot) =>
  db
    .selectFrom('agreements')
    .select(['person', 'sha256', 'signed_on', 'ticks'])
    .where('school', '=', slot('school'))
    .where('person', '=', slot('person'))
    .orderBy('signed_on', 'desc'),
);

const ofSchool = statement<{ school: SchoolId }>()((db, slot) =>
  db
    .selectFrom('agreements')
    .select(['person', 'sha256', 'signed_on', 'ticks'])
    .where('school', '=', slot('school')),
);

const remove = statement<{ school: SchoolId; person: PersonId; sha256: string; signed_on: Day }>()(
  (db, slot) =>
    db
      .deleteFrom('agreements')
      .where('school', '=', slot('school'))
      .where('person', '=', slot('person'))
      .where('sha256', '=', slot('sha256'))
      .where('signed_on', '=', slot('signed_on'))
      .returning('person'),
);

interface Row {
  readonly person: PersonId;
  readonly sha256: string;
  readonly signed_on: Day;
  readonly ticks: Json<readonly string[]>;
}

const toSigned = ({ person, sha256, signed_on, ticks }: Row) => ({
  person,
  sha256,
  on: signed_on,
  ticks: fromJson(ticks),
});

export const agreementsOf = (session: Session): Agreements => ({
  async record(school, signed, by, at) {
    const once = new Map(signed.map((row) => [JSON.stringify([row.person, row.sha256, row.on]), row]));
    await insert(
      session,
      [...once.values()].map(({ person, sha256, on, ticks }) => ({
        school,
        person,
        sha256,
        signed_on: on,
        ticks: toJson(ticks),
        recorded_by: by,
        at,
      })),
    );
  },
  remove: async (school, { person, sha256, on }) =>
    (await remove(session, { school, person, sha256, signed_on: on })).length > 0,
  ofPerson: async (school, person) => (await ofPerson(session, { school, person })).map(toSigned),
  ofSchool: async (school) => (await ofSchool(session, { school })).map(toSigned),
});
