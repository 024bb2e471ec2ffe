import { sql } from 'kysely';
import type { CaseId, SchoolId } from '../domain/ids.ts';
import type { Day } from '../domain/time.ts';
import type { Conversation, Copy } from '../ports.ts';
import type { PostAbout } from '../view/about.ts';
import { fromJson, type Json } from './json-text.ts';
import type { Session } from './session.ts';
import { statement } from './statement.ts';

export const insertCopy = statement<{
  id: string;
  post: string;
  school: SchoolId;
  addressee: Json<Conversation>;
  about: Json<PostAbout>;
  case_id: CaseId | null;
  message: string;
  wanted: number;
  shown: number;
  until_day: Day | null;
}>()((db, slot) =>
  db
    .insertInto('copies')
    .values({
      id: slot('id'),
      post: slot('post'),
      school: slot('school'),
      addressee: slot('addressee'),
      about: slot('about'),
      case_id: slot('case_id'),
      message: slot('message'),
      wanted: slot('wanted'),
      shown: slot('shown'),
      aside: 0,
      attempts: 0,
      retry_at: 0,
      reason: null,
      leased_by: null,
      leased_until: 0,
      until_day: slot('until_day'),
    })
    .onConflict((known) => known.columns(['post', 'message']).doNothing()),
);

export const wantCopiesRedrawn = statement<{ school: SchoolId; of: CaseId }>()((db, slot) =>
  db
    .updateTable('copies')
    .set((row) => ({ wanted: row('wanted', '+', 1) }))
    .where('school', '=', slot('school'))
    .where('case_id', '=', slot('of')),
);

/** Once: a day that is over does not come again. */
export const wantCopiesExpired = statement<{ school: SchoolId; today: Day }>()((db, slot) =>
  db
    .updateTable('copies')
    .set((row) => ({ wanted: row('wanted', '+', 1), until_day: null }))
    .where('school', '=', slot('school'))
    .where('until_day', '<', slot('today')),
);

const claim = statement<{ worker: string; now: number; until: number; limit: number }>()((db, slot) =>
  db
    .updateTable('copies')
    .set((row) => ({
      leased_by: slot('worker'),
      leased_until: slot('until'),
      attempts: row('attempts', '+', 1),
    }))
    // The conditions stand twice: between choosing and changing, another worker may have been quicker.
    .where('leased_until', '<=', slot('now'))
    .whereRef('wanted', '>', 'shown')
    .where('aside', '=', sql.lit(0 as const))
    .where('id', 'in', (inner) =>
      inner
        .selectFrom('copies as stale')
        .select('stale.id')
        .whereRef('stale.wanted', '>', 'stale.shown')
        .where('stale.aside', '=', sql.lit(0 as const))
        .where('stale.retry_at', '<=', slot('now'))
        .where('stale.leased_until', '<=', slot('now'))
        .orderBy('stale.id')
        .limit(slot('limit')),
    )
    .returning(['id', 'school', 'addressee', 'about', 'message', 'wanted', 'shown']),
);

export async function claimCopies(
  session: Session,
  worker: string,
  nowMs: number,
  leaseMs: number,
  limit: number,
): Promise<Copy[]> {
  const rows = await claim(session, { worker, now: nowMs, until: nowMs + leaseMs, limit });
  return rows
    .map(({ addressee, about, ...row }) => ({ ...row, to: fromJson(addressee), about: fromJson(about) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A worker that comes late with an older drawing does not hide that a newer one was shown. */
export const copyShown = statement<{ id: string; revision: number }>()((db, slot) =>
  db
    .updateTable('copies')
    .set((row) => ({
      shown: row
        .case()
        .when('shown', '<', slot('revision'))
        .then(slot('revision'))
        .else(row.ref('shown'))
        .end(),
      leased_by: null,
      leased_until: 0,
      attempts: 0,
      reason: null,
    }))
    .where('id', '=', slot('id')),
);

export const copyLater = statement<{ id: string; at: number; reason: string }>()((db, slot) =>
  db
    .updateTable('copies')
    .set({ retry_at: slot('at'), reason: slot('reason'), leased_by: null, leased_until: 0 })
    .where('id', '=', slot('id')),
);

export const copyAside = statement<{ id: string; reason: string }>()((db, slot) =>
  db
    .updateTable('copies')
    .set({ aside: 1, reason: slot('reason'), leased_by: null, leased_until: 0 })
    .where('id', '=', slot('id')),
);
