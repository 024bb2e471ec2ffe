import { describe, expect, it } from 'vitest';
import { Instant } from '../../src/domain/time.ts';
import { sortableIds } from '../../src/store/sortable-ids.ts';
import type { Reply } from '../../src/view/reply.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { at, head, intentKey, later, otherSchool, school, teacher } from './samples.ts';

const said = (text: string): Reply => ({ is: 'said', text, level: 'good' });
const settled = (text: string) => ({ reply: said(text), digest: 'd' });

describeOnBothDatabases('intents', (open) => {
  it('gives a repeat the reply of the first', async () => {
    const store = await open();
    const key = intentKey('k1');
    expect(await store.read((unit) => unit.intents.find(key))).toBeNull();
    expect(await store.write((unit) => unit.intents.record(key, school, teacher, settled('one'), at))).toBe(
      true,
    );
    expect(await store.write((unit) => unit.intents.record(key, school, head, settled('two'), later))).toBe(
      false,
    );
    expect(await store.read((unit) => unit.intents.find(key))).toEqual(settled('one'));
  });

  it('records one of ten clicks that arrive together', async () => {
    const store = await open();
    const other = await open({ url: store.url });
    const recorded = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        (n % 2 ? store : other).write((unit) =>
          unit.intents.record(intentKey('k1'), school, teacher, settled(String(n)), at),
        ),
      ),
    );
    expect(recorded.filter((one) => one)).toHaveLength(1);
    const winner = recorded.indexOf(true);
    expect(await store.read((unit) => unit.intents.find(intentKey('k1')))).toEqual(settled(String(winner)));
  });

  it('keeps no word of a reply readable, nor a reply moved to another school', async () => {
    const store = await open();
    await store.write((unit) =>
      unit.intents.record(intentKey('k'), school, teacher, settled('Unmistakable'), at),
    );
    const [row] = await open.raw(store.url, 'select * from intents');
    expect(Buffer.from(row?.sealed as Buffer).toString('latin1')).not.toContain('Unmistakable');
    await open.raw(store.url, `update intents set school = '${otherSchool}'`);
    await expect(store.read((unit) => unit.intents.find(intentKey('k')))).rejects.toThrow('does not open');
  });
});

describeOnBothDatabases('drafts', (open) => {
  const until = Instant.parse('2026-11-21T09:00:00.000Z');
  const before = Instant.parse('2026-11-21T08:59:59.999Z');
  const values = { words: 'ما قيل', nested: { list: [1, null] } };

  it('keeps what was typed until its time, for the one who typed it', async () => {
    const store = await open();
    await store.write((unit) => unit.drafts.keep('d', school, teacher, { first: 1 }, at));
    await store.write((unit) => unit.drafts.keep('d', school, teacher, values, until));
    await store.read(async (unit) => {
      expect(await unit.drafts.find('d', teacher, before)).toEqual(values);
      expect(await unit.drafts.find('d', teacher, until)).toBeNull();
      expect(await unit.drafts.find('d', head, before)).toBeNull();
      expect(await unit.drafts.find('other', teacher, before)).toBeNull();
    });
  });

  it('does not let one member write over the draft of another', async () => {
    const store = await open();
    await store.write((unit) => unit.drafts.keep('d', school, teacher, values, until));
    await store.write((unit) => unit.drafts.keep('d', school, head, { mine: true }, until));
    expect(await store.read((unit) => unit.drafts.find('d', teacher, at))).toEqual(values);
    expect(await store.read((unit) => unit.drafts.find('d', head, at))).toEqual({ mine: true });
  });

  it('is deleted once past its time', async () => {
    const store = await open();
    await store.write(async (unit) => {
      await unit.drafts.keep('old', school, teacher, values, at);
      await unit.drafts.keep('new', school, teacher, values, until);
    });
    expect(await store.write((unit) => unit.drafts.forgetExpired(before))).toBe(1);
    expect(await open.raw(store.url, 'select key from drafts')).toEqual([{ key: 'new' }]);
  });
});

describe('sortable ids', () => {
  const read = (times: number[], random?: (bytes: number) => Uint8Array) => {
    const left = [...times];
    const ids = sortableIds({ ms: () => left.shift() ?? 0 }, random);
    return times.map(() => ids.next());
  };

  it('sort by the time they were made', () => {
    const made = read([1, 31, 32, 1_000, 1_763_600_000_000, 1_763_600_000_001, 2 ** 49]);
    expect([...made].sort()).toEqual(made);
    expect(made.every((id) => /^[0-9a-hjkmnp-tv-z]{26}$/.test(id))).toBe(true);
  });

  it('go on rising when the timer stands still or goes back', () => {
    const made = read([500, 500, 499, 3, 500, 501]);
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });

  it('go on rising when the random part is used up', () => {
    const full = read([5, 5, 5, 5], (bytes) => Buffer.alloc(bytes, 255));
    expect([...full].sort()).toEqual(full);
    const low = read([5, 5], () => Buffer.from([0, 0, 0, 0, 0, 255, 255, 255, 255, 255]));
    expect([...low].sort()).toEqual(low);
    expect(new Set([...full, ...low]).size).toBe(6);
  });

  it('differ between two processes at one moment', () => {
    expect(new Set([...read([7, 7, 7]), ...read([7, 7, 7])]).size).toBe(6);
  });
});
