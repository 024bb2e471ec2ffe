import type { IncomingMessage } from 'node:http';
import { parse } from 'node:querystring';

/** Bytes. A modal's answers are a fraction of it. */
const BODY_MAX = 1_000_000;
/** How far Slack's clock and ours may be apart, either way. Seconds. */
const APART_S = 300;

export type Guarded =
  | { readonly ok: true; readonly body: Buffer }
  | { readonly ok: false; readonly status: 400 | 401 | 413; readonly why: string };

const refused = (status: 400 | 401 | 413, why: string): Guarded => ({ ok: false, status, why });

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > BODY_MAX) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

const PAYLOADS = ['payload=%7B', 'payload={'].map((start) => Buffer.from(start));
const AND = '&'.charCodeAt(0);

/** As Slack sends it. What begins so is an object or no JSON at all, which Bolt refuses: it need not be read twice. */
const isOnePayload = (body: Buffer): boolean =>
  PAYLOADS.some((start) => body.subarray(0, start.length).equals(start)) && !body.includes(AND);

/** Bolt reads properties of whatever a body says, outside of its own error handling: `null` would end the process. */
function holdsObject(body: Buffer, type: string | undefined): boolean {
  if (type !== 'application/x-www-form-urlencoded') return isObject(body.toString());
  if (isOnePayload(body)) return true;
  const { payload } = parse(body.toString());
  return payload === undefined || (typeof payload === 'string' && isObject(payload));
}

/**
 * What has to be so before Bolt checks the signature. It refuses old requests and lets through those of tomorrow,
 * which could be kept and played back for a day.
 */
export async function guardedRequest(request: IncomingMessage, nowMs: number): Promise<Guarded> {
  const sent = Number(request.headers['x-slack-request-timestamp']);
  const isCheck = request.headers['x-slack-request-timestamp'] === undefined;
  // Slack checks the certificate with a request that it does not sign; Bolt answers it and reads nothing from it.
  if (!isCheck && !(Math.abs(sent - nowMs / 1000) <= APART_S))
    return refused(401, 'a request that is too old or from the future');
  const body = await readBody(request);
  if (body === null) return refused(413, 'a request that is too large');
  if (!holdsObject(body, request.headers['content-type']))
    return refused(400, 'a request that cannot be read');
  return { ok: true, body };
}
