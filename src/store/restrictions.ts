import type { CaseId, SchoolId } from '../domain/ids.ts';
import type { RestrictionRow } from '../domain/restriction-row.ts';
import type { Day } from '../domain/time.ts';
import type { Restrictions } from '../ports.ts';
import { fromJson, toJson } from './json-text.ts';
import type { Session } from './session.ts';
import { batch, statement } from './statement.ts';
import type { RestrictionsTable } from './tables.ts';

type Row = { [K in keyof RestrictionsTable]: RestrictionsTable[K] };

const fromRow = (row: Row): RestrictionRow => ({
  id: row.id,
  case: row.case_id,
  school: row.school,
  person: row.person,
  about: row.about,
  status: row.status,
  extents: fromJson(row.extents),
  start: row.start_day,
  end: row.end_day,
  review: row.review_day,
});

const clear = statement<{ school: SchoolId; of: CaseId }>()((db, slot) =>
  db.deleteFrom('restrictions').where('school', '=', slot('school')).where('case_id', '=', slot('of')),
);

const insert = batch<Row>()((db, rows) =>
  db.insertInto('restrictions').values(
    rows.map((slot) => ({
      id: slot('id'),
      case_id: slot('case_id'),
      school: slot('school'),
      person: slot('person'),
      about: slot('about'),
      status: slot('status'),
      extents: slot('extents'),
      start_day: slot('start_day'),
      end_day: slot('end_day'),
      review_day: slot('review_day'),
    })),
  ),
);

const inForce = statement<{ school: SchoolId; on: Day }>()((db, slot) =>
  db
    .selectFrom('restrictions')
    .selectAll()
    .where('school', '=', slot('school'))
    .where('end_day', '>=', slot('on'))
    .where('start_day', '<=', slot('on'))
    .orderBy('end_day')
    .orderBy('id'),
);

export function restrictionsOf(session: Session): Restrictions {
  return {
    async replace(school, of, rows) {
      await clear(session, { school, of });
      const kept = rows.map((row) => ({
        id: row.id,
        case_id: of,
        school,
        person: row.person,
        about: row.about,
        status: row.status,
        extents: toJson(row.extents),
        start_day: row.start,
        end_day: row.end,
        review_day: row.review,
      }));
      await insert(session, kept);
    },
    inForce: async (school, on) => (await inForce(session, { school, on })).map(fromRow),
  };
}
