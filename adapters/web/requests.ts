import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import type { Submit } from '../../src/view/intent.ts';
import { readBytes, type Sent } from '../read-bytes.ts';

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

/** An IPv6 address stands for its /64: whoever has one address of such a network has all of them. */
function network(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = [], tail] = address
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = tail === undefined ? 0 : 8 - head.length - tail.length;
  const groups = [...head, ...Array<string>(zeros).fill('0'), ...(tail ?? [])];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** Who asks: what the reverse proxy on this machine says, and otherwise whoever is connected. */
export function askedFrom({ headers, socket }: IncomingMessage): string {
  const from = socket.remoteAddress ?? '';
  const forwarded = headers['x-forwarded-for'];
  if (!LOCAL.test(from) || typeof forwarded !== 'string') return network(from);
  // The last one is the proxy's own word; those before it are whatever the sender wrote.
  return network(forwarded.split(',').at(-1)?.trim() || from);
}

/** What was typed into a form, by field; `too_long` where it is more than a form of ours holds. */
export async function readFields(
  request: IncomingMessage,
): Promise<Submit['values'] | Exclude<Sent, Buffer>> {
  const bytes = await readBytes(request, MOST_BODY);
  if (typeof bytes === 'string') return bytes;
  const fields = new URLSearchParams(bytes.toString('utf8'));
  const rows = [...fields].slice(0, MOST_FIELDS);
  return rows.some(([name]) => name.length > LONGEST_NAME) ? 'too_long' : Object.fromEntries(rows);
}

/** Every value that a cookie of this name was sent with: the same name may come from several paths. */
export const cookiesOf = (headers: IncomingHttpHeaders, name: string): readonly string[] =>
  (headers.cookie ?? '').split(';').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at > 0 && pair.slice(0, at).trim() === name ? [pair.slice(at + 1).trim()] : [];
  });
