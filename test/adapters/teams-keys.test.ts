import { expect, it, onTestFinished } from 'vitest';
import { describeOnSqlite } from '../support/databases.ts';
import { teamsSchool } from '../support/teams-school.ts';

// In a file of its own: the SDK keeps the keys it has fetched for as long as the process lives.
describeOnSqlite('Teams: Microsoft\u2019s keys', (db) => {
  it('that never come let nobody in, hold up no stop, and are asked for again', async () => {
    const school = await teamsSchool(await db(), { givenUpMs: 300 });
    onTestFinished(() => school.stop());
    school.fake.misbehave.next('openid', { do: 'hang' });
    const { ack } = await school.person('teacher').say('list');
    expect(ack.status).toBe(500);
    await school.teams.stop();
    expect(school.world.log.lines.some((line) => line.includes('could not be answered'))).toBe(true);
    expect((await school.person('teacher').say('help')).ack.status).toBe(200);
  });
});
