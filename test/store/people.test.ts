import { expect, it } from 'vitest';
import { RoleId } from '../../src/domain/ids.ts';
import type { Store } from '../../src/ports.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { head, member, otherSchool, pack, person, personId, school, teacher } from './samples.ts';

const put = (store: Store, ...people: ReturnType<typeof person>[]) =>
  store.write(async (unit) => {
    for (const one of people) await unit.people.put(one);
  });
const search = async (store: Store, text: string, limit = 10) =>
  (await store.read((unit) => unit.people.search(school, text, limit))).map((one) => one.name);

describeOnBothDatabases('people', (open) => {
  it('gives back a person as they were written, also when written again', async () => {
    const store = await open();
    const first = person(1, 'Ada Invented', { member: teacher, separateAddress: true, needs: 'large print' });
    await put(store, first);
    expect(await store.read((unit) => unit.people.byId(school, first.id))).toEqual(first);
    const second = person(1, 'Ada Changed', { address: null, courtOrderSeen: true, capacity: 'carer' });
    await put(store, second);
    expect(await store.read((unit) => unit.people.byId(school, first.id))).toEqual(second);
    expect(await store.read((unit) => unit.people.byId(otherSchool, first.id))).toBeNull();
  });

  it('keeps no name, detail, address or need readable in the database', async () => {
    const store = await open();
    await put(
      store,
      person(1, 'Unmistakable', { detail: 'Redcoat', address: 'Nowhere Lane', needs: 'Braille' }),
    );
    await store.write((unit) => unit.members.put(member(teacher, { name: 'Unmistakable' })));
    const rows = [
      ...(await open.raw(store.url, 'select * from people')),
      ...(await open.raw(store.url, 'select * from members')),
    ];
    const all = rows
      .flatMap((row) => Object.values(row))
      .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)))
      .join('\n');
    expect(all).not.toMatch(/Unmistakable|Redcoat|Nowhere|Braille/);
  });

  it('does not let one school write over a person of another', async () => {
    const store = await open();
    await put(store, person(1, 'Ours'));
    await put(store, person(1, 'Theirs', { school: otherSchool }));
    expect(await search(store, 'ours')).toEqual(['Ours']);
    expect(await store.read((unit) => unit.people.byId(school, personId(1)))).toMatchObject({ name: 'Ours' });
    const moved = member(teacher, { school: otherSchool });
    await store.write((unit) => unit.members.put(member(teacher)));
    await expect(store.write((unit) => unit.members.put(moved))).rejects.toThrow('belongs to another school');
  });

  it('finds every word of a name in any order, best first, at most as many as asked', async () => {
    const store = await open();
    await put(
      store,
      person(1, 'Mary Ann Smithson'),
      person(2, 'Ann Smith'),
      person(3, 'John Smith'),
      person(4, 'Joann Blacksmith'),
      person(5, 'Smith'),
    );
    expect(await search(store, 'smith')).toEqual([
      'Smith',
      'Ann Smith',
      'John Smith',
      'Mary Ann Smithson',
      'Joann Blacksmith',
    ]);
    expect(await search(store, 'smith ann')).toEqual(['Ann Smith', 'Mary Ann Smithson', 'Joann Blacksmith']);
    expect(await search(store, 'SMITH', 2)).toHaveLength(2);
    expect(await search(store, 'smith jones')).toEqual([]);
    expect(await search(store, '  ')).toEqual([]);
  });

  it('finds names whatever their accents, script and invisible marks', async () => {
    const store = await open();
    const names = [
      'Zoë O’Brien-Núñez',
      '\u200fמרים\u200e כהן',
      'Anna\u200bMaria',
      'ﬁona',
      'أحمد علي',
      '李小龙',
    ];
    await put(store, ...names.map((name, n) => person(n, name)));
    for (const [text, found] of [
      ['zoe nunez', names[0]],
      ["O'Brien", names[0]],
      ['מרים כהן', names[1]],
      ['annamaria', names[2]],
      ['\u202bfiona', names[3]],
      ['احمد', names[4]],
      ['小龙', names[5]],
    ] as const) {
      expect(await search(store, text), text).toEqual([found]);
    }
    expect(await search(store, '%')).toEqual([]);
  });

  it('finds whom another connection added, changed or renamed since the first search', async () => {
    const store = await open();
    const other = await open({ url: store.url });
    expect(await search(store, 'ada')).toEqual([]);
    await put(other, person(1, 'Ada One'), person(2, 'Bea Two'));
    expect(await search(store, 'ada')).toEqual(['Ada One']);
    await put(other, person(1, 'Cleo One'));
    expect(await search(store, 'ada')).toEqual([]);
    expect(await search(store, 'cleo')).toEqual(['Cleo One']);
    expect(await search(store, 'bea')).toEqual(['Bea Two']);
  });

  it('finds whom the same transaction added, and forgets them when it fails', async () => {
    const store = await open();
    await put(store, person(1, 'Ada One'));
    const failing = store.write(async (unit) => {
      await unit.people.put(person(2, 'Ada Two'));
      await unit.people.put(person(1, 'Bea One'));
      expect(await unit.people.search(school, 'ada', 5)).toMatchObject([{ name: 'Ada Two' }]);
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect(await search(store, 'ada')).toEqual(['Ada One']);
    await put(store, person(3, 'Ada Three'));
    expect(await search(store, 'ada')).toEqual(['Ada One', 'Ada Three']);
  });

  it('never finds another school’s people', async () => {
    const store = await open();
    await put(store, person(1, 'Ada One'), person(2, 'Ada Two', { school: otherSchool }));
    expect(await search(store, 'ada')).toEqual(['Ada One']);
  });

  it('finds among more people than are decrypted at a time', async () => {
    const store = await open();
    await put(store, ...Array.from({ length: 450 }, (_, n) => person(n, `Parent Number${n}`)));
    expect(await search(store, 'number449')).toEqual(['Parent Number449']);
    await put(store, person(449, 'Renamed'));
    expect(await search(store, 'parent', 1000)).toHaveLength(449);
  });
});

