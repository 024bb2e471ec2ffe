import type { Chat } from '../../adapters/playground/chat.ts';
import type { ChatMessage } from '../../adapters/playground/chat-tables.ts';
import type { OpenPlayground, PlayedSchool } from '../../adapters/playground/playground.ts';
import { playgroundServer } from '../../adapters/playground/server.ts';
import { schoolTime } from '../../src/domain/time.ts';
import type { KeptFile, Log } from '../../src/ports.ts';
import type { Door } from '../../src/surface.ts';
import type { Intent } from '../../src/view/intent.ts';
import type { Reply } from '../../src/view/reply.ts';

const TOKEN = 'a-token';

export interface ServedParts {
  readonly door: Door;
  readonly chat: Chat;
  readonly now: OpenPlayground['now'];
  readonly log: Log;
  readonly school: () => PlayedSchool;
}

/** What the page is told of a message. */
export type Row = Pick<ChatMessage, 'id' | 'from' | 'card' | 'text' | 'onlyYou'> & {
  readonly hasFile: boolean;
};

/** The playground's page for one account after another: what it sends, with the token and headers it has. */
export interface ServedChat {
  rows(as: string, where: 'accord' | 'leadership'): Promise<readonly Row[]>;
  intent(as: string, intent: Intent): Promise<{ readonly reply: Reply; readonly message: number | null }>;
  /** The file that stands with a message, by the name that a browser would save it under. */
  download(as: string, message: number): Promise<{ readonly name: string; readonly bytes: Uint8Array }>;
  upload(as: string, file: KeptFile): Promise<string>;
  close(): Promise<void>;
}

/** As much of a playground as stands around a chat and a door; neither schools nor a guide are asked for here. */
const around = ({ door, chat, now, school }: ServedParts): OpenPlayground => ({
  door,
  chat,
  now,
  token: TOKEN,
  say: (at) => at,
  today: () => schoolTime(now()).day,
  schools: async () => [],
  open: async () => null,
  school: async (id) => (id === school().id ? school() : null),
  clock: async () => ({ now: '', earliest: '', deadline: null, weekly: null }),
  moveClock: async () => ({ ok: false, words: 'There is no clock here.' }),
  guide: async () => null,
  changeGuide: async () => {},
});

/** The playground's real server over real HTTP, in front of a chat and a door of the test's own. */
export async function serveChat(parts: ServedParts): Promise<ServedChat> {
  const open = around(parts);
  const server = playgroundServer(
    {
      pages: { path: '/view/', handle: async () => {}, listensAt: () => {} },
      use: (work) => work(open),
      settle: async () => {},
      afresh: async () => {},
      onChange: (listener) => parts.chat.onChange(listener),
      close: async () => {},
    },
    parts.log,
  );
  const url = `http://127.0.0.1:${await server.listen(0)}`;
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const answer = await fetch(`${url}${path}`, init);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer;
  };
  const json = async <T>(path: string, init: RequestInit = {}): Promise<T> =>
    JSON.parse(await (await ask(path, init)).text());
  const query = (as: string, more: Readonly<Record<string, string>>) =>
    new URLSearchParams({ school: parts.school().id, as, ...more });
  const headers = (type: string) => ({ 'content-type': type, 'x-accord-token': TOKEN, origin: url });
  return {
    async rows(as, where) {
      const { talk } = await json<{ talk: { messages: readonly Row[] } }>(
        `/api/state?${query(as, { in: where })}`,
      );
      return talk.messages;
    },
    intent: (as, intent) =>
      json('/api/intent', {
        method: 'POST',
        headers: headers('application/json'),
        body: JSON.stringify({ school: parts.school().id, as, intent, typed: intent.do === 'say' }),
      }),
    async download(as, message) {
      const answer = await ask(`/api/file?${query(as, { message: String(message) })}`);
      const name = /filename\*=UTF-8''(.+)$/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
      return { name: decodeURIComponent(name ?? ''), bytes: new Uint8Array(await answer.arrayBuffer()) };
    },
    async upload(as, { name, mediaType, bytes }) {
      const { handle } = await json<{ handle: string }>(
        `/api/upload?${query(as, { name, type: mediaType })}`,
        { method: 'POST', headers: headers('application/octet-stream'), body: Buffer.from(bytes) },
      );
      return handle;
    },
    close: () => server.close(),
  };
}
