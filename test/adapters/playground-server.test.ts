import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningPlayground, runPlayground } from '../support/running-playground.ts';

let running: RunningPlayground;
beforeEach(async () => {
  running = await runPlayground();
});
afterEach(() => running.stop());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Past `fetch`, which would not send a false Host or Origin. */
const ask = (path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const to = { host: '127.0.0.1', port: running.port, path, method, headers, agent: false };
    const sent = request(to, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });

const token = async (): Promise<string> =>
  /name="accord-token" content="([0-9a-f]{48})"/.exec((await ask('/')).text)?.[1] ?? '';

const post = async (
  path: string,
  body: unknown,
  more: Readonly<Record<string, string>> = {},
): Promise<Answer> =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-accord-token': await token(), ...more },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

async function someSchool(): Promise<{ school: string; people: string[] }> {
  const { school } = JSON.parse((await post('/api/open', { pack: 'stockham-primary' })).text);
  const { people } = JSON.parse((await ask(`/api/people?school=${school}`)).text);
  return { school, people };
}

describe('who may talk to the playground', () => {
  it('refuses a page that reaches it under another name', async () => {
    for (const host of ['evil.example', `evil.example:${running.port}`, '127.0.0.1:1', '127.0.0.1'])
      expect((await ask('/', { headers: { host } })).status).toBeGreaterThanOrEqual(400);
    expect((await ask('/', { headers: { host: `localhost:${running.port}` } })).status).toBe(200);
  });

  it('refuses what another site sends, with or without the right token', async () => {
    const good = { school: 'x', as: 'y', intent: { do: 'say', words: 'home' } };
    for (const more of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'x-accord-token': 'guessed' },
    ])
      expect((await post('/api/intent', good, more)).status).toBe(403);
  });

  it('refuses to be read by a script of another site', async () => {
    const { school } = await someSchool();
    const cross = { 'sec-fetch-site': 'cross-site' };
    for (const path of [`/api/people?school=${school}`, '/api/stream', '/page/main.js'])
      expect((await ask(path, { headers: cross })).status).toBe(403);
  });

  it('refuses a form of HTML, which needs no permission to be sent from elsewhere', async () => {
    const answer = await post('/api/afresh', 'sure=true', { 'content-type': 'text/plain' });
    expect(answer.status).toBe(415);
  });

  it('sends every answer with a policy that allows no script, style or address but its own', async () => {
    for (const path of ['/', '/page/main.js', '/api/schools?school=&as=', '/nowhere']) {
      const { headers } = await ask(path);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('serves no file but its own, whatever the path says', async () => {
    for (const path of [
      '/page/../server.ts',
      '/page/%2e%2e/server.ts',
      '/page/tsconfig.json',
      '/node_modules/lit-html/../zod/index.js',
      '/package.json',
    ])
      expect((await ask(path)).status).toBe(404);
  });

  it('has no script or style inside its page', async () => {
    const { text } = await ask('/');
    expect(text).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*src=)/);
    expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
  });
});

describe('what the playground is sent', () => {
  it('answers nonsense with a sentence, and stays', async () => {
    for (const body of [
      '',
      '{',
      '[]',
      'null',
      '{"school":1}',
      JSON.stringify({ intent: { do: 'anything' } }),
    ]) {
      const answer = await post('/api/intent', body);
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.text).words).toMatch(/\.$/);
    }
    expect((await post('/api/__proto__', {})).status).toBe(404);
    expect((await ask('/', { method: 'DELETE' })).status).toBe(405);
    expect((await ask('/healthz')).text).toBe('ok\n');
  });

  it('refuses more than anybody could have typed', async () => {
    const answer = await post('/api/intent', JSON.stringify({ words: 'x'.repeat(600_000) }));
    expect(answer.status).toBe(413);
  });

  it('does not let a page act as somebody of another school, or as nobody', async () => {
    const { school, people } = await someSchool();
    const other = JSON.parse((await post('/api/open', { pack: 'alumwell-infant' })).text).school;
    const intent = { do: 'say', words: 'home' };
    expect((await post('/api/intent', { school, as: people[0], intent })).status).toBe(200);
    expect((await post('/api/intent', { school: other, as: people[0], intent })).status).toBe(404);
    expect((await post('/api/intent', { school, as: 'nobody', intent })).status).toBe(404);
    expect((await ask(`/api/state?school=${other}&as=${people[0]}`)).status).toBe(404);
  });

  it('shows the leadership channel to nobody outside it', async () => {
    const { school, people } = await someSchool();
    const teacher = people.find((user) => user.endsWith(':teacher')) ?? '';
    const state = JSON.parse((await ask(`/api/state?school=${school}&as=${teacher}&in=leadership`)).text);
    expect(state.talk.in).toBe('accord');
    expect(state.places.leadership).toBeNull();
  });

  it('gives a school its people once, however often it is chosen', async () => {
    const [first, second] = await Promise.all([
      post('/api/open', { pack: 'stockham-primary' }),
      post('/api/open', { pack: 'stockham-primary' }),
    ]);
    expect(second.text).toBe(first.text);
    const { schools } = JSON.parse((await ask('/api/schools?school=&as=')).text);
    expect(schools.filter((row: { school: string | null }) => row.school !== null)).toHaveLength(1);
    expect((await post('/api/open', { pack: '../../etc' })).status).toBe(404);
  });

  it('does not put the clock back', async () => {
    const { school } = await someSchool();
    const back = await post('/api/clock', { school, move: { to: 'moment', at: '2020-01-01T09:00' } });
    expect(JSON.parse(back.text)).toMatchObject({ ok: false });
    const nonsense = await post('/api/clock', { school, move: { to: 'moment', at: '2026-02-31T99:00' } });
    expect(JSON.parse(nonsense.text)).toMatchObject({ ok: false });
  });
});

