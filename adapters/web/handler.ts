import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Counts, Log, Timer } from '../../src/ports.ts';
import type { LinkDoor, LinkForm, LinkPage } from '../../src/surface.ts';
import type { Submit } from '../../src/view/intent.ts';
import { linkLimits } from './limits.ts';
import { deadPage, drawPage, failedPage, type Leads, tooLongPage, tooManyPage } from './pages.ts';
import { type Paths, pathsOf, placeIn, placeOf, WEB_PATH } from './places.ts';
import { askedFrom, cookiesOf, isOwnPost, readFields } from './requests.ts';
import { STYLE_HASH } from './style.ts';

export interface WebParts {
  readonly door: LinkDoor;
  /** Such as `https://accord.example.org`; null while there is none, and then every link opens nothing. */
  readonly origin: () => string | null;
  readonly timer: Timer;
  readonly counts: Counts;
  readonly log: Log;
  /** Somebody may be owed something now. */
  readonly settle: () => void;
}

const CSP = [
  "default-src 'none'",
  `style-src ${STYLE_HASH}`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': CSP,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
  // The address holds a secret: no other site is told it.
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'no-store',
};

/** 32 bytes in base64url: what Accord hands out, and nothing else is looked up. */
const SECRET = /^[A-Za-z0-9_-]{43}$/;

const typedIn = (values: Submit['values']): string =>
  typeof values.comment === 'string' ? values.comment : '';

type Answer =
  | { readonly status: number; readonly page: string }
  | { readonly to: string; readonly cookie?: string };

/** The pages for people without an account. Answers by itself, always, and logs no address that it was asked for. */
export function webPages(
  parts: WebParts,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { door, counts, log } = parts;
  const limits = linkLimits(parts.timer);
  const isSecure = (): boolean => parts.origin()?.startsWith('https:') === true;
  const cookieName = (): string => (isSecure() ? '__Secure-accord_view' : 'accord_view');

  const page = (status: number, text: string): Answer => ({ status, page: text });

  function shown(result: LinkPage, which: LinkForm, leads: Leads, from: string, typed = ''): Answer {
    if (result.is === 'dead') limits.opensNothing(from);
    const wrong = result.is === 'form' && Object.keys(result.form.errors).length > 0;
    return page(result.is === 'dead' ? 404 : wrong ? 422 : 200, drawPage(result, which, leads, typed));
  }

  function nothing(from: string): Answer {
    counts.count('wrong_link');
    limits.opensNothing(from);
    return page(404, deadPage());
  }

  async function byLink(request: IncomingMessage, secret: string, from: string): Promise<Answer> {
    const leads = { link: `${WEB_PATH}${secret}` };
    if (request.method !== 'POST') return shown(await door.look(secret), 'answer', leads, from);
    const fields = await readFields(request);
    if (fields === 'too_long') return page(413, tooLongPage());
    // Written for nobody: whoever sent it is not there any more.
    if (fields === 'gone') return page(400, failedPage());
    const to: LinkForm = fields.to === 'aside' ? 'aside' : 'answer';
    const opened = await door.open(secret, to);
    if (!opened.ok) return shown({ is: 'dead' }, to, leads, from);
    parts.settle();
    const place = placeOf(opened.session);
    const cookie = [
      `${cookieName()}=${opened.session}`,
      `Path=${WEB_PATH}${place}`,
      `Max-Age=${opened.seconds}`,
      'HttpOnly',
      'SameSite=Strict',
      ...(isSecure() ? ['Secure'] : []),
    ].join('; ');
    return { to: pathsOf(place)[to], cookie };
  }

  async function bySession(
    request: IncomingMessage,
    place: string,
    name: keyof Paths,
    from: string,
  ): Promise<Answer> {
    const paths = pathsOf(place);
    const leads = { paths };
    const known =
      cookiesOf(request.headers, cookieName()).find((row) => SECRET.test(row) && placeOf(row) === place) ??
      null;
    const which: LinkForm = name === 'aside' ? 'aside' : 'answer';
    if (request.method !== 'POST')
      return known === null
        ? page(404, deadPage())
        : shown(await door.page(known, which), which, leads, from);
    const fields = await readFields(request);
    if (fields === 'too_long') return page(413, tooLongPage());
    // Written for nobody: whoever sent it is not there any more.
    if (fields === 'gone') return page(400, failedPage());
    const typed = typedIn(fields);
    if (known === null) return page(404, deadPage(typed));
    if (name === 'open') {
      if (fields.to === 'aside') return { to: paths.aside };
      return (await door.readOn(known)) ? { to: paths.answer } : shown({ is: 'dead' }, which, leads, from);
    }
    try {
      const result = await door.send(known, which, fields);
      parts.settle();
      // Loaded again, the page says once more what was done, and sends nothing a second time.
      return result.is === 'done' ? { to: paths[which] } : shown(result, which, leads, from, typed);
    } catch (cause) {
      log.error('An answer by a link could not be saved; what was typed was shown again.', cause);
      return page(503, failedPage(typed));
    }
  }

  async function answer(request: IncomingMessage, origin: string): Promise<Answer> {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const from = askedFrom(request);
    if (request.method === 'POST' && !isOwnPost(request.headers, origin)) return page(403, failedPage());
    if (!limits.mayTry(from)) {
      counts.count('too_many_links');
      return page(429, tooManyPage());
    }
    const at = placeIn(path);
    if (at) return bySession(request, at.place, at.name, from);
    const secret = path.slice(WEB_PATH.length);
    return SECRET.test(secret) ? byLink(request, secret, from) : nothing(from);
  }

  function send(request: IncomingMessage, response: ServerResponse, result: Answer): void {
    // What was not read of a body is dropped, or its sender would never come to read the answer.
    request.resume();
    if ('to' in result) {
      response.writeHead(303, {
        ...HEADERS,
        location: result.to,
        ...(result.cookie === undefined ? {} : { 'set-cookie': result.cookie }),
      });
      response.end();
      return;
    }
    response.writeHead(result.status, {
      ...HEADERS,
      ...(result.status === 429 ? { 'retry-after': '600' } : {}),
    });
    response.end(request.method === 'HEAD' ? undefined : result.page);
  }

  return async (request, response) => {
    const origin = parts.origin();
    const { method } = request;
    try {
      if (origin === null) return send(request, response, page(404, deadPage()));
      if (request.headers.host !== new URL(origin).host)
        return send(request, response, page(421, deadPage()));
      if (method !== 'GET' && method !== 'HEAD' && method !== 'POST')
        return send(request, response, page(405, failedPage()));
      send(request, response, await answer(request, origin));
    } catch (cause) {
      log.error('A page for somebody without an account could not be shown.', cause);
      if (response.headersSent) response.end();
      else send(request, response, page(503, failedPage()));
    }
  };
}
