import { describe, expect, test } from 'vitest';
import { CaseId, IntentKey, type MemberId, SchoolId } from '../../src/domain/ids.ts';
import type { Conversation, KeptFile } from '../../src/ports.ts';
import type { Directory, Outlet } from '../../src/surface.ts';
import type { Card } from '../../src/view/card.ts';
import type { Form } from '../../src/view/form.ts';
import type { Values } from '../../src/view/form-kind.ts';
import type { Intent, Tap } from '../../src/view/intent.ts';
import type { Reply } from '../../src/view/reply.ts';

/** What somebody has before them in a conversation, however their platform draws it. */
export interface SeenMessage {
  readonly id: string;
  /** Every word of the card that can be read, the labels of its buttons included, marks of drawing taken out. */
  readonly text: string;
  /** All that a locked screen shows; null where the surface notifies nobody. */
  readonly preview: string | null;
  readonly buttons: readonly (SeenButton & { readonly label: string })[];
}

export interface SeenButton {
  readonly key: IntentKey;
  readonly tap: Tap;
  /** Where whoever taps it has to say so themselves; a platform that hands back what the button stands for knows it. */
  readonly school?: SchoolId;
}

/** What is shown at once to whoever acted. */
export type SeenReply =
  | { readonly is: 'card' | 'said'; readonly text: string }
  /** `values` is what stands in the open form's boxes. */
  | { readonly is: 'form'; readonly form: Form; readonly text: string; readonly values: Values };

/** A file as somebody has it before them: what stands beside it, and what they get when they save it. */
export interface SeenFile {
  readonly text: string;
  /** All that a locked screen shows; null where the surface notifies nobody. */
  readonly preview: string | null;
  readonly bytes: Uint8Array;
}

/**
 * A surface with its platform and its door played by the test: members `one` and `two` work at `school` and have
 * accounts, `nobody` has none. The adapter under test stands between `outlet` and `seen`, and between what
 * people do and `doorSaw`.
 */
export interface SurfaceUnderTest {
  readonly outlet: Outlet;
  readonly school: SchoolId;
  readonly members: { readonly one: MemberId; readonly two: MemberId; readonly nobody: MemberId };
  /** Looks up what people gave the platform. */
  readonly directory: Directory;
  seen(to: Conversation): Promise<readonly SeenMessage[]>;
  /** The files that stand in a conversation. */
  seenFiles(to: Conversation): Promise<readonly SeenFile[]>;
  /**
   * Chooses a file in a form's `files` field: the handle that the form is then sent with. Null where the platform has
   * no such box: the form then says how else a file is given.
   */
  picks(by: 'one' | 'two', file: KeptFile): Promise<string | null>;
  /** Taps a button of a message, or of the card or form that the last reply to this member showed. */
  tap(by: 'one' | 'two', button: SeenButton): Promise<SeenReply>;
  submit(by: 'one' | 'two', form: Form, values: Values): Promise<SeenReply>;
  say(by: 'one' | 'two', words: string): Promise<SeenReply>;
  /** Every intent that reached the door, in order. */
  doorSaw(): readonly Intent[];
  /** What the door answers from now on. */
  setReply(reply: (intent: Intent) => Reply): void;
  close(): Promise<void>;
}

const KEY = IntentKey.parse('key-of-the-button');
const A_CASE = CaseId.parse('01m7wd7tgme682wecez06zkgsr');
const TAP: Tap = { tap: 'act', act: 'mark_read', case: A_CASE, revision: 3, carries: { matter: 'm-1' } };

const card = (...words: readonly string[]): Card => ({
  title: 'AC-26-0042',
  tone: 'plain',
  blocks: words.map((text) => ({ is: 'text', text })),
});

const withButton: Card = {
  title: 'AC-26-0042',
  tone: 'waiting',
  blocks: [
    { is: 'text', text: 'There is something to read.' },
    { is: 'buttons', buttons: [{ label: 'I have read this', key: KEY, tap: TAP, style: 'main' }] },
  ],
};

