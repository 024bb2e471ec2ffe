import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { connectTeams } from '../../adapters/teams/connect.ts';
import { memoryCounts } from '../../src/app/counts.ts';
import { Config } from '../../src/config.ts';
import { MemberId, SchoolId } from '../../src/domain/ids.ts';
import { connectedTeams } from '../../src/live/teams.ts';
import { silentLog, systemTimer } from '../../src/main.ts';
import type { Door } from '../../src/surface.ts';
import { type FakeTeams, startFakeTeams } from '../support/fake-teams/fake-teams.ts';
import { QUIET_DOOR } from '../support/quiet-door.ts';

const PAIR = {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
} as const;

const door: Door = {
  ...QUIET_DOOR,
  receive: async () => ({ is: 'said', text: 'Here you are.', level: 'info' }),
};

let fake: FakeTeams | null = null;
afterEach(async () => {
  await fake?.stop();
  fake = null;
});

async function post(publicKey: string, privateKey: string) {
  fake = await startFakeTeams({ certificate: { publicKey } });
  const user = fake.tenant.addUser({ name: 'One' });
  const { appId, tenantId } = fake.names;
  const teams = connectTeams(
    { appId, tenantId, key: { is: 'certificate', thumbprint: 'A1'.repeat(20), privateKey } },
    {
      door,
      addressOf: async () => user.aadObjectId,
      log: silentLog,
      counts: memoryCounts(),
      timer: systemTimer,
      settle: () => {},
    },
  );
  return teams.outlet.post(
    { kind: 'member', member: MemberId.parse('member-one') },
    SchoolId.parse('school'),
    { title: 'Accord', tone: 'plain', blocks: [{ is: 'text', text: 'A word.' }] },
    'Accord: something for you',
  );
}

describe('Teams with a certificate in place of a secret', () => {
  it('signs in with the key of the certificate that was uploaded', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', PAIR);
    expect(await post(publicKey, privateKey)).toMatchObject({ ok: true });
    const form = new URLSearchParams(String(fake?.calls.find((call) => call.place === 'token')?.body ?? ''));
    expect(form.get('client_assertion')).not.toBeNull();
    expect(form.get('client_secret')).toBeNull();
  });

  it('is not let in with the key of another', async () => {
    const { publicKey } = generateKeyPairSync('rsa', PAIR);
    const { privateKey } = generateKeyPairSync('rsa', PAIR);
    expect(await post(publicKey, privateKey)).toMatchObject({ ok: false, why: 'later' });
  });

  it('says which file to name where it cannot be used', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'accord-certificate-'));
    const file = join(folder, 'bot.pem');
    writeFileSync(file, 'no certificate at all');
    const config = Config.parse({
      TEAMS_APP_ID: '6f1a2b3c-4d5e-4f60-8a7b-9c0d1e2f3a4b',
      TEAMS_TENANT_ID: '0a1b2c3d-4e5f-4061-8273-94a5b6c7d8e9',
      TEAMS_APP_CERTIFICATE_FILE: file,
    });
    const needs = {
      door,
      addressOf: async () => null,
      log: silentLog,
      counts: memoryCounts(),
      timer: systemTimer,
      settle: () => {},
      groupsChanged: () => {},
    };
    await expect(connectedTeams(config, needs)).rejects.toThrow('TEAMS_APP_CERTIFICATE_FILE cannot be used');
    rmSync(folder, { recursive: true });
  });
});