describe('two pages at once', () => {
  /** Resolves with the events heard up to the wanted one. */
  const hear = (wanted: string): { joined: Promise<void>; heard: Promise<string> } => {
    let join = () => {};
    const joined = new Promise<void>((resolve) => {
      join = resolve;
    });
    const heard = new Promise<string>((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: running.port, path: '/api/stream' }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
          join();
          if (!text.includes(`event: ${wanted}`)) return;
          sent.destroy();
          resolve(text);
        });
      });
      sent.on('error', (cause) =>
        'code' in cause && cause.code === 'ECONNRESET' ? undefined : reject(cause),
      );
      sent.end();
    });
    return { joined, heard };
  };

  it('tells both of a report, and each then sees its own', async () => {
    const { school, people } = await someSchool();
    const [teacher = '', head = ''] = ['teacher', 'head'].map((key) =>
      people.find((user) => user.endsWith(`:${key}`)),
    );
    const opened = JSON.parse(
      (await post('/api/intent', { school, as: teacher, intent: { do: 'say', words: '/incident' } })).text,
    );
    const { form } = opened.reply;
    const pages = [hear('changed'), hear('changed')];
    await Promise.all(pages.map(({ joined }) => joined));
    const sent = await post('/api/intent', {
      school,
      as: teacher,
      intent: {
        do: 'submit',
        submit: {
          form: 'report',
          key: form.key,
          case: null,
          revision: form.revision,
          values: {
            who: '',
            breaches: ['something_else'],
            when: '2026-11-20T15:00',
            narrative: '<b>He shouted.</b>',
          },
          carries: {},
        },
      },
    });
    expect(JSON.parse(sent.text).reply).toMatchObject({ is: 'said', level: 'good' });
    await Promise.all(pages.map(({ heard }) => heard));
    await running.playground.settle();
    const seen = async (user: string) => (await ask(`/api/state?school=${school}&as=${user}&in=accord`)).text;
    expect(await seen(head)).toContain('<b>He shouted.</b>');
    expect(await seen(teacher)).toContain('AC-26-0001');
    expect(running.log.lines).toEqual([]);
  });

  it('keeps every message over a restart, and draws it again in place afterwards', async () => {
    const { school, people } = await someSchool();
    const head = people.find((user) => user.endsWith(':head')) ?? '';
    const state = async () =>
      JSON.parse((await ask(`/api/state?school=${school}&as=${head}&in=accord`)).text);
    await post('/api/intent', { school, as: head, typed: true, intent: { do: 'say', words: 'home' } });
    const [before, key] = [await state(), await token()];
    await running.restart();
    const after = await state();
    expect(after.talk.messages).toEqual(before.talk.messages);
    expect(after.talk.messages.at(-2)).toMatchObject({ from: 'me', text: 'home' });
    expect(after.talk.messages.at(-1)).toMatchObject({ from: 'accord', onlyYou: true });
    expect(await token()).toBe(key);
  });

  it('sends of a conversation what was said or changed since, and all of it where that cannot be known', async () => {
    const { school, people } = await someSchool();
    const head = people.find((user) => user.endsWith(':head')) ?? '';
    const talk = async (more = '') =>
      JSON.parse((await ask(`/api/state?school=${school}&as=${head}&in=accord${more}`)).text).talk;
    const whole = await talk();
    const had = `&version=${whole.version}&day=${whole.day}`;
    expect(whole.adds).toBe(false);
    expect(await talk(had)).toMatchObject({ adds: true, messages: [] });

    const wanted = { in: 'accord', version: whole.version, day: whole.day };
    const intent = { do: 'say', words: 'help' };
    const said = JSON.parse((await post('/api/intent', { school, as: head, intent, wanted })).text);
    expect(said.state.talk).toMatchObject({ adds: true, messages: [{ id: said.message, spent: false }] });
    const [before, answer] = [await talk(had), said.state.talk.version];
    await running.playground.use(async ({ chat, school: schoolOf }) => {
      const member = (await schoolOf(school))?.people.find(({ user }) => user === head)?.member;
      chat.spend(`member:${member}`, said.message);
    });
    expect(before.messages).toHaveLength(1);
    expect((await talk(`&version=${answer}&day=${whole.day}`)).messages).toMatchObject([
      { id: said.message, spent: true },
    ]);

    for (const more of [had.replace(whole.day, '2026-01-01'), `&version=999999&day=${whole.day}`])
      expect(await talk(more)).toMatchObject({
        adds: false,
        messages: { length: whole.messages.length + 1 },
      });
    expect((await ask(`/api/state?school=${school}&as=${head}&version=x`)).status).toBe(400);
    expect(JSON.parse((await ask(`/api/state?school=${school}&as=${head}&in=home`)).text).talk).toBeNull();
  });
});
