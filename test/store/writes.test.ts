import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { Unit } from '../../src/ports.ts';
import { sqlitePath } from '../../src/store/dialect.ts';
import { describeOnBothDatabases, describeOnSqlite } from '../support/databases.ts';
import { caseId, fact, who } from './samples.ts';

const COUNT = 30;
const append = (unit: Unit, n: number) => unit.journal.append(`case:${caseId(n)}`, 0, [fact(n)], who);

describeOnBothDatabases('writes that come together', (open) => {
  it('are kept each by itself: one that fails leaves nothing, and its neighbours stay', async () => {
    const store = await open();
    const all = await Promise.allSettled(
      Array.from({ length: COUNT }, (_, n) =>
        store.write(async (unit) => {
          await append(unit, n);
          if (n % 3 === 0) throw new Error(`stop ${n}`);
          return n;
        }),
      ),
    );
    for (const [n, one] of all.entries()) {
      if (n % 3 === 0) expect(one).toMatchObject({ status: 'rejected', reason: { message: `stop ${n}` } });
      else expect(one).toEqual({ status: 'fulfilled', value: n });
    }
    const kept = await store.read((unit) => unit.journal.streams('case'));
    expect(kept).toHaveLength(COUNT - COUNT / 3);
    for (let n = 0; n < COUNT; n += 1)
      expect(await store.read((unit) => unit.journal.end(`case:${caseId(n)}`))).toBe(n % 3 === 0 ? 0 : 1);
  });

  it('are on the disk when whoever wrote is told', async () => {
    const store = await open();
    const other = await open({ url: store.url });
    await Promise.all(
      Array.from({ length: COUNT }, async (_, n) => {
        await store.write((unit) => append(unit, n));
        expect(await other.read((unit) => unit.journal.end(`case:${caseId(n)}`))).toBe(1);
      }),
    );
  });

  it('see what was written before them, and nothing of what failed', async () => {
    const store = await open();
    const stream = `case:${caseId(1)}` as const;
    const ends = await Promise.allSettled(
      Array.from({ length: 12 }, (_, n) =>
        store.write(async (unit) => {
          const end = await unit.journal.end(stream);
          const done = await unit.journal.append(stream, end, [fact(n)], who);
          if (!done.ok || n % 2 === 1) throw new Error('stop');
        }),
      ),
    );
    const kept = ends.filter((one) => one.status === 'fulfilled').length;
    expect(kept).toBeGreaterThan(0);
    expect(await store.read((unit) => unit.journal.end(stream))).toBe(kept);
  });
});

describeOnSqlite('writes that come in one moment, each by itself', (open) => {
  it('wait for the disk once between them', async () => {
    const store = await open();
    const other = new Sqlite(sqlitePath(store.url) ?? '');
    // Another number after each commit of somebody else.
    const commits = () => other.pragma('data_version', { simple: true });
    const seen = await Promise.all(
      Array.from({ length: 10 }, async (_, n) => {
        await new Promise((resolve) => setImmediate(resolve));
        await store.write((unit) => append(unit, n));
        return commits();
      }),
    );
    other.close();
    expect(new Set(seen).size).toBe(1);
  });
});
