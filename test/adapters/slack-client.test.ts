import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SLACK_API, sentOf, slackClient, slackError } from '../../adapters/slack/client.ts';
import { isSlack, slackFetch } from '../../adapters/slack/slack-fetch.ts';
import { silentLog } from '../../src/main.ts';

/** The client as in production, talking to Slack's own address, which is played here. */
const client = () => slackClient('xoxb-invented', SLACK_API, silentLog, 300);
const slack = () => nock('https://slack.com').post('/api/chat.postMessage');
const say = () => client().chat.postMessage({ channel: 'D1', text: 'A word' });
const failed = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
  } catch (cause) {
    return cause;
  }
  throw new Error('It was answered.');
};

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

describe("the edges of Slack's client", () => {
  it('asks once: a 500, a cut connection or half a sentence is no second message', async () => {
    for (const spoil of [
      () => slack().reply(500, 'no'),
      () => slack().replyWithError('socket hang up'),
      () => slack().reply(200, '{"ok":tr'),
    ]) {
      const scope = spoil();
      const second = slack().reply(200, { ok: true });
      expect(sentOf(await failed(say()))).toMatchObject({ ok: false, why: 'later' });
      expect([scope.isDone(), second.isDone()]).toEqual([true, false]);
      nock.cleanAll();
    }
  });

  it('gives up where there is no answer, or one that begins and does not end', async () => {
    for (const delay of [{ head: 5000 }, { body: 5000 }]) {
      slack().delay(delay).reply(200, { ok: true });
      expect(sentOf(await failed(say()))).toMatchObject({ why: 'later', reason: 'Slack did not answer' });
    }
  });

  it('sends a call as Slack reads it: words as they are, everything else as JSON, nothing of what is left out', async () => {
    let sent: unknown;
    nock('https://slack.com', { reqheaders: { authorization: 'Bearer xoxb-invented' } })
      .post('/api/chat.postMessage', (body) => {
        sent = body;
        return true;
      })
      .reply(200, { ok: true, channel: 'D1', ts: '1.2' });
    const blocks = [{ type: 'section', text: { type: 'plain_text', text: 'Wörd & <word>' } }] as const;
    const said = await client().chat.postMessage({
      channel: 'D1',
      text: 'A word',
      blocks: [...blocks],
      unfurl_links: false,
    });
    expect(said.ts).toBe('1.2');
    expect(sent).toEqual({
      channel: 'D1',
      text: 'A word',
      blocks: JSON.stringify(blocks),
      unfurl_links: 'false',
    });
  });

  it('says how long Slack wants to wait, and counts no try for it', async () => {
    slack().reply(429, '', { 'retry-after': '17' });
    expect(sentOf(await failed(say()))).toMatchObject({ why: 'later', afterMs: 17_000, held: true });
  });

  it('tells for good from for now', async () => {
    const of = async (error: string) => {
      slack().reply(200, { ok: false, error });
      return sentOf(await failed(say()));
    };
    expect(await of('channel_not_found')).toMatchObject({ why: 'never' });
    expect(await of('msg_too_long')).toMatchObject({ why: 'never' });
    expect(await of('not_in_channel')).toMatchObject({ why: 'later', held: true });
    expect(await of('token_revoked')).toMatchObject({ why: 'later', held: true });
    expect(await of('fatal_error')).toMatchObject({ why: 'later' });
  });

  it("repeats Slack's own word for what was wrong, and nothing of the message", async () => {
    slack().reply(200, {
      ok: false,
      error: 'invalid_blocks',
      response_metadata: { messages: ['Jordan Vale'] },
    });
    const cause = await failed(say());
    expect(slackError(cause)).toBe('invalid_blocks');
    expect(JSON.stringify(sentOf(cause))).not.toContain('Jordan');
  });

  it.each([
    ['https://slack.com/api/', true],
    ['https://files.slack.com/files-pri/T1-F1/a.png', true],
    ['https://hooks.slack.com/actions/1', true],
    ['http://slack.com/api/', false],
    ['https://slack.com.evil.example/', false],
    ['https://evil.example/slack.com', false],
    ['https://notslack.com/', false],
    ['file:///etc/passwd', false],
    ['nonsense', false],
  ])('%s is Slack: %s', (address, is) => {
    expect(isSlack(address, SLACK_API)).toBe(is);
  });

  it('fetches from nowhere else, and follows nobody there', async () => {
    const get = slackFetch(SLACK_API);
    await expect(get('https://evil.example/file')).rejects.toThrow('not one of Slack');
    nock('https://files.slack.com').get('/f').reply(302, '', { location: 'https://evil.example/' });
    await expect(get('https://files.slack.com/f')).rejects.toThrow();
    slack().reply(307, '', { location: 'https://evil.example/' });
    expect(sentOf(await failed(say()))).toMatchObject({ why: 'later', reason: 'Slack did not answer' });
  });
});
