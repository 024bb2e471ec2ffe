import { type Instant, toDay } from '../domain/time.ts';
import type { Anchors } from '../ports.ts';
import { anchorCode, headLine, NOTHING_BEFORE } from './row-hash.ts';
import type { Session } from './session.ts';
import { statement } from './statement.ts';

// One statement, so one snapshot on both databases, whatever else is being written.
const allHeads = statement<Record<string, never>>()((db) =>
  db
    .selectFrom('journal as last')
    .innerJoin(
      (inner) =>
        inner
          .selectFrom('journal')
          .select((row) => ['stream', row.fn.max('position').as('position')])
          .groupBy('stream')
          .as('heads'),
      (join) => join.onRef('heads.stream', '=', 'last.stream').onRef('heads.position', '=', 'last.position'),
    )
    .select(['last.stream', 'last.position', 'last.hash'])
    .orderBy('last.stream'),
);

// The newest anchor is the one that no other follows.
const newest = statement<Record<string, never>>()((db) =>
  db
    .selectFrom('anchors')
    .select(['code', 'week'])
    .where('code', 'not in', (inner) => inner.selectFrom('anchors').select('previous')),
);

const ofWeek = statement<{ week: string }>()((db, slot) =>
  db.selectFrom('anchors').select('code').where('week', '=', slot('week')),
);

const insert = statement<{ week: string; at: Instant; previous: string; heads: string; code: string }>()(
  (db, slot) =>
    db
      .insertInto('anchors')
      .values({
        week: slot('week'),
        at: slot('at'),
        previous: slot('previous'),
        heads: slot('heads'),
        code: slot('code'),
      })
      .onConflict((known) => known.doNothing())
      .returning('code'),
);

export function anchorsOf(session: Session): Anchors {
  return {
    async take(week, at) {
      const [taken] = await ofWeek(session, { week });
      if (taken) return null;
      const [last] = await newest(session, {});
      const heads = (await allHeads(session, {})).map(headLine).join('\n');
      const row = { week, at, previous: last?.code ?? NOTHING_BEFORE, heads };
      const [kept] = await insert(session, { ...row, code: anchorCode(row) });
      return kept?.code ?? null;
    },
    async last() {
      const [row] = await newest(session, {});
      return row ? { week: toDay(row.week), code: row.code } : null;
    },
  };
}
