import { expect, it } from 'vitest';
import type { Store } from '../../src/ports.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { at, caseId, head, otherSchool, post, school, teacher } from './samples.ts';

const LEASE = 1000;

const owe = (store: Store, ...posts: ReturnType<typeof post>[]) =>
  store.write((unit) => unit.owed.owe(posts, at));
const claim = (store: Store, worker: string, now: number, limit = 10) =>
  store.write((unit) => unit.owed.claimPosts(worker, now, LEASE, limit));
const claimCopies = (store: Store, worker: string, now: number, limit = 10) =>
  store.write((unit) => unit.owed.claimCopies(worker, now, LEASE, limit));
const keys = (posts: readonly { key: string }[]) => posts.map((one) => one.key);

async function firstClaimed(store: Store, now = 0) {
  const [first] = await claim(store, 'w', now, 1);
  if (!first) throw new Error('Nothing was claimed.');
  return first;
}

describeOnBothDatabases('posts owed', (open) => {
  it('owes once what is owed twice, in one go or in two', async () => {
    const store = await open();
    await owe(store, post('a', teacher), post('a', teacher), post('b', teacher));
    await owe(store, post('b', head), post('c', head));
    expect(await store.read((unit) => unit.owed.counts())).toEqual({ owed: 3, aside: 0, redraws: 0 });
  });

  it('does not owe again what was sent', async () => {
    const store = await open();
    await owe(store, post('a', teacher));
    const { id } = await firstClaimed(store);
    await store.write((unit) => unit.owed.posted(id, 'm1'));
    await owe(store, post('a', teacher));
    expect(await store.read((unit) => unit.owed.counts())).toMatchObject({ owed: 0 });
  });

  it('owes each school its own, whatever key another school used', async () => {
    const store = await open();
    await owe(store, post('weekly', teacher), post('weekly', teacher, { school: otherSchool }));
    expect(await store.read((unit) => unit.owed.counts())).toMatchObject({ owed: 2 });
  });

  it('sends in order within a conversation, and one at a time', async () => {
    const store = await open();
    await owe(store, post('1', teacher), post('2', teacher), post('x', head), post('3', teacher));
    const first = await claim(store, 'w', 0);
    expect(keys(first)).toEqual(['1', 'x']);
    expect(first[0]).toMatchObject({ school, attempts: 0, to: { kind: 'member', member: teacher } });
    expect(await claim(store, 'other', 10)).toEqual([]);
    await store.write((unit) => unit.owed.posted(first[0]?.id ?? '', 'm1'));
    expect(keys(await claim(store, 'other', 20))).toEqual(['2']);
    expect(await claim(store, 'w', 30)).toEqual([]);
  });

  it('keeps a channel, a member and another school’s channel apart', async () => {
    const store = await open();
    const to = { kind: 'channel', channel: 'leadership' } as const;
    await owe(
      store,
      post('1', teacher, { to }),
      post('2', teacher, { to, school: otherSchool }),
      post('3', teacher, { to }),
      post('4', teacher),
    );
    expect(keys(await claim(store, 'w', 0))).toEqual(['1', '2', '4']);
  });

  it('never gives one conversation to two workers, however many ask at once', async () => {
    const store = await open();
    const other = await open({ url: store.url });
    const members = Array.from({ length: 12 }, (_, n) => `${teacher}-${n}` as typeof teacher);
    await owe(store, ...members.flatMap((to) => [post(`${to} 1`, to), post(`${to} 2`, to)]));
    const claimed = await Promise.all(
      Array.from({ length: 8 }, (_, n) => claim(n % 2 ? store : other, `w${n}`, 0, 5)),
    );
    const all = claimed.flat().map((one) => one.key);
    expect(new Set(all).size).toBe(all.length);
    expect(all.every((key) => key.endsWith(' 1'))).toBe(true);
    const rest = await claim(store, 'last', 0, 50);
    expect(all.length + rest.length).toBe(12);
  });

  it('sends everything once, in order, with four workers that claim and send at once', async () => {
    const store = await open();
    const other = await open({ url: store.url });
    const members = [teacher, head, `${head}-2` as typeof head];
    const owed = Array.from({ length: 10 }, (_, n) => members.map((to) => post(`${to} ${n}`, to))).flat();
    await owe(store, ...owed);
    const sent: string[] = [];
    const work = async (on: Store, name: string) => {
      while ((await on.read((unit) => unit.owed.counts())).owed > 0) {
        for (const one of await claim(on, name, 0, 2)) {
          sent.push(one.key);
          await on.write((unit) => unit.owed.posted(one.id, one.key));
        }
      }
    };
    await Promise.all([work(store, 'a'), work(other, 'b'), work(store, 'c'), work(other, 'd')]);
    expect(sent).toHaveLength(30);
    for (const to of members) {
      const mine = sent.filter((key) => key.startsWith(`${to} `));
      expect(mine).toEqual(Array.from({ length: 10 }, (_, n) => `${to} ${n}`));
    }
  });

  it('gives a conversation to another worker once the lease of a dead one is over', async () => {
    const store = await open();
    await owe(store, post('1', teacher), post('2', teacher));
    await claim(store, 'dead', 0);
    expect(await claim(store, 'w', LEASE - 1)).toEqual([]);
    const again = await claim(store, 'w', LEASE);
    expect(again).toMatchObject([{ key: '1', attempts: 1 }]);
  });

  it('is not confused by a worker that finishes after its lease was given to another', async () => {
    const store = await open();
    await owe(store, post('1', teacher), post('2', teacher), post('3', teacher));
    const { id } = await firstClaimed(store, 0);
    const [again] = await claim(store, 'w2', LEASE);
    expect(again?.id).toBe(id);
    await store.write((unit) => unit.owed.posted(id, 'from w2'));
    expect(keys(await claim(store, 'w3', LEASE + 1))).toEqual(['2']);
    await store.write((unit) => unit.owed.posted(id, 'from w1'));
    expect(await claim(store, 'w4', LEASE + 2)).toEqual([]);
    // Both messages are in the chat, so both are to be drawn again.
    await store.write((unit) => unit.owed.wantRedrawn(school, caseId(1)));
    const copies = await claimCopies(store, 'w', LEASE);
    expect(copies.map((copy) => copy.message).sort()).toEqual(['from w1', 'from w2']);
  });

  it('keeps the order of a conversation that has to wait, and holds up no other', async () => {
    const store = await open();
    await owe(store, post('1', teacher), post('2', teacher), post('x', head));
    const { id } = await firstClaimed(store);
    await store.write((unit) => unit.owed.later(id, 5000, 'the platform asks to wait'));
    expect(keys(await claim(store, 'w', 10))).toEqual(['x']);
    expect(await claim(store, 'w', 4999)).toMatchObject([{ key: 'x' }]);
    expect(await claim(store, 'w', 5000)).toMatchObject([{ key: '1', attempts: 1 }]);
  });

  it('lets a poisoned post hold up nothing, not even its own conversation', async () => {
    const store = await open();
    await owe(store, post('poison', teacher), post('2', teacher), post('x', head));
    const { id } = await firstClaimed(store);
    await store.write((unit) => unit.owed.setAside(id, 'the card is too large'));
    expect(keys(await claim(store, 'w', 0))).toEqual(['2', 'x']);
    expect(await store.read((unit) => unit.owed.asideList())).toEqual([
      { id, key: 'poison', attempts: 1, reason: 'the card is too large' },
    ]);
    expect(await store.read((unit) => unit.owed.counts())).toEqual({ owed: 2, aside: 1, redraws: 0 });
  });

  it('puts back in line what was set aside, one or all', async () => {
    const store = await open();
    await owe(store, post('1', teacher), post('2', head), post('3', head));
    for (const one of await claim(store, 'w', 0)) {
      await store.write((unit) => unit.owed.setAside(one.id, 'no'));
    }
    const [first] = await store.read((unit) => unit.owed.asideList());
    expect(await store.write((unit) => unit.owed.retry('nothing'))).toBe(0);
    expect(await store.write((unit) => unit.owed.retry(first?.id))).toBe(1);
    expect(await store.write((unit) => unit.owed.retry())).toBe(1);
    expect(await store.read((unit) => unit.owed.asideList())).toEqual([]);
    expect(await claim(store, 'w', 0)).toMatchObject([
      { key: '1', attempts: 0 },
      { key: '2', attempts: 0 },
    ]);
  });

  it('owes nothing of a transaction that failed', async () => {
    const store = await open();
    const failing = store.write(async (unit) => {
      await unit.owed.owe([post('1', teacher)], at);
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect(await store.read((unit) => unit.owed.counts())).toMatchObject({ owed: 0 });
  });
});

describeOnBothDatabases('copies shown', (open) => {
  async function sent(store: Store, key = '1') {
    await owe(store, post(key, teacher));
    const { id } = await firstClaimed(store);
    await store.write((unit) => unit.owed.posted(id, `message ${key}`));
  }
  const want = (store: Store) => store.write((unit) => unit.owed.wantRedrawn(school, caseId(1)));

  it('draws a posted card again when its case moved on, and not before', async () => {
    const store = await open();
    await sent(store);
    expect(await claimCopies(store, 'w', 0)).toEqual([]);
    await want(store);
    expect(await store.read((unit) => unit.owed.counts())).toEqual({ owed: 0, aside: 0, redraws: 1 });
    expect(await claimCopies(store, 'w', 0)).toMatchObject([
      { message: 'message 1', school, about: { show: 'case', case: caseId(1) }, wanted: 1, shown: 0 },
    ]);
  });

  it('draws only the newest of many changes', async () => {
    const store = await open();
    await sent(store);
    for (let n = 0; n < 5; n++) await want(store);
    const [copy] = await claimCopies(store, 'w', 0);
    await store.write((unit) => unit.owed.shown(copy?.id ?? '', copy?.wanted ?? 0));
    expect(await claimCopies(store, 'w', 0)).toEqual([]);
  });

  it('draws once more when the case moved on while it was being drawn', async () => {
    const store = await open();
    await sent(store);
    await want(store);
    const [copy] = await claimCopies(store, 'w', 0);
    await want(store);
    await store.write((unit) => unit.owed.shown(copy?.id ?? '', copy?.wanted ?? 0));
    const [again] = await claimCopies(store, 'w', 0);
    expect(again).toMatchObject({ wanted: 2, shown: 1 });
    await store.write((unit) => unit.owed.shown(again?.id ?? '', 2));
    await store.write((unit) => unit.owed.shown(again?.id ?? '', 1));
    expect(await claimCopies(store, 'w', 0)).toEqual([]);
  });

  it('draws again when the case moved on between the claim of a post and its arrival', async () => {
    const store = await open();
    await owe(store, post('1', teacher));
    await want(store);
    const { id } = await firstClaimed(store);
    await want(store);
    await store.write((unit) => unit.owed.posted(id, 'm'));
    expect(await claimCopies(store, 'w', 0)).toMatchObject([{ wanted: 2, shown: 1 }]);
  });

  it('never gives one copy to two workers, and gives it again when a lease is over', async () => {
    const store = await open();
    const other = await open({ url: store.url });
    for (let n = 0; n < 6; n++) await sent(store, String(n));
    await want(store);
    const claimed = (
      await Promise.all([0, 1, 2, 3].map((n) => claimCopies(n % 2 ? store : other, `w${n}`, 0, 4)))
    ).flat();
    expect(new Set(claimed.map((copy) => copy.id)).size).toBe(claimed.length);
    const rest = await claimCopies(store, 'last', 1);
    expect(claimed.length + rest.length).toBe(6);
    expect(await claimCopies(store, 'late', LEASE - 1)).toEqual([]);
    expect(await claimCopies(store, 'late', LEASE + 1)).toHaveLength(6);
  });

  it('waits, is set aside and comes back without holding up another', async () => {
    const store = await open();
    await sent(store, '1');
    await sent(store, '2');
    await want(store);
    const [one, two] = await claimCopies(store, 'w', 0);
    await store.write((unit) => unit.owed.later(one?.id ?? '', 5000, 'wait'));
    await store.write((unit) => unit.owed.setAside(two?.id ?? '', 'the message is gone'));
    expect(await claimCopies(store, 'w', 4999)).toEqual([]);
    expect(await claimCopies(store, 'w', 5000)).toMatchObject([{ id: one?.id }]);
    expect(await store.read((unit) => unit.owed.asideList())).toMatchObject([
      { id: two?.id, key: '2', reason: 'the message is gone' },
    ]);
    expect(await store.read((unit) => unit.owed.counts())).toEqual({ owed: 0, aside: 1, redraws: 1 });
    expect(await store.write((unit) => unit.owed.retry(two?.id))).toBe(1);
    expect(await claimCopies(store, 'w', 5001)).toMatchObject([{ id: two?.id }]);
  });

  it('leaves the cards of another school and another case alone', async () => {
    const store = await open();
    await sent(store);
    await store.write(async (unit) => {
      await unit.owed.wantRedrawn(otherSchool, caseId(1));
      await unit.owed.wantRedrawn(school, caseId(2));
    });
    expect(await claimCopies(store, 'w', 0)).toEqual([]);
  });
});
