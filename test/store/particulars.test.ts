import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FILE_LIMIT } from '../../src/domain/file-limit.ts';
import { ParticularsId } from '../../src/domain/ids.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { otherSchool, school } from './samples.ts';

const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest('hex');

describeOnBothDatabases('particulars', (open) => {
  it.each([
    ['right-to-left and zero-width', 'قال \u200fلي\u200b «اخرج» \u202eabc\u202c שלום\u200d'],
    ['emoji and accents', 'Zoë 👩‍👧 naïve e\u0301'],
    ['nothing at all', ''],
    ['a null character', 'before\u0000after'],
    ['line ends and quotes', `it's "so"\r\n\tthere; drop table journal; --`],
    ['three thousand letters', 'ß'.repeat(3000)],
  ])('gives back %s as it was written', async (_, text) => {
    const store = await open();
    const ref = await store.write((unit) => unit.particulars.keep(school, 'narrative', text));
    expect(await store.read((unit) => unit.particulars.read(school, ref.id))).toBe(text);
  });

  it('keeps no word readable in the database', async () => {
    const store = await open();
    await store.write((unit) => unit.particulars.keep(school, 'narrative', 'Unmistakable words'));
    const [row] = await open.raw(store.url, 'select * from particulars');
    expect(Buffer.from(row?.sealed as Buffer).toString('latin1')).not.toContain('Unmistakable');
    expect(JSON.stringify({ ...row, sealed: null })).not.toContain('Unmistakable');
  });

  it('commits to the text under a salt, so that equal texts do not show as equal', async () => {
    const store = await open();
    const keep = () => store.write((unit) => unit.particulars.keep(school, 'narrative', 'the same'));
    const [one, two] = [await keep(), await keep()];
    expect(one.commitment).not.toBe(two.commitment);
    expect(one.commitment).not.toBe(sha256(Buffer.from('the same')));
    expect(one.commitment).toMatch(/^[0-9a-f]{64}$/);
  });

  it('erases the text and its salt, and keeps the place where they were', async () => {
    const store = await open();
    const ref = await store.write((unit) => unit.particulars.keep(school, 'narrative', 'to be erased'));
    const [before] = await open.raw(store.url, 'select * from particulars');
    await store.write((unit) => unit.particulars.erase(school, ref.id));
    expect(await store.read((unit) => unit.particulars.read(school, ref.id))).toBe('erased');
    expect(await open.raw(store.url, 'select * from particulars')).toEqual([
      { id: ref.id, school, kind: 'narrative', key_id: null, sealed: null },
    ]);
    if (open.kind === 'sqlite') {
      await open.raw(store.url, 'pragma wal_checkpoint(truncate)');
      const file = readFileSync(store.url.slice('file:'.length));
      // Salt and text are in here, encrypted: not even that is left in the file.
      expect(file.includes(Buffer.from(before?.sealed as Buffer))).toBe(false);
    }
  });

  it('does not open for another school, nor erase what is another school’s', async () => {
    const store = await open();
    const ref = await store.write((unit) => unit.particulars.keep(school, 'narrative', 'ours'));
    await expect(store.read((unit) => unit.particulars.read(otherSchool, ref.id))).rejects.toThrow(
      'has no particulars',
    );
    await store.write((unit) => unit.particulars.erase(otherSchool, ref.id));
    expect(await store.read((unit) => unit.particulars.read(school, ref.id))).toBe('ours');
  });

  it.each([
    ['another school', `school = 'school-b'`, otherSchool],
    ['another kind', `kind = 'letter'`, school],
    ['another id', `id = 'moved'`, school],
  ])('does not open a row that was moved to %s', async (_, set, asked) => {
    const store = await open();
    const ref = await store.write((unit) => unit.particulars.keep(school, 'narrative', 'ours'));
    await open.raw(store.url, `update particulars set ${set}`);
    const id = set.startsWith('id') ? ParticularsId.parse('moved') : ref.id;
    await expect(store.read((unit) => unit.particulars.read(asked, id))).rejects.toThrow('does not open');
  });

  it('says which key a row needs that was written under another', async () => {
    const store = await open();
    const ref = await store.write((unit) => unit.particulars.keep(school, 'narrative', 'ours'));
    await open.raw(store.url, `update particulars set key_id = 'older'`);
    await expect(store.read((unit) => unit.particulars.read(school, ref.id))).rejects.toThrow(
      /encrypted under the key older/,
    );
  });
});

describeOnBothDatabases('files', (open) => {
  it('gives back name, kind and every byte, none of them readable in the database', async () => {
    const store = await open();
    const file = { name: 'Zoë’s coat.png', mediaType: 'image/png', bytes: Buffer.from([0, 255, 1, 10, 13]) };
    const kept = await store.write((unit) => unit.files.keep(school, file));
    if (!kept.ok) throw new Error(kept.why);
    expect(await store.read((unit) => unit.files.read(school, kept.ref.id))).toEqual(file);
    const [row] = await open.raw(store.url, 'select * from files');
    expect(Buffer.from(row?.sealed as Buffer).includes('coat')).toBe(false);
    await expect(store.read((unit) => unit.files.read(otherSchool, kept.ref.id))).rejects.toThrow('no file');
  });

  it('takes a file of ten megabytes and refuses one byte more', async () => {
    const store = await open();
    const file = (size: number) => ({ name: 'a', mediaType: 'b', bytes: Buffer.alloc(size, 7) });
    const kept = await store.write((unit) => unit.files.keep(school, file(FILE_LIMIT)));
    expect(kept.ok).toBe(true);
    expect(await store.write((unit) => unit.files.keep(school, file(FILE_LIMIT + 1)))).toEqual({
      ok: false,
      why: 'too_large',
      limit: 10 * 1024 * 1024,
    });
    expect(await open.raw(store.url, 'select id from files')).toHaveLength(1);
  });

  it('is gone once erased', async () => {
    const store = await open();
    const kept = await store.write((unit) =>
      unit.files.keep(school, { name: 'a', mediaType: 'b', bytes: Buffer.from('c') }),
    );
    if (!kept.ok) throw new Error(kept.why);
    await store.write((unit) => unit.files.erase(school, kept.ref.id));
    expect(await store.read((unit) => unit.files.read(school, kept.ref.id))).toBe('erased');
    expect(await open.raw(store.url, 'select sealed from files')).toEqual([{ sealed: null }]);
  });
});
