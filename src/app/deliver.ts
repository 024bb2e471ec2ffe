import type { Copy, Post } from '../ports.ts';
import type { Outlet, Sent } from '../surface.ts';
import { sendAgreementForm } from './agreements-list.ts';
import type { App } from './app.ts';
import { withRetries } from './commit.ts';
import { recordUnsent, sendLinkMail } from './mail-link.ts';
import { postCard } from './post-card.ts';
import { sendPostedFile } from './post-file.ts';
import { sendPostedLetter } from './post-letter.ts';
import { sendPostedPaper } from './post-paper.ts';

/** A leased conversation is another worker's for this long; after a crash it is free again. Milliseconds. */
const LEASE_MS = 30_000;
const AT_ONCE = 20;

/** After so many tries a message is set aside for a person to look at, and holds up nothing else. */
const MOST_TRIES = 12;

/** Longer each time, and never more than an hour. Milliseconds. */
export const backOff = (attempts: number, askedMs: number): number =>
  Math.max(askedMs, Math.min(3_600_000, 1000 * 2 ** Math.min(attempts, 12)));

const bug = (): Sent => ({ ok: false, why: 'later', afterMs: 5000, reason: 'it could not be drawn' });

async function send(app: App, outlet: Outlet, post: Post): Promise<Sent> {
  try {
    if (post.about.show === 'view_link') return await sendLinkMail(app, post, post.about);
    if (post.about.show === 'file') return await sendPostedFile(app, outlet, post, post.about);
    if (post.about.show === 'letter_file' || post.about.show === 'letter_pages')
      return await sendPostedLetter(app, outlet, post, post.about);
    if (post.about.show === 'agreement_form') return await sendAgreementForm(app, outlet, post);
    if (post.about.show === 'gate_list' || post.about.show === 'bundle')
      return await sendPostedPaper(app, outlet, post, post.about);
    const drawn = await postCard(app, post, 'new');
    // The matter is gone: there is nothing to say, and saying nothing is right.
    if (!drawn) return { ok: true, message: '' };
    return await outlet.post(post.to, post.school, drawn.card, drawn.preview);
  } catch (cause) {
    app.log.error('A message could not be drawn or sent; it is tried again.', cause, {
      post: post.id,
      show: post.about.show,
    });
    return bug();
  }
}

async function settlePost(app: App, post: Post, sent: Sent): Promise<void> {
  await withRetries(() =>
    app.store.write(async (unit) => {
      const { owed } = unit;
      if (sent.ok) return owed.posted(post.id, sent.message);
      if (sent.why === 'later' && sent.held)
        return owed.held(post.id, app.timer.ms() + sent.afterMs, sent.reason);
      if (sent.why === 'later' && post.attempts + 1 < MOST_TRIES)
        return owed.later(post.id, app.timer.ms() + backOff(post.attempts, sent.afterMs), sent.reason);
      // Whoever is written to by email alone would be waited for without a word.
      if (post.about.show === 'view_link') await recordUnsent(app, unit, post, post.about);
      return owed.setAside(post.id, sent.reason);
    }),
  );
}

async function redraw(app: App, outlet: Outlet, copy: Copy): Promise<void> {
  let sent: Sent;
  try {
    const drawn = copy.message === '' ? null : await postCard(app, copy, 'copy');
    sent = drawn
      ? await outlet.redraw(copy.to, copy.school, copy.message, drawn.card)
      : { ok: true, message: copy.message };
  } catch (cause) {
    app.log.error('A card could not be drawn again; it is tried again.', cause, {
      copy: copy.id,
      show: copy.about.show,
    });
    sent = bug();
  }
  const result = sent;
  await app.store.write(async ({ owed }) => {
    if (result.ok) return owed.shown(copy.id, copy.wanted);
    if (result.why === 'never') return owed.setAside(copy.id, result.reason);
    return owed.later(copy.id, app.timer.ms() + backOff(0, result.afterMs), result.reason);
  });
}

/**
 * Sends what is owed and draws again what has moved on, once through. Returns how much was done; zero means
 * that nothing is due now. The platform is never awaited inside a transaction; after a crash a message may
 * repeat, its effect never.
 */
export async function deliverOnce(app: App, outlet: Outlet, worker: string): Promise<number> {
  const posts = await app.store.write(({ owed }) =>
    owed.claimPosts(worker, app.timer.ms(), LEASE_MS, AT_ONCE),
  );
  await Promise.all(posts.map(async (post) => settlePost(app, post, await send(app, outlet, post))));
  const copies = await app.store.write(({ owed }) =>
    owed.claimCopies(worker, app.timer.ms(), LEASE_MS, AT_ONCE),
  );
  await Promise.all(copies.map((copy) => redraw(app, outlet, copy)));
  return posts.length + copies.length;
}

/** Until nothing is due. Bounded, so that a message that is owed for ever cannot hold a start or a test. */
export async function deliverAll(app: App, outlet: Outlet, worker: string, mostRounds = 1000): Promise<void> {
  for (let round = 0; round < mostRounds; round += 1)
    if ((await deliverOnce(app, outlet, worker)) === 0) return;
}
