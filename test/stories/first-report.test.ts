import { expect, it } from 'vitest';
import { describeOnBothDatabases } from '../support/databases.ts';
import { openWorld } from '../support/world.ts';

describeOnBothDatabases('a first report', (open) => {
  it('reaches the head, and the reporter is told what happens next', async () => {
    const world = await openWorld(await open(), 'all-saints-mat');
    const teacher = world.as('teacher');
    const reply = await teacher.fill('report', null, {
      who: 'new:Jordan Invented',
      breaches: ['loud_offensive_temper'],
      when: '2026-11-20T15:10',
      narrative: 'Shouted at me at the gate.',
    });
    console.log(JSON.stringify(reply));
    await world.settle();
    console.log(JSON.stringify(world.as('head').cards(), null, 1));
    expect(reply).toMatchObject({ is: 'said', level: 'good' });
  });
});
