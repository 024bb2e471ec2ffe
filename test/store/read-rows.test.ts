import { expect, it } from 'vitest';
import { CaseRef, RestrictionId, RoleId } from '../../src/domain/ids.ts';
import type { RestrictionRow } from '../../src/domain/restriction-row.ts';
import { toDay } from '../../src/domain/time.ts';
import type { DeadlineRow, Store } from '../../src/ports.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import {
  caseId,
  caseRow,
  fact,
  head,
  otherSchool,
  personId,
  school,
  teacher,
  today,
  who,
} from './samples.ts';

const put = (store: Store, ...rows: ReturnType<typeof caseRow>[]) =>
  store.write(async (unit) => {
    for (const row of rows) await unit.cases.put(row);
  });

const restriction = (n: number, more: Partial<RestrictionRow> = {}): RestrictionRow => ({
  id: RestrictionId.parse(`restriction-${n}`),
  case: caseId(1),
  school,
  person: personId(1),
  about: 'site',
  status: 'confirmed',
  extents: ['whole_site'],
  start: toDay('2026-11-01'),
  end: toDay('2026-11-30'),
  review: toDay('2026-11-27'),
  ...more,
});

const deadline = (key: string, more: Partial<DeadlineRow> = {}): DeadlineRow => ({
  key,
  school,
  case: caseId(1),
  kind: 'decide',
  owner: { role: RoleId.parse('head') },
  due: today,
  urgent: false,
  openedOn: today,
  ...more,
});

