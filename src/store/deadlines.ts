import type { CaseId, SchoolId } from '../domain/ids.ts';
import type { Day } from '../domain/time.ts';
import type { DeadlineRow, Deadlines } from '../ports.ts';
import { fromJson, toJson } from './json-text.ts';
import type { Session } from './session.ts';
import { batch, statement } from './statement.ts';
import type { DeadlinesTable } from './tables.ts';

type Row = { [K in keyof DeadlinesTable]: DeadlinesTable[K] };

const fromRow = (row: Row): DeadlineRow => ({
  key: row.key,
  school: row.school,
  case: row.of === 'school' ? null : row.of,
  kind: row.kind,
  owner: fromJson(row.owner),
  due: row.due,
  urgent: row.urgent === 1,
  openedOn: row.opened_on,
});

const clear = statement<{ school: SchoolId; of: CaseId | 'school' }>()((db, slot) =>
  db.deleteFrom('deadlines').where('school', '=', slot('school')).where('of', '=', slot('of')),
);

const insert = batch<Row>()((db, rows) =>
  db.insertInto('deadlines').values(
    rows.map((slot) => ({
      school: slot('school'),
      key: slot('key'),
      of: slot('of'),
      kind: slot('kind'),
      owner: slot('owner'),
      due: slot('due'),
      urgent: slot('urgent'),
      opened_on: slot('opened_on'),
    })),
  ),
);

const dueBy = statement<{ school: SchoolId; day: Day }>()((db, slot) =>
  db
    .selectFrom('deadlines')
    .selectAll()
    .where('school', '=', slot('school'))
    .where('due', '<=', slot('day'))
    .orderBy('due')
    .orderBy('key'),
);

const all = statement<{ school: SchoolId }>()((db, slot) =>
  db.selectFrom('deadlines').selectAll().where('school', '=', slot('school')).orderBy('due').orderBy('key'),
);

const ofCase = statement<{ school: SchoolId; of: CaseId }>()((db, slot) =>
  db
    .selectFrom('deadlines')
    .selectAll()
    .where('school', '=', slot('school'))
    .where('of', '=', slot('of'))
    .orderBy('due')
    .orderBy('key'),
);

export function deadlinesOf(session: Session): Deadlines {
  return {
    async replace(school, of, rows) {
      await clear(session, { school, of });
      const kept = rows.map(
        (row): Row => ({
          school,
          key: row.key,
          of,
          kind: row.kind,
          owner: toJson(row.owner),
          due: row.due,
          urgent: row.urgent ? 1 : 0,
          opened_on: row.openedOn,
        }),
      );
      await insert(session, kept);
    },
    dueBy: async (school, day) => (await dueBy(session, { school, day })).map(fromRow),
    all: async (school) => (await all(session, { school })).map(fromRow),
    ofCase: async (school, of) => (await ofCase(session, { school, of })).map(fromRow),
  };
}
