import { TeamsInfo, type TurnContext } from 'botbuilder';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AdaptiveCard, adaptiveCard, type Element } from '../../adapters/teams/limits.ts';
import { CARD, CONSENT, FILE_INFO } from '../support/fake-teams/checked-activity.ts';
import { officialTrouble } from '../support/fake-teams/checked-card.ts';
import { ClientRefusal } from '../support/fake-teams/client-rules.ts';
import { type FakeTeams, startFakeTeams } from '../support/fake-teams/fake-teams.ts';
import { at, type Json, listOf, wordsOf } from '../support/fake-teams/json.ts';
import type { FakePerson } from '../support/fake-teams/person.ts';
import type { FakeUser } from '../support/fake-teams/tenant.ts';
import { startTinyBot, type TinyBot } from '../support/fake-teams/tiny-bot.ts';
import { BAD_TOKENS } from '../support/fake-teams/tokens.ts';

const heading = (text: string): Element => ({ type: 'TextBlock', text, style: 'heading', wrap: true });
const words = (text: string): Element => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text }] });
const execute = (title: string, data: Json = {}): Element => ({
  type: 'ActionSet',
  actions: [{ type: 'Action.Execute', title, verb: 'accord', data: { ...data } }],
});
const opens = (title: string, data: Json = {}): Element => ({
  type: 'ActionSet',
  actions: [
    {
      type: 'Action.Submit',
      title,
      associatedInputs: 'none',
      data: { msteams: { type: 'task/fetch' }, ...data },
    },
  ],
});
const form = (...body: Element[]): AdaptiveCard => ({
  ...adaptiveCard(body),
  actions: [{ type: 'Action.Submit', title: 'Send', data: { form: 'report' } }],
});
const box = (id: string, more: { isRequired?: true; maxLength?: number; value?: string } = {}): Element => ({
  type: 'Input.Text',
  id,
  label: `Label of ${id}`,
  ...(more.isRequired ? { errorMessage: `${id} is needed` } : {}),
  ...more,
});

const attachment = (content: Json) => ({ contentType: CARD, content });
const dialog = (card: Json, title = 'Report'): Json => ({
  task: { type: 'continue', value: { title, card: attachment(card) } },
});
const dialogSays = (value: string): Json => ({ task: { type: 'message', value } });
const toast = (value: string): Json => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value,
});
const post = (context: TurnContext, ...cards: Json[]) =>
  context.sendActivity({ type: 'message', summary: 'Something waits', attachments: cards.map(attachment) });

const statusOf = (cause: unknown): number =>
  typeof cause === 'object' && cause !== null && 'statusCode' in cause ? Number(cause.statusCode) : 0;

