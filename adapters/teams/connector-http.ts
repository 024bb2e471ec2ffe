/** Within this a call to Microsoft is answered or given up: the outbox tries again. Milliseconds. */
const CALL_MS = 6000;

/** What Microsoft's connector answered where it was not a success. Holds its word for it, never the message. */
export class ConnectorFailed extends Error {
  readonly status: number;
  readonly code: string;
  /** What it asked to wait. Milliseconds. */
  readonly retryAfterMs: number | null;

  constructor(status: number, code: string, retryAfterMs: number | null) {
    super(`The connector answered ${status}.`);
    this.name = 'ConnectorFailed';
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

function codeIn(body: string): string {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null || !('error' in value)) return '';
    const { error } = value;
    if (typeof error !== 'object' || error === null || !('code' in error)) return '';
    return typeof error.code === 'string' ? error.code.slice(0, 80) : '';
  } catch {
    return '';
  }
}

/** Seconds, or a date. */
function waitIn(header: string | null): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  return null;
}

export interface ConnectorRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface ConnectorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * One call, once. The SDK would try again by itself, for as long as it is asked to wait and longer than a lease
 * holds: whatever is no success is thrown as an error that it does not know, and left to the outbox.
 */
export async function callConnector({
  url,
  method,
  headers,
  body,
}: ConnectorRequest): Promise<ConnectorAnswer> {
  const answer = await fetch(url, {
    method,
    headers,
    redirect: 'error',
    signal: AbortSignal.timeout(CALL_MS),
    ...(body === null ? {} : { body }),
  });
  const text = await answer.text();
  if (!answer.ok)
    throw new ConnectorFailed(answer.status, codeIn(text), waitIn(answer.headers.get('retry-after')));
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: text };
}
