import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Submit } from '../../src/view/intent.ts';

/** Room for the longest comment with every letter written out as the form sends it. Bytes. */
const MOST_BODY = 128 * 1024;
const MOST_FIELDS = 20;
const LONGEST_NAME = 60;

/** Whether a form was sent from our own page. With no referrer browsers give `null` for an origin, and say it here. */
export function isOwnPost(headers: IncomingHttpHeaders, origin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin: from } = headers;
  if (from !== undefined && from !== 'null' && from !== origin) return false;
  return /^application\/x-www-form-urlencoded(;|$)/i.test(headers['content-type'] ?? '');
}

const LOCAL = /^(127\.|::1$|::ffff:127\.)/;

/** Who asks: what the reverse proxy on this machine says, and otherwise whoever is connected. */
export function askedFrom({ headers, socket }: IncomingMessage): string {
  const from = socket.remoteAddress ?? '';
  const forwarded = headers['x-forwarded-for'];
  if (!LOCAL.test(from) || typeof forwarded !== 'string') return from;
  // The last one is the proxy's own word; those before it are whatever the sender wrote.
  return forwarded.split(',').at(-1)?.trim() || from;
}

/**
 * What was typed into a form, by field; null where it is more than a form of ours holds. All of it is read off the line
 * all the same, and dropped: whoever is cut off while sending never sees the answer.
 */
export async function readFields(request: IncomingMessage): Promise<Submit['values'] | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue;
    size += part.length;
    if (size <= MOST_BODY) parts.push(part);
  }
  if (size > MOST_BODY) return null;
  const fields = new URLSearchParams(Buffer.concat(parts).toString('utf8'));
  const rows = [...fields].slice(0, MOST_FIELDS);
  return rows.some(([name]) => name.length > LONGEST_NAME) ? null : Object.fromEntries(rows);
}

/** Every value that a cookie of this name was sent with: the same name may come from several paths. */
export const cookiesOf = (headers: IncomingHttpHeaders, name: string): readonly string[] =>
  (headers.cookie ?? '').split(';').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at > 0 && pair.slice(0, at).trim() === name ? [pair.slice(at + 1).trim()] : [];
  });
