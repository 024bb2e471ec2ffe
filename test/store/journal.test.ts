import { expect, it } from 'vitest';
import { describeOnBothDatabases } from '../support/databases.ts';
import { at, fact, later, otherSchool, school, who } from './samples.ts';

describeOnBothDatabases('the journal', (open) => {
  it('gives back exactly the facts that were written, in order', async () => {
    const store = await open();
    const facts = [fact(1, { z: 1, a: [null, 'x'] }), fact(2), fact(3)];
    expect(await store.write((unit) => unit.journal.append('case:1', 0, facts, who))).toEqual({
      ok: true,
      position: 3,
    });
    await store.write((unit) =>
      unit.journal.append('case:1', 3, [fact(4)], { ...who, at: later, by: 'clock' }),
    );
    const loaded = await store.read((unit) => unit.journal.load('case:1'));
    expect(loaded.map((row) => row.position)).toEqual([1, 2, 3, 4]);
    expect(loaded.map((row) => row.data)).toEqual([...facts, fact(4)].map((one) => one.data));
    expect(Object.keys(loaded[0]?.data ?? {})).toEqual(['type', 'n', 'z', 'a']);
    expect(loaded[3]).toMatchObject({ stream: 'case:1', school, at: later, by: 'clock', version: 1 });
    expect(new Set(loaded.map((row) => row.hash)).size).toBe(4);
  });

  it('lands one of ten simultaneous appends at one position and tells the other nine', async () => {
    const store = await open();
    const other = await open({ url: store.url });
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        (n % 2 ? store : other).write((unit) => unit.journal.append('case:1', 0, [fact(n), fact(n)], who)),
      ),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok)).toHaveLength(9);
    expect(await store.read((unit) => unit.journal.load('case:1'))).toHaveLength(2);
  });

  it('leaves nothing of the loser when batches of different length race', async () => {
    const store = await open();
    const results = await Promise.all(
      [1, 5, 2, 7, 3].map((length) =>
        store.write((unit) =>
          unit.journal.append(
            'case:1',
            0,
            Array.from({ length }, () => fact(length)),
            who,
          ),
        ),
      ),
    );
    const winner = results.find((result) => result.ok);
    const rows = await store.read((unit) => unit.journal.load('case:1'));
    expect(rows).toHaveLength(winner?.ok ? winner.position : -1);
    expect(new Set(rows.map((row) => row.data.n)).size).toBe(1);
  });

  it('lets the transaction go on after a conflict', async () => {
    const store = await open();
    await store.write((unit) => unit.journal.append('case:1', 0, [fact(1)], who));
    const second = await store.write(async (unit) => {
      const first = await unit.journal.append('case:1', 0, [fact(2)], who);
      expect(first).toEqual({ ok: false, conflict: true });
      return unit.journal.append('case:1', 1, [fact(3)], who);
    });
    expect(second).toEqual({ ok: true, position: 2 });
  });

  it('refuses to write after a position that was never reached', async () => {
    const store = await open();
    expect(await store.write((unit) => unit.journal.append('case:1', 4, [fact(1)], who))).toEqual({
      ok: false,
      conflict: true,
    });
    expect(await store.read((unit) => unit.journal.load('case:1'))).toEqual([]);
  });

  it('writes more facts at once than one batch holds', async () => {
    const store = await open();
    const many = Array.from({ length: 137 }, (_, n) => fact(n));
    await store.write((unit) => unit.journal.append('case:1', 0, many, who));
    const rows = await store.read((unit) => unit.journal.load('case:1'));
    expect(rows.map((row) => row.data.n)).toEqual(many.map((_, n) => n));
  });

  it('names the streams of a kind in the order they began', async () => {
    const store = await open();
    await store.write(async (unit) => {
      await unit.journal.append('case:z', 0, [fact(1)], who);
      await unit.journal.append('case:a', 0, [fact(1)], { ...who, at: later, school: otherSchool });
      await unit.journal.append('school:school-a', 0, [fact(1)], who);
      await unit.journal.append('access:m:2026-11', 0, [fact(1)], who);
      await unit.journal.append('case:z', 1, [fact(2)], { ...who, at: later });
    });
    expect(await store.read((unit) => unit.journal.streams('case'))).toEqual([
      { stream: 'case:z', school },
      { stream: 'case:a', school: otherSchool },
    ]);
    expect(await store.read((unit) => unit.journal.streams('access'))).toEqual([
      { stream: 'access:m:2026-11', school },
    ]);
  });

  it('keeps nothing of a write that throws', async () => {
    const store = await open();
    const failing = store.write(async (unit) => {
      await unit.journal.append('case:1', 0, [fact(1)], who);
      await unit.owed.owe([], at);
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect(await store.read((unit) => unit.journal.load('case:1'))).toEqual([]);
    expect(await store.write((unit) => unit.journal.append('case:1', 0, [fact(1)], who))).toMatchObject({
      ok: true,
    });
  });

  for (const [name, sql] of [
    ['update', `update journal set data = '{}'`],
    ['update of the hash', `update journal set hash = ''`],
    ['delete', 'delete from journal'],
    ['update of an anchor', `update anchors set code = ''`],
    ['delete of an anchor', 'delete from anchors'],
  ] as const) {
    it(`refuses an ${name} by whoever holds the database's own tools`, async () => {
      const store = await open();
      await store.write(async (unit) => {
        await unit.journal.append('case:1', 0, [fact(1)], who);
        await unit.anchors.take('2026-11-16', at);
      });
      await expect(open.raw(store.url, sql)).rejects.toThrow('never changed or deleted');
    });
  }

  if (open.kind === 'postgres') {
    it('runs again the one of two transactions that the database stops because each waits for the other', async () => {
      const store = await open();
      let waiting = 0;
      let meet = () => {};
      const met = new Promise<void>((resolve) => {
        meet = resolve;
      });
      const crossing = (first: 'case:1' | 'case:2', second: 'case:1' | 'case:2') =>
        store.write(async (unit) => {
          const one = await unit.journal.append(first, 0, [fact(1)], who);
          waiting += 1;
          if (waiting === 2) meet();
          await met;
          return [one, await unit.journal.append(second, 0, [fact(1)], who)];
        });
      const results = (
        await Promise.all([crossing('case:1', 'case:2'), crossing('case:2', 'case:1')])
      ).flat();
      expect(results.filter((result) => result.ok)).toHaveLength(2);
      expect(waiting).toBe(3);
      expect(await store.read((unit) => unit.journal.streams('case'))).toHaveLength(2);
    });

    it.each(['journal', 'anchors'])('refuses to truncate %s', async (table) => {
      const store = await open();
      await expect(open.raw(store.url, `truncate ${table}`)).rejects.toThrow('never changed or deleted');
    });
  } else {
    it('refuses to replace a row, which SQLite does without asking the delete trigger', async () => {
      const store = await open();
      await store.write((unit) => unit.journal.append('case:1', 0, [fact(1)], who));
      const replace = open.raw(
        store.url,
        `insert or replace into journal select stream, position, school, at, by, type, version, '{}', hash from journal`,
      );
      await expect(replace).rejects.toThrow('never replaced');
    });
  }
});
