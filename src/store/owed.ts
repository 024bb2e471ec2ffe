import type { Owed } from '../ports.ts';
import { claimCopies, copyAside, copyLater, copyShown, insertCopy, wantCopiesRedrawn } from './copies.ts';
import { claimPosts, markSent, owePosts, postAside, postLater, release, wantPostsRedrawn } from './posts.ts';
import type { Session } from './session.ts';

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
      await insertCopy(session, { ...about, id: session.ids.next(), post: id, message, shown: drawn });
    },

    async shown(id, revision) {
      await copyShown(session, { id, revision });
    },

    async later(id, retryAtMs, reason) {
      const [post] = await postLater(session, { id, at: retryAtMs, reason });
      if (post) await release(session, { post: id });
      else await copyLater(session, { id, at: retryAtMs, reason });
    },

    async setAside(id, reason) {
      const [post] = await postAside(session, { id, reason });
      if (post) await release(session, { post: id });
      else await copyAside(session, { id, reason });
    },

    async asideList() {
      const posts = await db
        .selectFrom('posts')
        .select(['id', 'key', 'attempts', 'reason'])
        .where('state', '=', 'aside')
        .execute();
      const copies = await db
        .selectFrom('copies')
        .innerJoin('posts', 'posts.id', 'copies.post')
        .select(['copies.id', 'posts.key', 'copies.attempts', 'copies.reason'])
        .where('copies.aside', '=', 1)
        .execute();
      return [...posts, ...copies]
        .map(({ reason, ...row }) => ({ ...row, reason: reason ?? '' }))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    },

    async retry(id) {
      const posts = await db
        .updateTable('posts')
        .set({ state: 'owed', attempts: 0, retry_at: 0 })
        .where('state', '=', 'aside')
        .$if(id !== undefined, (all) => all.where('id', '=', id ?? ''))
        .returning('id')
        .execute();
      const copies = await db
        .updateTable('copies')
        .set({ aside: 0, attempts: 0, retry_at: 0 })
        .where('aside', '=', 1)
        .$if(id !== undefined, (all) => all.where('id', '=', id ?? ''))
        .returning('id')
        .execute();
      return posts.length + copies.length;
    },

    async counts() {
      const owed = await db
        .selectFrom('posts')
        .select((all) => ['state', all.fn.countAll<number>().as('n')])
        .where('state', '<>', 'sent')
        .groupBy('state')
        .execute();
      const copies = await db
        .selectFrom('copies')
        .select((all) => ['aside', all.fn.countAll<number>().as('n')])
        .where((copy) => copy.or([copy('aside', '=', 1), copy('wanted', '>', copy.ref('shown'))]))
        .groupBy('aside')
        .execute();
      const posts = (state: string) => owed.find((row) => row.state === state)?.n ?? 0;
      const drawings = (aside: number) => copies.find((row) => row.aside === aside)?.n ?? 0;
      return { owed: posts('owed'), aside: posts('aside') + drawings(1), redraws: drawings(0) };
    },
  };
}
