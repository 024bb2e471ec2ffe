import { type Chat, openChat } from '../../adapters/playground/chat.ts';
import type { OpenPlayground, PlayedPerson, PlayedSchool } from '../../adapters/playground/playground.ts';
import { playgroundServer } from '../../adapters/playground/server.ts';
import { MemberId, SchoolId } from '../../src/domain/ids.ts';
import { schoolTime } from '../../src/domain/time.ts';
import type { KeptFile } from '../../src/ports.ts';
import type { Door } from '../../src/surface.ts';
import type { Card } from '../../src/view/card.ts';
import type { Form } from '../../src/view/form.ts';
import type { Values } from '../../src/view/form-kind.ts';
import type { Intent } from '../../src/view/intent.ts';
import { cardText, formText } from '../../src/view/plain-text.ts';
import type { Reply } from '../../src/view/reply.ts';
import { QUIET_DOOR } from '../support/quiet-door.ts';
import { keptLog, movableClock, offered } from '../support/world.ts';
import { type SeenReply, type SurfaceUnderTest, surfaceContract } from './surface-contract.ts';

const SCHOOL = SchoolId.parse('01m7wd7tgme682wecez06zkgsr');
const MEMBERS = {
  one: MemberId.parse('member-one'),
  two: MemberId.parse('member-two'),
  nobody: MemberId.parse('member-nobody'),
};

const person = (name: 'one' | 'two', channels: PlayedPerson['channels']): PlayedPerson => ({
  user: `${SCHOOL}:${name}`,
  member: MEMBERS[name],
  name: `Person ${name}`,
  title: 'Teacher',
  group: 'Staff',
  part: 'staff',
  channels,
  knowsGate: false,
});
const PLAYED: PlayedSchool = {
  id: SCHOOL,
  pack: 'invented',
  name: 'An invented school',
  policy: 'A code',
  people: [person('one', ['leadership']), person('two', [])],
};

/** As much of a playground as stands around a chat and a door; neither schools nor a guide are asked for here. */
const around = (door: Door, chat: Chat, now: OpenPlayground['now']): OpenPlayground => ({
  door,
  chat,
  now,
  token: 'a-token',
  say: (at) => at,
  today: () => schoolTime(now()).day,
  schools: async () => [],
  open: async () => null,
  school: async (id) => (id === SCHOOL ? PLAYED : null),
  clock: async () => ({ now: '', earliest: '', deadline: null, weekly: null }),
  moveClock: async () => ({ ok: false, words: 'There is no clock here.' }),
  guide: async () => null,
  changeGuide: async () => {},
});

/** What the page is told of a message, over HTTP. */
interface Row {
  readonly id: number;
  readonly from: 'accord' | 'me';
  readonly card: Card | null;
  readonly text: string | null;
  readonly onlyYou: boolean;
  readonly hasFile: boolean;
}
type Received = { readonly reply: Reply; readonly message: number | null };

/** The page's part: what it sends, with the token and headers it has. */
function pageOf(url: string) {
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const answer = await fetch(`${url}${path}`, init);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return JSON.parse(await answer.text());
  };
  const rows = async (as: 'one' | 'two', where: 'accord' | 'leadership') => {
    const { talk } = await ask<{ talk: { messages: readonly Row[] } }>(
      `/api/state?school=${SCHOOL}&as=${encodeURIComponent(`${SCHOOL}:${as}`)}&in=${where}`,
    );
    return talk.messages;
  };
  const intent = (as: 'one' | 'two', what: Intent) =>
    ask<Received>('/api/intent', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-accord-token': 'a-token', origin: url },
      body: JSON.stringify({
        school: SCHOOL,
        as: `${SCHOOL}:${as}`,
        intent: what,
        typed: what.do === 'say',
      }),
    });
  const download = async (as: 'one' | 'two', message: number): Promise<Uint8Array> => {
    const query = new URLSearchParams({ school: SCHOOL, as: `${SCHOOL}:${as}`, message: String(message) });
    const answer = await fetch(`${url}/api/file?${query}`);
    if (!answer.ok) throw new Error(`The file was not there: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  const upload = async (as: 'one' | 'two', { name, mediaType, bytes }: KeptFile): Promise<string> => {
    const query = new URLSearchParams({ school: SCHOOL, as: `${SCHOOL}:${as}`, name, type: mediaType });
    const { handle } = await ask<{ handle: string }>(`/api/upload?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'x-accord-token': 'a-token', origin: url },
      body: Buffer.from(bytes),
    });
    return handle;
  };
  return { rows, intent, download, upload };
}

