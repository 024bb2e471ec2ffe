import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { pinoLog } from '../../src/main.ts';
import { describeOnSqlite } from '../support/databases.ts';
import { type SlackSchool, slackSchool, slackUser } from '../support/slack-school.ts';

const PAYLOADS = 5000;
const AT_ONCE = 25;
const SEED = 20_261_120;
/** Stands for whatever somebody typed: it may be in no line of the log. */
const TYPED = 'zebedee-quillfeather';

let school: SlackSchool | null = null;
afterEach(async () => {
  await school?.stop();
  school = null;
});

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Requests as Slack makes them, to be spoilt. */
function whole(team: string): readonly Json[] {
  const user = { id: slackUser('teacher'), name: TYPED, team_id: team };
  const base = { user, team: { id: team, domain: 'invented' }, trigger_id: '1.2.a' };
  const button = JSON.stringify({ s: 'school', k: 'key', t: { tap: 'say', words: `help ${TYPED}` } });
  const meta = JSON.stringify({ is: 'form', f: 'report', k: 'key', s: 'school', c: null, r: 0, x: {} });
  const state = {
    values: {
      narrative: { 'text:narrative': { type: 'plain_text_input', value: TYPED } },
      breaches: {
        'many:breaches': { selected_options: [{ value: 'x', text: { type: 'plain_text', text: TYPED } }] },
      },
      'when~day': { 'day:when': { selected_date: '2026-11-20' } },
      'when~time': { 'time:when': { selected_time: '15:10' } },
    },
  };
  const view = {
    id: 'V1',
    type: 'modal',
    callback_id: 'form',
    private_metadata: meta,
    root_view_id: 'V1',
    previous_view_id: null,
  };
  return [
    {
      type: 'block_actions',
      ...base,
      container: { type: 'message', message_ts: '1.1', channel_id: 'D1' },
      channel: { id: 'D1' },
      message: { ts: '1.1', blocks: [{ type: 'actions', block_id: 'answer0', elements: [] }] },
      actions: [{ type: 'button', action_id: 'b0.0', block_id: 'b0', value: button }],
    },
    {
      type: 'block_actions',
      ...base,
      view,
      actions: [{ type: 'button', action_id: 'b0.0', block_id: 'b0', value: button }],
    },
    {
      type: 'view_submission',
      ...base,
      view: { ...view, state, blocks: [{ type: 'input', block_id: 'narrative' }] },
    },
    { type: 'block_suggestion', ...base, action_id: 'person:who', block_id: 'who', value: TYPED, view },
    { type: 'shortcut', ...base, callback_id: 'report' },
    {
      type: 'message_action',
      ...base,
      callback_id: 'report_message',
      channel: { id: 'C1' },
      message: { ts: '1.1', text: TYPED, user: 'U1' },
      response_url: 'https://hooks.slack.com/x',
    },
    {
      type: 'event_callback',
      team_id: team,
      event_id: 'Ev1',
      event: {
        type: 'message',
        channel: 'D1',
        channel_type: 'im',
        user: slackUser('teacher'),
        text: TYPED,
        ts: '9.9',
        files: [{ id: 'F1' }],
      },
    },
    {
      type: 'event_callback',
      team_id: team,
      event: { type: 'app_home_opened', user: slackUser('head'), tab: 'home' },
    },
    {
      type: 'event_callback',
      team_id: team,
      event: { type: 'user_change', user: { id: 'U0X', deleted: true, name: TYPED } },
    },
  ];
}

const junk: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    0,
    -1,
    1e99,
    '',
    [],
    {},
    '__proto__',
    '\u0000',
    '\u202e',
    '{"a":1}',
    `${TYPED}<!channel>`,
  ),
  fc.string({ maxLength: 40 }).map((text) => `${TYPED}${text}`),
  fc.constant(TYPED.repeat(400)),
  fc.array(fc.constant<Json>(TYPED), { maxLength: 3 }),
);

/** One place in it, however deep, is taken away or exchanged. */
function spoilt(value: Json, path: readonly number[], put: Json | undefined): Json | undefined {
  const [at, ...rest] = path;
  if (at === undefined || typeof value !== 'object' || value === null) return put;
  const entries = Object.entries(value);
  if (entries.length === 0) return put;
  const index = at % entries.length;
  const next = entries.flatMap(([name, one], n): [string, Json][] => {
    if (n !== index) return [[name, one]];
    const changed = rest.length === 0 ? put : spoilt(one, rest, put);
    return changed === undefined ? [] : [[name, changed]];
  });
  return Array.isArray(value) ? next.map(([, one]) => one) : Object.fromEntries(next);
}

const command = (fields: Readonly<Record<string, string>>): string =>
  new URLSearchParams({
    command: '/incident',
    text: `help ${TYPED}`,
    trigger_id: '1.2.a',
    ...fields,
  }).toString();

function bodies(team: string): readonly { body: string; contentType: string }[] {
  const requests = whole(team);
  const form = 'application/x-www-form-urlencoded';
  const one = fc
    .tuple(
      fc.nat(),
      fc.array(fc.nat(30), { minLength: 1, maxLength: 5 }),
      fc.option(junk, { nil: undefined }),
      fc.nat(19),
    )
    .map(([which, path, put, kind]) => {
      if (kind === 0) return { body: String(JSON.stringify(put ?? null)), contentType: 'application/json' };
      if (kind === 1)
        return {
          body: command({ user_id: String(put ?? ''), team_id: team, text: `${String(put)} ${TYPED}` }),
          contentType: form,
        };
      const request = spoilt(requests[which % requests.length] ?? null, path, put) ?? null;
      const isEvent = typeof request === 'object' && request !== null && 'event' in request;
      const body = JSON.stringify(request);
      return isEvent
        ? { body, contentType: 'application/json' }
        : { body: new URLSearchParams({ payload: body }).toString(), contentType: form };
    });
  return fc.sample(one, { numRuns: PAYLOADS, seed: SEED });
}

describeOnSqlite('5,000 spoilt requests, each signed as by Slack', (db) => {
  it('end nothing, are told as failures only with a line in the log, and leave nothing personal there', async () => {
    // The log as it is in production: an error's own message may hold what was typed.
    const lines: string[] = [];
    school = await slackSchool(await db(), { log: pinoLog('debug', { write: (line) => lines.push(line) }) });
    const { fake, url } = school;
    fake.misbehave.always('*', { do: 'error', code: 'internal_error' });
    const all = bodies(fake.names.teamId);
    const statuses = new Map<number, number>();
    let next = 0;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let one = all[next++]; one; one = all[next++]) {
          const answer = await fetch(url, fake.signed(one.body, { contentType: one.contentType }));
          await answer.arrayBuffer();
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        }
      }),
    );
    await school.settled();
    const failures = statuses.get(500) ?? 0;
    const told = lines.filter((line) => line.includes('could not be answered')).length;
    console.log(`  answers: ${JSON.stringify(Object.fromEntries(statuses))}, ${lines.length} log lines`);
    expect([...statuses.keys()].every((status) => [200, 400, 500].includes(status))).toBe(true);
    expect(told).toBeGreaterThanOrEqual(failures);
    expect(lines.filter((line) => line.includes(TYPED))).toEqual([]);
    fake.misbehave.clear();
    expect((await school.person('teacher').type('/incident help')).trouble).toBeNull();
  }, 120_000);
});