describeOnBothDatabases('members and schools', (open) => {
  it('knows a member by either platform, in every school they belong to', async () => {
    const store = await open();
    const identities = [
      { platform: 'slack', user: 'U1' },
      { platform: 'teams', user: 'aad-1' },
    ] as const;
    const here = member(teacher, { identities, roles: [RoleId.parse('head'), RoleId.parse('dsl')] });
    const there = member(head, { identities: [identities[0]], school: otherSchool, active: false });
    await store.write(async (unit) => {
      await unit.members.put(here);
      await unit.members.put(there);
    });
    await store.read(async (unit) => {
      expect(await unit.members.byIdentity('slack', 'U1')).toEqual([here, there]);
      expect(await unit.members.byIdentity('teams', 'aad-1')).toEqual([here]);
      expect(await unit.members.byIdentity('teams', 'U1')).toEqual([]);
      expect(await unit.members.byId(school, teacher)).toEqual(here);
      expect(await unit.members.byId(otherSchool, teacher)).toBeNull();
      expect(await unit.members.ofSchool(school)).toEqual([here]);
    });
  });

  it('keeps whether a member came by a group or was added by somebody', async () => {
    const store = await open();
    await store.write((unit) => unit.members.put(member(teacher, { via: 'group' })));
    expect(await store.read((unit) => unit.members.byId(school, teacher))).toMatchObject({ via: 'group' });
    await store.write((unit) => unit.members.put(member(teacher, { via: null })));
    expect(await store.read((unit) => unit.members.byId(school, teacher))).toMatchObject({ via: null });
  });

  it('forgets an identity that a member no longer has', async () => {
    const store = await open();
    await store.write((unit) => unit.members.put(member(teacher)));
    const without = member(teacher, { identities: [] });
    await store.write((unit) => unit.members.put(without));
    expect(await store.read((unit) => unit.members.byIdentity('slack', `U-${teacher}`))).toEqual([]);
    expect(await store.read((unit) => unit.members.byId(school, teacher))).toEqual(without);
  });

  it('lets the code for the first admin be used once, and keeps it when the school is changed', async () => {
    const store = await open();
    const row = { id: school, name: 'Invented', trust: null, pack, adopted: null, settings: { a: [1] } };
    await store.write(async (unit) => {
      await unit.schools.put(row);
      await unit.schools.setClaim(school, 'hash');
      await unit.schools.put({ ...row, name: 'Renamed', adopted: 'abc', trust: 'a trust' });
    });
    const tries = await Promise.all([1, 2, 3].map(() => store.write((unit) => unit.schools.claim('hash'))));
    expect(tries.filter((one) => one === school)).toHaveLength(1);
    expect(tries.filter((one) => one === null)).toHaveLength(2);
    expect(await store.read((unit) => unit.schools.byId(school))).toEqual({
      ...row,
      name: 'Renamed',
      adopted: 'abc',
      trust: 'a trust',
    });
    expect(await store.read((unit) => unit.schools.byId(otherSchool))).toBeNull();
    expect(await store.read((unit) => unit.schools.all())).toHaveLength(1);
  });

  it('keeps the exact text of a policy, once', async () => {
    const store = await open();
    const text = 'title: "Code"\r\n# كلمة\n';
    await store.write(async (unit) => {
      await unit.schools.keepPolicy('abc', text);
      await unit.schools.keepPolicy('abc', 'another');
    });
    expect(await store.read((unit) => unit.schools.policyText('abc'))).toBe(text);
    expect(await store.read((unit) => unit.schools.policyText('def'))).toBeNull();
  });
});
