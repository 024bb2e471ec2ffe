import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** A long letter with everything typed around it fits many times. Bytes. */
const MOST_BODY = 512 * 1024;

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CSP,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'no-store',
};

export interface Refused {
  readonly status: number;
  readonly words: string;
}

const ELSEWHERE =
  'This request came from another site, so it was refused. Open the playground by its own address.';

/** A name that merely points at this machine is refused, or any web page could read the playground through it. */
export function refuseHost(headers: IncomingHttpHeaders, port: number): Refused | null {
  const ours = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];
  return ours.includes(headers.host ?? '')
    ? null
    : { status: 421, words: `The playground answers at http://127.0.0.1:${port} only.` };
}

/** Browsers say where a request comes from; what another site starts is refused, but for following a link here. */
export function refuseElsewhere(headers: IncomingHttpHeaders, path: string): Refused | null {
  const site = headers['sec-fetch-site'];
  if (path !== '/' && site !== undefined && site !== 'same-origin' && site !== 'none')
    return { status: 403, words: ELSEWHERE };
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${headers.host}`) return { status: 403, words: ELSEWHERE };
  return null;
}

export function refuseChange(headers: IncomingHttpHeaders, token: string): Refused | null {
  if (headers['x-accord-token'] !== token)
    return {
      status: 403,
      words: 'This page is out of date. Load it again, and what you typed is still there.',
    };
  if (!/^application\/json(;|$)/i.test(headers['content-type'] ?? ''))
    return { status: 415, words: 'Send JSON.' };
  return null;
}

export type Body =
  | { readonly ok: true; readonly json: unknown }
  | { readonly ok: false; readonly refused: Refused };

const tooLarge: Body = {
  ok: false,
  refused: { status: 413, words: 'That is too much at once. Shorten it.' },
};

export async function readBody(request: IncomingMessage): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_BODY) return tooLarge;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue;
    size += part.length;
    if (size > MOST_BODY) return tooLarge;
    parts.push(part);
  }
  try {
    return { ok: true, json: JSON.parse(Buffer.concat(parts).toString('utf8')) };
  } catch {
    return { ok: false, refused: { status: 400, words: 'That is not JSON.' } };
  }
}
