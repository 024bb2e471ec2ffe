import { createServer, type Server } from 'node:http';
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { KnownBlock, HomeView as SlackHome, ModalView as SlackModal } from '@slack/types';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import {
  type Block,
  blocksLength,
  HomeView,
  type InputElement,
  Message,
  ModalView,
} from '../../adapters/slack/block-kit.ts';
import { LIMITS } from '../../adapters/slack/limits.ts';
import { ClientRefusal } from '../support/fake-slack/client-rules.ts';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack/fake-slack.ts';
import { readBytes } from '../support/fake-slack/http-body.ts';
import { signature } from '../support/fake-slack/signed.ts';

/** What the clients themselves have to say is not what is looked at here. */
const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  setName() {},
  getLevel: () => LogLevel.ERROR,
};

const plain = (text: string) => ({ type: 'plain_text', text }) as const;
const words = (text: string): Block => ({ type: 'section', text: { type: 'mrkdwn', text } });
const box = (
  block_id: string,
  more: { initial_value?: string; max_length?: number } = {},
  optional = false,
): Block => ({
  type: 'input',
  block_id,
  optional,
  label: plain(block_id),
  element: { type: 'plain_text_input', action_id: 'text', ...more },
});
const modal = (...blocks: Block[]): ModalView => ({
  type: 'modal',
  callback_id: 'form',
  title: plain('Report'),
  submit: plain('Send'),
  blocks,
});
const buttons = (...labels: string[]): Block => ({
  type: 'actions',
  elements: labels.map((label) => ({ type: 'button', action_id: label, text: plain(label), value: label })),
});

const Page = z.object({ members: z.array(z.object({ id: z.string() })) });

