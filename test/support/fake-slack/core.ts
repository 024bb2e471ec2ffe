import type { FakeClock } from './fake-clock.ts';
import type { Triggers } from './triggers.ts';
import type { Views } from './views.ts';
import type { Workspace } from './workspace.ts';

export interface Names {
  readonly teamId: string;
  readonly teamDomain: string;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  /** The old proof of origin, still in every payload; an app must not trust it. */
  readonly verificationToken: string;
}

/** Something Slack refused, or would have shown as trouble. A test of an app asks that there were none. */
export interface Violation {
  /** A method of the Web API, or which answer of the app. */
  readonly at: string;
  readonly error: string;
  readonly detail: readonly string[];
}

/** What the parts of the fake share. */
export interface Core {
  readonly names: Names;
  /** Where it is reached, without a slash at the end. */
  readonly url: string;
  readonly clock: FakeClock;
  readonly workspace: Workspace;
  readonly views: Views;
  readonly triggers: Triggers;
  readonly violations: Violation[];
  scopes: readonly string[];
}

export const refuse = (it: Core, at: string, error: string, detail: readonly string[] = []): void => {
  it.violations.push({ at, error, detail });
};
