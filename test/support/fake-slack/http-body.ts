import type { IncomingMessage, ServerResponse } from 'node:http';

export async function readBytes(req: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

export interface Sent {
  readonly fields: Readonly<Record<string, unknown>>;
  /** The first file of a multipart body. */
  readonly file: Buffer | null;
}

/** Arguments that travel as JSON inside a form. */
const JSON_FIELDS = new Set(['view', 'blocks', 'files', 'metadata', 'attachments']);

function parsed(name: string, value: string): unknown {
  if (!JSON_FIELDS.has(name)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A call's arguments, in any of the three forms that Slack takes. Null for a body that cannot be read. */
export async function readArguments(req: IncomingMessage, bytes: Buffer): Promise<Sent | null> {
  const type = req.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) {
    try {
      const read: unknown = JSON.parse(bytes.toString());
      return isObject(read) ? { fields: read, file: null } : null;
    } catch {
      return null;
    }
  }
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
    const fields: Record<string, unknown> = {};
    let file: Buffer | null = null;
    for (const [name, value] of form) {
      if (typeof value === 'string') fields[name] = parsed(name, value);
      else file ??= Buffer.from(await value.arrayBuffer());
    }
    return { fields, file };
  }
  const pairs = new URLSearchParams(bytes.toString());
  return {
    fields: Object.fromEntries([...pairs].map(([name, value]) => [name, parsed(name, value)])),
    file: null,
  };
}

export function answerJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  res.end(JSON.stringify(body));
}

export const bearerOf = (req: IncomingMessage): string | null =>
  req.headers.authorization?.match(/^Bearer (.+)$/)?.[1] ?? null;