/** The least an app can be: it keeps what came and answers what a test says. */
async function tinyApp(answer: (sent: Record<string, unknown>) => Promise<unknown> | unknown) {
  const came: Record<string, unknown>[] = [];
  const server: Server = createServer(async (req, res) => {
    const form = new URLSearchParams((await readBytes(req)).toString());
    const payload = form.get('payload');
    const sent: Record<string, unknown> = payload ? JSON.parse(payload) : Object.fromEntries(form);
    came.push(sent);
    const said = await answer(sent);
    res.end(said === undefined ? '' : JSON.stringify(said));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, came, stop: () => server.close() };
}

describe('the fake Slack', () => {
  let slack: FakeSlack;
  let client: WebClient;
  let ann: string;
  const stops: (() => unknown)[] = [];

  beforeEach(async () => {
    slack = await startFakeSlack({ ackMs: 300 });
    client = new WebClient(slack.names.botToken, {
      slackApiUrl: slack.apiUrl,
      logger: quiet,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    });
    ann = slack.workspace.addUser({ realName: 'Ann Example' }).id;
  });
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
    await slack.stop();
  });

  const app = async (answer: (sent: Record<string, unknown>) => Promise<unknown> | unknown) => {
    const made = await tinyApp(answer);
    stops.push(made.stop);
    slack.appAt(made.url);
    return made;
  };
  const trigger = () => slack.triggers.give(ann);
  const post = (...blocks: Block[]) => client.chat.postMessage({ channel: ann, text: 'Hello', blocks });
  const errors = () => slack.violations.map(({ error }) => error);

  describe('given the Web API', () => {
    it('posts to a person and updates in place, with a ts that rises while its clock stands still', async () => {
      const [first, second] = [await post(words('one')), await post(words('two'))];
      expect(Number(second.ts)).toBeGreaterThan(Number(first.ts));
      await client.chat.update({
        channel: first.channel ?? '',
        ts: first.ts ?? '',
        text: 'Done',
        blocks: [words('done')],
      });
      expect(
        slack
          .user(ann)
          .screen()
          .messages.map(({ lines }) => lines),
      ).toEqual([['done'], ['two']]);
      expect(slack.violations).toEqual([]);
    });

    it('gives one and the same conversation for a person, and none for who is not there', async () => {
      const open = async (users: string) => (await client.conversations.open({ users })).channel?.id;
      expect(await open(ann)).toBe(await open(ann));
      await expect(open('U_NOBODY')).rejects.toThrow('user_not_found');
      await expect(client.chat.postMessage({ channel: 'C_NONE', text: 'x' })).rejects.toThrow(
        'channel_not_found',
      );
      const gone = slack.workspace.addUser({ deleted: true }).id;
      await expect(open(gone)).rejects.toThrow('user_disabled');
      expect(await client.chat.postMessage({ channel: gone, text: 'Nobody reads this' })).toMatchObject({
        ok: true,
      });
    });

    it('refuses what Block Kit refuses, and says where', async () => {
      const refusal = post(words('x'.repeat(LIMITS.sectionText + 1)));
      await expect(refusal).rejects.toMatchObject({
        data: {
          error: 'invalid_blocks',
          response_metadata: { messages: [expect.stringContaining('/blocks/0/text/text')] },
        },
      });
      await expect(post(...Array.from({ length: 5 }, () => words('x'.repeat(2900))))).rejects.toThrow(
        'msg_blocks_too_long',
      );
      await expect(client.chat.postMessage({ channel: ann, text: '' })).rejects.toThrow('no_text');
      await expect(client.chat.postMessage({ channel: ann, text: 'x'.repeat(4001) })).rejects.toThrow(
        'msg_too_long',
      );
      expect(slack.violations).toHaveLength(4);
      expect(slack.user(ann).screen().messages).toEqual([]);
    });

    it('knows each token and scope', async () => {
      const as = (token: string) => new WebClient(token, { slackApiUrl: slack.apiUrl, logger: quiet });
      await expect(as('xoxb-wrong').auth.test()).rejects.toThrow('invalid_auth');
      await expect(as(slack.names.appToken).auth.test()).rejects.toThrow('not_allowed_token_type');
      await expect(as(slack.names.botToken).apps.connections.open()).rejects.toThrow(
        'not_allowed_token_type',
      );
      slack.grant(['chat:write']);
      await expect(client.users.info({ user: ann })).rejects.toMatchObject({
        data: { error: 'missing_scope', needed: 'users:read', provided: 'chat:write' },
      });
      slack.revoke();
      await expect(client.auth.test()).rejects.toThrow('token_revoked');
    });

    it('hands out people page by page', async () => {
      for (let n = 0; n < 5; n++) slack.workspace.addUser();
      const seen: string[] = [];
      for await (const page of client.paginate('users.list', { limit: 3 })) {
        const { members } = Page.parse(page);
        expect(members.length).toBeLessThanOrEqual(3);
        seen.push(...members.map(({ id }) => id));
      }
      expect(seen).toEqual([...slack.workspace.users.keys()]);
    });

    it('knows who is in which group, and shows what is for one pair of eyes to them alone', async () => {
      const bob = slack.workspace.addUser().id;
      const group = slack.workspace.addGroup('teachers', [ann]);
      expect(await client.usergroups.list({ include_users: true })).toMatchObject({
        usergroups: [{ id: group.id, handle: 'teachers', users: [ann] }],
      });
      expect(await client.usergroups.users.list({ usergroup: group.id })).toMatchObject({ users: [ann] });
      const staff = slack.workspace.addChannel('staff', { members: [ann, bob] });
      await client.chat.postEphemeral({ channel: staff.id, user: ann, text: 'Only you' });
      expect([ann, bob].map((who) => slack.user(who).screen().ephemerals.length)).toEqual([1, 0]);
      const other = slack.workspace.addChannel('other', { withApp: false });
      await expect(client.chat.postMessage({ channel: other.id, text: 'x' })).rejects.toThrow(
        'not_in_channel',
      );
    });

    it('shows which words of a message would call people', async () => {
      await client.chat.postMessage({
        channel: ann,
        text: '<!channel> &lt;!here&gt;',
        blocks: [words('Ask <@U1>')],
      });
      expect(slack.user(ann).screen().messages[0]?.marks).toEqual(['!channel', '@U1']);
    });

    it('opens a window for a trigger once, and not after three seconds', async () => {
      const once = trigger();
      await client.views.open({ trigger_id: once, view: modal(box('what')) });
      await expect(client.views.open({ trigger_id: once, view: modal(box('what')) })).rejects.toThrow(
        'exchanged_trigger_id',
      );
      const late = trigger();
      slack.clock.move(3001);
      await expect(client.views.open({ trigger_id: late, view: modal(box('what')) })).rejects.toThrow(
        'expired_trigger_id',
      );
    });

    it('stacks three windows and no fourth', async () => {
      await client.views.open({ trigger_id: trigger(), view: modal(words('1')) });
      const push = (text: string) =>
        client.views.push({
          trigger_id: slack.triggers.give(ann, slack.views.top(ann)?.id ?? null),
          view: modal(words(text)),
        });
      await push('2');
      await push('3');
      await expect(push('4')).rejects.toThrow('push_limit_reached');
      expect(
        slack
          .user(ann)
          .screen()
          .views.map(({ lines }) => lines),
      ).toEqual([['1'], ['2'], ['3']]);
    });

    it('keeps what was typed when a view is drawn anew, and tells two changes at once apart by the hash', async () => {
      const { view } = await client.views.open({
        trigger_id: trigger(),
        view: modal(box('what'), box('where')),
      });
      await slack.user(ann).fill({ what: 'A long story' });
      const next = modal(box('what', { initial_value: 'ignored' }), box('when', { initial_value: 'today' }));
      const update = { view_id: view?.id ?? '', hash: view?.hash ?? '', view: next };
      const done = await client.views.update(update);
      expect(done.view?.id).toBe(view?.id);
      expect(done.view?.hash).not.toBe(view?.hash);
      expect(slack.user(ann).screen().view?.boxes).toMatchObject({
        what: { value: 'A long story' },
        when: { value: 'today' },
      });
      await expect(client.views.update(update)).rejects.toThrow('hash_conflict');
    });

    it('takes a file and gives it back to who shows the token, and a sign-in page to who does not', async () => {
      const { id: channel } = slack.workspace.dm(ann);
      await client.filesUploadV2({
        channel_id: channel,
        filename: 'letter.txt',
        title: 'Letter',
        file: Buffer.from('Dear parent'),
      });
      const [shown] = slack.user(ann).screen().messages;
      expect(shown?.files).toEqual(['letter.txt']);
      const [id = ''] = slack.workspace.files.keys();
      const info = await client.files.info({ file: id });
      const url = info.file?.url_private_download ?? '';
      const signedIn = await fetch(url, { headers: { authorization: `Bearer ${slack.names.botToken}` } });
      expect(await signedIn.text()).toBe('Dear parent');
      const stranger = await fetch(url);
      expect([stranger.status, stranger.headers.get('content-type')]).toEqual([
        200,
        'text/html; charset=utf-8',
      ]);
    });
  });

  describe('given bad days', () => {
    it('limits a channel to a message a second and leaves the others alone', async () => {
      slack.misbehave.onePerSecond(true);
      const other = slack.workspace.addUser().id;
      await post(words('one'));
      await expect(post(words('two'))).rejects.toMatchObject({ retryAfter: 1 });
      await client.chat.postMessage({ channel: other, text: 'Hello' });
      slack.clock.move(1000);
      await post(words('two'));
      expect(slack.user(ann).screen().messages).toHaveLength(2);
    });

    it.each([
      ['before', false, 0],
      ['after', true, 1],
    ])('drops the connection %s the message is posted', async (_, applied, messages) => {
      slack.misbehave.next('chat.postMessage', { do: 'drop', applied });
      await expect(post(words('x'))).rejects.toThrow();
      expect(slack.user(ann).screen().messages).toHaveLength(messages);
      await post(words('y'));
      expect(slack.user(ann).screen().messages).toHaveLength(messages + 1);
    });

    it('never answers what hangs, and answers the next', async () => {
      const hasty = new WebClient(slack.names.botToken, {
        slackApiUrl: slack.apiUrl,
        logger: quiet,
        retryConfig: { retries: 0 },
        timeout: 50,
      });
      slack.misbehave.next('auth.test', { do: 'hang' });
      await expect(hasty.auth.test()).rejects.toThrow(/timeout/);
      expect(await client.auth.test()).toMatchObject({ team_id: slack.names.teamId });
    });

    it('holds an answer back until a gate opens, having posted before or not', async () => {
      for (const applied of ['before', 'after'] as const) {
        let open = () => {};
        const gate = new Promise<void>((resolve) => {
          open = resolve;
        });
        slack.misbehave.next('chat.postMessage', { do: 'until', gate, applied });
        const posting = post(words(applied));
        await client.auth.test();
        const there = slack
          .user(ann)
          .screen()
          .messages.some(({ lines }) => lines.includes(applied));
        expect(there).toBe(applied === 'before');
        open();
        await posting;
        expect(slack.user(ann).screen().messages.at(-1)?.lines).toEqual([applied]);
      }
    });

    it('answers late, badly or with a code, as told', async () => {
      slack.misbehave.next('auth.test', { do: 'late', ms: 5000 });
      let isAnswered = false;
      const slow = client.auth.test().then(() => {
        isAnswered = true;
      });
      await vi.waitFor(() => expect(slack.calls).toHaveLength(1), { timeout: 30_000 });
      // Another call that is answered shows that the first is not.
      await client.users.info({ user: ann });
      expect(isAnswered).toBe(false);
      slack.clock.move(5000);
      await slow;
      slack.misbehave.next('auth.test', { do: 'ratelimited', retryAfter: 30 });
      await expect(client.auth.test()).rejects.toMatchObject({ retryAfter: 30 });
      slack.misbehave.next('auth.test', { do: 'http', status: 503 });
      await expect(client.auth.test()).rejects.toMatchObject({ statusCode: 503 });
      slack.misbehave.next('auth.test', { do: 'garbled' });
      await expect(client.auth.test()).rejects.toThrow();
      slack.misbehave.next('auth.test', { do: 'error', code: 'fatal_error' });
      await expect(client.auth.test()).rejects.toThrow('fatal_error');
      expect(slack.violations).toEqual([]);
    });
  });

  describe('given an app that answers', () => {
    const open = () =>
      client.views.open({
        trigger_id: trigger(),
        view: modal(box('what', { max_length: 10 }), box('more', {}, true)),
      });

    it('signs as Slack documents, and so that Bolt believes it', async () => {
      // The example of docs.slack.dev, "Verifying requests from Slack".
      const body =
        'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
      expect(signature('8f742231b10e8888abcd99yyyzzz85a5', 1531420618, body)).toBe(
        'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
      );
      const receiver = new HTTPReceiver({
        signingSecret: slack.names.signingSecret,
        logger: quiet,
      });
      const server = createServer((req, res) => receiver.requestListener(req, res));
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
      stops.push(() => server.close());
      const bolt = new App({
        receiver,
        token: slack.names.botToken,
        botId: slack.names.botId,
        botUserId: slack.names.botUserId,
        tokenVerificationEnabled: false,
        logger: quiet,
      });
      const heard: string[] = [];
      bolt.command('/incident', async ({ command, ack }) => {
        heard.push(command.text);
        await ack();
      });
      const address = server.address();
      const port = typeof address === 'string' ? 0 : (address?.port ?? 0);
      slack.appAt(`http://127.0.0.1:${port}/slack/events`);
      expect(await slack.user(ann).type('/incident status 3')).toMatchObject({
        ack: { status: 200 },
        trouble: null,
      });
      expect(heard).toEqual(['status 3']);
      const forged = slack.signed('command=%2Fincident', { secret: 'another' });
      expect((await fetch(`http://127.0.0.1:${port}/slack/events`, forged)).status).toBe(401);
    });

    it('closes a submitted window for an empty answer and sends every box', async () => {
      const it = await app(() => undefined);
      await open();
      expect(await slack.user(ann).fillAndSubmit({ what: 'Shouting' })).toMatchObject({ trouble: null });
      expect(it.came[0]).toMatchObject({
        type: 'view_submission',
        view: {
          state: {
            values: {
              what: { text: { type: 'plain_text_input', value: 'Shouting' } },
              more: { text: { type: 'plain_text_input', value: null } },
            },
          },
        },
      });
      expect(slack.user(ann).screen().view).toBeNull();
    });

    it('shows sentences at their boxes, and calls one at no box trouble', async () => {
      const answers = [{ what: 'Say more.' }, { nowhere: 'Lost.' }];
      await app(() => ({ response_action: 'errors', errors: answers.shift() }));
      await open();
      await slack.user(ann).fillAndSubmit({ what: 'Hm' });
      expect(slack.user(ann).screen().view).toMatchObject({
        errors: { what: 'Say more.' },
        boxes: { what: { value: 'Hm' } },
      });
      expect((await slack.user(ann).submit()).trouble).toMatch(/trouble connecting/);
      expect(slack.user(ann).screen().view?.boxes.what?.value).toBe('Hm');
      expect(errors()).toEqual(['errors at no input block']);
    });

    it('updates, pushes and clears as the answer says, and refuses a bad view', async () => {
      const answers = [
        { response_action: 'update', view: modal(box('what'), words('again')) },
        { response_action: 'push', view: modal(words('on top')) },
        {
          response_action: 'update',
          view: { ...modal(words('x')), title: plain('A title that is far too long') },
        },
        { response_action: 'clear' },
      ];
      await app(() => answers.shift());
      await open();
      const me = slack.user(ann);
      await me.fillAndSubmit({ what: 'Shouting' });
      expect(me.screen().view?.boxes.what?.value).toBe('Shouting');
      await me.submit();
      expect(me.screen().views).toHaveLength(2);
      expect((await me.submit()).trouble).not.toBeNull();
      expect(me.screen().view?.lines).toEqual(['on top']);
      await me.submit();
      expect(me.screen().views).toEqual([]);
      expect(errors()).toEqual(['invalid view']);
    });

    it('leaves the window and the words where no answer comes in time', async () => {
      await app(() => new Promise(() => {}));
      await open();
      expect(await slack.user(ann).fillAndSubmit({ what: 'Shouting' })).toMatchObject({
        ack: { status: 0 },
        trouble: expect.stringMatching(/trouble connecting/),
      });
      expect(slack.user(ann).screen().view?.boxes.what?.value).toBe('Shouting');
    });

    it('lets a person do nothing that the client would not', async () => {
      const it = await app(() => undefined);
      await open();
      const me = slack.user(ann);
      await expect(me.submit()).rejects.toThrow(/must be filled/);
      await expect(me.fill({ what: 'much too long' })).rejects.toThrow(/at most 10/);
      await expect(me.fill({ nothing: 'x' })).rejects.toThrow(ClientRefusal);
      await expect(me.press('Approve')).rejects.toThrow(/not in front of/);
      expect(it.came).toEqual([]);
    });

    it('presses a button of a message, whose address takes five answers', async () => {
      const it = await app(() => undefined);
      await post(buttons('Approve', 'Refuse'));
      await slack.user(ann).press('Approve');
      expect(it.came[0]).toMatchObject({
        type: 'block_actions',
        actions: [{ action_id: 'Approve', value: 'Approve' }],
        container: { type: 'message', is_ephemeral: false },
      });
      const url = String(it.came[0]?.response_url);
      const say = (body: unknown) =>
        fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
      await say({ replace_original: true, text: 'Approved', blocks: [words('Approved')] });
      expect(
        slack
          .user(ann)
          .screen()
          .messages.map(({ lines }) => lines),
      ).toEqual([['Approved']]);
      for (let n = 0; n < 4; n++) await say({ text: 'Only you see this' });
      expect(slack.user(ann).screen().ephemerals).toHaveLength(4);
      expect((await say({ text: 'Once more' })).status).toBe(404);
    });

    it('searches as a person types, and takes only what was offered', async () => {
      const offer = (text: string, value: string) => ({ text: plain(text), value });
      const it = await app((sent) =>
        sent.type === 'block_suggestion' ? { options: [offer('Ann Example', 'p1')] } : undefined,
      );
      const who: Block = {
        type: 'input',
        block_id: 'who',
        label: plain('Who'),
        element: { type: 'external_select', action_id: 'person', min_query_length: 2 },
      };
      await client.views.open({ trigger_id: trigger(), view: modal(who) });
      const me = slack.user(ann);
      expect(await me.suggest('who', 'a')).toEqual([]);
      expect(await me.suggest('who', 'ann')).toEqual(['Ann Example']);
      await expect(me.fill({ who: 'Bob' })).rejects.toThrow(/does not offer "Bob"/);
      await me.fillAndSubmit({ who: 'Ann Example' });
      expect(it.came.at(-1)).toMatchObject({
        view: { state: { values: { who: { person: { selected_option: { value: 'p1' } } } } } },
      });
    });

    const asks = (block_id: string, element: InputElement, optional = true): Block => ({
      type: 'input',
      block_id,
      optional,
      label: plain(block_id),
      element,
    });
    const choices = ['Shouting', 'Threats'].map((label) => ({
      text: plain(label),
      value: label.toLowerCase(),
    }));

    it('fills every kind of box as its client does, and takes only what it lists', async () => {
      const it = await app(() => undefined);
      const gone = slack.workspace.addUser({ deleted: true }).id;
      const [staff, secret] = [
        slack.workspace.addChannel('staff', { isPrivate: true, members: [ann] }),
        slack.workspace.addChannel('secret', { isPrivate: true }),
      ];
      const start = choices.slice(0, 1);
      await client.views.open({
        trigger_id: trigger(),
        view: modal(
          asks('tick', { type: 'checkboxes', action_id: 'a', options: start }),
          asks('many', {
            type: 'multi_static_select',
            action_id: 'a',
            options: choices,
            initial_options: start,
          }),
          asks('one', { type: 'radio_buttons', action_id: 'a', options: choices }),
          asks('day', { type: 'datepicker', action_id: 'a' }),
          asks('time', { type: 'timepicker', action_id: 'a' }),
          asks('people', { type: 'multi_users_select', action_id: 'a', max_selected_items: 1 }),
          asks('where', { type: 'conversations_select', action_id: 'a', filter: { include: ['private'] } }),
          asks('files', { type: 'file_input', action_id: 'a', max_files: 1 }, false),
        ),
      });
      const me = slack.user(ann);
      await expect(me.fill({ people: [gone] })).rejects.toThrow(/nobody active/);
      await expect(me.fill({ where: secret.id })).rejects.toThrow(/does not list/);
      await expect(me.fill({ one: 'Other' })).rejects.toThrow(/does not offer/);
      const photo = { name: 'photo.png', bytes: Buffer.from('png') };
      await expect(me.fill({ files: [photo, photo] })).rejects.toThrow(/at most 1/);
      await me.fillAndSubmit({
        tick: true,
        many: ['Shouting', 'threats'],
        one: 'Threats',
        day: '2026-11-20',
        time: '15:20',
        people: [ann],
        where: staff.id,
        files: [photo],
      });
      expect(it.came[0]).toMatchObject({
        view: {
          state: {
            values: {
              tick: { a: { selected_options: [{ value: 'shouting' }] } },
              many: { a: { selected_options: [{ value: 'shouting' }, { value: 'threats' }] } },
              one: { a: { selected_option: { value: 'threats' } } },
              day: { a: { selected_date: '2026-11-20' } },
              time: { a: { selected_time: '15:20' } },
              people: { a: { selected_users: [ann] } },
              where: { a: { selected_conversation: staff.id } },
              files: { a: { files: [{ name: 'photo.png', size: 3, user: ann }] } },
            },
          },
        },
      });
    });

    it('acts at once from a menu in a message, and from a button of the home tab', async () => {
      const it = await app(() => undefined);
      const me = slack.user(ann);
      await post({
        type: 'section',
        text: plain('Who decides?'),
        accessory: { type: 'static_select', action_id: 'who', options: choices },
      });
      await me.choose('who', 'Threats');
      await client.views.publish({ user_id: ann, view: { type: 'home', blocks: [buttons('Open')] } });
      await me.press('Open', 'home');
      expect(it.came).toMatchObject([
        { actions: [{ type: 'static_select', selected_option: { value: 'threats' } }] },
        { container: { type: 'view' }, view: { type: 'home' }, actions: [{ action_id: 'Open' }] },
      ]);
      expect(it.came[1]).not.toHaveProperty('response_url');
    });

    it('asks once more before a button that says so', async () => {
      const it = await app(() => undefined);
      const confirm = {
        title: plain('Sure?'),
        text: plain('It cannot be undone.'),
        confirm: plain('Yes'),
        deny: plain('No'),
      };
      await post({
        type: 'actions',
        elements: [{ type: 'button', action_id: 'end', text: plain('End it'), confirm }],
      });
      expect(await slack.user(ann).press('End it', 'message', 'no')).toMatchObject({ isSent: false });
      expect(it.came).toEqual([]);
      await slack.user(ann).press('End it');
      expect(it.came).toHaveLength(1);
    });

    it('tells of a window that was closed where that was asked for', async () => {
      const it = await app(() => undefined);
      await client.views.open({
        trigger_id: trigger(),
        view: { ...modal(words('x')), notify_on_close: true },
      });
      await slack.user(ann).close();
      expect(it.came).toMatchObject([{ type: 'view_closed', is_cleared: false }]);
    });

    it('sends shortcuts with a trigger that opens a window, and the message they were used on', async () => {
      const it = await app(() => undefined);
      const staff = slack.workspace.addChannel('staff', { members: [ann] });
      const me = slack.user(ann);
      const said = me.say(staff.id, 'They shouted at the gate.');
      await me.shortcut('report');
      await me.messageAction('report_message', said);
      expect(it.came).toMatchObject([
        { type: 'shortcut', callback_id: 'report' },
        { type: 'message_action', message: { text: 'They shouted at the gate.' }, channel: { id: staff.id } },
      ]);
      await client.views.open({ trigger_id: String(it.came[0]?.trigger_id), view: modal(box('what')) });
      expect(me.screen().view?.title).toBe('Report');
    });

    it('tells an event again that nobody acknowledged: at once, after a minute, after five', async () => {
      const it = await app(() => new Promise(() => {}));
      await slack.user(ann).openHome();
      await slack.delivery.settled();
      expect(it.came).toHaveLength(2);
      slack.clock.move(60_000);
      await slack.delivery.settled();
      slack.clock.move(5 * 60_000);
      await slack.delivery.settled();
      expect(slack.delivery.log.map(({ retry }) => retry?.num ?? 0)).toEqual([0, 1, 2, 3]);
    });

    it('delivers twice, and in another order', async () => {
      const it = await app(() => undefined);
      const me = slack.user(ann);
      slack.delivery.twice();
      await me.type('/incident one');
      await slack.delivery.settled();
      slack.delivery.hold();
      const both = [me.type('/incident two'), me.type('/incident three')];
      await slack.delivery.release('reversed');
      await Promise.all(both);
      expect(it.came.map(({ text }) => text)).toEqual(['one', 'one', 'three', 'two']);
    });
  });

  describe('given socket mode', () => {
    it('sends events with their files, as their sender meant them', async () => {
      const heard: Record<string, unknown>[] = [];
      const receiver = new SocketModeReceiver({
        appToken: slack.names.appToken,
        logger: quiet,
        installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
      });
      receiver.client.on('slack_event', async ({ body, ack }) => {
        heard.push(body.event);
        await ack();
      });
      await receiver.start();
      stops.unshift(() => receiver.stop());
      await slack.user(ann).sendDm('for case 7', [{ name: 'photo.png', bytes: Buffer.from('png') }]);
      await slack.user(ann).openHome();
      expect(heard).toMatchObject([
        {
          type: 'message',
          channel_type: 'im',
          subtype: 'file_share',
          user: ann,
          files: [{ name: 'photo.png' }],
        },
        { type: 'app_home_opened', user: ann, tab: 'home' },
      ]);
      slack.grant(['chat:write']);
      await expect(slack.user(ann).sendDm('unheard')).rejects.toThrow(/im:history/);
    });

    it('shakes hands with the real client, takes its acknowledgement and knows a wrong token', async () => {
      const receiver = new SocketModeReceiver({
        appToken: slack.names.appToken,
        logger: quiet,
        installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
        clientPingTimeout: 20,
      });
      const bolt = new App({
        receiver,
        token: slack.names.botToken,
        botId: slack.names.botId,
        botUserId: slack.names.botUserId,
        tokenVerificationEnabled: false,
        logger: quiet,
      });
      bolt.view('form', ({ ack }) => ack({ response_action: 'errors', errors: { what: 'Say more.' } }));
      await bolt.start();
      stops.unshift(() => bolt.stop());
      expect(slack.socket.connected()).toBe(1);
      await client.views.open({ trigger_id: trigger(), view: modal(box('what')) });
      await slack.user(ann).fillAndSubmit({ what: 'Shouting' });
      expect(slack.user(ann).screen().view?.errors).toEqual({ what: 'Say more.' });
      slack.socket.drop();
      await slack.socket.whenConnected(2);
      expect(await slack.user(ann).submit()).toMatchObject({ ack: { status: 200 } });

      const wrong = new WebClient('xapp-wrong', { slackApiUrl: slack.apiUrl, logger: quiet });
      await expect(wrong.apps.connections.open()).rejects.toThrow('invalid_auth');
    });
  });
});

