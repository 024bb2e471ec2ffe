import type { FakeClock } from '../fake-slack/fake-clock.ts';
import type { FakeFiles } from './files.ts';
import type { Tenant } from './tenant.ts';

export interface Names {
  /** Another with every start: the SDK keeps its tokens by the app's id for as long as the process lives. */
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId: string;
  /** `28:` and the app's id. */
  readonly botId: string;
  readonly botName: string;
  /** Where the connector is, with a slash at the end. */
  readonly serviceUrl: string;
  readonly sharePointHost: string;
}

/** Something Teams refused because of what the app did. A test of an app asks that there was none. */
export interface Violation {
  /** A place of the connector, or which answer of the app. */
  readonly at: string;
  readonly error: string;
  readonly detail: readonly string[];
}

/** What the parts of the fake share. */
export interface Core {
  readonly names: Names;
  readonly clock: FakeClock;
  readonly tenant: Tenant;
  readonly files: FakeFiles;
  readonly violations: Violation[];
  /** The public half of the certificate that was uploaded for the app, in PEM; none unless a test says so. */
  readonly certificate: { readonly publicKey: string } | null;
}

export const refuse = (it: Core, at: string, error: string, detail: readonly string[] = []): void => {
  it.violations.push({ at, error, detail });
};
