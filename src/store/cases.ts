import { sql } from 'kysely';
import type { CasesBy } from '../domain/cases-by.ts';
import type { CaseId, PersonId, SchoolId } from '../domain/ids.ts';
import type { Day } from '../domain/time.ts';
import type { CaseRow, Cases } from '../ports.ts';
import { fromJson, toJson } from './json-text.ts';
import type { Session } from './session.ts';
import { statement } from './statement.ts';
import type { CasesTable } from './tables.ts';

type Row = { [K in keyof CasesTable]: CasesTable[K] };

const toRow = (row: CaseRow): Row => ({
  id: row.id,
  school: row.school,
  ref: row.ref,
  person: row.person,
  status: row.status,
  opened_on: row.openedOn,
  occurred_on: row.occurredOn,
  child_flag: row.childFlag ? 1 : 0,
  reporters: toJson(row.reporters),
  revision: row.revision,
  position: row.position,
  outline: row.outline && toJson(row.outline),
});

const fromRow = (row: Row): CaseRow => ({
  id: row.id,
  school: row.school,
  ref: row.ref,
  person: row.person,
  status: row.status,
  openedOn: row.opened_on,
  occurredOn: row.occurred_on,
  childFlag: row.child_flag === 1,
  reporters: fromJson(row.reporters),
  revision: row.revision,
  position: row.position,
  outline: row.outline && fromJson(row.outline),
});

const upsert = statement<Row>()((db, slot) =>
  db
    .insertInto('cases')
    .values({
      id: slot('id'),
      school: slot('school'),
      ref: slot('ref'),
      person: slot('person'),
      status: slot('status'),
      opened_on: slot('opened_on'),
      occurred_on: slot('occurred_on'),
      child_flag: slot('child_flag'),
      reporters: slot('reporters'),
      revision: slot('revision'),
      position: slot('position'),
      outline: slot('outline'),
    })
    .onConflict((known) =>
      known.columns(['school', 'id']).doUpdateSet((now) => ({
        ref: now.ref('excluded.ref'),
        person: now.ref('excluded.person'),
        status: now.ref('excluded.status'),
        opened_on: now.ref('excluded.opened_on'),
        occurred_on: now.ref('excluded.occurred_on'),
        child_flag: now.ref('excluded.child_flag'),
        reporters: now.ref('excluded.reporters'),
        revision: now.ref('excluded.revision'),
        position: now.ref('excluded.position'),
        outline: now.ref('excluded.outline'),
      })),
    ),
);

const nextValue = statement<{ school: SchoolId; year: number }>()((db, slot) =>
  db
    .insertInto('counters')
    .values({ school: slot('school'), year: slot('year'), value: 1 })
    .onConflict((known) =>
      known.columns(['school', 'year']).doUpdateSet((now) => ({ value: now('counters.value', '+', 1) })),
    )
    .returning('value'),
);

const byId = statement<{ school: SchoolId; id: CaseId }>()((db, slot) =>
  db.selectFrom('cases').selectAll().where('id', '=', slot('id')).where('school', '=', slot('school')),
);

const byRef = statement<{ school: SchoolId; ref: string }>()((db, slot) =>
  db
    .selectFrom('cases')
    .selectAll()
    .where('school', '=', slot('school'))
    .where((row) => row(row.ref('ref'), '=', slot('ref').$castTo<CasesTable['ref']>())),
);

const ofPerson = statement<{ school: SchoolId; person: PersonId }>()((db, slot) =>
  db
    .selectFrom('cases')
    .selectAll()
    .where('school', '=', slot('school'))
    .where('person', '=', slot('person'))
    .orderBy('id'),
);

const open = statement<{ school: SchoolId }>()((db, slot) =>
  db
    .selectFrom('cases')
    .selectAll()
    .where('school', '=', slot('school'))
    .where('status', '=', sql.lit('open'))
    .orderBy('id'),
);

const openBetween = statement<{ school: SchoolId; from: Day; to: Day; limit: number }>()((db, slot) =>
  db
    .selectFrom('cases')
    .selectAll()
    .where('school', '=', slot('school'))
    .where('status', '=', sql.lit('open'))
    .where('occurred_on', '>=', slot('from'))
    .where('occurred_on', '<=', slot('to'))
    .orderBy('id', 'desc')
    .limit(slot('limit')),
);

const recent = statement<{ school: SchoolId; limit: number }>()((db, slot) =>
  db
    .selectFrom('cases')
    .selectAll()
    .where('school', '=', slot('school'))
    .orderBy('id', 'desc')
    .limit(slot('limit')),
);

/** Built afresh each time: which of these are asked for differs from search to search. */
async function found({ db }: Session, school: SchoolId, by: CasesBy, limit: number): Promise<Row[]> {
  let query = db.selectFrom('cases').selectAll().where('school', '=', school);
  if (by.people) query = query.where('person', 'in', by.people.length > 0 ? [...by.people] : [NOBODY]);
  if (by.status) query = query.where('status', '=', by.status);
  if (by.from) query = query.where('occurred_on', '>=', by.from);
  if (by.to) query = query.where('occurred_on', '<=', by.to);
  if (by.before) query = query.where('id', '<', by.before);
  return query.orderBy('id', 'desc').limit(limit).execute();
}

/** No person's id: an empty list is no list in SQL. */
const NOBODY = '' as PersonId;

export function casesOf(session: Session): Cases {
  const first = (rows: Row[]) => (rows[0] ? fromRow(rows[0]) : null);
  return {
    async nextNumber(school, year) {
      const [row] = await nextValue({ ...session, db: session.counters }, { school, year });
      if (!row) throw new Error(`The counter of ${school} gave no number for ${year}.`);
      return row.value;
    },
    async put(row) {
      await upsert(session, toRow(row));
    },
    byId: async (school, id) => first(await byId(session, { school, id })),
    byRef: async (school, ref) => first(await byRef(session, { school, ref })),
    ofPerson: async (school, person) => (await ofPerson(session, { school, person })).map(fromRow),
    open: async (school) => (await open(session, { school })).map(fromRow),
    openBetween: async (school, from, to, limit) =>
      (await openBetween(session, { school, from, to, limit })).map(fromRow),
    find: async (school, by, limit) => (await found(session, school, by, limit)).map(fromRow),
    recent: async (school, limit) => (await recent(session, { school, limit })).map(fromRow),
  };
}
