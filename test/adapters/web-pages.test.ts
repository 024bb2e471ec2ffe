import { request as ask } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { MOST_FROM_ALL, MOST_FROM_ONE } from '../../adapters/web/limits.ts';
import { pathsOf, placeOf } from '../../adapters/web/places.ts';
import type { LinkDoor } from '../../src/surface.ts';
import { askedOutside, PROPOSAL, SUMMARY } from '../support/asked-outside.ts';
import { describeOnSqlite, type TestDatabases } from '../support/databases.ts';
import { runWeb } from '../support/running-web.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** As bare as it comes: a browser would not send what an attacker does. */
const send = (
  origin: string,
  path: string,
  more: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const request = ask(
      `${origin}${path}`,
      { method: more.method ?? (more.body === undefined ? 'GET' : 'POST'), headers: more.headers },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(parts).toString('utf8'),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(more.body);
  });

const cookieIn = ({ headers }: Answered): string => {
  const [set = ''] = headers['set-cookie'] ?? [];
  return set.split(';')[0] ?? '';
};

/** Where one of the pages is to which an opening led. */
const pageOf = ({ headers }: Answered, name: 'answer' | 'aside' | 'open'): string =>
  String(headers.location).replace(/[a-z]+$/, name);

/** A governor's link, and the pages that it leads to. */
async function scene(open: TestDatabases, more: { origin?: string; ms?: () => number } = {}) {
  const s = await askedOutside(open);
  const web = await runWeb({
    door: s.links,
    ...(more.origin === undefined ? {} : { origin: more.origin }),
    ...(more.ms === undefined ? {} : { timer: { ms: more.ms } }),
  });
  onTestFinished(() => web.stop());
  const secret = await s.makesLink();
  const get = (path: string, headers: Record<string, string> = {}) => send(web.origin, path, { headers });
  const post = (path: string, values: Record<string, string>, headers: Record<string, string> = {}) =>
    send(web.origin, path, {
      headers: { ...FORM, 'sec-fetch-site': 'same-origin', ...headers },
      body: new URLSearchParams(values).toString(),
    });
  return { s, web, secret, get, post };
}

const nobody: LinkDoor = {
  look: async () => ({ is: 'dead' }),
  open: async () => ({ ok: false }),
  readOn: async () => false,
  page: async () => ({ is: 'dead' }),
  send: async () => ({ is: 'dead' }),
};