const submitted = (form: Form, values: Values): Intent => ({
  do: 'submit',
  submit: {
    form: form.name,
    key: form.key,
    case: form.case,
    revision: form.revision,
    values: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'string' || typeof value === 'boolean' ? value : [...value],
      ]),
    ),
    carries: { ...form.carries },
  },
});

surfaceContract('the playground over HTTP', async (): Promise<SurfaceUnderTest> => {
  const clock = movableClock();
  const log = keptLog();
  const chat = openChat(':memory:', clock, async (to) =>
    to.kind === 'channel' ? true : to.member !== MEMBERS.nobody,
  );
  const saw: Intent[] = [];
  let answer: (intent: Intent) => Reply = () => ({ is: 'said', text: 'Nothing to say.', level: 'info' });
  const door: Door = {
    ...QUIET_DOOR,
    async receive(_who, intent) {
      saw.push(intent);
      return answer(intent);
    },
  };
  const open = around(door, chat, clock.now);
  const server = playgroundServer(
    {
      pages: { path: '/view/', handle: async () => {}, listensAt: () => {} },
      use: (work) => work(open),
      settle: async () => {},
      afresh: async () => {},
      onChange: (listener) => chat.onChange(listener),
      close: async () => {},
    },
    log,
  );
  const page = pageOf(`http://127.0.0.1:${await server.listen(0)}`);

  /** What stands in the conversation afterwards, and not what the answer to the request held. */
  async function act(by: 'one' | 'two', intent: Intent): Promise<SeenReply> {
    const { reply, message } = await page.intent(by, intent);
    if (reply.is === 'form' || reply.is === 'form_again')
      return { is: 'form', form: reply.form, text: formText(reply.form), values: offered(reply.form) };
    const row = (await page.rows(by, 'accord')).find(({ id }) => id === message);
    if (!row) throw new Error('The answer does not stand in the conversation.');
    return row.card ? { is: 'card', text: cardText(row.card) } : { is: 'said', text: row.text ?? '' };
  }

  return {
    outlet: chat,
    directory: chat.directory,
    picks: (by, file) => page.upload(by, file),
    async seenFiles(to) {
      if (to.kind === 'channel') return [];
      const as = to.member === MEMBERS.two ? 'two' : 'one';
      const rows = (await page.rows(as, 'accord')).filter((row) => row.hasFile);
      return Promise.all(
        rows.map(async ({ id, text }) => ({
          text: text ?? '',
          preview: null,
          bytes: await page.download(as, id),
        })),
      );
    },
    school: SCHOOL,
    members: MEMBERS,
    async seen(to) {
      const rows =
        to.kind === 'channel'
          ? await page.rows('one', to.channel)
          : await page.rows(to.member === MEMBERS.two ? 'two' : 'one', 'accord');
      return rows.flatMap(({ id, card, onlyYou }) =>
        card === null || onlyYou
          ? []
          : [
              {
                id: String(id),
                text: cardText(card),
                preview: null,
                buttons: card.blocks.flatMap((block) => (block.is === 'buttons' ? block.buttons : [])),
              },
            ],
      );
    },
    tap: (by, { key, tap, school }) => act(by, { do: 'tap', key, tap, ...(school ? { school } : {}) }),
    submit: (by, form, values) => act(by, submitted(form, values)),
    say: (by, words) => act(by, { do: 'say', words }),
    doorSaw: () => saw,
    setReply: (reply) => {
      answer = reply;
    },
    async close() {
      await server.close();
      chat.close();
      if (log.lines.length > 0) throw new Error(`The server logged trouble: ${log.lines.join('\n')}`);
    },
  };
});
