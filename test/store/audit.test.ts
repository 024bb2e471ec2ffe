import { expect, it } from 'vitest';
import { verifyAudit } from '../../src/store/audit.ts';
import { toJson } from '../../src/store/json-text.ts';
import { NOTHING_BEFORE, rowHash } from '../../src/store/row-hash.ts';
import { describeOnBothDatabases, type OpenedStore, type TestDatabases } from '../support/databases.ts';
import { at, fact, later, school, teacher, who } from './samples.ts';

const COLUMNS = ['stream', 'position', 'school', 'at', 'by', 'type', 'version', 'data', 'hash'] as const;

async function dropGuards(open: TestDatabases, url: string): Promise<void> {
  if (open.kind === 'postgres') {
    await open.raw(url, 'alter table journal disable trigger all');
    await open.raw(url, 'alter table anchors disable trigger all');
    return;
  }
  for (const trigger of await open.raw(url, `select name from sqlite_master where type = 'trigger'`)) {
    await open.raw(url, `drop trigger ${String(trigger.name)}`);
  }
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

describeOnBothDatabases('the audit', (open) => {
  async function threeStreams(): Promise<OpenedStore> {
    const store = await open();
    await store.write(async (unit) => {
      await unit.journal.append('access:m:2026-11', 0, [fact(1)], who);
      await unit.journal.append('case:1', 0, [fact(1), fact(2), fact(3)], who);
      await unit.journal.append('school:a', 0, [fact(1), fact(2)], who);
    });
    return store;
  }

  it('finds nothing wrong where nothing is, and says how far it looked', async () => {
    const store = await threeStreams();
    const code = await store.write((unit) => unit.anchors.take('2026-11-16', at));
    const seen: number[] = [];
    const result = await verifyAudit(store, { anchor: code ?? '', onProgress: (rows) => seen.push(rows) });
    expect(result).toEqual({
      ok: true,
      rows: 6,
      streams: 3,
      anchors: 1,
      lastAnchor: { week: '2026-11-16', at, code },
    });
    expect(seen).toEqual([6]);
  });

  it('finds nothing wrong with an empty journal, nor with an anchor over it', async () => {
    const store = await open();
    expect(await verifyAudit(store)).toMatchObject({ ok: true, rows: 0, lastAnchor: null });
    await store.write((unit) => unit.anchors.take('2026-11-16', at));
    expect(await verifyAudit(store)).toMatchObject({ ok: true, anchors: 1 });
  });

  it('takes one anchor a week, and each follows the one before', async () => {
    const store = await threeStreams();
    const first = await store.write((unit) => unit.anchors.take('2026-11-16', at));
    expect(await store.write((unit) => unit.anchors.take('2026-11-16', later))).toBeNull();
    const second = await store.write((unit) => unit.anchors.take('2026-11-23', later));
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(second).not.toBe(first);
    await store.write((unit) => unit.journal.append('case:1', 3, [fact(4)], who));
    for (const anchor of [first, second, `  ${first?.toUpperCase()}\n`]) {
      expect(await verifyAudit(store, { anchor: anchor ?? '' })).toMatchObject({ ok: true, anchors: 2 });
    }
  });

  it('walks more rows than one page holds', async () => {
    const store = await open();
    const many = Array.from({ length: 1500 }, (_, n) => fact(n));
    await store.write((unit) => unit.journal.append('case:1', 0, many, who));
    await store.write((unit) => unit.journal.append('case:2', 0, many.slice(0, 500), who));
    const seen: number[] = [];
    expect(await verifyAudit(store, { onProgress: (rows) => seen.push(rows) })).toMatchObject({ rows: 2000 });
    expect(seen).toEqual([1000, 2000, 2000]);
    await dropGuards(open, store.url);
    await open.raw(store.url, `update journal set version = 2 where stream = 'case:1' and position = 1001`);
    expect(await verifyAudit(store)).toMatchObject({ finding: { stream: 'case:1', position: 1001 } });
  });

  it('notices any one changed byte of any column of any row', async () => {
    const store = await open();
    const small = { type: 'A', version: 7, data: { type: 'A', é: 1 } };
    await store.write((unit) => unit.journal.append('case:1', 0, [small, small], who));
    await dropGuards(open, store.url);
    let changes = 0;
    for (const row of await open.raw(store.url, 'select * from journal order by position')) {
      for (const column of COLUMNS) {
        const before = String(row[column]);
        const numeric = column === 'position' || column === 'version';
        const letters = [...before];
        for (let place = 0; place < letters.length; place++) {
          // The byte changed, the byte taken away, a byte put before it.
          const old = letters[place] ?? '';
          const other = numeric ? String((Number(old) + 1) % 10) : old === 'x' ? 'y' : 'x';
          const variants = [other, numeric ? `1${old}` : '', `${numeric ? '3' : ' '}${old}`].map((letter) =>
            letters.with(place, letter).join(''),
          );
          for (const changed of new Set(variants)) {
            if (changed === before || (column === 'position' && changed === '2')) continue;
            const set = (value: string) => (numeric ? value : quoted(value));
            const own = COLUMNS.map(
              (name) =>
                `${name} = ${name === column ? set(changed) : typeof row[name] === 'number' ? row[name] : quoted(String(row[name]))}`,
            ).join(' and ');
            await open.raw(
              store.url,
              `update journal set ${column} = ${set(changed)} where stream = ${quoted(String(row.stream))} and position = ${row.position}`,
            );
            const result = await verifyAudit(store);
            expect(result, `${column} "${before}" as "${changed}"`).toMatchObject({
              ok: false,
              finding: { in: 'journal' },
            });
            await open.raw(store.url, `update journal set ${column} = ${set(before)} where ${own}`);
            changes += 1;
          }
        }
      }
    }
    expect(changes).toBeGreaterThan(500);
    expect(await verifyAudit(store)).toMatchObject({ ok: true });
  });

  it('names the row that was changed', async () => {
    const store = await threeStreams();
    await dropGuards(open, store.url);
    await open.raw(store.url, `update journal set by = 'someone' where stream = 'case:1' and position = 2`);
    expect(await verifyAudit(store)).toEqual({
      ok: false,
      finding: {
        in: 'journal',
        stream: 'case:1',
        position: 2,
        reason: expect.stringContaining('the row was changed'),
      },
    });
  });

  it.each([1, 2])('notices that row %i of three was deleted', async (position) => {
    const store = await threeStreams();
    await dropGuards(open, store.url);
    await open.raw(store.url, `delete from journal where stream = 'case:1' and position = ${position}`);
    expect(await verifyAudit(store)).toMatchObject({
      finding: { stream: 'case:1', position: position + 1, reason: expect.stringContaining('missing') },
    });
  });

  it.each([
    ['the tail of a stream in the middle', `stream = 'case:1' and position = 3`, 'case:1', 3],
    ['all but the first of a stream', `stream = 'case:1' and position > 1`, 'case:1', 2],
    ['the tail of the last stream', `stream = 'school:a' and position = 2`, 'school:a', 2],
    ['the first stream', `stream = 'access:m:2026-11'`, 'access:m:2026-11', 1],
    ['a stream in the middle', `stream = 'case:1'`, 'case:1', 1],
    ['the last stream', `stream = 'school:a'`, 'school:a', 1],
    ['the whole journal', 'true', 'access:m:2026-11', 1],
  ])('notices that %s was deleted since the anchor', async (_, where, stream, position) => {
    const store = await threeStreams();
    await store.write((unit) => unit.anchors.take('2026-11-16', at));
    await dropGuards(open, store.url);
    await open.raw(store.url, `delete from journal where ${where}`);
    expect(await verifyAudit(store)).toMatchObject({
      ok: false,
      finding: { in: 'journal', stream, position, reason: expect.stringContaining('2026-11-16') },
    });
  });

  it('notices a stream written anew with hashes that fit', async () => {
    const store = await open();
    await store.write((unit) => unit.journal.append('case:1', 0, [fact(1)], who));
    await store.write((unit) => unit.anchors.take('2026-11-16', at));
    await dropGuards(open, store.url);
    const [stored] = await store.read((unit) => unit.journal.load('case:1'));
    const data = toJson({ ...stored?.data, n: 2 });
    const row = {
      stream: 'case:1',
      position: 1,
      school,
      at,
      by: teacher,
      type: 'NoteAdded',
      version: 1,
    } as const;
    const forged = rowHash(NOTHING_BEFORE, { ...row, data });
    await open.raw(store.url, `update journal set data = ${quoted(data)}, hash = '${forged}'`);
    expect(await verifyAudit(store)).toMatchObject({
      finding: { stream: 'case:1', position: 1, reason: expect.stringContaining('written anew') },
    });
  });

  it('notices by the code handed in that anchors were deleted or made anew', async () => {
    const store = await threeStreams();
    const code = await store.write((unit) => unit.anchors.take('2026-11-16', at));
    await dropGuards(open, store.url);
    await open.raw(store.url, 'delete from anchors');
    expect(await verifyAudit(store)).toMatchObject({ ok: true, anchors: 0 });
    await store.write((unit) => unit.anchors.take('2026-11-16', later));
    expect(await verifyAudit(store)).toMatchObject({ ok: true, anchors: 1 });
    expect(await verifyAudit(store, { anchor: code ?? '' })).toMatchObject({
      ok: false,
      finding: { in: 'anchors', reason: expect.stringContaining('handed in') },
    });
  });

  it.each([
    ['week', `'2026-11-17'`],
    ['at', `'2026-11-20T09:00:00.001Z'`],
    ['heads', `replace(heads, 'case:1', 'case:2')`],
    ['code', `replace(code, substr(code, 1, 1), '-')`],
    ['previous', `'other'`],
  ])('notices that the %s of an anchor was changed', async (column, value) => {
    const store = await threeStreams();
    await store.write((unit) => unit.anchors.take('2026-11-16', at));
    await dropGuards(open, store.url);
    await open.raw(store.url, `update anchors set ${column} = ${value}`);
    expect(await verifyAudit(store)).toMatchObject({ ok: false, finding: { in: 'anchors' } });
  });

  it('notices that an anchor between two others was deleted', async () => {
    const store = await threeStreams();
    for (const week of ['2026-11-02', '2026-11-09', '2026-11-16']) {
      await store.write((unit) => unit.anchors.take(week, at));
    }
    await dropGuards(open, store.url);
    await open.raw(store.url, `delete from anchors where week = '2026-11-09'`);
    expect(await verifyAudit(store)).toMatchObject({
      finding: { in: 'anchors', week: '2026-11-16', reason: expect.stringContaining('missing') },
    });
  });

  it('notices that a text was put in the place of the one a fact committed to', async () => {
    const store = await open();
    const keep = (text: string) => store.write((unit) => unit.particulars.keep(school, 'narrative', text));
    const [mine, other] = [await keep('what was said'), await keep('something else')];
    await store.write((unit) =>
      unit.journal.append('case:1', 0, [fact(1, { words: [{ text: mine }] }), fact(2, { other })], who),
    );
    expect(await verifyAudit(store)).toMatchObject({ ok: true });
    await open.raw(
      store.url,
      `update particulars set sealed = (select sealed from particulars where id = '${other.id}') where id = '${mine.id}'`,
    );
    expect(await verifyAudit(store)).toMatchObject({ finding: { stream: 'case:1', position: 1 } });
  });

  it('does not take an erased text for a changed one', async () => {
    const store = await open();
    const ref = await store.write((unit) => unit.particulars.keep(school, 'narrative', 'what was said'));
    await store.write((unit) => unit.journal.append('case:1', 0, [fact(1, { ref })], who));
    await store.write((unit) => unit.particulars.erase(school, ref.id));
    expect(await verifyAudit(store)).toMatchObject({ ok: true, rows: 1 });
  });
});
