import { sql } from 'kysely';
import type { CaseId, SchoolId } from '../domain/ids.ts';
import type { Day, Instant } from '../domain/time.ts';
import type { Conversation, NewPost, Post } from '../ports.ts';
import type { PostAbout } from '../view/about.ts';
import { fromJson, type Json, toJson } from './json-text.ts';
import type { Session } from './session.ts';
import { batch, statement } from './statement.ts';

// Written in one order of keys whatever order the caller used: it names the conversation.
export const conversationId = (school: SchoolId, to: Conversation): string =>
  JSON.stringify([school, to.kind, to.kind === 'member' ? to.member : to.channel]);

export const caseOf = (about: PostAbout): CaseId | null => ('case' in about ? about.case : null);

/** The last day that it stays in chat, where it is one of those that go by a day. */
export const untilOf = (about: PostAbout): Day | null => ('until' in about ? about.until : null);

const insertConversations = batch<{ id: string }>()((db, rows) =>
  db
    .insertInto('conversations')
    .values(rows.map((slot) => ({ id: slot('id'), leased_by: null, leased_until: 0, leased_for: null })))
    .onConflict((known) => known.doNothing()),
);

const insertPosts = batch<{
  id: string;
  key: string;
  school: SchoolId;
  conversation: string;
  addressee: Json<Conversation>;
  about: Json<PostAbout>;
  case_id: CaseId | null;
  at: Instant;
}>()((db, rows) =>
  db
    .insertInto('posts')
    .values(
      rows.map((slot) => ({
        id: slot('id'),
        key: slot('key'),
        school: slot('school'),
        conversation: slot('conversation'),
        addressee: slot('addressee'),
        about: slot('about'),
        case_id: slot('case_id'),
        state: 'owed' as const,
        attempts: 0,
        retry_at: 0,
        reason: null,
        wanted: 0,
        drawn: 0,
        at: slot('at'),
      })),
    )
    .onConflict((known) => known.columns(['school', 'key']).doNothing()),
);

export async function owePosts(session: Session, posts: readonly NewPost[], at: Instant): Promise<void> {
  const rows = posts.map(({ key, school, to, about }) => ({
    id: session.ids.next(),
    key,
    school,
    conversation: conversationId(school, to),
    addressee: toJson(to),
    about: toJson(about),
    case_id: caseOf(about),
    at,
  }));
  // Sorted, so that two transactions that owe in the same conversations do not wait for each other in a ring.
  const conversations = [...new Set(rows.map((row) => row.conversation))].sort();
  await insertConversations(
    session,
    conversations.map((id) => ({ id })),
  );
  await insertPosts(session, rows);
}

/**
 * Leases the conversations. The condition that one is free stands in the update itself too: two workers that
 * both saw it free then change it one after the other, and the second finds it taken.
 */
const lease = statement<{ worker: string; now: number; until: number; limit: number }>()((db, slot) =>
  db
    .updateTable('conversations')
    .set({ leased_by: slot('worker'), leased_until: slot('until'), leased_for: null })
    .where('leased_until', '<=', slot('now'))
    .where('id', 'in', (inner) =>
      inner
        // The first of each line by the index of what is owed: what was sent long ago is not walked.
        .selectFrom((posts) =>
          posts
            .selectFrom('posts')
            .select((one) => ['conversation', one.fn.min('id').as('first')])
            .where('state', '=', sql.lit('owed'))
            .groupBy('conversation')
            .as('heads'),
        )
        .innerJoin('posts as head', 'head.id', 'heads.first')
        .innerJoin('conversations as line', 'line.id', 'heads.conversation')
        .select('heads.conversation')
        .where('head.retry_at', '<=', slot('now'))
        .where('line.leased_until', '<=', slot('now'))
        .orderBy('heads.first')
        .limit(slot('limit')),
    )
    .returning('id'),
);

// Read after the lease is held: what stood first when the conversation was chosen may have been sent since.
const firstOf = statement<{ conversation: string }>()((db, slot) =>
  db
    .selectFrom('posts')
    .select(['id', 'retry_at'])
    .where('conversation', '=', slot('conversation'))
    .where('state', '=', sql.lit('owed'))
    .orderBy('id')
    .limit(sql.lit(1)),
);

