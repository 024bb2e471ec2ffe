import { expect, it } from 'vitest';
import { rebuild } from '../../src/app/rebuild.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { openWorld } from '../support/world.ts';

const REPORT = {
  who: 'new:Jordan Vale',
  breaches: ['weapon_on_site'],
  when: '2026-11-20T15:10',
  where: 'on_site',
  narrative: 'A knife at the gate.',
};

describeOnBothDatabases('the rows that people read', (open) => {
  it('are the same when they are made again from the journal', async () => {
    const store = await open();
    const world = await openWorld(store, 'schools-and-parents');
    for (let n = 0; n < 3; n += 1) await world.as('teacher').fill('report', null, REPORT);
    const id = await world.caseByRef('AC-26-0002');
    const reply = await world
      .as('head')
      .fill('decide', id, { steps: ['turn_away', 'call_999', 'tell_dsl'], reason: 'Danger.' });
    if (reply.is === 'form')
      await world.as('head').submit(reply.form, { risk: 'A knife.', departure_reason: 'Safety.' });
    await world.settle();
    const rows = async () => {
      const tables = ['cases', 'restrictions', 'deadlines'];
      const all = await Promise.all(tables.map((table) => open.raw(store.url, `select * from ${table}`)));
      return all.map((list) =>
        list
          .map((row) => JSON.stringify(row))
          .filter((row) => !row.includes('"of":"school"'))
          .sort(),
      );
    };
    const kept = await rows();
    expect(kept.map((list) => list.length > 0)).toEqual([true, true, true]);
    expect(await rebuild(world.app)).toBe(3);
    expect(await rows()).toEqual(kept);
    expect(await verifyAudit(store)).toMatchObject({ ok: true });
  });
});
