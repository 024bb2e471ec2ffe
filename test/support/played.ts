import { expect, it } from 'vitest';
import type { App } from '../../src/app/app.ts';
import type { TestDatabases } from './databases.ts';
import { journalOf } from './journal-of.ts';
import { playgroundStage } from './playground-stage.ts';
import { slackStage } from './slack-stage/slack-stage.ts';
import type { MakeStage } from './stage.ts';
import { type Story, tell } from './story.ts';
import { teamsStage } from './teams-stage/teams-stage.ts';

/** A story to be told on any stage. */
export interface Script {
  readonly pack: string;
  readonly at?: readonly [day: string, hour: number, minute: number];
  /** Parts of the application that the story needs. */
  readonly app?: Partial<App>;
  tell(story: Story): Promise<void>;
}

/** Tells it from its beginning to what every story ends with; the journal that it left. */
export async function told(
  open: TestDatabases,
  script: Script,
  stage?: MakeStage,
): Promise<readonly unknown[]> {
  const { story, end } = await tell(open, script.pack, script.at, {
    ...(stage ? { stage } : {}),
    ...(script.app ? { app: script.app } : {}),
  });
  await script.tell(story);
  await end();
  return journalOf(story.world.app.store);
}

/**
 * In memory on both databases; on SQLite over signed HTTP through Slack as well, by Socket Mode where told so, over
 * authenticated HTTP through Teams, and through the playground's own server where told so. What becomes of it is the same wherever it was done.
 */
export function plays(
  open: TestDatabases,
  what: string,
  script: Script,
  more: { readonly alsoBySocket?: boolean; readonly alsoInPlayground?: boolean } = {},
): void {
  let played: readonly unknown[] | null = null;

  it(what, async () => {
    played = await told(open, script);
  });

  if (open.kind !== 'sqlite') return;
  for (const mode of ['http', 'socket'] as const) {
    if (mode === 'socket' && !more.alsoBySocket) continue;
    const how = mode === 'http' ? 'over signed HTTP' : 'by Socket Mode';
    it(`${what}: through Slack ${how}, with the same journal`, { timeout: 120_000 }, async () => {
      const inMemory = played ?? (await told(open, script));
      const inSlack = await told(open, script, slackStage(mode));
      expect(inSlack).toEqual(inMemory);
    });
  }
  it(`${what}: through Teams, with the same journal`, { timeout: 120_000 }, async () => {
    const inMemory = played ?? (await told(open, script));
    const inTeams = await told(open, script, teamsStage);
    expect(inTeams).toEqual(inMemory);
  });
  if (!more.alsoInPlayground) return;
  it(`${what}: through the playground over HTTP, with the same journal`, async () => {
    const inMemory = played ?? (await told(open, script));
    const inPlayground = await told(open, script, playgroundStage);
    expect(inPlayground).toEqual(inMemory);
  });
}
