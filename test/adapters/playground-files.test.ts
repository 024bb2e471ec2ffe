import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningPlayground, runPlayground } from '../support/running-playground.ts';

let running: RunningPlayground;
let token: string;
let school: string;
let people: string[];
beforeEach(async () => {
  running = await runPlayground();
  token = /name="accord-token" content="([0-9a-f]{48})"/.exec(await (await ask('/')).text())?.[1] ?? '';
  ({ school } = await json('/api/open', { pack: 'stockham-primary' }));
  ({ people } = JSON.parse(await (await ask(`/api/people?school=${school}`)).text()));
});
afterEach(() => running.stop());

const ask = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`${running.url}${path}`, init);
const json = async (path: string, body: unknown) =>
  JSON.parse(
    await (
      await ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-accord-token': token },
        body: JSON.stringify(body),
      })
    ).text(),
  );
const user = (key: string): string => people.find((row) => row.endsWith(`:${key}`)) ?? '';
const intent = (as: string, what: unknown) => json('/api/intent', { school, as, intent: what });
const messages = async (as: string) =>
  JSON.parse(await (await ask(`/api/state?school=${school}&as=${as}&in=accord`)).text()).talk.messages;

const PAGE = '<script>alert(1)</script>';
const NAME = 'Zebedee "Quill"\n../ü.html';

const upload = (
  body: Uint8Array | string,
  more: { query?: Record<string, string>; headers?: Record<string, string> } = {},
): Promise<Response> =>
  ask(
    `/api/upload?${new URLSearchParams({ school, as: user('teacher'), name: NAME, type: 'text/html', ...more.query })}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'x-accord-token': token, ...more.headers },
      body: Buffer.from(body),
    },
  );

describe('a file that is given to the playground', () => {
  it('is taken from its own page only, as bytes, for somebody who is there', async () => {
    expect((await upload(PAGE)).status).toBe(200);
    for (const [more, status] of [
      [{ headers: { 'x-accord-token': 'guessed' } }, 403],
      [{ headers: { origin: 'https://evil.example' } }, 403],
      [{ headers: { 'sec-fetch-site': 'cross-site' } }, 403],
      [{ headers: { 'content-type': 'text/plain' } }, 415],
      [{ headers: { 'content-type': 'multipart/form-data; boundary=x' } }, 415],
      [{ headers: { 'content-type': 'application/json' } }, 415],
      [{ query: { as: 'nobody' } }, 404],
      [{ query: { school: 'none' } }, 404],
      [{ query: { name: '' } }, 400],
      [{ query: { name: 'x'.repeat(300) } }, 400],
    ] as const) {
      const answer = await upload(PAGE, more);
      expect(answer.status, JSON.stringify(more)).toBe(status);
      expect(JSON.parse(await answer.text()).words).toMatch(/\.$/);
    }
  });

  it('may have 10 MB and not a byte more, and not nothing', async () => {
    const most = 10 * 1024 * 1024;
    expect((await upload(new Uint8Array(most))).status).toBe(200);
    const over = await upload(new Uint8Array(most + 1));
    expect(over.status).toBe(413);
    expect(JSON.parse(await over.text()).words).toContain('over 10 MB');
    expect((await upload('')).status).toBe(400);
    expect(await (await ask('/healthz')).text()).toBe('ok\n');
  });

  it('comes to the head who asks for it, to be saved and never shown, and to nobody else', async () => {
    const { handle } = JSON.parse(await (await upload(PAGE)).text());
    const report = await intent(user('teacher'), { do: 'say', words: '/incident' });
    await intent(user('teacher'), {
      do: 'submit',
      submit: {
        form: 'report',
        key: report.reply.form.key,
        case: null,
        revision: 0,
        values: {
          who: '',
          breaches: ['something_else'],
          when: '2026-11-20T15:00',
          narrative: 'He shouted.',
        },
        carries: {},
      },
    });
    const shown = await intent(user('teacher'), { do: 'say', words: 'show AC-26-0001' });
    const button = shown.reply.card.blocks
      .flatMap((block: { is: string; buttons: unknown[] }) => (block.is === 'buttons' ? block.buttons : []))
      .find((row: { label: string }) => row.label === 'Add evidence');
    const opened = await intent(user('teacher'), { do: 'tap', key: button.key, tap: button.tap });
    const { form } = opened.reply;
    expect(form.fields.map((row: { is: string }) => row.is)).toContain('files');
    const saved = await intent(user('teacher'), {
      do: 'submit',
      submit: {
        form: 'evidence',
        key: form.key,
        case: form.case,
        revision: form.revision,
        values: { kind: 'photo', what: 'What he posted.', seen_at: '', files: [handle] },
        carries: {},
      },
    });
    expect(saved.reply).toMatchObject({ is: 'said', level: 'good' });
    await running.playground.settle();
    const card = await intent(user('head'), { do: 'say', words: 'show AC-26-0001' });
    const send = card.reply.card.blocks
      .flatMap((block: { is: string; buttons: unknown[] }) => (block.is === 'buttons' ? block.buttons : []))
      .find((row: { label: string }) => row.label === 'Send me the file');
    await intent(user('head'), { do: 'tap', key: send.key, tap: send.tap });
    await running.playground.settle();

    const withFile = (await messages(user('head'))).find((row: { hasFile: boolean }) => row.hasFile);
    expect(withFile.text).toBe('A document that is kept with AC-26-0001.');
    expect(JSON.stringify(await messages(user('head')))).not.toContain('Zebedee');
    const path = (as: string) => `/api/file?school=${school}&as=${as}&message=${withFile.id}`;
    const got = await ask(path(user('head')));
    expect(got.status).toBe(200);
    expect(await got.text()).toBe(PAGE);
    expect(got.headers.get('content-type')).toBe('application/octet-stream');
    expect(got.headers.get('content-disposition')).toBe(
      `attachment; filename="evidence"; filename*=UTF-8''Zebedee%20%22Quill%22_.._%C3%BC.html`,
    );
    expect(got.headers.get('x-content-type-options')).toBe('nosniff');
    expect(got.headers.get('content-security-policy')).toContain('sandbox');
    expect(got.headers.get('content-security-policy')).not.toContain("'self'");

    for (const as of [user('teacher'), user('chair'), 'nobody', ''])
      expect((await ask(path(as))).status, as).toBe(404);
    expect((await ask(path(user('head')), { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    for (const message of ['0', '-1', 'x', '99999', `${withFile.id - 1}`]) {
      const answer = await ask(`/api/file?school=${school}&as=${user('head')}&message=${message}`);
      expect([400, 404], message).toContain(answer.status);
    }
    expect(running.log.lines).toEqual([]);
  });
});
