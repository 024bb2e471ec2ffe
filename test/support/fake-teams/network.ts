import nock from 'nock';
import type { Answer } from './answers.ts';

/** What the app asked of the world outside. */
export interface Asked {
  readonly host: string;
  readonly method: string;
  /** Decoded, without the query. */
  readonly path: string;
  readonly url: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  /** Read where it was JSON; else as it came, see `bytesOf`. */
  readonly body: unknown;
}

export type Host = (asked: Asked) => Promise<Answer>;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const HERE = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

let isTaken = false;

const textOf = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value));

function asked(host: string, method: string, uri: string, body: unknown, headers: object): Asked {
  const url = new URL(uri, `https://${host}`);
  const lower = Object.entries(headers).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    textOf(value),
  ]);
  return {
    host,
    method,
    path: decodeURIComponent(url.pathname),
    url: url.href,
    query: url.searchParams,
    headers: Object.fromEntries(lower),
    body,
  };
}

/** nock hands over bytes that are no text as hex; the length that was announced tells which it is. */
export function bytesOf({ body, headers }: Asked): Buffer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const size = headers['content-length'] ?? headers['content-range']?.split('/')[1];
  const isHex = /^([0-9a-f]{2})+$/.test(text) && Number(size) === text.length / 2;
  return Buffer.from(text, isHex ? 'hex' : 'utf8');
}

/** Takes over the network of this process: these hosts are played, 127.0.0.1 is real, all else is refused. */
export function takeNetwork(
  hosts: Readonly<Record<string, Host>>,
  stranger: (method: string, where: string) => void,
): { release(): void } {
  if (isTaken) throw new Error('Another fake Teams has the network: stop that one first.');
  isTaken = true;
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  nock.enableNetConnect(HERE);
  for (const [host, answer] of Object.entries(hosts)) {
    for (const method of METHODS) {
      nock(`https://${host}`)
        .persist()
        .intercept(/.*/, method)
        .reply(async function (uri, body) {
          const said = await answer(asked(host, method, uri, body, this.req.headers));
          return [said.status, said.body, said.headers ?? {}];
        });
    }
  }
  const onNoMatch = (request: { host?: string; method?: string; path?: string }) => {
    const host = request.host ?? '';
    if (!HERE.test(host)) stranger(request.method ?? '', `${host}${request.path ?? ''}`);
  };
  nock.emitter.on('no match', onNoMatch);
  return {
    release() {
      nock.emitter.off('no match', onNoMatch);
      // Only 127.0.0.1 stays to be reached: an SDK that tries again later must not get out of the house.
      nock.cleanAll();
      isTaken = false;
    },
  };
}
