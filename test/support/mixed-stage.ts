import { expect } from 'vitest';
import type { App } from '../../src/app/app.ts';
import type { Platform } from '../../src/ports.ts';
import { settleOver } from './settle-stage.ts';
import { openSlackStage, type SlackStage } from './slack-stage/slack-stage.ts';
import type { Player, Stage } from './stage.ts';
import { openTeamsStage, type TeamsStage } from './teams-stage/teams-stage.ts';
import type { RoleName } from './world.ts';

export interface MixedStage {
  readonly stage: Stage;
  readonly slack: SlackStage;
  readonly teams: TeamsStage;
}

/** A school with some of its people in Slack and the others in Teams: one database, both adapters connected. */
export async function openMixedStage(
  app: App,
  platformOf: (role: RoleName) => Exclude<Platform, 'playground'>,
): Promise<MixedStage> {
  const slack = await openSlackStage(app);
  const teams = await openTeamsStage(app);
  const at = (role: RoleName): Stage => (platformOf(role) === 'slack' ? slack.stage : teams.stage);
  const of = ({ role }: Player): Stage => at(role);
  const stage: Stage = {
    platform: slack.stage.platform,
    platformOf,
    channel: slack.stage.channel,
    account: (role, school) => at(role).account(role, school),
    begin(players) {
      for (const one of [slack, teams]) one.stage.begin(players);
    },
    say: (by, words) => of(by).say(by, words),
    tap: (by, tap, key, school) => of(by).tap(by, tap, key, school),
    submit: (by, form, values) => of(by).submit(by, form, values),
    settle: () => settleOver(app, [slack, teams]),
    messages: (who) => of(who).messages(who),
    leadership: () => slack.stage.leadership(),
    files: (who) => of(who).files(who),
    screen: (who) => of(who).screen(who),
    onShown(listener) {
      for (const one of [slack, teams]) one.stage.onShown(listener);
    },
    end() {
      const forged = slack.clicks.forged + teams.clicks.forged;
      expect(slack.clicks.real + teams.clicks.real, 'most clicks are on real buttons').toBeGreaterThan(
        forged,
      );
    },
  };
  return { stage, slack, teams };
}
