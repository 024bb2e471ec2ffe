import type { IncomingMessage } from 'node:http';
import { readBytes } from '../read-bytes.ts';

/** Bytes. A dialog's answers are a fraction of it. */
const BODY_MAX = 512_000;

export type ReadBody =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly status: 400 | 413 }
  | 'gone';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The SDK ends the process over a body that is no object: it never gets one. */
export async function readBody(request: IncomingMessage): Promise<ReadBody> {
  const bytes = await readBytes(request, BODY_MAX);
  if (bytes === 'gone') return 'gone';
  if (bytes === 'too_long') return { ok: false, status: 413 };
  try {
    const value: unknown = JSON.parse(bytes.toString());
    return isObject(value) ? { ok: true, value } : { ok: false, status: 400 };
  } catch {
    return { ok: false, status: 400 };
  }
}