describeOnBothDatabases('rows made from the journal', (open) => {
  it('gives back a case as it was last put', async () => {
    const store = await open();
    const row = caseRow(1, { person: null, childFlag: true, reporters: [head, teacher] });
    await put(store, caseRow(1), row);
    await store.read(async (unit) => {
      expect(await unit.cases.byId(school, row.id)).toEqual(row);
      expect(await unit.cases.byRef(school, row.ref)).toEqual(row);
      expect(await unit.cases.byRef(otherSchool, row.ref)).toBeNull();
      expect(await unit.cases.byId(otherSchool, row.id)).toBeNull();
    });
    await put(store, { ...caseRow(1), school: otherSchool });
    expect(await store.read((unit) => unit.cases.byId(school, row.id))).toEqual(row);
  });

  it('lists open cases, a person’s cases and the newest first', async () => {
    const store = await open();
    await put(
      store,
      caseRow(1),
      caseRow(2, { status: 'closed', person: personId(1) }),
      caseRow(3),
      caseRow(4, { school: otherSchool, person: personId(1) }),
    );
    const refs = (rows: readonly { id: string }[]) => rows.map((row) => row.id);
    await store.read(async (unit) => {
      expect(refs(await unit.cases.open(school))).toEqual(['case-1', 'case-3']);
      expect(refs(await unit.cases.ofPerson(school, personId(1)))).toEqual(['case-1', 'case-2']);
      expect(refs(await unit.cases.recent(school, 2))).toEqual(['case-3', 'case-2']);
    });
  });

  it('lets two schools use one reference and refuses it twice in a school', async () => {
    const store = await open();
    const ref = CaseRef.parse('AC-26-0001');
    await put(store, caseRow(1, { ref }), caseRow(2, { ref, school: otherSchool }));
    await expect(put(store, caseRow(3, { ref }))).rejects.toThrow();
  });

  it('never gives one number twice, however many ask at once', async () => {
    const store = await open();
    const other = await open({ url: store.url });
    const numbers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 ? store : other).write((unit) => unit.cases.nextNumber(school, 2026)),
      ),
    );
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    expect(await store.write((unit) => unit.cases.nextNumber(school, 2027))).toBe(1);
    expect(await store.write((unit) => unit.cases.nextNumber(otherSchool, 2026))).toBe(1);
  });

  it('gives every number to at most one case when some reports fail', async () => {
    const store = await open();
    const kept: number[] = [];
    await Promise.allSettled(
      Array.from({ length: 12 }, (_, n) =>
        store.write(async (unit) => {
          const number = await unit.cases.nextNumber(school, 2026);
          await unit.cases.put(
            caseRow(n, { ref: CaseRef.parse(`AC-26-${String(number).padStart(4, '0')}`) }),
          );
          if (n % 3 === 0) throw new Error('stop');
          kept.push(number);
        }),
      ),
    );
    expect(kept).toHaveLength(8);
    expect(new Set(kept).size).toBe(8);
    expect(await store.read((unit) => unit.cases.open(school))).toHaveLength(8);
  });

  it('shows a restriction from its first day to its last and not a day longer', async () => {
    const store = await open();
    const rows = [
      restriction(1, { extents: ['whole_site', 'events'] }),
      restriction(2, { status: 'provisional' }),
    ];
    await store.write((unit) => unit.restrictions.replace(school, caseId(1), rows));
    const on = (day: string) => store.read((unit) => unit.restrictions.inForce(school, toDay(day)));
    expect(await on('2026-10-31')).toEqual([]);
    expect(await on('2026-11-01')).toEqual(rows);
    expect(await on('2026-11-30')).toEqual(rows);
    expect(await on('2026-12-01')).toEqual([]);
    expect(await store.read((unit) => unit.restrictions.inForce(otherSchool, today))).toEqual([]);
  });

  it('replaces the restrictions of one case and leaves another’s alone', async () => {
    const store = await open();
    const other = restriction(3, { case: caseId(2) });
    await store.write(async (unit) => {
      await unit.restrictions.replace(school, caseId(1), [restriction(1), restriction(2)]);
      await unit.restrictions.replace(school, caseId(2), [other]);
      await unit.restrictions.replace(school, caseId(1), []);
    });
    expect(await store.read((unit) => unit.restrictions.inForce(school, today))).toEqual([other]);
  });

  it('lists deadlines by day, up to a day or all of them', async () => {
    const store = await open();
    const rows = [
      deadline('a', { due: toDay('2026-11-19') }),
      deadline('b', { owner: { member: teacher }, urgent: true }),
      deadline('c', { due: toDay('2026-11-21') }),
    ];
    const own = deadline('year', { case: null, due: toDay('2027-07-01') });
    await store.write(async (unit) => {
      await unit.deadlines.replace(school, caseId(1), [...rows].reverse());
      await unit.deadlines.replace(school, 'school', [own]);
      await unit.deadlines.replace(otherSchool, 'school', [
        deadline('a', { case: null, school: otherSchool }),
      ]);
    });
    await store.read(async (unit) => {
      expect(await unit.deadlines.dueBy(school, today)).toEqual(rows.slice(0, 2));
      expect(await unit.deadlines.all(school)).toEqual([...rows, own]);
      expect(await unit.deadlines.ofCase(school, caseId(1))).toEqual(rows);
      expect(await unit.deadlines.ofCase(otherSchool, caseId(1))).toEqual([]);
    });
    await store.write((unit) => unit.deadlines.replace(school, caseId(1), []));
    expect(await store.read((unit) => unit.deadlines.all(school))).toEqual([own]);
  });

  it('empties what can be made again and nothing else', async () => {
    const store = await open();
    await store.write(async (unit) => {
      await unit.journal.append('case:1', 0, [fact(1), fact(2)], who);
      await unit.cases.put(caseRow(1));
      await unit.cases.nextNumber(school, 2026);
      await unit.restrictions.replace(school, caseId(1), [restriction(1)]);
      await unit.deadlines.replace(school, caseId(1), [deadline('a')]);
    });
    const counts = { streams: 1, facts: 2, cases: 1, restrictions: 1, deadlines: 1 };
    expect(await store.read((unit) => unit.readRows.counts())).toEqual(counts);
    await store.write(async (unit) => {
      await unit.readRows.clear();
      expect(await unit.readRows.counts()).toEqual({ ...counts, cases: 0, restrictions: 0, deadlines: 0 });
    });
    // The counter is not emptied: a number that was given is never given again.
    expect(await store.write((unit) => unit.cases.nextNumber(school, 2026))).toBe(2);
  });
});
