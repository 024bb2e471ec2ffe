import { expect, it } from 'vitest';
import type { SchoolId } from '../../src/domain/ids.ts';
import { describeOnSqlite, type TestDatabases } from '../support/databases.ts';
import { journalOf } from '../support/journal-of.ts';
import { type MixedStage, openMixedStage } from '../support/mixed-stage.ts';
import { type Script, told } from '../support/played.ts';
import { tell } from '../support/story.ts';
import type { RoleName } from '../support/world.ts';
import { teacherHit } from './scripts/all-saints-mat-grave.ts';

/** Who decides is in Slack; who reports, and whoever is asked for a view, is in Teams. */
const IN_TEAMS: readonly RoleName[] = ['teacher', 'teacher2', 'teacher3', 'chair', 'vice_chair'];
const platformOf = (role: RoleName) => (IN_TEAMS.includes(role) ? 'teams' : 'slack');

const messagesInSlack = ({ slack }: MixedStage, role: RoleName, school: SchoolId): number => {
  const { id } = slack.fake.workspace.dm(slack.stage.account(role, school));
  return slack.fake.workspace.messages.filter((row) => row.channel === id).length;
};

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

describeOnSqlite('reported in Teams, decided in Slack, consulted in Teams', (open) => {
  it('ends in the same journal as in one place, each card right on its side and drawn again on both', {
    timeout: 120_000,
  }, async () => {
    const inMemory = await told(open, teacherHit);
    const { story, end, mixed } = await toldMixed(open, teacherHit);
    const { slack, teams } = mixed;
    const { app, school } = story.world;
    // The head has an account on each, as an administrator links them.
    await app.store.write(async ({ members }) => {
      const head = await members.byId(school.id, story.as('head').id);
      if (!head) throw new Error('There is no head.');
      const second = { platform: 'teams' as const, user: teams.stage.account('head', school.id) };
      await members.put({ ...head, identities: [...head.identities, second] });
    });

    await teacherHit.tell(story);
    await end();
    expect(await journalOf(app.store)).toEqual(inMemory);

    // The chair is asked with a button there; who reported follows it there, and neither is in Slack.
    const posted = JSON.stringify(teams.fake.calls.filter((call) => call.place === 'post'));
    expect(posted).toContain('"act":"open_view"');
    expect(JSON.stringify(slack.fake.calls)).not.toContain('open_view');
    expect(story.has('teacher')).toContain('AC-26-0001');
    expect(story.has('chair')).toContain('AC-26-0001');
    for (const role of IN_TEAMS) expect(messagesInSlack(mixed, role, school.id)).toBe(0);

    const redrawn = {
      teams: teams.fake.calls.filter((call) => call.place === 'update').length,
      slack: slack.fake.calls.filter((call) => call.method === 'chat.update').length,
    };
    expect(redrawn.teams).toBeGreaterThan(0);
    expect(redrawn.slack).toBeGreaterThan(0);

    // Written to on the first, and the same person on the second.
    expect(story.has('head')).toContain('AC-26-0001');
    const headInTeams = teams.fake.user(teams.stage.account('head', school.id));
    expect(headInTeams.screen().messages.filter((row) => row.where === 'personal')).toEqual([]);
    await headInTeams.say('show AC-26-0001');
    await teams.shown();
    expect(headInTeams.screen().messages.at(-1)?.lines.join(' ')).not.toContain('Hit me at the gate.');
    await headInTeams.press('Open it');
    await teams.shown();
    expect(headInTeams.screen().dialog?.lines.join(' ')).toContain('Hit me at the gate.');
    expect(teams.fake.violations).toEqual([]);
    expect(slack.fake.violations).toEqual([]);
  });
});