/** Every kind of block, each with a word of its own. */
const everything: Card = {
  title: 'word-title',
  tone: 'private',
  blocks: [
    { is: 'text', text: 'word-text' },
    { is: 'heading', text: 'word-heading' },
    { is: 'facts', rows: [{ label: 'word-label', value: 'word-value' }] },
    {
      is: 'list',
      items: [
        { text: 'word-item', mark: 'warning', source: { kind: 'policy', words: 'word-source' } },
        { text: 'word-plain' },
      ],
    },
    { is: 'quote', text: 'word-quote', by: 'word-by' },
    { is: 'notice', level: 'danger', text: 'word-notice' },
    { is: 'rule' },
    { is: 'small', text: 'word-small' },
    { is: 'buttons', buttons: [{ label: 'word-button', key: KEY, tap: TAP, style: 'grave' }] },
  ],
};
const WORDS = [
  'title',
  'text',
  'heading',
  'label',
  'value',
  'item',
  'source',
  'plain',
  'quote',
  'by',
  'notice',
  'small',
  'button',
];

/** Its name is a person's, who is in no notification. */
const PICTURE: KeptFile = {
  name: 'Zebedee Quillfeather at the gate.png',
  mediaType: 'image/png',
  bytes: Uint8Array.from({ length: 300 }, (_, n) => n % 256),
};

/** What each platform would make something of, if it were let. */
const MARKUP = [
  '<script>alert(1)</script>',
  '<!channel> <!here> <@U012345>',
  '<at>everyone</at>',
  '**bold** _slanted_ ~gone~ `code`',
  '[a link](https://evil.example/)',
  '<https://evil.example|a link>',
  '{{DATE(2026-01-01)}} $[data]',
  '&amp; &lt;b&gt;',
  '# not a heading',
  '- not a list',
  '1. not a list',
  '> not a quote',
] as const;

const form = (school: SchoolId, errors: Form['errors'] = {}, typed: Values = {}): Form => ({
  name: 'account',
  key: IntentKey.parse('key-of-the-form'),
  school,
  case: A_CASE,
  revision: 7,
  title: 'Add what you know',
  intro: [{ is: 'small', text: 'It is kept as an account of its own.' }],
  fields: [
    {
      is: 'long',
      name: 'text',
      label: 'What did you see?',
      required: true,
      max: 3000,
      ...(typeof typed.text === 'string' ? { value: typed.text } : {}),
    },
    {
      is: 'choice',
      name: 'how',
      label: 'How?',
      required: false,
      options: [
        { value: 'seen', label: 'I saw it' },
        { value: 'told', label: 'I was told', hint: 'Say by whom' },
      ],
      ...(typeof typed.how === 'string' ? { value: typed.how } : {}),
    },
    {
      is: 'many',
      name: 'who',
      label: 'Who?',
      required: false,
      options: [
        { value: 'a', label: 'Ada' },
        { value: 'b', label: 'Ben' },
        { value: 'c', label: 'Cy' },
      ],
      ...(Array.isArray(typed.who) ? { values: typed.who } : {}),
    },
    { is: 'day', name: 'on', label: 'On what day?', required: false, ...day(typed.on) },
    { is: 'tick', name: 'sure', label: 'I am sure', required: false, value: typed.sure === true },
  ],
  submit: 'Add',
  carries: { matter: 'm-2' },
  errors,
});
const day = (value: Values[string] | undefined) => (typeof value === 'string' ? { value } : {});

const TYPED: Values = {
  text: 'I saw <b>it</b> & more.',
  how: 'told',
  who: ['a', 'c'],
  on: '2026-11-20',
  sure: true,
};

