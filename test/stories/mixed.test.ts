import { expect, it } from 'vitest';
import type { MemberId } from '../../src/domain/ids.ts';
import { describeOnBothDatabases, type TestDatabases } from '../support/databases.ts';
import { journalOf } from '../support/journal-of.ts';
import { type MixedStage, openMixedStage } from '../support/mixed-stage.ts';
import { type Script, told } from '../support/played.ts';
import { tell } from '../support/story.ts';
import type { RoleName } from '../support/world.ts';
import { teacherHit } from './scripts/all-saints-mat-grave.ts';

/** Who decides is in Slack; who reports, and whoever is asked for a view, is in Teams. */
const IN_TEAMS: readonly RoleName[] = ['teacher', 'teacher2', 'teacher3', 'chair', 'vice_chair'];
const platformOf = (role: RoleName) => (IN_TEAMS.includes(role) ? 'teams' : 'slack');

async function toldMixed(open: TestDatabases, script: Script) {
  const opened: MixedStage[] = [];
  const { story, end } = await tell(open, script.pack, script.at, {
    stage: async (app) => {
      const one = await openMixedStage(app, platformOf);
      opened.push(one);
      return one.stage;
    },
  });
  const [mixed] = opened;
  if (!mixed) throw new Error('The stage was not opened.');
  return { story, end, mixed };
}

describeOnBothDatabases('reported in Teams, decided in Slack, consulted in Teams', (open) => {
  it('ends in the same journal as in one place, each card right on its side and drawn again on both', {
    timeout: 120_000,
  }, async () => {
    const inMemory = await told(open, teacherHit);
    const { story, end, mixed } = await toldMixed(open, teacherHit);
    const { slack, teams } = mixed;
    const { store } = story.world.app;
    const both: MemberId = story.as('chair').id;
    await store.write(async ({ members }) => {
      const chair = await members.byId(story.world.school.id, both);
      if (!chair) throw new Error('There is no chair.');
      const identities = [
        ...chair.identities,
        { platform: 'slack' as const, user: slack.stage.account('chair', story.world.school.id) },
      ];
      await members.put({ ...chair, identities });
    });

    await teacherHit.tell(story);
    await end();
    expect(await journalOf(store)).toEqual(inMemory);

    const chairs = story.as('chair');
    const player = {
      role: 'chair',
      member: chairs.id,
      who: chairs.who,
      school: story.world.school.id,
    } as const;
    expect(teams.stage.messages(player).join('\n')).toContain('AC-26-0001');
    const inSlack = slack.fake.workspace.dm(slack.stage.account('chair', story.world.school.id)).id;
    expect(slack.fake.workspace.messages.filter((row) => row.channel === inSlack)).toEqual([]);

    // The chair is asked with a button there; who reported follows it there, and none of it is in Slack.
    const posted = JSON.stringify(teams.fake.calls.filter((call) => call.place === 'post'));
    expect(posted).toContain('"act":"open_view"');
    expect(posted).not.toContain('"form":"decide"');
    expect(JSON.stringify(slack.fake.calls)).not.toContain('open_view');
    expect(story.has('teacher')).toContain('AC-26-0001');

    const redrawn = {
      teams: teams.fake.calls.filter((call) => call.place === 'update').length,
      slack: slack.fake.calls.filter((call) => call.method === 'chat.update').length,
    };
    expect(redrawn.teams).toBeGreaterThan(0);
    expect(redrawn.slack).toBeGreaterThan(0);
    expect(teams.fake.violations).toEqual([]);
    expect(slack.fake.violations).toEqual([]);
  });
});
