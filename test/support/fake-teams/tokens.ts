import { createHmac } from 'node:crypto';
import { realSeconds } from '../fake-slack/signed.ts';
import type { Names } from './core.ts';
import { encoded, KEYS, signedToken } from './keys.ts';

const ISSUER = 'https://api.botframework.com';
const HOUR = 3600;

/** What an attacker, or somebody else's bot, might come with. */
export const BAD_TOKENS = [
  'none',
  'garbage',
  'wrong audience',
  'wrong issuer',
  'wrong service url',
  'expired',
  'unknown key',
  'wrong channel',
  'bad signature',
  'HS256',
] as const;
export type BadToken = (typeof BAD_TOKENS)[number];

/** The SDK compares with the machine's time, so these are real seconds. */
function claims({ appId }: Names, serviceUrl: string) {
  const now = realSeconds();
  return { iss: ISSUER, aud: appId, serviceurl: serviceUrl, nbf: now - 60, iat: now - 60, exp: now + HOUR };
}

/** The proof that an activity comes from Teams. */
export const goodToken = (names: Names, serviceUrl = names.serviceUrl): string =>
  signedToken(claims(names, serviceUrl), KEYS.teams);

/** With the public key as the secret of a symmetric signature: an old trick. */
function symmetric(body: object): string {
  const text = `${encoded({ alg: 'HS256', typ: 'JWT', kid: KEYS.teams.kid })}.${encoded(body)}`;
  const secret = KEYS.teams.publicKey.export({ type: 'spki', format: 'pem' });
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

/** Null where there is no token at all. */
export function badToken(names: Names, kind: BadToken): string | null {
  const good = claims(names, names.serviceUrl);
  switch (kind) {
    case 'none':
      return null;
    case 'garbage':
      return 'not.a.token';
    case 'wrong audience':
      return signedToken({ ...good, aud: '99999999-9999-4999-8999-999999999999' }, KEYS.teams);
    case 'wrong issuer':
      return signedToken({ ...good, iss: 'https://api.botframework.example' }, KEYS.teams);
    case 'wrong service url':
      return signedToken({ ...good, serviceurl: 'https://smba.trafficmanager.example/uk/' }, KEYS.teams);
    case 'expired':
      return signedToken({ ...good, exp: realSeconds() - HOUR, nbf: realSeconds() - 2 * HOUR }, KEYS.teams);
    case 'unknown key':
      return signedToken(good, KEYS.stranger);
    case 'wrong channel':
      return signedToken(good, KEYS.webChat);
    case 'bad signature':
      return signedToken(good, KEYS.stranger, KEYS.teams.kid);
    case 'HS256':
      return symmetric(good);
    default:
      return kind satisfies never;
  }
}

/** Tokens given to the app for calling the connector. */
export function fakeAppTokens() {
  let given = new Set<string>();
  let made = 0;
  return {
    give(): string {
      const token = `fake-app-token-${++made}`;
      given.add(token);
      return token;
    },
    isGood: (authorization: string): boolean => given.has(authorization.replace(/^Bearer /, '')),
    /** Whether it is one of those that were ever given. */
    isOurs: (authorization: string): boolean => authorization.startsWith('Bearer fake-app-token-'),
    /** What the app holds is good no more; it gets another when it asks. */
    revoke(): void {
      given = new Set();
    },
  };
}

export type AppTokens = ReturnType<typeof fakeAppTokens>;
