import { expect, it } from 'vitest';
import { RoleId } from '../../src/domain/ids.ts';
import type { School, Store } from '../../src/ports.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { head, member, pack, school, teacher } from './samples.ts';

const row = (more: Partial<School> = {}): School => ({
  id: school,
  name: 'Invented Primary',
  trust: null,
  pack,
  adopted: null,
  settings: {},
  ...more,
});

const putSchool = (store: Store, more: Partial<School> = {}) =>
  store.write((unit) => unit.schools.put(row(more)));

/** What a request reads: who is asking, their school, and everybody in it. */
const asSeen = (store: Store, user: string) =>
  store.read(async (unit) => {
    const [found] = await unit.members.byIdentity('slack', user);
    const roles = (await unit.members.ofSchool(school)).map((one) => `${one.name}: ${one.roles.join()}`);
    return { found: found?.name ?? null, school: (await unit.schools.byId(school))?.name ?? null, roles };
  });

describeOnBothDatabases('a school in memory', (open) => {
  it('is seen as another process has changed it since', async () => {
    const store = await open();
    const other = await open({ url: store.url });
    await putSchool(store);
    await store.write((unit) => unit.members.put(member(teacher)));
    expect(await asSeen(store, `U-${teacher}`)).toEqual({
      found: 'Invented Teacher',
      school: 'Invented Primary',
      roles: ['Invented Teacher: staff'],
    });
    await putSchool(other, { name: 'Renamed Primary' });
    await other.write(async (unit) => {
      await unit.members.put(member(teacher, { name: 'Renamed', roles: [RoleId.parse('office')] }));
      await unit.members.put(member(head));
    });
    expect(await asSeen(store, `U-${teacher}`)).toEqual({
      found: 'Renamed',
      school: 'Renamed Primary',
      roles: ['Invented Teacher: staff', 'Renamed: office'],
    });
    await other.write((unit) => unit.members.put(member(teacher, { identities: [] })));
    expect((await asSeen(store, `U-${teacher}`)).found).toBeNull();
  });

  it('is seen by the transaction that changes it, and by nobody where that fails', async () => {
    const store = await open();
    await putSchool(store);
    await store.write((unit) => unit.members.put(member(teacher)));
    const before = await asSeen(store, `U-${teacher}`);
    const failing = store.write(async (unit) => {
      await unit.members.put(member(teacher, { name: 'Changed' }));
      await unit.schools.put(row({ name: 'Changed Primary' }));
      expect((await unit.members.byIdentity('slack', `U-${teacher}`))[0]?.name).toBe('Changed');
      expect((await unit.members.byId(school, teacher))?.name).toBe('Changed');
      expect((await unit.schools.byId(school))?.name).toBe('Changed Primary');
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect(await asSeen(store, `U-${teacher}`)).toEqual(before);
  });

  it('is one moment to a reading, whatever is committed while it goes on', async () => {
    const store = await open();
    await putSchool(store);
    await store.write((unit) => unit.members.put(member(teacher)));
    await store.read(async (unit) => {
      const [before] = await unit.members.byIdentity('slack', `U-${teacher}`);
      await store.write((other) => other.members.put(member(teacher, { name: 'Changed' })));
      const [after] = await unit.members.byIdentity('slack', `U-${teacher}`);
      expect([before?.name, after?.name]).toEqual(['Invented Teacher', 'Invented Teacher']);
      expect((await unit.members.ofSchool(school)).map((one) => one.name)).toEqual(['Invented Teacher']);
    });
    expect((await asSeen(store, `U-${teacher}`)).found).toBe('Changed');
  });
});
