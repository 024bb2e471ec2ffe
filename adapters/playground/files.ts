import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { HEADERS, type Refused, readFileBody } from './guards.ts';
import { Acting, actorOf } from './inbound.ts';
import type { Playground } from './playground.ts';

const refused = (status: number, words: string): { readonly ok: false; readonly refused: Refused } => ({
  ok: false,
  refused: { status, words },
});
const NOBODY = refused(404, 'There is no such school or person in this playground.');
const NO_FILE = refused(404, 'There is no such file in your messages.');
const BAD = refused(400, 'Accord could not read that request. Load the page again.');

const fromQuery = <T>(shape: z.ZodType<T>, url: URL) => shape.safeParse(Object.fromEntries(url.searchParams));

const Upload = Acting.extend({ name: z.string().min(1).max(255), type: z.string().max(120).default('') });

/** Keeps a file that was chosen in a form; the form is sent with its handle. */
export async function takeUpload(playground: Playground, url: URL, request: IncomingMessage) {
  const asked = fromQuery(Upload, url);
  if (!asked.success) return BAD;
  const { name, type } = asked.data;
  if ((await playground.use((open) => actorOf(open, asked.data))) === null) return NOBODY;
  // Read before the playground is asked again: nothing waits for a slow sender.
  const body = await readFileBody(request);
  if (!body.ok) return body;
  const file = { name, mediaType: type || 'application/octet-stream', bytes: body.bytes };
  return { ok: true as const, handle: await playground.use(async (open) => open.chat.upload(file)) };
}

const Download = Acting.extend({ message: z.coerce.number().int().min(1) });

/** A file out of the person's own conversation. */
export async function findFile(playground: Playground, url: URL) {
  const asked = fromQuery(Download, url);
  if (!asked.success) return BAD;
  return playground.use(async (open) => {
    const actor = await actorOf(open, asked.data);
    const file = actor && open.chat.fileOf(actor.own, asked.data.message);
    return file ? { ok: true as const, file } : actor ? NO_FILE : NOBODY;
  });
}

/** What may stand in a header, percent-encoded: no part of a path, and nothing that cannot be seen. */
const encoded = (name: string): string =>
  encodeURIComponent(name.replace(/[\p{Cc}\p{Cf}\p{Cs}/\\]/gu, '_').slice(0, 200)).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Saved and never shown: whatever is in the file, it is no page of ours and runs nothing. */
export const fileHeaders = (name: string): Readonly<Record<string, string>> => ({
  ...HEADERS,
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'content-type': 'application/octet-stream',
  'content-disposition': `attachment; filename="evidence"; filename*=UTF-8''${encoded(name)}`,
});