const begin = statement<{ id: string }>()((db, slot) =>
  db
    .updateTable('posts')
    .set((row) => ({ attempts: row('attempts', '+', 1), drawn: row.ref('wanted') }))
    .where('id', '=', slot('id'))
    .where('state', '=', sql.lit('owed'))
    .returningAll(),
);

const leaseFor = statement<{ conversation: string; post: string }>()((db, slot) =>
  db
    .updateTable('conversations')
    .set({ leased_for: slot('post') })
    .where('id', '=', slot('conversation')),
);

const freeConversation = statement<{ conversation: string }>()((db, slot) =>
  db
    .updateTable('conversations')
    .set({ leased_by: null, leased_until: 0, leased_for: null })
    .where('id', '=', slot('conversation')),
);

export async function claimPosts(
  session: Session,
  worker: string,
  nowMs: number,
  leaseMs: number,
  limit: number,
): Promise<Post[]> {
  const leased = await lease(session, { worker, now: nowMs, until: nowMs + leaseMs, limit });
  const claimed: Post[] = [];
  for (const { id: conversation } of leased) {
    const [first] = await firstOf(session, { conversation });
    const [row] = first && first.retry_at <= nowMs ? await begin(session, { id: first.id }) : [];
    if (!row) {
      await freeConversation(session, { conversation });
      continue;
    }
    await leaseFor(session, { conversation, post: row.id });
    claimed.push({
      id: row.id,
      key: row.key,
      school: row.school,
      to: fromJson(row.addressee),
      about: fromJson(row.about),
      // Attempts before this one: a claim counts as soon as it is made, or a post that kills the process
      // would be tried for ever.
      attempts: row.attempts - 1,
    });
  }
  return claimed.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The worker is done with the post: the conversation is free for the next, unless it is leased for another. */
export const release = statement<{ post: string }>()((db, slot) =>
  db
    .updateTable('conversations')
    .set({ leased_by: null, leased_until: 0, leased_for: null })
    .where('leased_for', '=', slot('post'))
    .where('id', '=', (inner) =>
      inner.selectFrom('posts').select('conversation').where('id', '=', slot('post')),
    ),
);

export const markSent = statement<{ id: string }>()((db, slot) =>
  db
    .updateTable('posts')
    .set({ state: 'sent', reason: null })
    .where('id', '=', slot('id'))
    .returning(['school', 'addressee', 'about', 'case_id', 'wanted', 'drawn']),
);

export const postLater = statement<{ id: string; at: number; reason: string }>()((db, slot) =>
  db
    .updateTable('posts')
    .set({ retry_at: slot('at'), reason: slot('reason') })
    .where('id', '=', slot('id'))
    .where('state', '=', sql.lit('owed'))
    .returning('id'),
);

/** The claim counted a try that was none of this message's. */
export const postHeld = statement<{ id: string; at: number; reason: string }>()((db, slot) =>
  db
    .updateTable('posts')
    .set((row) => ({
      retry_at: slot('at'),
      reason: slot('reason'),
      attempts: row('attempts', '-', sql.lit(1)),
    }))
    .where('id', '=', slot('id'))
    .where('state', '=', sql.lit('owed'))
    .returning('id'),
);

export const postAside = statement<{ id: string; reason: string }>()((db, slot) =>
  db
    .updateTable('posts')
    .set({ state: 'aside', reason: slot('reason') })
    .where('id', '=', slot('id'))
    .where('state', '=', sql.lit('owed'))
    .returning('id'),
);

export const postsDueNow = statement<{ conversation: string }>()((db, slot) =>
  db
    .updateTable('posts')
    .set({ retry_at: 0 })
    .where('conversation', '=', slot('conversation'))
    .where('state', '=', sql.lit('owed')),
);

/** A post that waits is drawn when it goes out; one that is on its way now may show the case as it was. */
export const wantPostsRedrawn = statement<{ school: SchoolId; of: CaseId }>()((db, slot) =>
  db
    .updateTable('posts')
    .set((row) => ({ wanted: row('wanted', '+', 1) }))
    .where('school', '=', slot('school'))
    .where('case_id', '=', slot('of'))
    .where('state', '=', sql.lit('owed')),
);
