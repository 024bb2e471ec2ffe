import { expect, it } from 'vitest';
import { toDay } from '../../src/domain/time.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { openWorld } from '../support/world.ts';

const report = (when: string) => ({
  who: 'unknown',
  breaches: ['something_else'],
  when,
  narrative: 'Invented.',
});

describeOnBothDatabases('looking for what happened on the same days', (open) => {
  it('finds open cases between two days, newest first, and no more than asked for', async () => {
    const store = await open();
    const world = await openWorld(store, 'stockham-primary');
    for (const when of ['2026-11-17T09:00', '2026-11-18T09:00', '2026-11-19T09:00', '2026-11-20T09:00'])
      await world.as('teacher').fill('report', null, report(when));
    const between = (limit: number) =>
      store.read((unit) =>
        unit.cases.openBetween(world.school.id, toDay('2026-11-18'), toDay('2026-11-19'), limit),
      );
    expect((await between(10)).map((row) => row.occurredOn)).toEqual(['2026-11-19', '2026-11-18']);
    expect(await between(1)).toHaveLength(1);
  });

  it('says where a stream ends without reading it, and nought for one that never began', async () => {
    const store = await open();
    const world = await openWorld(store, 'stockham-primary');
    await world.as('teacher').fill('report', null, report('2026-11-20T09:00'));
    const id = await world.caseByRef('AC-26-0001');
    const ends = await store.read(async ({ journal }) => [
      await journal.end(`case:${id}`),
      (await journal.load(`case:${id}`)).length,
      await journal.end('case:none'),
    ]);
    expect(ends).toEqual([2, 2, 0]);
  });
});
