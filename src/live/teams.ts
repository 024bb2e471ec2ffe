import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Config } from '../config.ts';
import type { Connected, Needs } from './connected.ts';

/** The credentials for Teams cannot be used. The message is a sentence for whoever starts Accord. */
export class TeamsRefused extends Error {
  constructor(words: string) {
    super(words);
    this.name = 'TeamsRefused';
  }
}

function keyOf({ TEAMS_APP_PASSWORD: password, TEAMS_APP_CERTIFICATE_FILE: file }: Config) {
  if (file === undefined) return password === undefined ? null : ({ is: 'password', password } as const);
  try {
    const privateKey = readFileSync(file, 'utf8');
    const thumbprint = new X509Certificate(privateKey).fingerprint.replaceAll(':', '');
    return { is: 'certificate', thumbprint, privateKey } as const;
  } catch {
    throw new TeamsRefused(
      'TEAMS_APP_CERTIFICATE_FILE cannot be used: name a PEM file that this account may read, with the certificate and its private key in it.',
    );
  }
}

/** Null where no credentials are set: Microsoft's SDKs are then not even loaded. */
export async function connectedTeams(config: Config, needs: Needs): Promise<Connected | null> {
  const { TEAMS_APP_ID: appId, TEAMS_TENANT_ID: tenantId } = config;
  const key = keyOf(config);
  if (!appId || !tenantId || !key) return null;
  const { connectTeams, TEAMS_PATH } = await import('../../adapters/teams/connect.ts');
  const teams = connectTeams({ appId, tenantId, key }, needs);
  return {
    surface: teams,
    name: 'Teams',
    how: `at ${TEAMS_PATH}`,
    path: [TEAMS_PATH, teams.handle],
    start: async () => {},
    ready: () => true,
    hourly: async () => {},
    stop: teams.stop,
  };
}
