import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { readBytes } from '../read-bytes.ts';

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

const OUT_OF_DATE: Refused = {
  status: 403,
  words: 'This page is out of date. Load it again, and what you typed is still there.',
};

export function refuseChange(headers: IncomingHttpHeaders, token: string): Refused | null {
  if (headers['x-accord-token'] !== token) return OUT_OF_DATE;
  if (!/^application\/json(;|$)/i.test(headers['content-type'] ?? ''))
    return { status: 415, words: 'Send JSON.' };
  return null;
}

/** A file is sent as its bare bytes; a page of another site may not name that type without asking first. */
export function refuseUpload(headers: IncomingHttpHeaders, token: string): Refused | null {
  if (headers['x-accord-token'] !== token) return OUT_OF_DATE;
  if (headers['content-type'] !== 'application/octet-stream')
    return { status: 415, words: 'Send the file as its bytes.' };
  return null;
}

/** What a platform takes of one file. Bytes. */
const MOST_FILE = 10 * 1024 * 1024;

/** Written for nobody: whoever sent it is not there any more. */
const GONE: Refused = { status: 400, words: 'It did not arrive whole. Send it again.' };

const TOO_LARGE_A_FILE: Refused = {
  status: 413,
  words: 'That file is over 10 MB. Say where it is kept instead.',
};

export type Uploaded =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly refused: Refused };

export async function readFileBody(request: IncomingMessage): Promise<Uploaded> {
  const bytes = await readBytes(request, MOST_FILE);
  if (bytes === 'gone') return { ok: false, refused: GONE };
  if (bytes === 'too_long') return { ok: false, refused: TOO_LARGE_A_FILE };
  if (bytes.length === 0) return { ok: false, refused: { status: 400, words: 'That file is empty.' } };
  return { ok: true, bytes };
}

export type Body =
  | { readonly ok: true; readonly json: unknown }
  | { readonly ok: false; readonly refused: Refused };

const tooLarge: Body = {
  ok: false,
  refused: { status: 413, words: 'That is too much at once. Shorten it.' },
};

export async function readBody(request: IncomingMessage): Promise<Body> {
  const bytes = await readBytes(request, MOST_BODY);
  if (bytes === 'gone') return { ok: false, refused: GONE };
  if (bytes === 'too_long') return tooLarge;
  try {
    return { ok: true, json: JSON.parse(bytes.toString('utf8')) };
  } catch {
    return { ok: false, refused: { status: 400, words: 'That is not JSON.' } };
  }
}