describe('the fake Teams', () => {
  let teams: FakeTeams;
  let bot: TinyBot;
  let ann: FakeUser;
  let annsScreen: FakePerson;

  beforeEach(async () => {
    teams = await startFakeTeams({ invokeMs: 1000 });
    bot = await startTinyBot(teams.names);
    teams.appAt(bot.url);
    ann = teams.tenant.addUser({ name: 'Ann Example' });
    annsScreen = teams.user(ann.id);
  });
  afterEach(async () => {
    await bot.stop();
    await teams.stop();
  });

  const errors = () => teams.violations.map(({ error }) => error);
  const details = () => teams.violations.flatMap(({ detail }) => detail).join(' ');
  const newest = () => annsScreen.screen().messages.at(-1);
  const calls = (place: string) => teams.calls.filter((one) => one.place === place);
  /** The status the connector answered with, where the turn failed. */
  const failing = async (conversation: string, run: (context: TurnContext) => Promise<unknown>) => {
    let status = 0;
    await bot.in(conversation, async (context) => {
      await run(context).catch((cause: unknown) => {
        status = statusOf(cause);
      });
    });
    return status;
  };
  const postTo = (conversation: string, ...cards: Json[]) =>
    bot.in(conversation, async (context) => {
      await post(context, ...cards);
    });
  const annsChat = () => teams.tenant.personalChat(ann.id).id;

  describe('given a real bot with its authentication on', () => {
    it('carries a message to it and its answer to the screen, under one token', async () => {
      bot.on(async (context) => {
        await context.sendActivity(`You said ${context.activity.text}`);
        return undefined;
      });
      const { ack } = await annsScreen.say('hello');
      await annsScreen.say('again');
      expect(ack.status).toBe(200);
      expect(annsScreen.screen().messages.map(({ from, lines }) => [from, ...lines])).toEqual([
        ['Ann Example', 'hello'],
        ['Accord', 'You said hello'],
        ['Ann Example', 'again'],
        ['Accord', 'You said again'],
      ]);
      expect(calls('token').length).toBe(1);
      expect(teams.violations).toEqual([]);
    });

    it('carries an invoke to it and shows what it says', async () => {
      await postTo(annsChat(), adaptiveCard([heading('A decision'), execute('Confirm', { k: 'one' })]));
      bot.on(async () => toast('It is done.'));
      const { trouble } = await annsScreen.press('Confirm');
      expect(trouble).toBeNull();
      expect(annsScreen.screen().said).toBe('It is done.');
      expect(at(bot.came.at(-1), 'value', 'action')).toEqual({
        type: 'Action.Execute',
        verb: 'accord',
        title: 'Confirm',
        data: { k: 'one' },
      });
      expect(at(bot.came.at(-1), 'value').trigger).toBe('manual');
      expect(teams.violations).toEqual([]);
    });

    it.each(BAD_TOKENS)('is not believed with a token that is bad: %s', async (kind) => {
      const activity = teams.activities.personalMessage(ann, 'let me in');
      const { status } = await teams.delivery.send(activity, { token: teams.badToken(kind) });
      // The SDK itself answers these two with 500: its caller has to make 401 of them.
      expect(status).toBe(kind === 'bad signature' || kind === 'HS256' ? 500 : 401);
      expect(bot.came).toEqual([]);
      const good = await teams.delivery.send(activity);
      expect(good.status).toBe(200);
    });

    it('gives no token to an app that does not know its secret, or asks in another tenant', async () => {
      const wrong = await startTinyBot(teams.names, { password: 'guessed' });
      await wrong.in(annsChat(), async (context) => {
        await expect(context.sendActivity('hello')).rejects.toThrow('AADSTS7000215');
      });
      const elsewhere = await startTinyBot(teams.names, { tenant: 'c0000000-0000-4000-8000-000000000009' });
      await elsewhere.in(annsChat(), async (context) => {
        await expect(context.sendActivity('hello')).rejects.toThrow('AADSTS90002');
      });
      await Promise.all([wrong.stop(), elsewhere.stop()]);
      expect(teams.violations.map(({ at: place }) => place)).toEqual(['token', 'token']);
      expect(teams.tenant.messages).toEqual([]);
    });

    it('takes nothing from an app whose token was taken back or was never given', async () => {
      await bot.in(annsChat(), async (context) => void (await context.sendActivity('one')));
      teams.tokens.revoke();
      expect(await failing(annsChat(), (context) => context.sendActivity('two'))).toBe(401);
      expect(teams.violations).toEqual([]);
      const bare = await fetch(`${teams.names.serviceUrl}v3/conversations/${annsChat()}/members`);
      expect(bare.status).toBe(401);
      expect(errors()).toEqual(['no token for the connector']);
    });

    it('lets nobody out to any other host', async () => {
      await expect(fetch('https://graph.microsoft.com/v1.0/me')).rejects.toThrow();
      await expect(fetch('https://evil.sharepoint.com/x')).rejects.toThrow();
      expect(errors()).toEqual(['a host that is none of Microsoft’s', 'a host that is none of Microsoft’s']);
    });

    it('refuses to run twice in a process, and can be started again once it was stopped', async () => {
      await expect(startFakeTeams()).rejects.toThrow('Another fake Teams has the network');
      await teams.stop();
      teams = await startFakeTeams();
    });
  });

  describe('given its connector', () => {
    it('has one personal chat for a person, however often it is asked for, and by either of their ids', async () => {
      const first = await bot.chatWith(ann.id);
      expect(first).toMatch(/^a:/);
      expect(await bot.chatWith(ann.aadObjectId)).toBe(first);
      expect(teams.violations).toEqual([]);
    });

    it('refuses whoever has not installed the app, when the chat is made and when it is written to', async () => {
      const chat = await bot.chatWith(ann.id);
      await annsScreen.uninstall();
      await expect(bot.chatWith(ann.id)).rejects.toMatchObject({ statusCode: 403 });
      expect(await failing(chat, (context) => context.sendActivity('hello'))).toBe(403);
      await annsScreen.install();
      expect(await bot.chatWith(ann.id)).toBe(chat);
      // Nothing the app did was wrong.
      expect(teams.violations).toEqual([]);
    });

    it('knows nobody of another tenant and nobody who is not there', async () => {
      await expect(bot.chatWith('29:nobody')).rejects.toMatchObject({ statusCode: 404 });
      await expect(bot.chatWith(ann.id, 'another')).rejects.toMatchObject({ statusCode: 400 });
      expect(errors()).toEqual(['the tenant is not named']);
    });

    it('updates in place and deletes, its own messages alone', async () => {
      await annsScreen.say('mine');
      const mine = newest()?.id ?? '';
      await bot.in(annsChat(), async (context) => {
        const sent = await context.sendActivity('draft');
        await context.updateActivity({ type: 'message', id: sent?.id ?? '', text: 'final' });
      });
      expect(newest()).toMatchObject({ text: 'final', isEdited: true });
      const id = newest()?.id ?? '';
      expect(
        await failing(annsChat(), (context) =>
          context.updateActivity({ type: 'message', id: mine, text: 'not yours' }),
        ),
      ).toBe(404);
      await bot.in(annsChat(), (context) => context.deleteActivity(id));
      expect(annsScreen.screen().messages.map(({ text }) => text)).toEqual(['mine']);
      expect(await failing(annsChat(), (context) => context.deleteActivity(id))).toBe(404);
    });

    it('posts into channels where the app is, and into no private ones', async () => {
      const office = teams.tenant.addTeam('Office', { members: [ann.id] });
      const leaders = teams.tenant.addChannel(office, 'Leadership');
      const secret = teams.tenant.addChannel(office, 'Secret', { isPrivate: true, members: [ann.id] });
      const away = teams.tenant.addTeam('Elsewhere', { installed: false });
      await postTo(leaders.id, adaptiveCard([heading('Case ACC-1')]));
      expect(newest()).toMatchObject({ where: 'channel', lines: ['Case ACC-1'], preview: 'Something waits' });
      expect(await failing(secret.id, (context) => context.sendActivity('psst'))).toBe(403);
      expect(errors()).toEqual(['a private channel']);
      expect(await failing(away.id, (context) => context.sendActivity('hello'))).toBe(403);
      expect(errors()).toEqual(['a private channel']);
    });

    it('tells who is in a team, page after page, and no roles', async () => {
      const staff = Array.from({ length: 60 }, () => teams.tenant.addUser());
      const team = teams.tenant.addTeam('Staff', { members: [...staff.map(({ id }) => id)] });
      const found: string[] = [];
      await bot.in(team.id, async (context) => {
        let token: string | undefined;
        do {
          const page = await TeamsInfo.getPagedMembers(context, 50, token);
          found.push(...page.members.map(({ aadObjectId }) => aadObjectId ?? ''));
          token = page.continuationToken;
        } while (token);
      });
      expect(found).toEqual(staff.map(({ aadObjectId }) => aadObjectId));
      expect(calls('members').length).toBe(2);
      await bot.in(annsChat(), async (context) => {
        const member = await TeamsInfo.getMember(context, ann.aadObjectId);
        expect(member).toMatchObject({ id: ann.id, name: 'Ann Example', tenantId: teams.names.tenantId });
        await expect(TeamsInfo.getMember(context, staff[0]?.id ?? '')).rejects.toMatchObject({
          statusCode: 404,
        });
      });
    });
  });

  describe('given a message that is not as it must be', () => {
    const refused = async (activity: Partial<TurnContext['activity']>): Promise<number> =>
      failing(annsChat(), (context) => context.sendActivity({ type: 'message', ...activity }));
    const card = (content: Json) => refused({ attachments: [attachment(content)] });

    it('refuses an element that the official parser does not know', async () => {
      const odd = { ...adaptiveCard([]), body: [{ type: 'TextBlok', text: 'hello' }] };
      expect(officialTrouble(odd)).toEqual([
        'Unknown element type "TextBlok". Fallback will be used if present.',
      ]);
      expect(await card(odd)).toBe(400);
      expect(details()).toContain('Unknown element type "TextBlok"');
    });

    it.each([
      ['a version Teams does not draw', { ...adaptiveCard([heading('x')]), version: '1.6' }, 'up to version'],
      [
        'a card that refreshes itself',
        { ...adaptiveCard([heading('x')]), refresh: { action: { type: 'Action.Execute', verb: 'x' } } },
        'refresh',
      ],
      [
        'a seventh action',
        {
          ...adaptiveCard([heading('x')]),
          actions: Array.from({ length: 7 }, (_, n) => ({ type: 'Action.Submit', title: `${n}`, data: {} })),
        },
        'has 7 actions',
      ],
      [
        'an action of another kind',
        {
          ...adaptiveCard([heading('x')]),
          actions: [{ type: 'Action.Submit', title: 'x', data: { msteams: { type: 'imBack' } } }],
        },
        '"imBack" is not known',
      ],
      ['a property it does not know', { ...adaptiveCard([heading('x')]), colour: 'red' }, 'colour'],
    ])('refuses %s', async (_, content, why) => {
      expect(await card(content)).toBe(400);
      expect(details()).toContain(why);
      expect(annsScreen.screen().messages).toEqual([]);
    });

    it('refuses more than 28 KB', async () => {
      expect(await refused({ text: 'x'.repeat(28 * 1024) })).toBe(413);
      expect(errors()).toEqual(['MessageSizeTooBig']);
    });

    it('refuses a message of nothing, entities it does not know and mentions that are half there', async () => {
      expect(await refused({ text: '' })).toBe(400);
      expect(await refused({ text: 'hello', entities: [{ type: 'https://schema.org/Message' }] })).toBe(400);
      expect(await refused({ text: '<at>Everyone</at> hello' })).toBe(400);
      expect(
        await refused({ text: 'hello', attachments: [{ contentType: 'text/html', content: 'x' }] }),
      ).toBe(400);
      expect(teams.violations.length).toBe(4);
    });

    it('shows what a name in angle brackets or with a link would become', async () => {
      await bot.in(annsChat(), async (context) => {
        await context.sendActivity({ type: 'message', text: '[click](https://evil.example) <b>Bob</b>' });
      });
      expect(newest()?.marks).toEqual(['[click](https://evil.example)', '<b>', '</b>']);
    });
  });

  describe('given bad days at Microsoft', () => {
    /** Without the SDK, which tries some of these again by itself, for seconds. */
    const send = (conversation = annsChat()) =>
      fetch(`${teams.names.serviceUrl}v3/conversations/${conversation}/activities`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${teams.tokens.give()}`,
          'content-type': 'application/json; charset=utf-8',
        },
        body: JSON.stringify({ type: 'message', text: 'hello' }),
      });
    const status = async (conversation?: string) => (await send(conversation)).status;
    const posted = () => teams.tenant.messages.length;

    it.each([403, 404, 412, 429, 502, 503, 504])('answers %i once, having done nothing', async (code) => {
      teams.misbehave.next('post', { do: 'http', status: code });
      expect(await status()).toBe(code);
      expect(posted()).toBe(0);
      expect(await status()).toBe(201);
      expect(posted()).toBe(1);
    });

    it('has done it all the same where a test says so', async () => {
      teams.misbehave.next('post', { do: 'http', status: 502, applied: true });
      expect(await status()).toBe(502);
      expect(posted()).toBe(1);
    });

    it('asks to wait where told to, and in one conversation alone where one is named', async () => {
      const ben = teams.tenant.personalChat(teams.tenant.addUser().id).id;
      teams.misbehave.always('post', { do: 'http', status: 429, retryAfter: 7 }, annsChat());
      expect((await send()).headers.get('retry-after')).toBe('7');
      expect(await status(ben)).toBe(201);
      teams.misbehave.clear();
      teams.misbehave.next('*', { do: 'http', status: 429 });
      expect((await send()).headers.get('retry-after')).toBeNull();
    });

    it('takes seven messages a second and conversation once it is asked to count', async () => {
      teams.misbehave.throttled(true);
      const ben = teams.tenant.personalChat(teams.tenant.addUser().id).id;
      for (let n = 0; n < 7; n++) expect(await status()).toBe(201);
      expect(await status()).toBe(429);
      expect(await status(ben)).toBe(201);
      teams.clock.move(1001);
      expect(await status()).toBe(201);
      expect(teams.violations).toEqual([]);
    });

    it.each([true, false])('cuts the connection with the message taken: %s', async (applied) => {
      teams.misbehave.next('post', { do: 'drop', applied });
      await expect(send()).rejects.toThrow();
      expect(posted()).toBe(applied ? 1 : 0);
      expect(calls('post').map((one) => one.status)).toEqual([null]);
    });

    it('answers when a gate opens, and when its clock has come so far', async () => {
      let open = () => {};
      const gate = new Promise<void>((resolve) => {
        open = resolve;
      });
      teams.misbehave.next('post', { do: 'until', gate, applied: 'after' });
      const sending = status();
      while (calls('post').length < 1) await new Promise((soon) => setImmediate(soon));
      expect(posted()).toBe(0);
      open();
      expect(await sending).toBe(201);
      teams.misbehave.next('post', { do: 'late', ms: 4000 });
      const slow = status();
      while (posted() < 2) await new Promise((soon) => setImmediate(soon));
      expect(calls('post').map((one) => one.status)).toEqual([201, null]);
      teams.clock.move(4000);
      expect(await slow).toBe(201);
    });

    it('hangs until it is stopped, and lets nothing out afterwards', async () => {
      teams.misbehave.next('post', { do: 'hang', applied: true });
      const hanging = send();
      while (posted() < 1) await new Promise((soon) => setImmediate(soon));
      await Promise.all([expect(hanging).rejects.toThrow(), teams.stop()]);
      await expect(send()).rejects.toThrow();
      teams = await startFakeTeams();
    });

    it('answers half a sentence', async () => {
      teams.misbehave.next('post', { do: 'garbled' });
      await expect(send().then((answer) => answer.json())).rejects.toThrow(SyntaxError);
      expect(posted()).toBe(1);
    });

    it('gives no tokens for a while', async () => {
      teams.misbehave.next('token', { do: 'http', status: 400, code: 'invalid_request' });
      await bot.in(annsChat(), async (context) => {
        await expect(context.sendActivity('hello')).rejects.toThrow();
      });
      expect(await failing(annsChat(), (context) => context.sendActivity('hello'))).toBe(0);
      expect(posted()).toBe(1);
    });

    it('delivers twice, and in another order', async () => {
      teams.delivery.twice();
      await annsScreen.say('once');
      await teams.delivery.settled();
      expect(bot.came.map(({ id }) => id)).toEqual([newest()?.id, newest()?.id]);
      teams.delivery.hold();
      const both = [annsScreen.say('first'), annsScreen.say('second')];
      await teams.delivery.release('reversed');
      await Promise.all(both);
      expect(bot.came.slice(2).map(({ text }) => text)).toEqual(['second', 'first']);
    });
  });

  describe('given somebody in front of it', () => {
    it('puts a mention the way Teams writes it, and hears nothing else in a channel', async () => {
      const team = teams.tenant.addTeam('Office', { members: [ann.id] });
      annsScreen.write(team.general, 'nothing to do with you');
      await annsScreen.mention(team.general, 'incident');
      expect(bot.came.map(({ text }) => text)).toEqual(['<at>Accord</at>&nbsp;incident']);
      expect(listOf(bot.came[0]?.entities)[0]).toEqual({
        type: 'mention',
        mentioned: { id: teams.names.botId, name: 'Accord' },
        text: '<at>Accord</at>',
      });
      expect(at(bot.came[0], 'conversation').id).toBe(`${team.id};messageid=${newest()?.id}`);
      const ben = teams.user(teams.tenant.addUser().id);
      await expect(ben.mention(team.general, 'hello')).rejects.toThrow(ClientRefusal);
    });

    it('shows one person alone the card that answered their press', async () => {
      const ben = teams.tenant.addUser();
      const team = teams.tenant.addTeam('Office', { members: [ann.id, ben.id] });
      await postTo(team.id, adaptiveCard([heading('For all'), execute('Look')]));
      bot.on(async () => ({ statusCode: 200, type: CARD, value: adaptiveCard([heading('For you')]) }));
      await annsScreen.press('Look');
      expect(newest()?.lines).toEqual(['For you']);
      const bens = () => teams.user(ben.id).screen().messages.at(-1)?.lines;
      expect(bens()).toEqual(['For all']);
      await bot.in(team.id, async (context) => {
        const id = newest()?.id ?? '';
        await context.updateActivity({
          type: 'message',
          id,
          attachments: [attachment(adaptiveCard([heading('Done')]))],
        });
      });
      expect([newest()?.lines, bens()]).toEqual([['Done'], ['Done']]);
    });

    it('lets two people press at once', async () => {
      const ben = teams.tenant.addUser();
      const team = teams.tenant.addTeam('Office', { members: [ann.id, ben.id] });
      await postTo(team.id, adaptiveCard([execute('Take it')]));
      bot.on(async (context) => toast(`Yours, ${context.activity.from.name}`));
      await Promise.all([annsScreen.press('Take it'), teams.user(ben.id).press('Take it')]);
      expect([annsScreen.screen().said, teams.user(ben.id).screen().said]).toEqual([
        'Yours, Ann Example',
        `Yours, ${ben.name}`,
      ]);
    });

    it.each<[string, Json | undefined]>([
      ['an empty one', undefined],
      ['one of another form', { task: { type: 'message', value: 'x' } }],
      ['a toast of no words', toast('')],
    ])('cannot reach an app whose answer to a button is wrong: %s', async (_, body) => {
      await postTo(annsChat(), adaptiveCard([execute('Confirm')]));
      bot.on(async () => body);
      const { trouble } = await annsScreen.press('Confirm');
      expect(trouble).toBe('Unable to reach app. Please try again.');
      expect(teams.violations.map(({ at: place }) => place)).toEqual(['answer to adaptiveCard/action']);
    });

    it('cannot reach an app that takes too long, and blames nothing else on it', async () => {
      await postTo(annsChat(), adaptiveCard([opens('Decide')]));
      bot.on(() => new Promise(() => {}));
      const { trouble, ack } = await annsScreen.press('Decide');
      expect([trouble, ack.status]).toEqual(['Unable to reach app. Please try again.', 0]);
      expect(annsScreen.screen().dialog).toBeNull();
      expect(teams.violations).toEqual([]);
    });

    it('opens a dialog from a card, keeps back what is not filled, and sends what is', async () => {
      await postTo(annsChat(), adaptiveCard([opens('Decide', { case: 'ACC-1' })]));
      bot.on(async (context) =>
        context.activity.name === 'task/fetch'
          ? dialog(
              form(heading('Why?'), box('reason', { isRequired: true, maxLength: 10 }), box('note')),
              'Decide',
            )
          : dialogSays('Saved.'),
      );
      await annsScreen.press({ case: 'ACC-1' });
      expect(at(bot.came.at(-1), 'value', 'data')).toEqual({
        msteams: { type: 'task/fetch' },
        case: 'ACC-1',
      });
      expect(annsScreen.screen().dialog).toMatchObject({
        title: 'Decide',
        lines: ['Why?', 'Label of reason', 'Label of note'],
        buttons: ['Send'],
      });
      const kept = await annsScreen.submit();
      expect(kept.isSent).toBe(false);
      expect(annsScreen.screen().dialog?.boxes.reason?.error).toBe('reason is needed');
      await expect(annsScreen.fill({ reason: 'longer than ten' })).rejects.toThrow('at most 10 characters');
      await annsScreen.fillAndSubmit({ reason: 'because' });
      expect(at(bot.came.at(-1), 'value').data).toEqual({ form: 'report', reason: 'because' });
      expect(bot.came.at(-1)?.name).toBe('task/submit');
      expect(annsScreen.screen().dialog).toMatchObject({ message: 'Saved.', lines: ['Saved.'], boxes: {} });
      annsScreen.close();
      expect(annsScreen.screen().dialog).toBeNull();
      expect(teams.violations).toEqual([]);
    });

    it('keeps a dialog and what was typed where the app fails, and draws it anew where it says so', async () => {
      bot.on(async () => dialog(form(box('story'))));
      await annsScreen.openCommand();
      bot.on(async () => undefined);
      await annsScreen.fillAndSubmit({ story: 'a long story' });
      expect(annsScreen.screen()).toMatchObject({
        trouble: 'Unable to reach app. Please try again.',
        dialog: { boxes: { story: { value: 'a long story' } } },
      });
      expect(errors()).toEqual(['an empty answer']);
      bot.on(async () => dialog(form(words('Too long.'), box('story', { value: 'a long story' }))));
      await annsScreen.submit();
      expect(annsScreen.screen().dialog).toMatchObject({
        lines: ['Too long.', 'Label of story'],
        boxes: { story: { value: 'a long story' } },
      });
    });

    it('refuses in a dialog what only works in messages', async () => {
      bot.on(async () => dialog(adaptiveCard([execute('Confirm')])));
      const { trouble } = await annsScreen.openCommand();
      expect(trouble).not.toBeNull();
      expect(details()).toContain('A dialog knows no Action.Execute.');
    });

    it('opens the command with a slash or from the box, and sends its form back under its name', async () => {
      bot.on(async () => dialog(form(box('story'))));
      await annsScreen.openCommand('commandBox');
      expect(at(bot.came[0], 'value')).toMatchObject({ commandId: 'incident', commandContext: 'commandBox' });
      bot.on(async () => dialogSays('Thank you.'));
      await annsScreen.fillAndSubmit({ story: 'something' }, 'Send');
      expect(bot.came[1]).toMatchObject({
        name: 'composeExtension/submitAction',
        value: { commandId: 'incident', data: { form: 'report', story: 'something' } },
      });
    });

    it('tells what a message says whose command was chosen', async () => {
      const ben = teams.tenant.addUser({ name: 'Ben Example' });
      const team = teams.tenant.addTeam('Office', { members: [ann.id, ben.id] });
      teams.user(ben.id).write(team.general, 'He shouted <loudly> & left');
      bot.on(async () => dialog(form(box('story'))));
      await annsScreen.messageAction(newest() ?? { conversation: '', id: '' });
      expect(bot.came[0]).toMatchObject({
        name: 'composeExtension/fetchTask',
        value: {
          commandId: 'report-message',
          commandContext: 'message',
          messagePayload: {
            body: { content: '<p>He shouted &lt;loudly&gt; &amp; left</p>' },
            from: { user: { id: ben.aadObjectId, displayName: 'Ben Example' } },
          },
        },
      });
    });

    it('asks the app for people while somebody types, and takes only what was offered', async () => {
      const person: Element = {
        type: 'Input.ChoiceSet',
        id: 'person',
        label: 'Who',
        style: 'filtered',
        choices: [],
        'choices.data': { type: 'Data.Query', dataset: 'people/one' },
      };
      bot.on(async (context) => {
        if (context.activity.name !== 'application/search') return dialog(form(person));
        const { queryText } = context.activity.value;
        const results = queryText === 'Pat' ? [{ value: 'p1', title: 'Pat Parent' }] : [];
        return { type: 'application/vnd.microsoft.search.searchResponse', value: { results } };
      });
      await annsScreen.openCommand();
      expect(await annsScreen.suggest('person', 'Pat')).toEqual(['Pat Parent']);
      expect(at(bot.came.at(-1), 'value')).toMatchObject({ dataset: 'people/one', queryText: 'Pat' });
      await expect(annsScreen.fill({ person: 'Quentin' })).rejects.toThrow('does not offer "Quentin"');
      await annsScreen.fill({ person: 'Pat Parent' });
      expect(annsScreen.screen().dialog?.boxes.person?.value).toBe('p1');
      expect(teams.violations).toEqual([]);
    });

    it('fills boxes as its client would, and refuses what it could not', async () => {
      bot.on(async () =>
        dialog(
          form(
            { type: 'Input.Date', id: 'day', label: 'Day', max: '2026-11-20' },
            {
              type: 'Input.ChoiceSet',
              id: 'what',
              label: 'What',
              isMultiSelect: true,
              choices: ['one', 'two'].map((value) => ({ value, title: value.toUpperCase() })),
            },
            {
              type: 'Input.Toggle',
              id: 'sure',
              title: 'I am sure',
              valueOn: 'true',
              valueOff: 'false',
              value: 'false',
              wrap: true,
            },
            { type: 'Input.Time', id: 'when', label: 'When' },
          ),
        ),
      );
      await annsScreen.openCommand();
      await expect(annsScreen.fill({ day: '2026-02-30' })).rejects.toThrow(ClientRefusal);
      await expect(annsScreen.fill({ day: '2026-11-21' })).rejects.toThrow(ClientRefusal);
      await expect(annsScreen.fill({ what: ['three'] })).rejects.toThrow('does not offer "three"');
      await expect(annsScreen.fill({ when: '25:00' })).rejects.toThrow(ClientRefusal);
      await expect(annsScreen.fill({ story: 'x' })).rejects.toThrow('is not in front of');
      await annsScreen.fillAndSubmit({ day: '2026-11-20', what: ['ONE', 'two'], sure: true, when: '09:05' });
      expect(at(bot.came.at(-1), 'value').data).toEqual({
        form: 'report',
        day: '2026-11-20',
        what: 'one,two',
        sure: 'true',
        when: '09:05',
      });
    });

    it('unfolds a card under its button, and only then lets what is in it be pressed', async () => {
      await postTo(
        annsChat(),
        adaptiveCard([
          {
            type: 'ActionSet',
            actions: [
              {
                type: 'Action.ShowCard',
                title: 'Delete',
                card: {
                  type: 'AdaptiveCard',
                  body: [
                    {
                      type: 'RichTextBlock',
                      inlines: [{ type: 'TextRun', text: 'Really?' }],
                    },
                    {
                      type: 'ActionSet',
                      actions: [{ type: 'Action.Execute', title: 'Yes', verb: 'accord', data: {} }],
                    },
                  ],
                },
              },
            ],
          },
        ]),
      );
      await expect(annsScreen.press('Yes')).rejects.toThrow('is not in front of');
      await annsScreen.press('Delete');
      expect(newest()).toMatchObject({ lines: ['Really?'], buttons: ['Delete', 'Yes'] });
      bot.on(async () => toast('Gone.'));
      await annsScreen.press('Yes');
      expect(annsScreen.screen().said).toBe('Gone.');
    });

    it('tells what happens around the app: in teams, to people, to a message', async () => {
      const ben = teams.tenant.addUser();
      const team = teams.tenant.addTeam('Office', { members: [ann.id, ben.id] });
      const { activities } = teams;
      for (const activity of [
        ...activities.teamInstalled(ann, team),
        activities.membersAdded(ann, team, [ben]),
        activities.membersRemoved(ann, team, [ben]),
        activities.teamEvent(ann, team, 'channelDeleted', team.general),
        ...activities.teamUninstalled(ann, team),
      ])
        expect((await teams.delivery.send(activity)).status).toBe(200);
      await postTo(annsChat(), adaptiveCard([heading('Well done')]));
      await annsScreen.react(newest() ?? { conversation: '', id: '' });
      expect(bot.came.map((one) => [one.type, at(one, 'channelData').eventType])).toEqual([
        ['installationUpdate', 'installed'],
        ['conversationUpdate', 'teamMemberAdded'],
        ['conversationUpdate', 'teamMemberAdded'],
        ['conversationUpdate', 'teamMemberRemoved'],
        ['conversationUpdate', 'channelDeleted'],
        ['installationUpdate', 'removed'],
        ['conversationUpdate', 'teamMemberRemoved'],
        ['messageReaction', undefined],
      ]);
      expect(bot.came.at(-1)).toMatchObject({ replyToId: newest()?.id, reactionsAdded: [{ type: 'like' }] });
    });

    it('adds and removes the app, and writes to it only while it is there', async () => {
      await annsScreen.uninstall();
      await expect(annsScreen.say('hello')).rejects.toThrow(ClientRefusal);
      await annsScreen.install();
      await annsScreen.say('hello');
      expect(bot.came.map(({ type, action }) => `${type} ${action ?? ''}`.trim())).toEqual([
        'installationUpdate remove',
        'installationUpdate add',
        'conversationUpdate',
        'message',
      ]);
    });
  });

  describe('given files', () => {
    const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00, 0xfe]);
    const photo = { name: 'photo.png', mediaType: 'image/png', bytes };

    it('hands over a file by an address of its own, and a pasted picture to the app alone', async () => {
      await annsScreen.sendFile(photo, 'look');
      const [file] = listOf(bot.came[0]?.attachments);
      const address = wordsOf(at(file, 'content').downloadUrl);
      expect(newest()).toMatchObject({ text: 'look', files: ['photo.png'] });
      expect(Buffer.from(await (await fetch(address)).arrayBuffer())).toEqual(bytes);
      await annsScreen.say('and this', [{ ...photo, isInline: true }]);
      const [picture] = listOf(bot.came[1]?.attachments);
      const where = wordsOf(picture?.contentUrl);
      await bot.in(annsChat(), async (context) => void (await context.sendActivity('thanks')));
      const token = calls('post').at(-1)?.headers.authorization ?? '';
      const got = await fetch(where, { headers: { authorization: token } });
      expect(Buffer.from(await got.arrayBuffer())).toEqual(bytes);
      expect(teams.violations).toEqual([]);
      expect((await fetch(where)).status).toBe(401);
      await fetch(address, { headers: { authorization: token } });
      expect(errors()).toEqual([
        'no token for the connector',
        'the app’s token was given to a host it is not for',
      ]);
    });

    const offer = (name: string) => ({
      contentType: CONSENT,
      name,
      content: {
        description: 'A letter',
        sizeInBytes: 7,
        acceptContext: { file: 'f1' },
        declineContext: { file: 'f1' },
      },
    });

    it('takes a file once somebody said yes to it, and shows it', async () => {
      await bot.in(annsChat(), async (context) => {
        await context.sendActivity({ type: 'message', attachments: [offer('letter.pdf')] });
      });
      expect(newest()?.consent).toEqual({ name: 'letter.pdf', description: 'A letter' });
      await annsScreen.acceptFile();
      const info = at(bot.came.at(-1), 'value', 'uploadInfo');
      expect(at(bot.came.at(-1), 'value')).toMatchObject({ action: 'accept', context: { file: 'f1' } });
      const put = (range: string) =>
        fetch(wordsOf(info.uploadUrl), { method: 'PUT', body: bytes, headers: { 'content-range': range } });
      expect((await put('bytes 0-5/6')).status).toBe(400);
      expect(errors()).toEqual(['a wrong Content-Range']);
      expect((await put('bytes 0-6/7')).status).toBe(201);
      expect(teams.files.uploaded.get(wordsOf(info.contentUrl))).toEqual({ name: 'letter.pdf', bytes });
      const shown = (contentUrl: string) => ({
        contentType: FILE_INFO,
        contentUrl,
        name: 'letter.pdf',
        content: { uniqueId: wordsOf(info.uniqueId), fileType: 'pdf' },
      });
      await bot.in(annsChat(), async (context) => {
        await context.sendActivity({ type: 'message', attachments: [shown(wordsOf(info.contentUrl))] });
      });
      expect(newest()?.files).toEqual(['letter.pdf']);
      expect(
        await failing(annsChat(), (context) =>
          context.sendActivity({ type: 'message', attachments: [shown('https://elsewhere.example/x')] }),
        ),
      ).toBe(400);
    });

    it('offers no file in a channel, and tells when somebody said no', async () => {
      const team = teams.tenant.addTeam('Office', { members: [ann.id] });
      const sending = (context: TurnContext) =>
        context.sendActivity({ type: 'message', attachments: [offer('letter.pdf')] });
      expect(await failing(team.id, sending)).toBe(400);
      await expect(annsScreen.declineFile()).rejects.toThrow('No file is offered');
      await bot.in(annsChat(), async (context) => void (await sending(context)));
      await annsScreen.declineFile();
      expect(at(bot.came.at(-1), 'value')).toEqual({
        type: 'fileUpload',
        action: 'decline',
        context: { file: 'f1' },
      });
    });
  });
});
