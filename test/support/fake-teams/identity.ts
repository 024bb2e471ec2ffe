import { constants, verify } from 'node:crypto';
import { z } from 'zod';
import { type Answer, yes } from './answers.ts';
import { type Core, refuse } from './core.ts';
import { published } from './keys.ts';
import type { Asked } from './network.ts';
import type { AppTokens } from './tokens.ts';

const KEYS_URL = 'https://login.botframework.com/v1/.well-known/keys';

/** Where the SDK learns whose signatures count. */
export const openIdConfiguration = (): Answer =>
  yes({
    issuer: 'https://api.botframework.com',
    authorization_endpoint: 'https://invalid.botframework.com',
    jwks_uri: KEYS_URL,
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
  });

export const keySet = (): Answer => yes({ keys: published() });

const denied = (status: number, error: string, error_description: string): Answer => ({
  status,
  body: { error, error_description, error_codes: [], timestamp: '', trace_id: '', correlation_id: '' },
});

/** What is wrong with a claim that the app signed with the key of its certificate; null where nothing is. */
function wrongAssertion({ certificate, names }: Core, assertion: string): string | null {
  if (!certificate) return 'no certificate was uploaded for this app';
  const [head = '', claims = '', signed = ''] = assertion.split('.');
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
  const isOurs = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: certificate.publicKey, ...paddingFor(read(head)) },
    Buffer.from(signed, 'base64url'),
  );
  if (!isOurs) return 'the signature is of another key';
  const { sub } = z.object({ sub: z.string() }).parse(read(claims));
  return sub === names.appId ? null : 'the claim is of another app';
}

/** The SDK may sign in either of two ways; both are sound. */
const paddingFor = (head: unknown) =>
  z.object({ alg: z.string() }).parse(head).alg === 'PS256'
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
    : { padding: constants.RSA_PKCS1_PADDING };

/** The token endpoint of the tenant: gives a token for the connector to an app that knows its own secret. */
export function giveToken(it: Core, tokens: AppTokens, asked: Asked): Answer {
  const refused = (answer: Answer, why: string): Answer => {
    refuse(it, 'token', why);
    return answer;
  };
  const form = new URLSearchParams(typeof asked.body === 'string' ? asked.body : '');
  const { appId, appPassword, tenantId } = it.names;
  if (asked.path !== `/${tenantId}/oauth2/v2.0/token`)
    return refused(
      denied(400, 'invalid_request', 'AADSTS90002: Tenant not found.'),
      `not this tenant's: ${asked.path}`,
    );
  if (form.get('grant_type') !== 'client_credentials')
    return refused(
      denied(400, 'unsupported_grant_type', 'AADSTS70003: unsupported grant.'),
      'unsupported grant',
    );
  if (form.get('client_id') !== appId)
    return refused(denied(400, 'unauthorized_client', 'AADSTS700016: Application not found.'), 'unknown app');
  const assertion = form.get('client_assertion');
  if (assertion !== null) {
    const why = wrongAssertion(it, assertion);
    if (why) return refused(denied(401, 'invalid_client', `AADSTS700027: ${why}`), why);
  } else if (form.get('client_secret') !== appPassword)
    return refused(
      denied(401, 'invalid_client', 'AADSTS7000215: Invalid client secret provided.'),
      'wrong secret',
    );
  if (form.get('scope') !== 'https://api.botframework.com/.default')
    return refused(denied(400, 'invalid_scope', 'AADSTS70011: Invalid scope.'), 'wrong scope');
  const seconds = 86_399;
  return yes({
    token_type: 'Bearer',
    expires_in: seconds,
    ext_expires_in: seconds,
    access_token: tokens.give(),
  });
}