describe('the limits of Slack', () => {
  it('are blocks, views and messages as Slack types them', () => {
    const blocks: Block[] = [words('x'), box('what'), buttons('Go')];
    const typed: { blocks: KnownBlock[]; modal: SlackModal; home: SlackHome } = {
      blocks,
      modal: modal(...blocks),
      home: { type: 'home', blocks } satisfies HomeView,
    };
    expect(ModalView.safeParse(typed.modal).success).toBe(true);
    expect(HomeView.safeParse(typed.home).success).toBe(true);
  });

  const select = (more: Record<string, unknown>): unknown => ({
    ...modal(words('x')),
    blocks: [{ ...box('who'), element: { type: 'static_select', action_id: 'x', ...more } }],
  });
  const options = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ text: plain(`Option ${n}`), value: `${n}` }));

  it.each<[string, unknown]>([
    ['an empty text', modal(words(''))],
    ['a key that Slack does not know', { ...modal(words('x')), colour: 'red' }],
    ['a title over 24 characters', { ...modal(words('x')), title: plain('x'.repeat(25)) }],
    ['a form without a button to send it', { type: 'modal', title: plain('x'), blocks: [box('what')] }],
    ['a block_id used twice', modal(box('what'), box('what'))],
    ['more than a hundred blocks', modal(...Array.from({ length: 101 }, () => words('x')))],
    ['private_metadata over 3000', { ...modal(words('x')), private_metadata: 'x'.repeat(3001) }],
    ['a menu without options', select({ options: [] })],
    ['a menu of more than a hundred', select({ options: options(101) })],
    [
      'a start that is not offered',
      select({ options: options(2), initial_option: { text: plain('Other'), value: '9' } }),
    ],
    ['two options of one value', select({ options: [...options(1), ...options(1)] })],
    ['a button of 76 characters', modal(buttons('x'.repeat(76)))],
    ['26 buttons in a row', modal(buttons(...options(26).map(({ value }) => value)))],
  ])('refuse %s', (_, view) => {
    expect(ModalView.safeParse(view).success).toBe(false);
  });

  it('count a message as it is sent', () => {
    const blocks = (length: number) => [
      words('x'.repeat(2900)),
      words('x'.repeat(2900)),
      words('x'.repeat(2900)),
      words('x'.repeat(2900)),
      words('x'.repeat(length)),
    ];
    const room = LIMITS.messageBlocksLength - blocksLength(blocks(1)) + 1;
    expect(Message.safeParse({ text: 'x', blocks: blocks(room) }).success).toBe(true);
    expect(Message.safeParse({ text: 'x', blocks: blocks(room + 1) }).success).toBe(false);
  });
});
