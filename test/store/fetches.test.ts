import { expect, it } from 'vitest';
import type { NewFetch } from '../../src/ports/fetches.ts';
import type { Store } from '../../src/ports.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { at, caseId, caseRow, head, later, otherSchool, school, teacher } from './samples.ts';

const LEASE = 1000;

const file = (handle: string, more: Partial<NewFetch> = {}): NewFetch => ({
  school,
  about: { case: caseId(1) },
  member: teacher,
  platform: 'playground',
  handle,
  originalOf: null,
  ...more,
});
const owe = (store: Store, ...fetches: NewFetch[]) => store.write((unit) => unit.fetches.owe(fetches, at));
const claim = (store: Store, worker: string, now: number, limit = 10) =>
  store.write((unit) => unit.fetches.claim(worker, 'playground', now, LEASE, limit));
const counts = (store: Store) => store.read((unit) => unit.fetches.counts());
const handles = (rows: readonly { handle: string }[]) => rows.map((row) => row.handle);

async function claimed(store: Store, now = 0) {
  const [first] = await claim(store, 'w', now, 1);
  if (!first) throw new Error('Nothing was claimed.');
  return first;
}

describeOnBothDatabases('files to be fetched', (open) => {
  it('are owed once for each handle and case, in one go or in two, and not again once they are kept', async () => {
    const store = await open();
    await owe(store, file('a'), file('a'), file('b'));
    await owe(store, file('b', { member: head }), file('a', { about: { case: caseId(2) } }));
    expect(await counts(store)).toEqual({ owed: 3, aside: 0 });
    for (const one of await claim(store, 'w', 0)) await store.write((unit) => unit.fetches.done(one.id));
    await owe(store, file('a'), file('b'));
    expect(await counts(store)).toEqual({ owed: 0, aside: 0 });
  });

  it('come back as they were owed, oldest first, with how often they were tried', async () => {
    const store = await open();
    await owe(store, file('a'), file('b', { member: head }));
    await owe(store, file('c'));
    const rows = await claim(store, 'w', 0);
    expect(rows).toMatchObject([
      { ...file('a'), attempts: 0 },
      { ...file('b', { member: head }), attempts: 0 },
      { ...file('c'), attempts: 0 },
    ]);
    expect(await claim(store, 'w', LEASE)).toMatchObject([{ attempts: 1 }, { attempts: 1 }, { attempts: 1 }]);
  });

  it('are claimed for the platform that is asked, and for no other', async () => {
    const store = await open();
    await owe(store, file('a'), file('s', { platform: 'slack' }));
    expect(handles(await claim(store, 'w', 0))).toEqual(['a']);
    const slack = await store.write((unit) => unit.fetches.claim('w', 'slack', 0, LEASE, 10));
    expect(handles(slack)).toEqual(['s']);
  });

  it('never go to two workers at once, however many ask, and go to another once a lease is over', async () => {
    const store = await open();
    const other = await open({ url: store.url });
    await owe(store, ...Array.from({ length: 12 }, (_, n) => file(`f${n}`)));
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, n) => claim(n % 2 ? store : other, `w${n}`, 0, 5)),
    );
    const got = handles(all.flat());
    expect(new Set(got).size).toBe(got.length);
    const rest = handles(await claim(store, 'last', 0, 50));
    expect(new Set([...got, ...rest]).size).toBe(12);
    expect(await claim(other, 'late', LEASE - 1, 50)).toEqual([]);
    expect(await claim(other, 'late', LEASE, 50)).toHaveLength(12);
  });

  it('are done by whoever finishes first, and by nobody a second time', async () => {
    const store = await open();
    await owe(store, file('a'));
    const { id } = await claimed(store);
    await claim(store, 'second', LEASE);
    expect(await store.write((unit) => unit.fetches.done(id))).toBe(true);
    expect(await store.write((unit) => unit.fetches.done(id))).toBe(false);
    expect(await store.write((unit) => unit.fetches.setAside(id, 'too late'))).toBe(false);
    await store.write((unit) => unit.fetches.later(id, 0, 'too late'));
    expect(await claim(store, 'w', 10 * LEASE)).toEqual([]);
  });

  it('are owed still where the transaction that was to keep them failed', async () => {
    const store = await open();
    await owe(store, file('a'));
    const { id } = await claimed(store);
    const failing = store.write(async (unit) => {
      await unit.fetches.done(id);
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect(await counts(store)).toEqual({ owed: 1, aside: 0 });
  });

  it('wait as long as they are put off, and hold up no other', async () => {
    const store = await open();
    await owe(store, file('a'), file('b'));
    const { id } = await claimed(store);
    await store.write((unit) => unit.fetches.later(id, 5000, 'the platform asks to wait'));
    expect(handles(await claim(store, 'w', 10))).toEqual(['b']);
    expect(handles(await claim(store, 'w', 4999))).toEqual(['b']);
    expect(handles(await claim(store, 'w', 6000))).toEqual(['a', 'b']);
  });

  it('wait as long as they are held up, and that try is not counted', async () => {
    const store = await open();
    await owe(store, file('a'));
    const { id } = await claimed(store);
    await store.write((unit) => unit.fetches.held(id, 5000, 'the platform asks everybody to wait'));
    expect(await claim(store, 'w', 4999)).toEqual([]);
    expect(await claim(store, 'w', 5000)).toMatchObject([{ handle: 'a', attempts: 0 }]);
    await store.write((unit) => unit.fetches.done(id));
    await store.write((unit) => unit.fetches.held(id, 0, 'too late'));
    expect(await claim(store, 'w', 10 * LEASE)).toEqual([]);
  });

  it('are listed by the reference of their case once they are set aside, and put back in line, one or all', async () => {
    const store = await open();
    await store.write((unit) => unit.cases.put(caseRow(1)));
    await owe(store, file('a'), file('b', { about: { case: caseId(2) }, school: otherSchool }));
    const [first, second] = await claim(store, 'w', 0);
    for (const one of [first, second])
      expect(await store.write((unit) => unit.fetches.setAside(one?.id ?? '', 'it is gone'))).toBe(true);
    expect(await store.read((unit) => unit.fetches.asideList())).toEqual([
      { id: first?.id, key: 'AC-26-0001/file', attempts: 1, reason: 'it is gone' },
      { id: second?.id, key: 'case-2/file', attempts: 1, reason: 'it is gone' },
    ]);
    expect(await counts(store)).toEqual({ owed: 0, aside: 2 });
    expect(await store.write((unit) => unit.fetches.retry('nothing'))).toBe(0);
    expect(await store.write((unit) => unit.fetches.retry(first?.id))).toBe(1);
    expect(await store.write((unit) => unit.fetches.retry())).toBe(1);
    expect(await claim(store, 'w', 0)).toMatchObject([
      { handle: 'a', attempts: 0 },
      { handle: 'b', attempts: 0 },
    ]);
  });

  it('are tried afresh, for whoever gave them last, when they are given again after they were set aside', async () => {
    const store = await open();
    await owe(store, file('a'));
    const { id } = await claimed(store);
    await store.write((unit) => unit.fetches.setAside(id, 'it is gone'));
    await store.write((unit) => unit.fetches.owe([file('a', { member: head })], later));
    const again = await claimed(store);
    expect(again).toMatchObject({ handle: 'a', member: head, attempts: 0 });
    expect(again.id).not.toBe(id);
    expect(await counts(store)).toEqual({ owed: 1, aside: 0 });
  });
});
