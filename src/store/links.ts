import { sql } from 'kysely';
import type { CaseId, ConsultationId, LinkId, MemberId, SchoolId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import type { KeptLink, Links } from '../ports/links.ts';
import type { Session } from './session.ts';
import { statement } from './statement.ts';

const insert = statement<{
  digest: string;
  kind: KeptLink['kind'];
  school: SchoolId;
  case_id: CaseId;
  consultation: ConsultationId;
  link: LinkId;
  member: MemberId;
  until_at: Instant;
}>()((db, slot) =>
  db.insertInto('links').values({
    digest: slot('digest'),
    kind: slot('kind'),
    school: slot('school'),
    case_id: slot('case_id'),
    consultation: slot('consultation'),
    link: slot('link'),
    member: slot('member'),
    until_at: slot('until_at'),
  }),
);

const byDigest = statement<{ digest: string; kind: KeptLink['kind'] }>()((db, slot) =>
  db.selectFrom('links').selectAll().where('digest', '=', slot('digest')).where('kind', '=', slot('kind')),
);

const drop = statement<{ now: Instant; long: Instant }>()((db, slot) =>
  db
    .deleteFrom('links')
    .where('until_at', '<=', slot('now'))
    .where((row) => row.or([row('kind', '=', sql.lit('session')), row('until_at', '<=', slot('long'))]))
    .returning('digest'),
);

export function linksOf(session: Session): Links {
  return {
    async keep({ until, case: of, ...row }) {
      await insert(session, { ...row, case_id: of, until_at: until });
    },
    async find(digest, kind) {
      const [row] = await byDigest(session, { digest, kind });
      if (!row) return null;
      const { case_id, until_at, ...rest } = row;
      return { ...rest, case: case_id, until: until_at };
    },
    forget: async (now, long) => (await drop(session, { now, long })).length,
  };
}
