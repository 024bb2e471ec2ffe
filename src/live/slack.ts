import type { Config } from '../config.ts';
import type { Connected, Needs } from './connected.ts';

/** Null where no credentials are set: Slack's SDK is then not even loaded. */
export async function connectedSlack(config: Config, needs: Needs): Promise<Connected | null> {
  if (!config.SLACK_BOT_TOKEN) return null;
  const { connectSlack, SLACK_PATH } = await import('../../adapters/slack/connect.ts');
  const slack = connectSlack(
    {
      botToken: config.SLACK_BOT_TOKEN,
      signingSecret: config.SLACK_SIGNING_SECRET,
      appToken: config.SLACK_APP_TOKEN,
      api: config.SLACK_API_URL,
      team: config.SLACK_TEAM_ID,
    },
    needs,
  );
  return {
    surface: slack,
    name: 'Slack',
    how: slack.mode === 'socket' ? 'by Socket Mode' : `at ${SLACK_PATH}`,
    path: [SLACK_PATH, slack.handle],
    start: slack.start,
    ready: slack.ready,
    hourly: slack.reconcile,
    stop: slack.stop,
  };
}
