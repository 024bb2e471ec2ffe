import { expect, it, onTestFinished } from 'vitest';
import { smtpMailer } from '../../adapters/mail/smtp-mailer.ts';
import type { Mail, Mailer, Sent } from '../../src/surface.ts';
import { askedOutside, EMAIL, ORIGIN, secretIn } from '../support/asked-outside.ts';
import { describeOnBothDatabases, describeOnSqlite, type TestDatabases } from '../support/databases.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { ownCertificate } from '../support/own-certificate.ts';
import { replyText } from '../support/reply-text.ts';

const FROM = 'Invented Primary <office@invented.example>';

async function server(more: Parameters<typeof startMailServer>[0] = {}): Promise<MailServer> {
  const started = await startMailServer(more);
  onTestFinished(() => started.stop());
  return started;
}

const mailerAt = ({ port }: { readonly port: number }): Mailer =>
  smtpMailer({ url: `smtp://127.0.0.1:${port}`, from: FROM });

/** A clock for leases and waits that the test turns. */
function turned() {
  let ms = Date.parse('2026-11-20T12:00:00Z');
  return {
    timer: { ms: () => (ms += 1) },
    wait: (by: number) => {
      ms += by;
    },
  };
}

async function scene(open: TestDatabases, mail: Mailer, more: { readonly name?: string } = {}) {
  const { timer, wait } = turned();
  const s = await askedOutside(open, { ...more, app: { mail, timer } });
  const sends = (typed: Readonly<Record<string, string>> = {}) =>
    s.story.does('head', 'view_link', s.assault, { how: 'emailed', ...typed });
  const card = () => s.story.asks('head', `show ${s.assault.ref}`);
  const owed = () => s.story.world.app.store.read((unit) => unit.owed.counts());
  return { s, wait, sends, card, owed };
}

const later: Sent = {
  ok: false,
  why: 'later',
  afterMs: 1000,
  reason: 'the mail server did not take it (ECONNREFUSED)',
};

describeOnBothDatabases('a link by email', (open) => {
  it('goes to the address that is known, with nothing of the matter in it, and opens', async () => {
    const smtp = await server();
    const { s, sends } = await scene(open, mailerAt(smtp));
    expect(await sends()).toContain('on its way to Invented chair by email');
    expect(smtp.received).toHaveLength(1);
    const [mail] = smtp.received;
    if (!mail) throw new Error('No email came.');
    expect([mail.from, ...mail.to]).toEqual(['office@invented.example', EMAIL]);
    expect(mail.headers).toContain('Subject: You are asked for a view by Invented Primary');
    expect(mail.headers).toContain('Auto-Submitted: auto-generated');
    expect(`${mail.headers}${mail.text}`).not.toMatch(/AC-26|Jordan|xylophone|Invented chair|Invented head/);
    expect(mail.text).toMatch(/until the end of Tuesday 24 November 2026/);
    expect(mail.text.split('\n').every((line) => line.length <= 80)).toBe(true);
    const secret = secretIn(mail.text);
    await s.links.send(await s.opens(secret), 'answer', { view: 'support' });
    expect((await s.facts()).map((row) => row.type)).toContain('view_given');
    const { store, log } = { store: s.story.world.app.store, log: s.story.world.log };
    for (const table of ['links', 'journal', 'intents', 'posts', 'copies', 'particulars']) {
      const rows = await open.raw((store as unknown as { url: string }).url, `select * from ${table}`);
      expect(JSON.stringify(rows), table).not.toMatch(new RegExp(`${secret}|${EMAIL}`));
    }
    expect(log.lines).toEqual([]);
    s.story.neverReached(secret, []);
    await s.end();
  });
});

