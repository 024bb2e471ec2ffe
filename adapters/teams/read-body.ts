import type { IncomingMessage } from 'node:http';

/** Bytes. A dialog's answers are a fraction of it. */
const BODY_MAX = 512_000;

export type ReadBody =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly status: 400 | 413 };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The SDK ends the process over a body that is no object: it never gets one. */
export async function readBody(request: IncomingMessage): Promise<ReadBody> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > BODY_MAX) return { ok: false, status: 413 };
    parts.push(part);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(parts).toString());
    return isObject(value) ? { ok: true, value } : { ok: false, status: 400 };
  } catch {
    return { ok: false, status: 400 };
  }
}
