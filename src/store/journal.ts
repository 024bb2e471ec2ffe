import { sql } from 'kysely';
import type { Journal, Stream } from '../ports.ts';
import { fromJson, toJson } from './json-text.ts';
import { NOTHING_BEFORE, rowHash } from './row-hash.ts';
import type { Session } from './session.ts';
import { batch, statement } from './statement.ts';
import type { JournalTable } from './tables.ts';

type Row = { [K in keyof JournalTable]: JournalTable[K] };

const rowsOf = statement<{ stream: Stream }>()((db, slot) =>
  db.selectFrom('journal').selectAll().where('stream', '=', slot('stream')).orderBy('position'),
);

const headOf = statement<{ stream: Stream }>()((db, slot) =>
  db
    .selectFrom('journal')
    .select(['position', 'hash'])
    .where('stream', '=', slot('stream'))
    .orderBy('position', 'desc')
    .limit(sql.lit(1)),
);

const insert = batch<Row>()((db, rows) =>
  db
    .insertInto('journal')
    .values(
      rows.map((slot) => ({
        stream: slot('stream'),
        position: slot('position'),
        school: slot('school'),
        at: slot('at'),
        by: slot('by'),
        type: slot('type'),
        version: slot('version'),
        data: slot('data'),
        hash: slot('hash'),
      })),
    )
    .onConflict((taken) => taken.columns(['stream', 'position']).doNothing())
    .returning('position'),
);

const began = statement<{ from: Stream; before: Stream }>()((db, slot) =>
  db
    .selectFrom('journal')
    .select(['stream', 'school'])
    .where('position', '=', sql.lit(1))
    .where('stream', '>=', slot('from'))
    .where('stream', '<', slot('before'))
    .orderBy('at')
    .orderBy('stream'),
);

// The sign after the colon ends a kind's range of names, bytewise.
const RANGES = {
  case: { from: 'case:', before: 'case:\u{10ffff}' },
  school: { from: 'school:', before: 'school:\u{10ffff}' },
  access: { from: 'access:', before: 'access:\u{10ffff}' },
} as const;

export function journalOf(session: Session): Journal {
  return {
    async load(stream) {
      const rows = await rowsOf(session, { stream });
      return rows.map(({ data, ...row }) => ({ ...row, data: fromJson(data) }));
    },

    end: async (stream) => (await headOf(session, { stream }))[0]?.position ?? 0,

    async append(stream, expected, facts, who) {
      const [head] = await headOf(session, { stream });
      if ((head?.position ?? 0) !== expected) return { ok: false, conflict: true };
      let previous = head?.hash ?? NOTHING_BEFORE;
      const rows = facts.map((fact, index): Row => {
        const row = {
          stream,
          position: expected + index + 1,
          school: who.school,
          at: who.at,
          by: who.by,
          type: fact.type,
          version: fact.version,
          data: toJson(fact.data),
        };
        previous = rowHash(previous, row);
        return { ...row, hash: previous };
      });
      // Whoever writes the first row holds the end of the stream until the transaction is over.
      const alone = session.dialect.writersRace ? 1 : rows.length;
      const written = await insert(session, rows.slice(0, alone));
      if (written.length < Math.min(alone, rows.length)) return { ok: false, conflict: true };
      await insert(session, rows.slice(alone));
      return { ok: true, position: expected + rows.length };
    },

    streams: (kind) => began(session, RANGES[kind]),
  };
}
