import { createHmac } from 'node:crypto';
import type { Retry } from './socket-mode.ts';

export interface Signing {
  /** Seconds since 1970. The real time, for Bolt compares with the machine's clock. */
  readonly at?: number;
  readonly secret: string;
  readonly contentType?: string;
  readonly retry?: Retry | null;
}

/** The machine's time, whatever a test does with its own clocks. Seconds. */
export const realSeconds = (): number => Math.floor((performance.timeOrigin + performance.now()) / 1000);

export const signature = (secret: string, at: number, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`;

export interface SignedRequest {
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request as Slack makes it: a form unless the body is JSON. */
export function signedRequest(
  body: string,
  { at = realSeconds(), secret, contentType, retry }: Signing,
): SignedRequest {
  return {
    method: 'POST',
    headers: {
      'content-type':
        contentType ?? (body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded'),
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': signature(secret, at, body),
      ...(retry ? { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason } : {}),
    },
    body,
  };
}
