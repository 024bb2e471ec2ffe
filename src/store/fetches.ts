import { sql } from 'kysely';
import { CaseId, type MatterId, type MemberId, type SchoolId, UploadId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import type { Fetches, NewFetch } from '../ports/fetches.ts';
import type { Platform } from '../ports.ts';
import type { Session } from './session.ts';
import { batch, statement } from './statement.ts';

const UPLOAD = 'upload:';

/** A case's id as it is, or an upload's behind a word that no id begins with. */
const toColumn = (about: NewFetch['about']): string =>
  'case' in about ? about.case : `${UPLOAD}${about.upload}`;

const fromColumn = (text: string): NewFetch['about'] =>
  text.startsWith(UPLOAD)
    ? { upload: UploadId.parse(text.slice(UPLOAD.length)) }
    : { case: CaseId.parse(text) };

const insert = batch<{
  id: string;
  school: SchoolId;
  case_id: string;
  member: MemberId;
  platform: Platform;
  handle: string;
  original_of: MatterId | null;
  at: Instant;
}>()((db, rows) =>
  db
    .insertInto('fetches')
    .values(
      rows.map((slot) => ({
        id: slot('id'),
        school: slot('school'),
        case_id: slot('case_id'),
        member: slot('member'),
        platform: slot('platform'),
        handle: slot('handle'),
        original_of: slot('original_of'),
        state: 'owed' as const,
        attempts: 0,
        retry_at: 0,
        reason: null,
        leased_by: null,
        leased_until: 0,
        at: slot('at'),
      })),
    )
    .onConflict((known) =>
      known
        .columns(['case_id', 'platform', 'handle'])
        // A new id: whoever sends it again is told again if it fails again.
        .doUpdateSet((row) => ({
          id: row.ref('excluded.id'),
          member: row.ref('excluded.member'),
          original_of: row.ref('excluded.original_of'),
          state: 'owed',
          attempts: 0,
          retry_at: 0,
          reason: null,
          leased_by: null,
          leased_until: 0,
          at: row.ref('excluded.at'),
        }))
        .where('fetches.state', '=', sql.lit('aside' as const)),
    ),
);

const claim = statement<{ worker: string; platform: Platform; now: number; until: number; limit: number }>()(
  (db, slot) =>
    db
      .updateTable('fetches')
      .set((row) => ({
        leased_by: slot('worker'),
        leased_until: slot('until'),
        attempts: row('attempts', '+', 1),
      }))
      // The conditions stand twice: between choosing and changing, another worker may have been quicker.
      .where('leased_until', '<=', slot('now'))
      .where('state', '=', sql.lit('owed' as const))
      .where('id', 'in', (inner) =>
        inner
          .selectFrom('fetches as next')
          .select('next.id')
          .where('next.state', '=', sql.lit('owed' as const))
          .where('next.platform', '=', slot('platform'))
          .where('next.retry_at', '<=', slot('now'))
          .where('next.leased_until', '<=', slot('now'))
          .orderBy('next.id')
          .limit(slot('limit')),
      )
      .returning(['id', 'school', 'case_id', 'member', 'platform', 'handle', 'original_of', 'attempts']),
);

const markDone = statement<{ id: string }>()((db, slot) =>
  db
    .updateTable('fetches')
    .set({ state: 'done', reason: null, leased_by: null, leased_until: 0 })
    .where('id', '=', slot('id'))
    .where('state', '=', sql.lit('owed' as const))
    .returning('id'),
);

const markLater = statement<{ id: string; at: number; reason: string }>()((db, slot) =>
  db
    .updateTable('fetches')
    .set({ retry_at: slot('at'), reason: slot('reason'), leased_by: null, leased_until: 0 })
    .where('id', '=', slot('id'))
    .where('state', '=', sql.lit('owed' as const)),
);

const markHeld = statement<{ id: string; at: number; reason: string }>()((db, slot) =>
  db
    .updateTable('fetches')
    .set((row) => ({
      retry_at: slot('at'),
      reason: slot('reason'),
      attempts: row('attempts', '-', 1),
      leased_by: null,
      leased_until: 0,
    }))
    .where('id', '=', slot('id'))
    .where('attempts', '>', 0)
    .where('state', '=', sql.lit('owed' as const)),
);

const markAside = statement<{ id: string; reason: string }>()((db, slot) =>
  db
    .updateTable('fetches')
    .set({ state: 'aside', reason: slot('reason'), leased_by: null, leased_until: 0 })
    .where('id', '=', slot('id'))
    .where('state', '=', sql.lit('owed' as const))
    .returning('id'),
);

const counts = statement<Record<string, never>>()((db) =>
  db.selectNoFrom((one) => [
    one
      .selectFrom('fetches')
      .select((all) => all.fn.countAll<number>().as('n'))
      .where('state', '=', sql.lit('owed' as const))
      .as('owed'),
    one
      .selectFrom('fetches')
      .select((all) => all.fn.countAll<number>().as('n'))
      .where('state', '=', sql.lit('aside' as const))
      .as('aside'),
  ]),
);

export function fetchesOf(session: Session): Fetches {
  const { db } = session;
  return {
    async owe(fetches, at) {
      // PostgreSQL refuses a statement that names one row twice.
      const once = new Map(
        fetches.map((row) => [JSON.stringify([toColumn(row.about), row.platform, row.handle]), row]),
      );
      const rows = [...once.values()].map(({ about, originalOf, ...row }) => ({
        ...row,
        original_of: originalOf,
        id: session.ids.next(),
        case_id: toColumn(about),
        at,
      }));
      await insert(session, rows);
    },

    async claim(worker, platform, nowMs, leaseMs, limit) {
      const rows = await claim(session, { worker, platform, now: nowMs, until: nowMs + leaseMs, limit });
      return (
        rows
          // Attempts before this one, as for posts: a claim counts as soon as it is made.
          .map(({ case_id, original_of, attempts, ...row }) => ({
            ...row,
            about: fromColumn(case_id),
            originalOf: original_of,
            attempts: attempts - 1,
          }))
          .sort((a, b) => (a.id < b.id ? -1 : 1))
      );
    },

    done: async (id) => (await markDone(session, { id })).length > 0,

    async later(id, retryAtMs, reason) {
      await markLater(session, { id, at: retryAtMs, reason });
    },

    async held(id, retryAtMs, reason) {
      await markHeld(session, { id, at: retryAtMs, reason });
    },

    setAside: async (id, reason) => (await markAside(session, { id, reason })).length > 0,

    async asideList() {
      const rows = await db
        .selectFrom('fetches')
        .leftJoin('cases', (of) =>
          of.onRef('cases.id', '=', 'fetches.case_id').onRef('cases.school', '=', 'fetches.school'),
        )
        .select(['fetches.id', 'fetches.case_id', 'cases.ref', 'fetches.attempts', 'fetches.reason'])
        .where('fetches.state', '=', sql.lit('aside' as const))
        .orderBy('fetches.id')
        .execute();
      return rows.map(({ id, case_id, ref, attempts, reason }) => ({
        id,
        key: `${ref ?? case_id}/file`,
        attempts,
        reason: reason ?? '',
      }));
    },

    async retry(id) {
      const rows = await db
        .updateTable('fetches')
        .set({ state: 'owed', attempts: 0, retry_at: 0 })
        .where('state', '=', sql.lit('aside' as const))
        .$if(id !== undefined, (all) => all.where('id', '=', id ?? ''))
        .returning('id')
        .execute();
      return rows.length;
    },

    async counts() {
      const [row] = await counts(session, {});
      return { owed: row?.owed ?? 0, aside: row?.aside ?? 0 };
    },
  };
}
