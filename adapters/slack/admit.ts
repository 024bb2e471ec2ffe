import type { Who } from '../../src/surface.ts';
import type { SlackParts } from './parts.ts';

export const OUTSIDE =
  'Accord serves one school workspace, and this account belongs to another. If you work at the school, ask its administrator for an account there.';

interface Sender {
  readonly id: string;
  readonly name?: string | undefined;
  readonly team_id?: string | undefined;
}

/**
 * Who is asking, where their account belongs to the workspace that is served; null for strangers of Slack Connect
 * and of other workspaces, who are counted. Whether they are a member is for the door to say.
 */
export function admitted(
  { team, counts }: SlackParts,
  sender: Sender,
  sentFor: string | undefined,
): Who | null {
  const own = team();
  if ((sentFor ?? own) !== own || (sender.team_id ?? own) !== own) {
    counts.count('outside');
    return null;
  }
  return { platform: 'slack', user: sender.id, ...(sender.name ? { name: sender.name } : {}) };
}