describeOnSqlite("Accord's own pages", (open) => {
  it('take a governor from the link to the answer, and say it again when they are loaded again', async () => {
    const { s, secret, get, post } = await scene(open);
    const first = await get(`/view/${secret}`);
    expect(first.status).toBe(200);
    expect(first.text).toContain('You are not being asked to approve.');
    expect(first.text).not.toContain(SUMMARY);
    const opened = await post(`/view/${secret}`, { to: 'answer' });
    expect(opened.status).toBe(303);
    const answer = pageOf(opened, 'answer');
    const cookie = cookieIn(opened);
    const form = await get(answer, { cookie });
    expect(form.text).toContain(SUMMARY);
    expect(form.text).toContain(PROPOSAL);
    expect(form.text).not.toContain(secret);
    const missing = await post(answer, { view: 'concern', comment: '' }, { cookie });
    expect(missing.status).toBe(422);
    expect(missing.text).toMatch(/<a href="#comment">Say in a sentence/);
    const sent = await post(answer, { view: 'concern', comment: 'Mind the child.' }, { cookie });
    expect([sent.status, sent.headers.location]).toEqual([303, answer]);
    for (let n = 0; n < 2; n += 1)
      expect((await get(answer, { cookie })).text).toContain('Your answer is with the school');
    expect((await s.facts()).filter((row) => row.type === 'view_given')).toHaveLength(1);
    expect((await get(`/view/${secret}`)).status).toBe(404);
  });

  it('let a governor stand aside without reading on', async () => {
    const { s, secret, get, post } = await scene(open);
    const opened = await post(`/view/${secret}`, { to: 'aside' });
    const aside = pageOf(opened, 'aside');
    expect(opened.headers.location).toBe(aside);
    const cookie = cookieIn(opened);
    expect((await get(aside, { cookie })).text).toContain('I am related to the person');
    expect((await post(aside, {}, { cookie })).status).toBe(422);
    await post(aside, { why: 'related' }, { cookie });
    const done = await get(aside, { cookie });
    expect(done.text).toContain('You have stood aside');
    expect(done.text).not.toContain(SUMMARY);
    expect((await s.facts()).map((row) => row.type)).toContain('member_stood_aside');
  });

  it('say the same of a link that was guessed, taken back or cut off', async () => {
    const { s, web, secret, get } = await scene(open);
    await s.story.tapsAnywhere('head', s.assault, 'Take the link back');
    const taken = await get(`/view/${secret}`);
    const guessed = await get(`/view/${s.story.world.app.codes.secret()}`);
    const cut = await get(`/view/${secret.slice(0, 20)}`);
    expect(new Set([taken, guessed, cut].map((row) => `${row.status} ${row.text}`)).size).toBe(1);
    expect(taken.status).toBe(404);
    expect(web.log.lines).toEqual([]);
  });

  it('give nothing to other sites: not the address, not the page in a frame, no script and no copy', async () => {
    const { secret, get, post } = await scene(open);
    const opened = await post(`/view/${secret}`, { to: 'answer' });
    const pages = [
      await get(`/view/${secret}`),
      opened,
      await get(pageOf(opened, 'answer'), { cookie: cookieIn(opened) }),
    ];
    for (const { headers, text } of pages) {
      expect(headers).toMatchObject({
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex, nofollow',
        'cache-control': 'no-store',
        'x-frame-options': 'DENY',
        'x-content-type-options': 'nosniff',
      });
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      );
      expect(text).not.toMatch(/<script|javascript:|https?:\/\/|style="|\son[a-z]+="/);
    }
  });

  it('keep the cookie from scripts, other sites and plain http', async () => {
    const origin = 'https://accord.example.org';
    const { secret, post } = await scene(open, { origin });
    const opened = await post(`/view/${secret}`, { to: 'answer' }, { host: 'accord.example.org', origin });
    const [set = ''] = opened.headers['set-cookie'] ?? [];
    expect(set).toMatch(
      /^__Secure-accord_view=[A-Za-z0-9_-]{43}; Path=\/view\/[A-Za-z0-9_-]{16}; Max-Age=14400; HttpOnly; SameSite=Strict; Secure$/,
    );
    expect(set).not.toContain(secret);
  });

  it('open nothing for a program that looks first, whatever it asks with', async () => {
    const { s, web, secret, get } = await scene(open);
    const before = (await s.facts()).length;
    const path = `/view/${secret}`;
    const seen = [
      await send(web.origin, path, { method: 'HEAD' }),
      await get(path, { 'sec-purpose': 'prefetch;prerender', purpose: 'prefetch' }),
      await get(`${path}?utm_source=scanner`),
    ];
    expect(seen.map((row) => row.status)).toEqual([200, 200, 200]);
    expect(seen[0]?.text).toBe('');
    const methods = ['OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE'];
    const odd = await Promise.all(methods.map((method) => send(web.origin, path, { method })));
    expect(odd.map((row) => row.status)).toEqual(methods.map(() => 405));
    for (const { headers } of [...seen, ...odd])
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect((await s.facts()).length).toBe(before);
    expect(await s.access()).toEqual([]);
  });

  it('take no form from another site, nor of another kind, nor for another name', async () => {
    const { s, secret, get, post } = await scene(open);
    const before = (await s.facts()).length;
    const refused = [
      await post(`/view/${secret}`, { to: 'answer' }, { 'sec-fetch-site': 'cross-site' }),
      await post(`/view/${secret}`, { to: 'answer' }, { 'sec-fetch-site': 'same-site' }),
      await post(`/view/${secret}`, { to: 'answer' }, { origin: 'https://elsewhere.example' }),
      await post(`/view/${secret}`, { to: 'answer' }, { 'content-type': 'text/plain' }),
    ];
    expect(refused.map((row) => row.status)).toEqual([403, 403, 403, 403]);
    const named = await get(`/view/${secret}`, { host: 'rebound.example' });
    expect(named.status).toBe(421);
    expect(named.text).not.toContain('Invented Primary');
    expect((await s.facts()).length).toBe(before);
    // With no referrer a browser says "null" of where it comes from, and older ones no more than that.
    expect((await post(`/view/${secret}`, { to: 'answer' }, { origin: 'null' })).status).toBe(303);
  });

  it('escape whatever anybody typed, wherever it stands', async () => {
    const evil = `"><script>alert(1)</script><img src=x onerror='a'>\u202E&amp;\`\${x}</textarea>`;
    const told = await askedOutside(open);
    const web = await runWeb({ door: told.links });
    onTestFinished(() => web.stop());
    const { story } = told;
    const other = await story.reports('teacher2', {
      breaches: ['physical_aggression'],
      when: '2026-11-20T14:10',
      narrative: evil,
    });
    await story.does('head', 'gathered', other, { note: evil });
    await story.does('head', 'spoke', other, { how: 'spoke', note: evil });
    await story.does('head', 'ask_view', other, { step: 'ban', summary: evil, proposal: evil });
    const made = await story.tries('head', 'view_link', other, {});
    const secret = /\/view\/([A-Za-z0-9_-]{43})/.exec(JSON.stringify(made))?.[1] ?? '';
    const headers = { ...FORM, 'sec-fetch-site': 'same-origin' };
    const opened = await send(web.origin, `/view/${secret}`, { headers, body: 'to=answer' });
    const cookie = cookieIn(opened);
    const page = await send(web.origin, pageOf(opened, 'answer'), { headers: { cookie } });
    expect(page.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    const body = new URLSearchParams({ view: evil, comment: evil }).toString();
    const again = await send(web.origin, pageOf(opened, 'answer'), { headers: { ...headers, cookie }, body });
    expect(again.status).toBe(422);
    const lost = await send(web.origin, pageOf(opened, 'answer'), {
      headers,
      body: new URLSearchParams({ comment: evil }).toString(),
    });
    expect(lost.text).toContain('&lt;img src=x onerror=&#39;a&#39;&gt;');
    for (const { text } of [page, again, lost]) expect(text).not.toMatch(/<script|<img|<\/textarea>\s*&/);
  });

  it('give back what was typed where the time was over, and take no more than a form holds', async () => {
    const { s, secret, post } = await scene(open);
    const opened = await post(`/view/${secret}`, { to: 'answer' });
    const [cookie, answer] = [cookieIn(opened), pageOf(opened, 'answer')];
    const huge = await post(answer, { view: 'support', comment: 'x'.repeat(200_000) }, { cookie });
    expect(huge.status).toBe(413);
    s.story.world.clock.set('2026-12-20');
    const late = await post(answer, { view: 'support', comment: 'A long thought.' }, { cookie });
    expect(late.status).toBe(404);
    expect(late.text).toContain('A long thought.');
  });

  it('hold what was opened at a place of its own: a cookie that somebody planted is none of it', async () => {
    const { s, secret, get, post } = await scene(open);
    const opened = await post(`/view/${secret}`, { to: 'answer' });
    const [cookie, answer] = [cookieIn(opened), pageOf(opened, 'answer')];
    expect(opened.headers['set-cookie']?.[0]).toContain(`Path=${answer.slice(0, -'/answer'.length)};`);
    const planted = `accord_view=${s.story.world.app.codes.secret()}`;
    expect((await get(answer, { cookie: planted })).status).toBe(404);
    expect((await get(answer, { cookie: `${planted}; ${cookie}` })).text).toContain(SUMMARY);
    const elsewhere = pathsOf(placeOf(s.story.world.app.codes.secret())).answer;
    const sent = await post(elsewhere, { view: 'support', comment: 'Mine.' }, { cookie });
    expect([sent.status, sent.text.includes('Mine.')]).toEqual([404, true]);
    expect((await s.facts()).map((row) => row.type)).not.toContain('view_given');
  });

  it('say that something is too long, however long, and open nothing for it', async () => {
    const { s, secret, post } = await scene(open);
    for (const length of [200_000, 20_000_000]) {
      const huge = await post(`/view/${secret}`, { to: 'answer', more: 'x'.repeat(length) });
      expect(huge.status).toBe(413);
      expect(huge.text).toContain('too long');
    }
    expect((await s.facts()).map((row) => row.type)).not.toContain('view_link_opened');
    const opened = await post(`/view/${secret}`, { to: 'answer' });
    const long = { view: 'support', comment: 'Too much. '.repeat(2500) };
    const again = await post(pageOf(opened, 'answer'), long, { cookie: cookieIn(opened) });
    expect([again.status, again.text.includes(long.comment)]).toEqual([422, true]);
  });

  it('log no address, whatever breaks, and keep what was typed', async () => {
    const { s, secret } = await scene(open);
    const broken = (): never => {
      throw new Error('The disk is full.');
    };
    const web = await runWeb({ door: { ...nobody, look: broken, send: broken } });
    onTestFinished(() => web.stop());
    const session = s.story.world.app.codes.secret();
    const cookie = `accord_view=${session}`;
    expect((await send(web.origin, `/view/${secret}`)).status).toBe(503);
    const failed = await send(web.origin, pathsOf(placeOf(session)).answer, {
      headers: { ...FORM, cookie },
      body: new URLSearchParams({ comment: 'Typed by hand.' }).toString(),
    });
    expect(failed.status).toBe(503);
    expect(failed.text).toContain('Typed by hand.');
    expect(web.log.lines).toHaveLength(2);
    expect(web.log.lines.join('\n')).not.toMatch(new RegExp(`${secret}|Typed by hand|${cookie.slice(12)}`));
  });

  it('make whoever guesses wait, and nobody who has a good link elsewhere', async () => {
    let ms = 0;
    const { s, web, secret } = await scene(open, { ms: () => ms });
    const from = (address: string, path: string) =>
      send(web.origin, path, { headers: { 'x-forwarded-for': `203.0.113.77, ${address}` } });
    const guess = () => `/view/${s.story.world.app.codes.secret()}`;
    for (let n = 0; n < MOST_FROM_ONE; n += 1) expect((await from('198.51.100.1', guess())).status).toBe(404);
    const held = await from('198.51.100.1', guess());
    expect([held.status, held.headers['retry-after']]).toEqual([429, '600']);
    expect((await from('198.51.100.2', `/view/${secret}`)).status).toBe(200);
    expect(web.counts.all().too_many_links).toBe(1);
    ms += 600_000;
    expect((await from('198.51.100.1', `/view/${secret}`)).status).toBe(200);
  });

  it('take all addresses of one IPv6 network for one: whoever has one of them has them all', async () => {
    const web = await runWeb({ door: nobody, timer: { ms: () => 0 } });
    onTestFinished(() => web.stop());
    const from = async (address: string) =>
      (await send(web.origin, `/view/${'a'.repeat(43)}`, { headers: { 'x-forwarded-for': address } })).status;
    for (let n = 0; n < MOST_FROM_ONE; n += 1) expect(await from(`2001:db8:0:1:${n}::7`)).toBe(404);
    expect(await from('2001:0db8::1:ffff:0:0:1')).toBe(429);
    expect(await from('2001:db8:0:2::7')).toBe(404);
    expect(await from('::ffff:198.51.100.1')).toBe(404);
    expect(await from('::ffff:198.51.100.2')).toBe(404);
  });

  it('let everybody in who has a good link while many others guess', async () => {
    const web = await runWeb({ door: nobody, timer: { ms: () => 0 } });
    onTestFinished(() => web.stop());
    const from = (n: number) =>
      send(web.origin, `/view/${'a'.repeat(43)}`, { headers: { 'x-forwarded-for': `2001:db8:0:${n}::1` } });
    for (let n = 0; n < MOST_FROM_ALL; n += 1) await from(n);
    expect((await from(MOST_FROM_ALL + 1)).status).toBe(404);
    expect((await from(MOST_FROM_ALL + 1)).status).toBe(429);
  });
});
