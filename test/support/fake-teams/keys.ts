import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** Channels whose activities it may sign. */
  readonly endorsements: readonly string[];
}

function signingKey(kid: string, endorsements: readonly string[]): SigningKey {
  return { kid, endorsements, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) };
}

/**
 * The keys of Microsoft's token service. The same for the whole process: the SDK keeps what it fetched once for a day,
 * in a place that all bots of a process share.
 */
export const KEYS = {
  teams: signingKey('fake-key-teams', ['msteams']),
  webChat: signingKey('fake-key-webchat', ['webchat']),
  /** Never published. */
  stranger: signingKey('fake-key-stranger', ['msteams']),
};

export const published = (): readonly object[] =>
  [KEYS.teams, KEYS.webChat].map(({ kid, publicKey, endorsements }) => ({
    ...publicKey.export({ format: 'jwk' }),
    use: 'sig',
    kid,
    x5t: kid,
    endorsements,
  }));

export const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JSON web token under RS256. */
export function signedToken(claims: object, key: SigningKey, kid = key.kid): string {
  const text = `${encoded({ alg: 'RS256', typ: 'JWT', kid })}.${encoded(claims)}`;
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key.privateKey).toString('base64url')}`;
}
