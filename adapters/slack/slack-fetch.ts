import { type ClientRequest, Agent as HttpAgent, type IncomingMessage, request as overHttp } from 'node:http';
import { Agent as HttpsAgent, request as overHttps } from 'node:https';

/** A file may take longer than words. Milliseconds. */
export const FILE_MS = 30_000;
/** An idle connection is closed before a server would: nothing is sent just as the other end hangs up. Milliseconds. */
const IDLE_MS = 4000;

const agents = {
  http: new HttpAgent({ keepAlive: true, timeout: IDLE_MS }),
  https: new HttpsAgent({ keepAlive: true, timeout: IDLE_MS }),
};

/** Whether an address is Slack's own, or where the configuration says that Slack is. */
export function isSlack(address: string, api: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url) return false;
  return (
    url.origin === new URL(api).origin ||
    (url.protocol === 'https:' && /(^|\.)slack\.com$/.test(url.hostname))
  );
}

interface Answer {
  readonly head: IncomingMessage;
  readonly body: Buffer;
}

/** The whole answer, or an error once `ms` are over. */
function asked(open: (told: (head: IncomingMessage) => void) => ClientRequest, body: string, ms: number) {
  return new Promise<Answer>((resolve, reject) => {
    const request = open((head) => {
      const parts: Buffer[] = [];
      head.on('data', (part: Buffer) => parts.push(part));
      head.on('error', reject);
      head.on('end', () => resolve({ head, body: Buffer.concat(parts) }));
    });
    const alarm = setTimeout(() => request.destroy(new Error('There was no answer in time.')), ms);
    request.on('error', reject);
    request.on('close', () => clearTimeout(alarm));
    request.end(body);
  });
}

/** What `fetch` does with a text, for half of its work: each answer is small and is read as a whole. */
async function post(
  address: string,
  headers: Readonly<Record<string, string | readonly string[]>>,
  body: string,
  ms: number,
): Promise<Response> {
  const how = { method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body) } };
  const answer = await asked(
    (told) =>
      address.startsWith('https:')
        ? overHttps(address, { ...how, agent: agents.https }, told)
        : overHttp(address, { ...how, agent: agents.http }, told),
    body,
    ms,
  );
  const { statusCode: status = 0, statusMessage: statusText = '', headers: told } = answer.head;
  if (status >= 300 && status < 400) throw new TypeError('Slack sent us elsewhere, and nobody is followed.');
  return new Response(answer.body.length > 0 ? answer.body : null, {
    status,
    statusText,
    headers: Object.entries(told).map(([name, value]) => [name, String(value)]),
  });
}

/** `fetch` for Slack: nothing waits for ever, and nothing is sent to an address that somebody slipped in. */
export const slackFetch =
  (api: string, ms = FILE_MS): typeof fetch =>
  async (input, init = {}) => {
    const address = input instanceof Request ? input.url : String(input);
    if (!isSlack(address, api)) throw new TypeError('That address is not one of Slack.');
    const { method, headers = {}, body, signal } = init;
    // As the SDK asks for everything but the sending of a file.
    if (
      method === 'POST' &&
      typeof body === 'string' &&
      !signal &&
      !(headers instanceof Headers || Array.isArray(headers))
    )
      return post(address, headers, body, ms);
    return fetch(input, { ...init, redirect: 'error', signal: signal ?? AbortSignal.timeout(ms) });
  };
