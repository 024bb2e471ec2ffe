import { sql } from 'kysely';
import type { Owed } from '../ports.ts';
import {
  claimCopies,
  copyAside,
  copyLater,
  copyShown,
  insertCopy,
  wantCopiesExpired,
  wantCopiesRedrawn,
} from './copies.ts';
import { fromJson } from './json-text.ts';
import {
  claimPosts,
  conversationId,
  markSent,
  owePosts,
  postAside,
  postHeld,
  postLater,
  postsDueNow,
  release,
  untilOf,
  wantPostsRedrawn,
} from './posts.ts';
import type { Session } from './session.ts';
import { statement } from './statement.ts';

// States are written out, not slots, so that both databases use the small indexes made for them: these are
// counted at every tick, and what was sent long ago is never walked.
const counts = statement<Record<string, never>>()((db) =>
  db.selectNoFrom((one) => [
    one
      .selectFrom('posts')
      .select((all) => all.fn.countAll<number>().as('n'))
      .where('state', '=', sql.lit('owed'))
      .as('owed'),
    one
      .selectFrom('posts')
      .select((all) => all.fn.countAll<number>().as('n'))
      .where('state', '=', sql.lit('aside'))
      .as('posts_aside'),
    one
      .selectFrom('copies')
      .select((all) => all.fn.countAll<number>().as('n'))
      .where('aside', '=', sql.lit(1))
      .as('copies_aside'),
    one
      .selectFrom('copies')
      .select((all) => all.fn.countAll<number>().as('n'))
      .where('aside', '=', sql.lit(0))
      .whereRef('wanted', '>', 'shown')
      .as('redraws'),
  ]),
);

export function owedOf(session: Session): Owed {
  const { db } = session;
  return {
    owe: (posts, at) => owePosts(session, posts, at),

    async wantRedrawn(school, of) {
      await wantPostsRedrawn(session, { school, of });
      await wantCopiesRedrawn(session, { school, of });
    },

    claimPosts: (worker, nowMs, leaseMs, limit) => claimPosts(session, worker, nowMs, leaseMs, limit),
    claimCopies: (worker, nowMs, leaseMs, limit) => claimCopies(session, worker, nowMs, leaseMs, limit),

    async posted(id, message) {
      const [post] = await markSent(session, { id });
      if (!post) throw new Error(`The store has no post ${id} to mark as sent.`);
      await release(session, { post: id });
      // A post that went out twice has two messages, and both are to be redrawn and cut down later.
      const { drawn, ...about } = post;
      await insertCopy(session, {
        ...about,
        id: session.ids.next(),
        post: id,
        message,
        shown: drawn,
        until_day: untilOf(fromJson(post.about)),
      });
    },

    async wantExpired(school, today) {
      await wantCopiesExpired(session, { school, today });
    },

    async shown(id, revision) {
      await copyShown(session, { id, revision });
    },

    async later(id, retryAtMs, reason) {
      const [post] = await postLater(session, { id, at: retryAtMs, reason });
      if (post) await release(session, { post: id });
      else await copyLater(session, { id, at: retryAtMs, reason });
    },

    async held(id, retryAtMs, reason) {
      const [post] = await postHeld(session, { id, at: retryAtMs, reason });
      if (post) await release(session, { post: id });
      else await copyLater(session, { id, at: retryAtMs, reason });
    },

    async setAside(id, reason) {
      const [post] = await postAside(session, { id, reason });
      if (post) await release(session, { post: id });
      else await copyAside(session, { id, reason });
    },

    async dueNow(school, to) {
      await postsDueNow(session, { conversation: conversationId(school, to) });
    },

    async asideList() {
      const posts = await db
        .selectFrom('posts')
        .select(['id', 'key', 'attempts', 'reason'])
        .where('state', '=', sql.lit('aside'))
        .execute();
      const copies = await db
        .selectFrom('copies')
        .innerJoin('posts', 'posts.id', 'copies.post')
        .select(['copies.id', 'posts.key', 'copies.attempts', 'copies.reason'])
        .where('copies.aside', '=', sql.lit(1))
        .execute();
      return [...posts, ...copies]
        .map(({ reason, ...row }) => ({ ...row, reason: reason ?? '' }))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    },

    async retry(id) {
      const posts = await db
        .updateTable('posts')
        .set({ state: 'owed', attempts: 0, retry_at: 0 })
        .where('state', '=', sql.lit('aside'))
        .$if(id !== undefined, (all) => all.where('id', '=', id ?? ''))
        .returning('id')
        .execute();
      const copies = await db
        .updateTable('copies')
        .set({ aside: 0, attempts: 0, retry_at: 0 })
        .where('aside', '=', sql.lit(1))
        .$if(id !== undefined, (all) => all.where('id', '=', id ?? ''))
        .returning('id')
        .execute();
      return posts.length + copies.length;
    },

    async counts() {
      const [row] = await counts(session, {});
      if (!row) throw new Error('The counts of what is owed came back empty.');
      return {
        owed: row.owed ?? 0,
        aside: (row.posts_aside ?? 0) + (row.copies_aside ?? 0),
        redraws: row.redraws ?? 0,
      };
    },
  };
}