describeOnSqlite('a link by email, where something is in the way', (open) => {
  it('goes to the address that was typed, and to none that is no address', async () => {
    const smtp = await server();
    const { s, sends } = await scene(open, mailerAt(smtp));
    for (const email of [
      'gil',
      'gil@',
      'a@b.example\r\nBcc: c@d.example',
      'a@b.example, c@d.example',
      '<a@b.example>',
    ])
      expect(await s.story.refused('head', 'view_link', s.assault, { how: 'emailed', email })).toContain(
        'no email address',
      );
    expect(smtp.received).toEqual([]);
    await sends({ email: 'gil.other@governors.example' });
    expect(smtp.received.map((row) => row.to)).toEqual([['gil.other@governors.example']]);
  });

  it('has no header and no line of its own from a name that holds one, however long the name is', async () => {
    const smtp = await server();
    const names = [
      'Evil\r\nBcc: thief@evil.example\r\n\r\nhttps://evil.example\u2028https://evil.example\u0085Cc: x\u202e\u0000',
      `Long ${'and longer '.repeat(400)}`,
    ];
    for (const name of names) {
      const { s, sends } = await scene(open, mailerAt(smtp), { name });
      await sends();
      const mail = smtp.received.at(-1);
      if (!mail) throw new Error('No email came.');
      expect(mail.to).toEqual([EMAIL]);
      expect(mail.headers).not.toMatch(/^(?:b?cc):/im);
      expect(mail.headers.match(/^\S+:/gm)?.filter((row) => row === 'Subject:')).toEqual(['Subject:']);
      expect(mail.headers.split('\r\n').every((line) => line.length <= 998)).toBe(true);
      // One address stands at the start of a line, and it is ours.
      expect(mail.text.match(/^https?:.*$/gm)).toEqual([`${ORIGIN}/view/${secretIn(mail.text)}`]);
      expect(mail.text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
      expect((await s.links.look(secretIn(mail.text))).is).toBe('asked');
    }
    expect(smtp.received).toHaveLength(names.length);
  });

  it('waits while the server is down, and goes once it is back', async () => {
    const gone = await startMailServer();
    await gone.stop();
    const { s, wait, sends, owed } = await scene(open, mailerAt(gone));
    await sends();
    expect(await owed()).toMatchObject({ owed: 1, aside: 0 });
    const back = await server({ listen: gone.port });
    wait(60_000);
    await s.story.world.settle();
    expect(back.received).toHaveLength(1);
    expect(await owed()).toMatchObject({ owed: 0, aside: 0 });
    expect((await s.links.look(secretIn(back.received[0]?.text ?? ''))).is).toBe('asked');
  });

  it('tells whoever made it once it cannot be sent, and offers another way', async () => {
    const tries: Mail[] = [];
    const mail: Mailer = {
      send: async (one) => {
        tries.push(one);
        return later;
      },
    };
    const { s, wait, sends, card, owed } = await scene(open, mail);
    await sends();
    for (let n = 0; n < 20; n += 1) {
      wait(3_600_001);
      await s.story.world.settle();
    }
    expect(tries).toHaveLength(12);
    expect(await owed()).toMatchObject({ aside: 1 });
    expect(s.story.has('head')).toContain('The email with the link for a view could not be sent.');
    expect(await card()).toContain('The email could not be sent: make a new link');
    expect((await s.facts()).filter((row) => row.type === 'view_link_unsent')).toHaveLength(1);
    // Each try had a secret of its own, and whichever arrives opens the one question, once.
    const secrets = tries.map((row) => secretIn(row.text));
    expect(new Set(secrets).size).toBe(12);
    await s.links.send(await s.opens(secrets[3] ?? ''), 'answer', { view: 'support' });
    expect((await s.links.look(secrets[11] ?? '')).is).toBe('dead');
  });

  it('says at once that a server refused the address for good, and logs no address', async () => {
    const smtp = await server({
      onRcptTo(_address, _session, done) {
        done(Object.assign(new Error('No such mailbox here'), { responseCode: 550 }));
      },
    });
    const { s, sends, owed } = await scene(open, mailerAt(smtp));
    await sends();
    await s.story.world.settle();
    expect(await owed()).toMatchObject({ owed: 0, aside: 1 });
    expect(s.story.has('head')).toContain('could not be sent');
    const [aside] = await s.story.world.app.store.read((unit) => unit.owed.asideList());
    expect(aside?.reason).toMatch(/did not take it \(EENVELOPE 550\)/);
    expect(`${JSON.stringify(aside)}${s.story.world.log.lines.join()}`).not.toContain(EMAIL);
  });

  it('is not sent any more once it was taken back, or the view has come', async () => {
    const tries: Mail[] = [];
    let sent: Sent = later;
    const mail: Mailer = {
      send: async (one) => {
        tries.push(one);
        return sent;
      },
    };
    const { s, wait, sends, owed } = await scene(open, mail);
    await sends();
    expect(tries).toHaveLength(1);
    expect(replyText(await s.story.tapsAnywhere('head', s.assault, 'Take the link back'))).toContain(
      'taken back',
    );
    sent = { ok: true, message: '' };
    wait(3_600_001);
    await s.story.world.settle();
    expect(tries).toHaveLength(1);
    expect(await owed()).toMatchObject({ owed: 0, aside: 0 });
  });

  it('is told as unsent where mail is not set up any more', async () => {
    const { s, sends } = await scene(open, {
      send: async () => ({ ok: false, why: 'never', reason: 'gone' }),
    });
    await sends();
    await s.story.world.settle();
    expect(s.story.has('head')).toContain('could not be sent');
  });

  it('is offered only where there is a mail server', async () => {
    const s = await askedOutside(open);
    const form = await s.story
      .as('head')
      .tap({ tap: 'form', form: 'view_link', case: s.assault.id, carries: {} });
    expect(replyText(form)).not.toContain('email');
    expect((await s.links.look(await s.makesLink({ how: 'emailed', email: EMAIL }))).is).toBe('asked');
  });

  it('signs in, over an encrypted line whose certificate it trusts, and over no other', async () => {
    const { cert, key } = ownCertificate();
    const smtp = await server({
      authOptional: false,
      disabledCommands: [],
      cert,
      key,
      onAuth: ({ username, password }, _session, done) =>
        username === 'accord' && password === 'pass word'
          ? done(null, { user: username })
          : done(new Error('No such user')),
    });
    const mail: Mail = { to: EMAIL, subject: 'You are asked', text: 'Here.\n' };
    const at = (password: string) => `smtp://accord:${password}@127.0.0.1:${smtp.port}`;
    expect(await smtpMailer({ url: at('pass%20word'), from: FROM, ca: cert }).send(mail)).toEqual({
      ok: true,
      message: '',
    });
    expect(smtp.received).toMatchObject([{ secure: true, user: 'accord', to: [EMAIL] }]);
    expect(await smtpMailer({ url: at('pass%20word'), from: FROM }).send(mail)).toMatchObject({ ok: false });
    const wrong = await smtpMailer({ url: at('wrong'), from: FROM, ca: cert }).send(mail);
    expect(wrong).toMatchObject({ ok: false, why: 'later', reason: expect.stringMatching(/EAUTH 535/) });
    expect(JSON.stringify(wrong)).not.toMatch(/wrong|governors/);
    expect(smtp.received).toHaveLength(1);
  });
});