/** One behaviour for every place where people see Accord. `make` starts the surface under test afresh. */
export function surfaceContract(name: string, make: () => Promise<SurfaceUnderTest>): void {
  const on =
    (work: (s: SurfaceUnderTest, own: Conversation) => Promise<void>): (() => Promise<void>) =>
    async () => {
      const surface = await make();
      try {
        await work(surface, { kind: 'member', member: surface.members.one });
      } finally {
        await surface.close();
      }
    };
  const post = async (
    s: SurfaceUnderTest,
    to: Conversation,
    what: Card,
    preview = 'Accord: something for you',
  ) => {
    const sent = await s.outlet.post(to, s.school, what, preview);
    if (!sent.ok) throw new Error(`It was not posted: ${sent.reason}`);
    return sent.message;
  };

  describe(`${name}: what is shown`, () => {
    test(
      'a card reaches the member it is for, and nobody else',
      on(async (s, own) => {
        await post(s, own, card('For one pair of eyes.'));
        const [seen] = await s.seen(own);
        expect(seen?.text).toContain('AC-26-0042');
        expect(seen?.text).toContain('For one pair of eyes.');
        expect(await s.seen({ kind: 'member', member: s.members.two })).toEqual([]);
        expect(await s.seen({ kind: 'channel', channel: 'leadership' })).toEqual([]);
      }),
    );

    test(
      'a card reaches the leadership channel, and no member by themselves',
      on(async (s, own) => {
        await post(s, { kind: 'channel', channel: 'leadership' }, card('References only.'));
        const [seen] = await s.seen({ kind: 'channel', channel: 'leadership' });
        expect(seen?.text).toContain('References only.');
        expect(await s.seen(own)).toEqual([]);
      }),
    );

    test(
      'no block of a card is left out',
      on(async (s, own) => {
        await post(s, own, everything);
        const [seen] = await s.seen(own);
        expect(WORDS.filter((word) => !seen?.text.includes(`word-${word}`))).toEqual([]);
      }),
    );

    test.each(MARKUP)('text is never interpreted: %s', async (text) => {
      await on(async (s, own) => {
        await post(s, own, card(text));
        const [seen] = await s.seen(own);
        expect(seen?.text).toContain(text);
      })();
    });

    test(
      'a long text is whole, or cut where its reader can see that it was',
      on(async (s, own) => {
        const long = `${'A sentence that goes on. '.repeat(800)}THE END`;
        await post(s, own, card(long));
        const [seen] = await s.seen(own);
        const text = seen?.text ?? '';
        expect(text).toContain('A sentence that goes on.');
        expect(text.includes('THE END') || /\u2026|\.\.\.|more/i.test(text.slice(-400))).toBe(true);
      }),
    );

    test(
      'a card with more than a screen holds is whole, or says that there is more',
      on(async (s, own) => {
        await post(s, own, card(...Array.from({ length: 90 }, (_, n) => `line-${n}.`)));
        const [seen] = await s.seen(own);
        const text = seen?.text ?? '';
        expect(text).toContain('line-0.');
        expect(text.includes('line-89.') || /\u2026|\.\.\.|more/i.test(text)).toBe(true);
      }),
    );

    test(
      'a notification holds what it was given and nothing of the card',
      on(async (s, own) => {
        await post(s, own, card('The story itself.'), 'Accord: something for you about AC-26-0042');
        const [seen] = await s.seen(own);
        expect([null, 'Accord: something for you about AC-26-0042']).toContain(seen?.preview);
      }),
    );

    test(
      'messages stand in the order in which they were posted',
      on(async (s, own) => {
        for (let n = 1; n <= 5; n += 1) await post(s, own, card(`number ${n}`));
        const texts = (await s.seen(own)).map((row) => /number (\d)/.exec(row.text)?.[1]);
        expect(texts).toEqual(['1', '2', '3', '4', '5']);
      }),
    );
  });

  describe(`${name}: files`, () => {
    test(
      'a file reaches the member it is for, with words by reference and nothing of its name in the preview',
      on(async (s, own) => {
        const sent = await s.outlet.file(own, s.school, PICTURE, 'A photo that is kept with AC-26-0042.');
        expect(sent).toMatchObject({ ok: true });
        const [seen, another] = await s.seenFiles(own);
        expect(another).toBeUndefined();
        expect(seen?.text).toContain('A photo that is kept with AC-26-0042.');
        expect(seen && Buffer.from(seen.bytes)).toEqual(Buffer.from(PICTURE.bytes));
        expect(seen?.preview ?? '').not.toMatch(/Zebedee|Quillfeather|gate/i);
        expect(await s.seenFiles({ kind: 'member', member: s.members.two })).toEqual([]);
      }),
    );

    test(
      'a file is taken away when its message is drawn again, however often',
      on(async (s, own) => {
        const sent = await s.outlet.file(own, s.school, PICTURE, 'A photo that is kept with AC-26-0042.');
        if (!sent.ok) throw new Error(`It was not sent: ${sent.reason}`);
        await post(s, own, card('A later one.'));
        for (const words of ['This matter is closed.', 'This matter is closed now.'])
          expect(await s.outlet.redraw(own, s.school, sent.message, card(words))).toEqual({
            ok: true,
            message: sent.message,
          });
        expect(await s.seenFiles(own)).toEqual([]);
        const seen = await s.seen(own);
        expect(seen.at(-1)?.text).toContain('A later one.');
        // A platform may show nothing in its place, or the card.
        for (const row of seen.slice(0, -1)) expect(row.text).toContain('This matter is closed now.');
      }),
    );

    test(
      'a member without an account here is sent no file, with a reason that names nobody',
      on(async (s) => {
        const to: Conversation = { kind: 'member', member: s.members.nobody };
        const sent = await s.outlet.file(to, s.school, PICTURE, 'A photo that is kept with AC-26-0042.');
        expect(sent).toMatchObject({ ok: false, why: 'never' });
        if (!sent.ok) expect(sent.reason).not.toMatch(/Zebedee|AC-26/);
      }),
    );

    test(
      'a file that was chosen in a form comes to the door as a handle, by which it can be fetched',
      on(async (s) => {
        const asked: Form = {
          ...form(s.school),
          fields: [
            {
              is: 'files',
              name: 'files',
              label: 'A photo',
              required: false,
              most: 10,
              sentWith: 'the reference of the case',
            },
          ],
        };
        s.setReply((intent) =>
          intent.do === 'submit'
            ? { is: 'said', text: 'Saved.', level: 'good' }
            : { is: 'form', form: asked },
        );
        const opened = await s.say('one', 'report');
        if (opened.is !== 'form') throw new Error('No form came up.');
        expect(opened.text).toContain('A photo');
        const handle = await s.picks('one', PICTURE);
        if (handle === null) {
          expect(opened.text).toMatch(/send (the file|them) to Accord/i);
          return;
        }
        await s.submit('one', opened.form, { files: [handle] });
        const last = s.doorSaw().at(-1);
        expect(last?.do === 'submit' && last.submit.values.files).toEqual([handle]);
        const got = await s.directory.fetch(handle, 1000);
        expect(got.ok && Buffer.from(got.file.bytes)).toEqual(Buffer.from(PICTURE.bytes));
        expect(got.ok && got.file.mediaType).toBe('image/png');
        const short = await s.directory.fetch(handle, PICTURE.bytes.length - 1);
        expect(short).toMatchObject({ ok: false, why: 'too_large' });
        const none = await s.directory.fetch('no-such-handle', 1000);
        expect(none).toMatchObject({ ok: false, why: 'never' });
      }),
    );
  });

  describe(`${name}: what is drawn again`, () => {
    test(
      'a card is drawn again in its place, and no second message is sent',
      on(async (s, own) => {
        const first = await post(s, own, withButton);
        await post(s, own, card('A later one.'));
        const sent = await s.outlet.redraw(own, s.school, first, card('It has been read.'));
        expect(sent).toMatchObject({ ok: true });
        const seen = await s.seen(own);
        expect(seen).toHaveLength(2);
        expect(seen[0]?.id).toBe(first);
        expect(seen[0]?.text).toContain('It has been read.');
        expect(seen[0]?.text).not.toContain('There is something to read.');
        expect(seen[0]?.buttons).toEqual([]);
      }),
    );

    test(
      'a message that is not there is refused for good',
      on(async (s, own) => {
        await post(s, own, card('Something else.'));
        expect(await s.outlet.redraw(own, s.school, '999999999', card('Nothing.'))).toMatchObject({
          ok: false,
          why: 'never',
        });
        expect(await s.seen(own)).toHaveLength(1);
      }),
    );

    test(
      'a message of another conversation is not drawn over',
      on(async (s, own) => {
        const other: Conversation = { kind: 'member', member: s.members.two };
        const theirs = await post(s, other, card('For the other.'));
        const sent = await s.outlet.redraw(own, s.school, theirs, card('Something private.'));
        expect(sent).toMatchObject({ ok: false, why: 'never' });
        expect((await s.seen(other)).map((row) => row.text).join()).not.toContain('Something private.');
      }),
    );

    test(
      'a member without an account here is refused for good, with a reason that names nobody',
      on(async (s) => {
        const to: Conversation = { kind: 'member', member: s.members.nobody };
        const sent = await s.outlet.post(
          to,
          s.school,
          card('The story itself.'),
          'Accord: something for you',
        );
        expect(sent).toMatchObject({ ok: false, why: 'never' });
        if (!sent.ok) expect(sent.reason).not.toMatch(/story|AC-26/);
      }),
    );
  });

  describe(`${name}: what people do`, () => {
    test(
      'a tap carries its key, and all that its button was made with',
      on(async (s, own) => {
        s.setReply(() => ({ is: 'said', text: 'Saved.', level: 'good' }));
        await post(s, own, withButton);
        const button = (await s.seen(own))[0]?.buttons[0];
        expect(button?.label).toContain('I have read this');
        if (button) await s.tap('one', button);
        expect(s.doorSaw()).toMatchObject([{ do: 'tap', key: KEY, tap: TAP }]);
      }),
    );

    test(
      'a button for another school than its card is tapped for that school',
      on(async (s, own) => {
        const school = SchoolId.parse('another-school');
        const buttons = [{ label: 'The other school', key: KEY, tap: TAP, style: 'plain', school } as const];
        s.setReply(() => ({ is: 'said', text: 'Here you are.', level: 'info' }));
        await post(s, own, { ...withButton, blocks: [{ is: 'buttons', buttons }] });
        const button = (await s.seen(own))[0]?.buttons[0];
        if (button) await s.tap('one', button);
        expect(s.doorSaw()).toMatchObject([{ do: 'tap', key: KEY, tap: TAP, school }]);
      }),
    );

    test(
      'simultaneous double clicks reach the door under one key',
      on(async (s, own) => {
        s.setReply(() => ({ is: 'said', text: 'Saved.', level: 'good' }));
        await post(s, own, withButton);
        const button = (await s.seen(own))[0]?.buttons[0];
        if (!button) throw new Error('The card has no button.');
        await Promise.all([s.tap('one', button), s.tap('one', button), s.tap('one', button)]);
        const keys = s.doorSaw().map((intent) => (intent.do === 'tap' ? intent.key : null));
        expect(keys.length).toBeGreaterThan(0);
        expect(new Set(keys)).toEqual(new Set([KEY]));
      }),
    );

    test(
      'typed words reach the door as they were typed',
      on(async (s) => {
        s.setReply(() => ({ is: 'said', text: 'Here you are.', level: 'info' }));
        const reply = await s.say('one', 'show AC-26-0042 & <b>');
        expect(s.doorSaw()).toMatchObject([{ do: 'say', words: 'show AC-26-0042 & <b>' }]);
        expect(reply).toMatchObject({ is: 'said', text: expect.stringContaining('Here you are.') });
      }),
    );

    test(
      'a form comes up when a button asks for one, with every question and what it offers',
      on(async (s) => {
        s.setReply(() => ({ is: 'form', form: form(s.school, {}, TYPED) }));
        const reply = await s.say('one', 'report');
        expect(reply.is).toBe('form');
        if (reply.is !== 'form') return;
        for (const words of [
          'Add what you know',
          'What did you see?',
          'I was told',
          'Ada',
          'On what day?',
          'I am sure',
        ])
          expect(reply.text).toContain(words);
        expect(reply.values).toMatchObject(TYPED);
      }),
    );

    test(
      'a submission comes to the door under its own name and key, with typed values',
      on(async (s) => {
        const asked = form(s.school);
        s.setReply((intent) =>
          intent.do === 'submit'
            ? { is: 'said', text: 'Saved.', level: 'good' }
            : { is: 'form', form: asked },
        );
        const opened = await s.say('one', 'report');
        if (opened.is !== 'form') throw new Error('No form came up.');
        const reply = await s.submit('one', opened.form, TYPED);
        expect(reply).toMatchObject({ is: 'said', text: expect.stringContaining('Saved.') });
        const last = s.doorSaw().at(-1);
        expect(last).toMatchObject({
          do: 'submit',
          submit: {
            form: 'account',
            key: 'key-of-the-form',
            case: A_CASE,
            revision: 7,
            carries: { matter: 'm-2' },
            values: TYPED,
          },
        });
      }),
    );

    test(
      'boxes left empty come as empty or not at all, never as something else',
      on(async (s) => {
        const asked = form(s.school);
        s.setReply((intent) =>
          intent.do === 'submit'
            ? { is: 'said', text: 'Saved.', level: 'good' }
            : { is: 'form', form: asked },
        );
        const opened = await s.say('one', 'report');
        if (opened.is !== 'form') throw new Error('No form came up.');
        await s.submit('one', opened.form, { text: 'Only this.', sure: false, who: [] });
        const last = s.doorSaw().at(-1);
        if (last?.do !== 'submit') throw new Error('Nothing was submitted.');
        const { values } = last.submit;
        expect(values.text).toBe('Only this.');
        expect([undefined, '']).toContain(values.how);
        expect([undefined, '']).toContain(values.on);
        expect([undefined, false]).toContain(values.sure);
        expect(values.who ?? []).toEqual([]);
      }),
    );

    test(
      'a refused form stays open with what was typed and a sentence at its field',
      on(async (s) => {
        const asked = form(s.school);
        s.setReply((intent) =>
          intent.do === 'submit'
            ? { is: 'form_again', form: form(s.school, { how: 'Say how.', form: 'Look again.' }, TYPED) }
            : { is: 'form', form: asked },
        );
        const opened = await s.say('one', 'report');
        if (opened.is !== 'form') throw new Error('No form came up.');
        const again = await s.submit('one', opened.form, TYPED);
        expect(again.is).toBe('form');
        if (again.is !== 'form') return;
        expect(again.values).toMatchObject(TYPED);
        expect(again.text).toContain('Say how.');
        expect(again.text).toContain('Look again.');
        expect(again.form.key).toBe(opened.form.key);
      }),
    );

    test(
      'two members who act at the same time get each their own answer',
      on(async (s) => {
        s.setReply((intent) => ({
          is: 'said',
          text: intent.do === 'say' ? `You said ${intent.words}.` : 'What?',
          level: 'info',
        }));
        const [one, two] = await Promise.all([s.say('one', 'apples'), s.say('two', 'pears')]);
        expect(one?.is === 'said' && one.text).toContain('apples');
        expect(one?.is === 'said' && one.text).not.toContain('pears');
        expect(two?.is === 'said' && two.text).toContain('pears');
      }),
    );
  });
}
