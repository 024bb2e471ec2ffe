import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { parse } from 'node:querystring';
import { readBytes } from '../read-bytes.ts';

/** Bytes. A modal's answers are a fraction of it. */
const BODY_MAX = 1_000_000;
/** How far Slack's clock and ours may be apart, either way. Seconds. */
const APART_S = 300;

export type Body = Readonly<Record<string, unknown>>;

export type SignedRequest =
  | { readonly is: 'signed'; readonly body: Body }
  /** Slack looks at the certificate. It signs nothing then, and nothing is read from it. */
  | { readonly is: 'check' }
  | { readonly is: 'gone' }
  | { readonly is: 'refused'; readonly status: 400 | 401 | 413; readonly why: string };

const refused = (status: 400 | 401 | 413, why: string): SignedRequest => ({ is: 'refused', status, why });

function isSigned(headers: IncomingHttpHeaders, secret: string, body: Buffer): boolean {
  const signature = headers['x-slack-signature'];
  if (typeof signature !== 'string') return false;
  const hash = createHmac('sha256', secret)
    .update(`v0:${headers['x-slack-request-timestamp']}:`)
    .update(body)
    .digest('hex');
  const [given, due] = [Buffer.from(signature), Buffer.from(`v0=${hash}`)];
  return given.length === due.length && timingSafeEqual(given, due);
}

const isObject = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function objectIn(text: string): Body | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

const PAYLOAD = 'payload=';

/** All but a command comes in one field, and is long: read at once that takes half the time. */
function fieldsIn(text: string): Body | null {
  if (!text.startsWith(PAYLOAD) || text.includes('&')) return parse(text);
  try {
    return { payload: decodeURIComponent(text.slice(PAYLOAD.length).replaceAll('+', ' ')) };
  } catch {
    return null;
  }
}

/** A command is its fields; everything else of a form is the JSON in one of them. */
function bodyIn(text: string, fields: Body | null | undefined): Body | null {
  if (fields === undefined) return objectIn(text);
  if (fields === null || fields.payload === undefined) return fields;
  return typeof fields.payload === 'string' ? objectIn(fields.payload) : null;
}

/**
 * A request that Slack has signed with the secret, within five minutes either way: one of tomorrow could be kept, and
 * played back for a day. What is no object is refused here: Bolt reads properties of whatever a body says, outside of
 * its own error handling, and `null` would end the process.
 */
export async function signedRequest(
  request: IncomingMessage,
  secret: string,
  nowMs: number,
): Promise<SignedRequest> {
  const { headers } = request;
  const sent = headers['x-slack-request-timestamp'];
  if (sent !== undefined && !(Math.abs(Number(sent) - nowMs / 1000) <= APART_S))
    return refused(401, 'a request that is too old or from the future');
  const bytes = await readBytes(request, BODY_MAX);
  if (bytes === 'gone') return { is: 'gone' };
  if (bytes === 'too_long') return refused(413, 'a request that is too large');
  const text = bytes.toString();
  const fields = headers['content-type'] === 'application/x-www-form-urlencoded' ? fieldsIn(text) : undefined;
  if (fields?.ssl_check === '1') return { is: 'check' };
  if (sent === undefined || !isSigned(headers, secret, bytes))
    return refused(401, 'a request that Slack has not signed');
  const body = bodyIn(text, fields);
  return body === null ? refused(400, 'a request that cannot be read') : { is: 'signed', body };
}
